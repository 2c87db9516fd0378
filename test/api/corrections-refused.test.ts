import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { chainOf, declareWrong, kinds, LOOK, MISTAKE, sellOne } from '../support/corrections.ts'
import {
  openSmallRegistry,
  AUDITOR,
  OURS,
  THEIRS,
  type SmallRegistry,
  type Problem,
} from '../support/small-registry.ts'

let registry: SmallRegistry

beforeAll(async () => {
  registry = await openSmallRegistry()
})
afterAll(() => registry.close())

describe('who may correct, and what', () => {
  it('nobody corrects what another reported; an event that is not his to see looks like none', async () => {
    const { eventId } = await sellOne(registry)
    const path = (id: string) => `/v1/custody-events/${id}/error-declarations`
    const [foreign, unknown] = [
      await registry.post<Problem>(path(eventId), MISTAKE, THEIRS),
      await registry.post<Problem>(path(randomUUID()), MISTAKE, THEIRS),
    ]
    expect([foreign.status, unknown.status]).toEqual([404, 404])
    expect({ ...foreign.body, instance: '', requestId: '' }).toEqual({ ...unknown.body, instance: '', requestId: '' })
  })

  it('a record is corrected once: what replaced it can be corrected in turn', async () => {
    const { weaponId, eventId } = await sellOne(registry)
    const sale = { kind: 'RETAIL_SALE', fromPartyId: registry.ours, toPartyId: registry.ourPerson }
    const first = await declareWrong(registry, eventId, {
      reason: 'INCORRECT_DATA',
      explanation: 'Day.',
      replacement: { ...sale, occurredAt: '2024-05-01' },
    })
    const again = await registry.post<Problem>(`/v1/custody-events/${eventId}/error-declarations`, MISTAKE, OURS)
    expect([again.status, again.body.errors[0]?.code]).toEqual([409, 'correction-not-possible'])
    await declareWrong(registry, first.replacementId ?? '', {
      reason: 'INCORRECT_DATA',
      explanation: 'Day again.',
      replacement: { ...sale, occurredAt: '2024-05-02' },
    })
    expect((await chainOf(registry, weaponId)).chain.at(-1)?.occurredAt.value).toBe('2024-05-02')
    const early = await registry.post<Problem>(
      `/v1/error-declarations/${first.id}/withdrawals`,
      { explanation: 'No.' },
      OURS,
    )
    expect(early.status).toBe(409)
  })

  it('refuses a replacement that cannot be true, and stores nothing of it', async () => {
    const { weaponId, eventId } = await sellOne(registry)
    const rows = await registry.countRows()
    const path = `/v1/custody-events/${eventId}/error-declarations`
    const said = { reason: 'INCORRECT_DATA', explanation: 'Wrong.' }
    const sale = { kind: 'RETAIL_SALE', fromPartyId: registry.ours, toPartyId: registry.ourPerson }
    const wrong: [object, string][] = [
      [{ ...said, replacement: { ...sale, occurredAt: '2999-01-01' } }, '#/replacement/occurredAt'],
      [
        { ...said, replacement: { kind: 'RETAIL_SALE', fromPartyId: registry.ours, occurredAt: '2024-01-01' } },
        '#/replacement/toPartyId',
      ],
      [
        { ...said, replacement: { ...sale, occurredAt: '2024-01-01', weaponIds: [randomUUID()] } },
        '#/replacement/weaponIds/0',
      ],
      [{ ...said, reason: 'DID_NOT_OCCUR', replacement: { ...sale, occurredAt: '2024-01-01' } }, '#/replacement'],
    ]
    for (const [body, pointer] of wrong) {
      const refused = await registry.post<Problem>(path, body, OURS)
      expect([refused.status, refused.body.errors.map((entry) => entry.pointer)]).toEqual([422, [pointer]])
    }
    expect(await registry.countRows()).toEqual(rows)
    expect(kinds(await chainOf(registry, weaponId))).toEqual(['STOCK_REGISTERED', 'RETAIL_SALE'])
  })

  it('gives nobody a weapon by a correction that he could not have by a report', async () => {
    const { eventId } = await sellOne(registry)
    const replacement = {
      kind: 'SOLD_DOMESTIC',
      fromPartyId: registry.ours,
      toPartyId: registry.theirs,
      occurredAt: '2024-05-01',
    }
    const body = { reason: 'INCORRECT_DATA', explanation: 'Mine.', replacement }
    const taken = await registry.post(`/v1/custody-events/${eventId}/error-declarations`, body, THEIRS)
    expect(taken.status).toBe(404)
  })

  it('leaves nothing behind on a dry run, and says the same', async () => {
    const { weaponId, eventId } = await sellOne(registry)
    await chainOf(registry, weaponId, { ...AUDITOR, headers: LOOK })
    const rows = await registry.countRows()
    const dry = await registry.post<{ findings: { code: string }[] }>(
      `/v1/custody-events/${eventId}/error-declarations?dryRun=true`,
      MISTAKE,
      { ...OURS, key: null },
    )
    expect([dry.status, dry.body.findings.map(({ code }) => code)]).toEqual([200, ['CORRECTION_PENDING']])
    expect(await registry.countRows()).toEqual(rows)
  })
})
