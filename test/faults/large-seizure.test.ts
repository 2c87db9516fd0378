import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { openSmallRegistry, OURS, type SmallRegistry } from '../support/small-registry.ts'
import { glock, seize, UNMARKED_REVOLVER } from '../support/seizures.ts'

// A change of this number is to be seen, and not to slip in: each statement is a way to the database that a call at a border waits for.
const STATEMENTS = 25

let registry: SmallRegistry

beforeAll(async () => {
  registry = await openSmallRegistry()
})
afterAll(() => registry.close())

/** What the whole service, which runs in this process, asks the database for while it works. */
async function countStatements(work: () => Promise<unknown>): Promise<number> {
  const query = vi.spyOn(pg.Client.prototype, 'query')
  try {
    await work()
    return query.mock.calls.length
  } finally {
    query.mockRestore()
  }
}

/** Items that are registered weapons, so that each is found, flagged and joined. */
async function observe(count: number): Promise<unknown[]> {
  const items: unknown[] = []
  for (let n = 0; n < count; n++) {
    const { serial } = await registry.registerWeapon(OURS)
    items.push({ observation: glock(serial) })
  }
  return items
}

describe('a seizure of 200 items', () => {
  it('is recorded, identified and joined in as many statements as one of ten, or of a single item', async () => {
    const counts = []
    for (const size of [1, 10, 200]) {
      const items = await observe(size)
      // The first call of a token also looks up who is calling, and, as a later one after some seconds, how often its agency has asked.
      await seize(registry, await observe(1))
      counts.push(await countStatements(() => seize(registry, items)))
    }
    expect(counts).toEqual([STATEMENTS, STATEMENTS, STATEMENTS])
  }, 300_000)

  it('starts a trace of each item in a number of statements that does not depend on how many there are', async () => {
    const counts = []
    for (const size of [1, 20]) {
      const items = await observe(size)
      await seize(registry, await observe(1), { startTraces: true })
      counts.push(await countStatements(() => seize(registry, items, { startTraces: true })))
    }
    expect(counts[1]).toBe(counts[0])
  }, 120_000)

  it('of items without any mark takes fewer, whatever their number', async () => {
    const of = (size: number) => Array.from({ length: size }, () => ({ observation: UNMARKED_REVOLVER }))
    const [one, many] = [
      await countStatements(() => seize(registry, of(1))),
      await countStatements(() => seize(registry, of(200))),
    ]
    expect(many).toBe(one)
    expect(one).toBeLessThan(STATEMENTS)
  })
})
