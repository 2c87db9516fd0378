import { createHash, randomUUID } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { canonicalJson, type JsonValue } from '../../src/domain/ledger/canonical-json.ts'
import { commitTo, fieldDigest, fieldsOf, ledgerEntry } from '../../src/domain/ledger/commitment.ts'
import { appendFacts, FACT_KINDS, type NewFact } from '../../src/store/append-fact.ts'
import { type Database, inTransaction, openDatabase } from '../../src/store/db.ts'
import { makeRequester } from '../support/acting.ts'
import { openTestDatabase, type TestDatabase } from '../support/database.ts'

const VECTORS = new URL('../vectors/commitments/', import.meta.url)
const AT = '2025-06-01T10:00:00.123456Z'

interface Vector {
  readonly secretHex: string
  readonly fact: JsonValue
  readonly commitmentHex: string
  readonly entry: string
}

interface Appended {
  readonly id: string
  readonly canonical: string
  readonly secret: Buffer
  readonly entry: Buffer
}

const requester = makeRequester('integrator')
let database: TestDatabase
let db: Database
let owner: pg.Client

beforeAll(async () => {
  database = await openTestDatabase()
  db = openDatabase(database.serviceUrl, 4)
  owner = new pg.Client(database.ownerUrl)
  await owner.connect()
})

afterAll(async () => {
  await db.pool.end()
  await owner.end()
  await database.drop()
})

function newFact(body: NewFact['body'] = { text: 'М92 № 4711', heightMm: null }): NewFact {
  return { id: randomUUID(), kind: 'marking', body }
}

async function append(...facts: NewFact[]): Promise<Appended[]> {
  await inTransaction(db, requester, (tx) => appendFacts(tx, requester.agencyId, AT, facts))
  const ids = facts.map((fact) => fact.id)
  const { rows } = await owner.query<Appended>(
    'select f.id, f.canonical, f.secret, l.entry from fact f join leaf_queue l on l.fact_id = f.id join outbox o on o.fact_id = f.id where f.id = any ($1::uuid[])',
    [ids],
  )
  return rows
}

describe('a commitment', () => {
  const files = readdirSync(VECTORS)

  it('has vectors, made by another program', () => {
    expect(files.length).toBeGreaterThan(4)
  })

  it.each(files)('is what the vector says: %s', (file) => {
    const vector = JSON.parse(readFileSync(new URL(file, VECTORS), 'utf8')) as Vector
    const commitment = commitTo(Buffer.from(vector.secretHex, 'hex'), vector.fact)
    expect(commitment.toString('hex')).toBe(vector.commitmentHex)
    expect(ledgerEntry(commitment)).toBe(vector.entry)
  })

  it('differs between any two of the vectors, a list and an object of the same steps too', () => {
    const read = (file: string) => JSON.parse(readFileSync(new URL(file, VECTORS), 'utf8')) as Vector
    const secret = Buffer.alloc(32, 1)
    const commitments = files.map((file) => commitTo(secret, read(file).fact).toString('hex'))
    expect(new Set(commitments).size).toBe(files.length)
  })

  it('can be rebuilt by someone who is shown one field with its salt, and only the digests of the others', () => {
    const secret = Buffer.alloc(32, 9)
    const fact = { holder: 'hidden', kind: 'shown' }
    const hash = createHash('sha256').update('marktrace/fact/v1\n')
    for (const field of fieldsOf(fact)) {
      const length = Buffer.alloc(4)
      length.writeUInt32BE(Buffer.byteLength(field.pointer))
      hash.update(length).update(field.pointer).update(fieldDigest(secret, field))
    }
    expect(hash.digest()).toEqual(commitTo(secret, fact))
  })
})

describe('appendFacts', () => {
  it('stores the RFC 8785 text of the fact with its kind, agency, id and time in it', async () => {
    const fact = newFact()
    const [stored] = await append(fact)
    const whole = { ...fact.body, agencyId: requester.agencyId, factId: fact.id, factKind: 'marking', recordedAt: AT }
    expect(stored?.canonical).toBe(canonicalJson(whole))
    expect(Object.keys(JSON.parse(stored?.canonical ?? '{}') as object)).toEqual(Object.keys(whole).toSorted())
  })

  it('queues the leaf that commits to exactly these bytes under this secret', async () => {
    const [stored] = await append(newFact())
    if (stored === undefined) throw new Error('nothing was stored')
    expect(stored.secret).toHaveLength(32)
    const commitment = commitTo(stored.secret, JSON.parse(stored.canonical) as JsonValue)
    expect(stored.entry.toString()).toBe(ledgerEntry(commitment))
  })

  it('gives two equal facts secrets and leaves of their own, so that equal leaves never tell of equal facts', async () => {
    const stored = await append(newFact(), newFact(), newFact())
    expect(stored).toHaveLength(3)
    expect(new Set(stored.map(({ secret }) => secret.toString('hex'))).size).toBe(3)
    expect(new Set(stored.map(({ entry }) => entry.toString())).size).toBe(3)
  })

  it('leaves nothing in the public entry but the commitment', async () => {
    const [stored] = await append(newFact({ text: 'SECRET-SERIAL' }))
    expect(stored?.entry.toString()).toMatch(/^\{"c":"[A-Za-z0-9_-]{43}","v":1\}$/)
  })

  it('refuses what has no canonical form, and stores nothing of the whole report then', async () => {
    const good = newFact()
    for (const bad of ['half \ud83d', Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53, -(2 ** 60)]) {
      await expect(append(good, newFact({ bad }))).rejects.toThrow(/canonical|surrogate|NaN|Infinity/i)
    }
    const { rows } = await owner.query('select from fact where id = $1', [good.id])
    expect(rows).toEqual([])
  })

  it('knows the same kinds of facts as the database', async () => {
    const { rows } = await owner.query<{ rule: string }>(
      `select pg_get_constraintdef(oid) as rule from pg_constraint where conname = 'fact_kind_known'`,
    )
    const kinds = [...(rows[0]?.rule ?? '').matchAll(/'([a-z-]+)'/g)].map((match) => match[1] ?? '')
    expect(kinds.toSorted()).toEqual([...FACT_KINDS].toSorted())
  })

  it('keeps the secret from the service itself once it is written', async () => {
    await append(newFact())
    const read = (column: string) =>
      inTransaction(db, requester, (tx) => tx.rows({ name: `read_${column}`, text: `select ${column} from fact` }, []))
    expect((await read('canonical')).length).toBeGreaterThan(0)
    await expect(read('secret')).rejects.toThrow(/permission denied/)
    await expect(read('*')).rejects.toThrow(/permission denied/)
    const peek = { name: 'peek', text: 'select entry from leaf_queue' }
    await expect(inTransaction(db, requester, (tx) => tx.rows(peek, []))).rejects.toThrow(/permission denied/)
  })

  it('is undone with its transaction: no fact without its report', async () => {
    const fact = newFact()
    const failing = inTransaction(db, requester, async (tx) => {
      await appendFacts(tx, requester.agencyId, AT, [fact])
      throw new Error('the report fails after its fact')
    })
    await expect(failing).rejects.toThrow('after its fact')
    const { rows } = await owner.query(
      'select id from fact where id = $1 union all select fact_id from leaf_queue where fact_id = $1 union all select fact_id from outbox where fact_id = $1',
      [fact.id],
    )
    expect(rows).toEqual([])
  })
})
