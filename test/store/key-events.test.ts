import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Database, openDatabase } from '../../src/store/db.ts'
import { keyFactId, recordAnswerKeys } from '../../src/store/key-events.ts'
import { openTestDatabase, type TestDatabase } from '../support/database.ts'

const keys = ['one', 'two'].map((kid) => ({ kid, publicKey: `x of ${kid}` }))

let database: TestDatabase
let processes: readonly Database[]

beforeAll(async () => {
  database = await openTestDatabase()
  processes = [1, 2].map(() => openDatabase(database.serviceUrl, 4))
})
afterAll(async () => {
  for (const { pool } of processes) await pool.end()
  await database.drop()
})

async function factsOfKeys(): Promise<Record<string, unknown>[]> {
  const owner = new pg.Client(database.ownerUrl)
  await owner.connect()
  try {
    const { rows } = await owner.query<{ id: string; canonical: string; leaves: number }>(
      `select f.id, f.canonical, (select count(*)::int from leaf_queue q where q.fact_id = f.id) as leaves
       from fact f where f.kind = 'key-event' order by f.canonical::jsonb ->> 'kid'`,
    )
    return rows.map(({ id, canonical, leaves }) => ({ id, leaves, ...(JSON.parse(canonical) as object) }))
  } finally {
    await owner.end()
  }
}

describe('the keys of signed answers', () => {
  it('are on record once each, however many processes begin with them at the same time, and each has its leaf', async () => {
    const [first] = keys
    if (first === undefined) throw new Error('no key')
    await Promise.all(processes.map((db) => recordAnswerKeys(db, [first])))
    // The next start comes with a new key in front.
    await Promise.all(processes.flatMap((db) => [recordAnswerKeys(db, keys), recordAnswerKeys(db, keys)]))
    expect(await factsOfKeys()).toMatchObject(
      keys.map(({ kid, publicKey }) => {
        return { id: keyFactId(kid), leaves: 1, event: 'ADDED', use: 'ANSWER', kid, publicKey }
      }),
    )
  })
})
