import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { tellWhile } from '../../src/fsck/tell-while.ts'

describe('a long stage of verify-ledger', () => {
  it('says that it begins, then where it is until it ends, and nothing after', async () => {
    const told: string[] = []
    const tell = (line: string) => told.push(line)
    const result = await tellWhile(
      tell,
      'the tables',
      async (onStep) => {
        onStep('table 1 of 2, marking')
        while (told.at(-1)?.includes('table 1 of 2') !== true) await sleep(1)
        onStep('table 2 of 2, weapon')
        while (told.at(-1)?.includes('table 2 of 2') !== true) await sleep(1)
        return 2
      },
      1,
    )
    const after = told.length
    await sleep(20)
    expect(result).toBe(2)
    expect(told.length).toBe(after)
    expect(told[0]).toBe('now the tables')
    expect(told[1]).toMatch(/^still at table 1 of 2, marking, \d+ s$/)
    expect(told.at(-1)).toMatch(/^still at table 2 of 2, weapon, \d+ s$/)
  })

  it('is silent after it failed', async () => {
    const told: string[] = []
    const failing = tellWhile(
      (line) => told.push(line),
      'names',
      () => Promise.reject(new Error('lost')),
      1,
    )
    await expect(failing).rejects.toThrow('lost')
    await sleep(20)
    expect(told).toEqual(['now names'])
  })
})
