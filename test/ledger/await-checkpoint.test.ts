import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { createAwaitCheckpoint } from '../../src/ledger/await-checkpoint.ts'
import { createTurns } from '../../src/http/turns.ts'

describe('who waits for a checkpoint', () => {
  it('hears of the first that is larger than what he has, and all ask the database together', async () => {
    let size = 5
    let asked = 0
    const wait = createAwaitCheckpoint(async () => {
      asked += 1
      return size
    })
    const waiting = Array.from({ length: 200 }, (_, n) => wait.beyond(n < 100 ? 5 : 1000, 900))
    await sleep(250)
    size = 6
    const heard = await Promise.all(waiting)
    expect(heard).toEqual([...Array(100).fill(true), ...Array(100).fill(false)])
    expect(asked).toBeLessThan(15)
    await sleep(250)
    const then = asked
    await sleep(250)
    expect(asked).toBe(then)
  })

  it('is let go when his time is up, when he leaves, when the service ends, and at once where too many wait', async () => {
    const wait = createAwaitCheckpoint(async () => {
      throw new Error('the database is away')
    })
    const begun = performance.now()
    expect(await wait.beyond(0, 200)).toBe(false)
    expect(performance.now() - begun).toBeGreaterThan(150)
    const leaves = new AbortController()
    const left = wait.beyond(0, 60_000, leaves.signal)
    leaves.abort()
    expect(await left).toBe(false)
    expect(await wait.beyond(0, 60_000, leaves.signal)).toBe(false)
    const many = Array.from({ length: 501 }, () => wait.beyond(0, 60_000))
    expect(await many.at(-1)).toBe(false)
    wait.close()
    expect(await Promise.all(many)).toEqual(Array(501).fill(false))
    expect(await wait.beyond(0, 60_000)).toBe(false)
  })
})

describe('turns', () => {
  it('are taken by a few at a time in the order of coming, also when one fails, and refused where too many wait', async () => {
    const takeTurn = createTurns({ atOnce: 2, maxWaiting: 10 })
    let running = 0
    const most: number[] = []
    const order: number[] = []
    const work = (n: number) => async () => {
      running += 1
      most.push(running)
      order.push(n)
      await sleep(5)
      running -= 1
      if (n % 3 === 0) throw new Error('failed')
    }
    const all = await Promise.allSettled(Array.from({ length: 13 }, (_, n) => takeTurn(work(n))))
    expect(Math.max(...most)).toBe(2)
    expect(order).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11])
    expect(all.at(-1)).toMatchObject({ status: 'rejected', reason: { code: 'overloaded' } })
    await takeTurn(work(1))
    expect(running).toBe(0)
  })
})
