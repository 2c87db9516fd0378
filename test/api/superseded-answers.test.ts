import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TraceAnswer } from '../../src/tracing/answer-schemas.ts'
import { declareWrong } from '../support/corrections.ts'
import {
  AUDITOR,
  OFFICER,
  openSmallRegistry,
  PERSON_NAME,
  REGISTRAR,
  type SmallRegistry,
} from '../support/small-registry.ts'
import { ANNA, ask, decide, read, seen, sellPistol } from '../support/traced.ts'

let registry: SmallRegistry

beforeAll(async () => {
  registry = await openSmallRegistry()
})
afterAll(() => registry.close())

const answerOf = (requestId: string, call = OFFICER) =>
  registry.service.request<TraceAnswer>(`/v1/trace-requests/${requestId}/answer`, call)

const NEVER_SOLD = { reason: 'DID_NOT_OCCUR', explanation: 'Another pistol was sold.' }

async function noticesOf(requestId: string): Promise<string[]> {
  const client = new pg.Client(registry.service.database.ownerUrl)
  await client.connect()
  try {
    const text = 'select kind from notice where subject_id = $1 order by recorded_at'
    return (await client.query<{ kind: string }>(text, [requestId])).rows.map(({ kind }) => kind)
  } finally {
    await client.end()
  }
}

describe('a later fact that changes an answer', () => {
  it('marks it, keeps it, tells the asker, and gives him the new one when he reads', async () => {
    const { serial, sale } = await sellPistol(registry)
    const asked = (await ask(registry, seen(serial))).body
    expect(asked.answer?.lastLicitHolder).toMatchObject({ name: PERSON_NAME })
    await declareWrong(registry, sale, NEVER_SOLD, REGISTRAR)
    expect(await noticesOf(asked.id)).toEqual(['ANSWER_SUPERSEDED'])
    // A reader who did not ask sees the answer that was given, and that it is another one by now.
    const asAuditor = await answerOf(asked.id, AUDITOR)
    expect(asAuditor.body).toMatchObject({
      answerId: asked.answer?.answerId,
      superseded: { differences: expect.arrayContaining(['lastLicitHolder']) },
    })
    const today = await answerOf(asked.id)
    expect(today.body).toMatchObject({
      supersedes: asked.answer?.answerId,
      lastLicitHolder: { partyId: registry.ours },
    })
    expect(today.body).not.toHaveProperty('superseded')
    const versions = await registry.service.request<{ answers: object[] }>(
      `/v1/trace-requests/${asked.id}/answers`,
      OFFICER,
    )
    expect(versions.body.answers).toMatchObject([
      { answerId: asked.answer?.answerId, current: false, superseded: {} },
      { answerId: today.body.answerId, current: true, supersedes: asked.answer?.answerId },
    ])
  })

  it('is a late report too: the gap that it closes is in the old answer and not in the new', async () => {
    const { serial, weaponId } = await sellPistol(registry)
    const { ourPerson, theirs } = registry
    const resale = {
      kind: 'PRIVATE_TRANSFER',
      weaponIds: [weaponId],
      fromPartyId: theirs,
      toPartyId: registry.theirPerson,
      occurredAt: '2021-05-01',
    }
    await registry.store('/v1/transfers', resale, REGISTRAR)
    const asked = (await ask(registry, seen(serial))).body
    expect(asked.answer?.gaps).toHaveLength(1)
    const between = { ...resale, fromPartyId: ourPerson, toPartyId: theirs, occurredAt: '2020-02-01' }
    await registry.store('/v1/transfers', between, REGISTRAR)
    const { body } = await answerOf(asked.id)
    expect([body.gaps, body.supersedes]).toEqual([[], asked.answer?.answerId])
  })

  it('waits for a person where it brings a flag that blocks, and the old answer stands, marked, until he has decided', async () => {
    const { serial, weaponId } = await sellPistol(registry)
    const asked = (await ask(registry, seen(serial))).body
    const police = await registry.store('/v1/parties', { kind: 'POLICE', name: 'Store', country: 'MX' }, REGISTRAR)
    const recovered = {
      kind: 'SEIZED',
      weaponIds: [weaponId],
      partyId: police.id,
      occurredAt: '2024-03-01',
      place: { country: 'MX' },
    }
    await registry.store('/v1/custody-events', recovered, REGISTRAR)
    const { body } = await read(registry, asked.id)
    expect(body).toMatchObject({
      status: 'IN_PROGRESS_DOMESTIC',
      answer: { answerId: asked.answer?.answerId, superseded: { differences: expect.arrayContaining(['flags']) } },
    })
    await decide(registry, asked.id, { weaponId }, ANNA)
    const decided = await read(registry, asked.id)
    expect(decided.body).toMatchObject({
      status: 'ANSWERED_FULL',
      answer: { supersedes: asked.answer?.answerId, flags: [{ code: 'ALREADY_RECOVERED_ELSEWHERE' }] },
    })
  })

  it('renews what persons confirmed by their word, without asking them again', async () => {
    const { serial, sale, weaponId } = await sellPistol(registry)
    const asked = (await ask(registry, seen(serial, { calibre: 'UNKNOWN' }))).body
    await decide(registry, asked.id, { weaponId }, ANNA)
    await declareWrong(registry, sale, NEVER_SOLD, REGISTRAR)
    const { body } = await answerOf(asked.id)
    expect(body).toMatchObject({ decided: { persons: 1 }, lastLicitHolder: { partyId: registry.ours } })
    expect(body.supersedes).toBeDefined()
  })
})

describe('what changes no answer', () => {
  it('is a fact after the recovery, a look, and a fact about another weapon', async () => {
    const { serial, weaponId } = await sellPistol(registry)
    const other = await sellPistol(registry)
    const asked = (await ask(registry, seen(serial))).body
    const custodian = await registry.store('/v1/parties', { kind: 'POLICE', name: 'Store', country: 'FR' }, REGISTRAR)
    const taken = { kind: 'SEIZED', partyId: custodian.id, occurredAt: '2025-05-14', place: { country: 'FR' } }
    await registry.store('/v1/custody-events', { ...taken, weaponIds: [weaponId] }, REGISTRAR)
    await registry.store(
      '/v1/custody-events',
      { ...taken, kind: 'EVIDENCE_HELD', occurredAt: '2025-06-01', weaponIds: [weaponId] },
      REGISTRAR,
    )
    await declareWrong(registry, other.sale, NEVER_SOLD, REGISTRAR)
    await answerOf(asked.id, REGISTRAR)
    expect(await noticesOf(asked.id)).toEqual([])
    expect((await answerOf(asked.id)).body).toEqual(asked.answer)
  })

  it('is told to nobody who did not ask: who recorded it learns nothing of the request', async () => {
    const { serial, weaponId } = await sellPistol(registry)
    const asked = (await ask(registry, seen(serial))).body
    const lost = { kind: 'LOST', weaponIds: [weaponId], partyId: registry.ourPerson, occurredAt: '2024-01-01' }
    const reply = await registry.post('/v1/custody-events', lost, REGISTRAR)
    expect(reply.status).toBe(201)
    expect(reply.text).not.toContain(asked.id)
    expect(await noticesOf(asked.id)).toEqual(['ANSWER_SUPERSEDED'])
  })
})

describe('the same weapon asked for twice', () => {
  it('is linked for the agency that asked, and told to another agency by country and office alone', async () => {
    const { serial } = await sellPistol(registry)
    const first = (await ask(registry, seen(serial), { caseReference: 'SECRET-CASE-7' })).body
    const second = (await ask(registry, seen(serial), { caseReference: 'B-2' })).body
    expect([second.status, second.relatedRequests]).toEqual(['ANSWERED_FULL', [{ id: first.id }]])
    expect((await read(registry, first.id)).body.relatedRequests).toEqual([{ id: second.id }])
    const mexico = { role: 'officer', agency: 'MX-POLICE' } as const
    const circumstances = { kind: 'HOUSE_SEARCH', country: 'MX', occurredAt: '2025-05-14' }
    const foreign = await ask(registry, seen(serial), { circumstances }, mexico)
    expect(foreign.body.flags).toMatchObject([{ code: 'SOUGHT_BY_ANOTHER_AGENCY', blocking: false, country: 'FR' }])
    for (const secret of [first.id, second.id, 'SECRET-CASE-7']) expect(foreign.text).not.toContain(secret)
    expect(await noticesOf(first.id)).toEqual(['SOUGHT_BY_ANOTHER_AGENCY'])
  })

  it('in one case while the first still waits, is a duplicate and opens nothing', async () => {
    const { serial, weaponId } = await sellPistol(registry)
    const police = await registry.store('/v1/parties', { kind: 'POLICE', name: 'Store', country: 'MX' }, REGISTRAR)
    const recovered = {
      kind: 'SEIZED',
      weaponIds: [weaponId],
      partyId: police.id,
      occurredAt: '2024-03-01',
      place: { country: 'MX' },
    }
    await registry.store('/v1/custody-events', recovered, REGISTRAR)
    const first = (await ask(registry, seen(serial), { caseReference: 'C-3' })).body
    const second = (await ask(registry, seen(serial), { caseReference: 'C-3' })).body
    expect(second).toMatchObject({
      status: 'CLOSED',
      answer: { outcome: 'DUPLICATE_REQUEST', duplicateOf: first.id, chain: [], weapon: null },
    })
    const another = (await ask(registry, seen(serial), { caseReference: 'D-4' })).body
    expect([another.status, another.relatedRequests?.length]).toEqual(['IN_PROGRESS_DOMESTIC', 2])
  })
})
