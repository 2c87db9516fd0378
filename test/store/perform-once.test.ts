import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Database, openDatabase } from '../../src/store/db.ts'
import { performDry } from '../../src/store/perform-dry.ts'
import { performOnce, type StoredReply, type StoringCall, type Write } from '../../src/store/perform-once.ts'
import { keepPersonal } from '../../src/store/personal.ts'
import { makeCall, makeRequester } from '../support/acting.ts'
import { openTestDatabase, type TestDatabase } from '../support/database.ts'

const AT = '2025-06-01T10:00:00Z'
const requester = makeRequester('integrator')
let database: TestDatabase
let db: Database
let owner: pg.Client
let runs: number

beforeAll(async () => {
  runs = 0
  database = await openTestDatabase()
  db = openDatabase(database.serviceUrl, 8)
  owner = new pg.Client(database.ownerUrl)
  await owner.connect()
})

afterAll(async () => {
  await db.pool.end()
  await owner.end()
  await database.drop()
})

/** A piece of work that leaves one row, so that a second run would show. */
async function work(write: Write): Promise<Omit<StoredReply, 'replayed'>> {
  runs += 1
  const id = await keepPersonal(write, AT, { kind: 'NOTE', subjectId: randomUUID(), body: { run: runs } })
  return { status: 201, headers: { location: `/v1/things/${id}` }, payload: `{"id":"${id}","n":1.50,"é":"\\u00e9"}` }
}

const once = (call: StoringCall): Promise<StoredReply> => performOnce(db, call, work)

async function countNotes(): Promise<number> {
  const { rows } = await owner.query<{ count: number }>(
    "select count(*)::int as count from personal_record where kind = 'NOTE'",
  )
  return rows[0]?.count ?? 0
}

/** A call that is held open in its work until `finish` is called. */
function hold(call: StoringCall): { started: Promise<void>; finish: () => void; reply: Promise<StoredReply> } {
  let finish = (): void => undefined
  const gate = new Promise<void>((resolve) => (finish = resolve))
  let begin = (): void => undefined
  const started = new Promise<void>((resolve) => (begin = resolve))
  const reply = performOnce(db, call, async (write) => {
    begin()
    await gate
    return work(write)
  })
  return { started, finish, reply }
}

describe('a call with an Idempotency-Key', () => {
  it('is carried out once, and a repetition gets the same bytes, headers and status', async () => {
    const call = makeCall(requester)
    const before = await countNotes()
    const first = await once(call)
    const second = await once(call)
    expect(first.replayed).toBe(false)
    expect(second).toEqual({ ...first, replayed: true })
    expect(await countNotes()).toBe(before + 1)
  })

  it('is refused with another body, and the first reply stays', async () => {
    const call = makeCall(requester)
    const first = await once(call)
    await expect(once({ ...call, canonicalBody: '{"a":2}' })).rejects.toMatchObject({ code: 'idempotency-key-reused' })
    expect((await once(call)).payload).toBe(first.payload)
  })

  it('is refused with 409 while the first is still running, and then gets its reply', async () => {
    const call = makeCall(requester)
    const held = hold(call)
    await held.started
    await expect(once(call)).rejects.toMatchObject({ code: 'request-in-progress', retryAfterSeconds: 1 })
    held.finish()
    const first = await held.reply
    expect(await once(call)).toEqual({ ...first, replayed: true })
  })

  it('leaves one record however many come at the same moment', async () => {
    const call = makeCall(requester)
    const before = await countNotes()
    const all = await Promise.allSettled(Array.from({ length: 12 }, () => once(call)))
    const done = all.filter((result) => result.status === 'fulfilled').map((result) => result.value.payload)
    expect(done.length).toBeGreaterThan(0)
    expect(new Set(done).size).toBe(1)
    expect(await countNotes()).toBe(before + 1)
    for (const result of all)
      if (result.status === 'rejected') expect(result.reason).toMatchObject({ code: 'request-in-progress' })
  })

  it('is another call for another agency, another person and another address', async () => {
    const call = makeCall(requester)
    const first = await once(call)
    const others = [
      { ...call, requester: makeRequester('integrator') },
      { ...call, requester: makeRequester('integrator', requester.agencyId, 'someone else') },
      { ...call, operation: 'POST /v1/parties' },
    ]
    for (const other of others) {
      const reply = await once(other)
      expect(reply.replayed).toBe(false)
      expect(reply.payload).not.toBe(first.payload)
    }
  })

  it('stores nothing when it is refused, so that a corrected call may use the key again', async () => {
    const call = makeCall(requester)
    const before = await countNotes()
    const failing = performOnce(db, call, async (write) => {
      await work(write)
      throw new Error('refused after writing')
    })
    await expect(failing).rejects.toThrow('refused after writing')
    expect(await countNotes()).toBe(before)
    expect((await once({ ...call, canonicalBody: '{"a":"mended"}' })).replayed).toBe(false)
  })

  it('keeps its reply sealed: no byte of it lies in the record', async () => {
    const call = makeCall(requester)
    const { payload } = await once(call)
    const { rows } = await owner.query<{ row: string }>(
      'select r::text as row from idempotency_record r where key = $1',
      [call.key],
    )
    expect(rows).toHaveLength(1)
    expect(rows[0]?.row).not.toContain(Buffer.from(payload.slice(0, 12)).toString('hex'))
    expect(rows[0]?.row).not.toContain('"n":1.50')
  })

  it('says so when the reply was lawfully erased, and does not run again', async () => {
    const call = makeCall(requester)
    await once(call)
    const before = await countNotes()
    await owner.query('delete from content_key where id in (select key_id from idempotency_record where key = $1)', [
      call.key,
    ])
    await expect(once(call)).rejects.toMatchObject({ code: 'conflict' })
    expect(await countNotes()).toBe(before)
  })
})

describe('an id that the caller made', () => {
  it('replays under another key with the same body', async () => {
    const clientId = randomUUID()
    const first = await once(makeCall(requester, { clientId }))
    const second = await once(makeCall(requester, { clientId }))
    expect(second).toEqual({ ...first, replayed: true })
  })

  it('is refused with another body, for another person, another agency and another kind of record, always in the same words', async () => {
    const clientId = randomUUID()
    await once(makeCall(requester, { clientId }))
    const others = [
      makeCall(requester, { clientId, canonicalBody: '{"a":2}' }),
      makeCall(makeRequester('integrator', requester.agencyId, 'someone else'), { clientId }),
      makeCall(makeRequester('integrator'), { clientId }),
      makeCall(requester, { clientId, operation: 'POST /v1/parties' }),
    ]
    const refusals = await Promise.all(others.map((call) => once(call).catch((error: unknown) => error)))
    for (const refusal of refusals) {
      expect(refusal).toMatchObject({ code: 'conflict', message: 'This id is taken. Make a new one.' })
    }
    expect(new Set(refusals.map((refusal) => JSON.stringify(refusal))).size).toBe(1)
  })

  it('is free again when the call that named it was refused', async () => {
    const clientId = randomUUID()
    const failing = performOnce(db, makeCall(requester, { clientId }), () => Promise.reject(new Error('refused')))
    await expect(failing).rejects.toThrow('refused')
    expect((await once(makeCall(makeRequester('integrator'), { clientId }))).replayed).toBe(false)
  })

  it('is given to one of two who take it at the same moment', async () => {
    const clientId = randomUUID()
    const calls = [requester, makeRequester('integrator')].map((who) => makeCall(who, { clientId }))
    const results = await Promise.allSettled(calls.map(once))
    expect(results.map((result) => result.status).toSorted()).toEqual(['fulfilled', 'rejected'])
  })
})

describe('a dry run', () => {
  it('gives what the work says, leaves nothing of it, and is audited', async () => {
    const before = await countNotes()
    const audited: string[] = []
    const outcome = await performDry(db, { requester, requestId: 'dry', clientId: undefined }, work, async (write) => {
      audited.push(write.actorId)
    })
    expect(outcome.status).toBe(201)
    expect(await countNotes()).toBe(before)
    expect(audited).toHaveLength(1)
  })
})
