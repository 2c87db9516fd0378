import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Database, inTransaction, openDatabase } from '../../src/store/db.ts'
import { seal, type Sealed, unseal } from '../../src/store/seal.ts'
import { makeRequester } from '../support/acting.ts'
import { openTestDatabase, type TestDatabase } from '../support/database.ts'

const BODY = '{"name":"Jovana Petrović (invented)","serial":"M92 4711 🔫"}'
const requester = makeRequester('officer')
let database: TestDatabase
let db: Database

beforeAll(async () => {
  database = await openTestDatabase()
  db = openDatabase(database.serviceUrl, 2)
})

afterAll(async () => {
  await db.pool.end()
  await database.drop()
})

const sealBody = (body = BODY): Promise<Sealed> => inTransaction(db, requester, (tx) => seal(tx, body))
const open = (sealed: Sealed): Promise<string | null> => inTransaction(db, requester, (tx) => unseal(tx, sealed))

describe('a sealed body', () => {
  it('opens to the same text, an empty one too', async () => {
    expect(await open(await sealBody())).toBe(BODY)
    expect(await open(await sealBody(''))).toBe('')
  })

  it('shows nothing of the text, and two of one text have nothing in common', async () => {
    const [first, second] = [await sealBody(), await sealBody()]
    expect(first.sealed.includes('Jovana')).toBe(false)
    expect(first.sealed.includes('4711')).toBe(false)
    expect(first.sealed.equals(second.sealed)).toBe(false)
    expect(first.keyId).not.toBe(second.keyId)
  })

  it('is refused when one bit of it was changed, wherever', async () => {
    const { keyId, sealed } = await sealBody()
    for (const at of [0, 12, Math.floor(sealed.length / 2), sealed.length - 1]) {
      const changed = Buffer.from(sealed)
      changed[at] = (changed[at] ?? 0) ^ 1
      await expect(open({ keyId, sealed: changed })).rejects.toThrow(/authenticat/)
    }
    await expect(open({ keyId, sealed: sealed.subarray(0, 20) })).rejects.toThrow(/authenticat/)
  })

  it('does not open under the key of another body', async () => {
    const [first, second] = [await sealBody(), await sealBody()]
    await expect(open({ keyId: second.keyId, sealed: first.sealed })).rejects.toThrow(/authenticat/)
  })

  it('is gone for good once its key is erased, by the erasure role and not by the service', async () => {
    const sealed = await sealBody()
    const erase = { name: 'erase', text: 'delete from content_key where id = $1::uuid' }
    await expect(inTransaction(db, requester, (tx) => tx.rows(erase, [sealed.keyId]))).rejects.toThrow(
      /permission denied/,
    )
    expect(await open(sealed)).toBe(BODY)
    const admin = new pg.Client(database.adminUrl)
    await admin.connect()
    try {
      const { rows } = await admin.query<{ may: boolean }>(
        `select has_table_privilege('marktrace_erasure', 'content_key', 'DELETE') as may`,
      )
      expect(rows).toEqual([{ may: true }])
      await admin.query('begin; set local role marktrace_erasure')
      const { rowCount } = await admin.query('delete from content_key where id = $1', [sealed.keyId])
      await admin.query('commit')
      expect(rowCount).toBe(1)
    } finally {
      await admin.end()
    }
    expect(await open(sealed)).toBeNull()
  })
})
