import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { AnswerReview } from '../../src/features/traces/schemas.ts'
import type { TraceRequest } from '../../src/tracing/request-schemas.ts'
import { declareWrong, sellOne } from '../support/corrections.ts'
import {
  OFFICER,
  openSmallRegistry,
  OURS,
  type Problem,
  REGISTRAR,
  type SmallRegistry,
  THEIRS,
  traceBody,
  weaponBody,
} from '../support/small-registry.ts'

let registry: SmallRegistry

beforeAll(async () => {
  registry = await openSmallRegistry()
})
afterAll(() => registry.close())

async function ask(serial: string): Promise<TraceRequest> {
  const markings = [{ kind: 'SERIAL_PRIMARY', text: serial }]
  const seen = { make: 'Glock', model: 'Glock 19', calibre: '9x19', markings }
  return registry.store<TraceRequest>('/v1/trace-requests', traceBody(seen), OFFICER)
}

const review = async (id: string, call = OFFICER) =>
  registry.service.request<AnswerReview & Problem>(`/v1/trace-requests/${id}/answer/review`, call)

describe('what an answer of yesterday would be today', () => {
  it('is the same while nothing new is known, and says in which fields it differs once a report was corrected', async () => {
    const { eventId, serial } = await sellOne(registry)
    const asked = await ask(serial)
    const same = (await review(asked.id)).body
    expect([same.changed, same.differences, same.status]).toEqual([false, [], 'ANSWERED_FULL'])
    const mistake = { reason: 'DID_NOT_OCCUR', explanation: 'Another pistol was sold.' }
    await declareWrong(registry, eventId, mistake, REGISTRAR)
    const today = (await review(asked.id)).body
    expect(today.changed).toBe(true)
    expect(today.differences).toEqual(expect.arrayContaining(['chain', 'holder', 'lastLicitHolder']))
    expect(today.answer?.holder?.partyId).toBe(registry.ours)
    // The answer that was given stays what it was, and says since when it is another one.
    const given = await registry.service.request<TraceRequest['answer']>(
      `/v1/trace-requests/${asked.id}/answers/${asked.answer?.answerId}`,
      OFFICER,
    )
    const { superseded, ...rest } = given.body ?? {}
    expect(rest).toEqual(asked.answer)
    expect(superseded).toMatchObject({ differences: expect.arrayContaining(['lastLicitHolder']) })
  })

  it('releases nothing where a person would have to decide today', async () => {
    const body = weaponBody()
    const serial = String(body.markings[0]?.['text'])
    const origin = { kind: 'STOCK_REGISTERED', partyId: registry.ours, occurredAt: '2019-03-04' }
    await registry.store('/v1/weapons', { ...body, origin }, OURS)
    const asked = await ask(serial)
    expect(asked.answer).toBeDefined()
    await registry.store('/v1/weapons', body, THEIRS)
    const today = await review(asked.id)
    expect([today.body.status, today.body.changed, today.body.answer]).toEqual([
      'IN_PROGRESS_DOMESTIC',
      true,
      undefined,
    ])
    expect(today.text).not.toContain(registry.ours)
  })

  it("is for who may read the answer: another agency's is like none at all", async () => {
    const { serial } = await sellOne(registry)
    const asked = await ask(serial)
    const [foreign, unknown] = [
      await review(asked.id, { role: 'officer', agency: 'MX-POLICE' }),
      await review('0197a1f0-0000-7000-8000-0000000000cc', { role: 'officer', agency: 'MX-POLICE' }),
    ]
    expect([foreign.status, unknown.status]).toEqual([404, 404])
    expect({ ...foreign.body, instance: '', requestId: '' }).toEqual({ ...unknown.body, instance: '', requestId: '' })
  })
})
