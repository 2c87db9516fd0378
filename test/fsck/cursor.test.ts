import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openCursor, rowsOf } from '../../src/fsck/cursor.ts'
import { collectProblems } from '../../src/fsck/problem.ts'
import { connectClient, type DatabaseClient } from '../../src/store/connect.ts'
import { openTestDatabase, type TestDatabase } from '../support/database.ts'

let database: TestDatabase
let client: DatabaseClient
beforeAll(async () => {
  database = await openTestDatabase()
  client = await connectClient(database.ownerUrl, { pipeline: true })
  await client.query('begin')
})
afterAll(async () => {
  await client.end()
  await database.drop()
})

describe('a cursor', () => {
  it.each([0, 1, 1_999, 2_000, 2_001, 4_000, 6_001])('gives each of %i rows once and in order', async (count) => {
    const seen: number[] = []
    for await (const { n } of rowsOf<{ n: number }>(client, 'select n from generate_series(1, $1) as n', [count]))
      seen.push(n)
    expect(seen).toEqual(Array.from({ length: count }, (_, at) => at + 1))
  })

  it('shows the next row and leaves it there, and stays at its end', async () => {
    const cursor = await openCursor<{ n: number }>(client, 'select n from generate_series(1, 2000) as n')
    for (let n = 1; n <= 2_000; n++) {
      expect(await cursor.peek()).toEqual({ n })
      expect(await cursor.next()).toEqual({ n })
    }
    expect([await cursor.peek(), await cursor.next(), await cursor.next()]).toEqual([undefined, undefined, undefined])
  })

  it('tells an error to who reads it', async () => {
    await client.query('savepoint before')
    const read = async (): Promise<void> => {
      for await (const _ of rowsOf(client, 'select 1 / (n - 3000) from generate_series(1, 4000) as n')) continue
    }
    await expect(read()).rejects.toThrow(/division by zero/)
    await client.query('rollback to savepoint before')
  })
})

describe('problems', () => {
  it('are all counted, and a thousand are listed', () => {
    const problems = collectProblems()
    for (let n = 0; n < 1_500; n++) problems.add('LEAF_CHANGED', `entry ${n}`, '')
    expect([problems.count(), problems.listed.length, problems.listed[999]?.place]).toEqual([1_500, 1_000, 'entry 999'])
  })
})
