import { describe, expect, it } from 'vitest'
import { createGate } from '../../src/http/large-bodies.ts'

const limits = { total: 3, perAgency: 2, maxWaiting: 1, waitMs: 20 }

describe('the gate for large bodies', () => {
  it('lets one agency hold no more than its share, and the others in beside it', async () => {
    const gate = createGate({ ...limits, waitMs: 5 })
    await gate('a')
    await gate('a')
    await expect(gate('a')).rejects.toMatchObject({ code: 'overloaded' })
    await expect(gate('b')).resolves.toBeTypeOf('function')
    await expect(gate('c')).rejects.toMatchObject({ code: 'overloaded', retryAfterSeconds: 5 })
  })

  it('gives a place that comes free to the first who waits and has room, once', async () => {
    const gate = createGate({ ...limits, waitMs: 60_000 })
    const [first] = [await gate('a'), await gate('a')]
    const waits = gate('a')
    first()
    first()
    const end = await waits
    await expect(gate('b')).resolves.toBeTypeOf('function')
    end()
  })

  it('refuses at once where too many wait already', async () => {
    const gate = createGate({ ...limits, waitMs: 60_000 })
    const [end] = [await gate('a'), await gate('a')]
    const waits = gate('a')
    await expect(gate('a')).rejects.toMatchObject({ code: 'overloaded' })
    end()
    await waits
  })
})
