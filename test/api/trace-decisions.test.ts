import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  AUDITOR,
  OFFICER,
  openSmallRegistry,
  PERSON_NAME,
  REGISTRAR,
  type SmallRegistry,
} from '../support/small-registry.ts'
import { ANNA, ask, BORIS, decide, read, seen, sellPistol } from '../support/traced.ts'

let registry: SmallRegistry

beforeAll(async () => {
  registry = await openSmallRegistry()
})
afterAll(() => registry.close())

const LOOK = { purpose: 'CRIMINAL_INVESTIGATION', 'legal-basis': 'CPC 60-1' }

/** T2: the calibre was not read. */
const unsure = (serial: string) => seen(serial, { calibre: 'UNKNOWN' })
/** T4: the maker was not read. */
const doubtful = (serial: string) => seen(serial, { make: undefined })

describe('a candidate that one person may confirm', () => {
  it('is released by him to the asker, with the names, and the asker is told that persons decided', async () => {
    const { weaponId, serial } = await sellPistol(registry)
    const asked = await ask(registry, unsure(serial))
    expect([asked.body.status, asked.body.identification.tier]).toEqual(['IN_PROGRESS_DOMESTIC', 'T2'])
    const decided = await decide(registry, asked.body.id, { weaponId }, ANNA)
    expect([decided.status, decided.body.status]).toEqual([201, 'ANSWERED_FULL'])
    const { body } = await read(registry, asked.body.id)
    expect(body).toMatchObject({
      status: 'ANSWERED_FULL',
      decisions: [{ weaponId, decision: 'CONFIRM', tier: 'T2' }],
      answer: { decided: { persons: 1 }, lastLicitHolder: { name: PERSON_NAME }, weapon: { id: weaponId } },
    })
    const custody = await registry.service.request(`/v1/weapons/${weaponId}/custody`, { ...OFFICER, headers: LOOK })
    expect(custody.status).toBe(200)
  })

  it('stays closed to the asker when it is rejected, who learns that no record was found', async () => {
    const { weaponId, serial } = await sellPistol(registry)
    const asked = await ask(registry, unsure(serial))
    const rejected = await decide(registry, asked.body.id, { weaponId, decision: 'REJECT' }, ANNA)
    expect(rejected.body).toMatchObject({ status: 'ANSWERED_NO_RECORD', answer: { outcome: 'FAILED_NOT_FOUND' } })
    const { body } = await read(registry, asked.body.id)
    expect(body.answer).toMatchObject({ outcome: 'FAILED_NOT_FOUND', weapon: null, chain: [] })
    const custody = await registry.service.request(`/v1/weapons/${weaponId}/custody`, { ...OFFICER, headers: LOOK })
    expect(custody.status).toBe(404)
  })

  it('tells why it was decided to registrars and auditors, and to the asker only that it was', async () => {
    const { weaponId, serial } = await sellPistol(registry)
    const asked = await ask(registry, unsure(serial))
    const reason = 'The invented holder said on the telephone that it is his.'
    await decide(registry, asked.body.id, { weaponId, reason }, ANNA)
    expect((await read(registry, asked.body.id)).text).not.toContain(reason)
    expect((await read(registry, asked.body.id, AUDITOR)).body.decisions?.[0]).toMatchObject({ reason })
  })
})

describe('a candidate that two persons must confirm', () => {
  it('is released by the second and not by the first, and nothing of it is told between', async () => {
    const { weaponId, serial } = await sellPistol(registry)
    const asked = await ask(registry, doubtful(serial))
    expect(asked.body.identification.tier).toBe('T4')
    const first = await decide(registry, asked.body.id, { weaponId }, ANNA)
    expect([first.body.status, first.body.answer]).toEqual(['IN_PROGRESS_DOMESTIC', undefined])
    const between = await read(registry, asked.body.id)
    expect(between.text).not.toMatch(/"(?:partyId|holder|chain|name)"/)
    const again = await decide(registry, asked.body.id, { weaponId }, ANNA)
    expect([again.status, again.body.errors[0]?.code]).toEqual([409, 'decision-repeated'])
    const second = await decide(registry, asked.body.id, { weaponId }, BORIS)
    expect(second.body).toMatchObject({ status: 'ANSWERED_FULL', answer: { decided: { persons: 2 } } })
  })

  it('is not confirmed over the word of a third who rejects it', async () => {
    const { weaponId, serial } = await sellPistol(registry)
    const asked = await ask(registry, doubtful(serial))
    const clara = { ...REGISTRAR, subject: 'clara' }
    await decide(registry, asked.body.id, { weaponId, decision: 'REJECT' }, clara)
    await decide(registry, asked.body.id, { weaponId }, ANNA)
    const other = await decide(registry, asked.body.id, { weaponId }, BORIS)
    expect([other.status, other.body.status === 'ANSWERED_FULL']).not.toEqual([201, true])
    expect((await read(registry, asked.body.id)).text).not.toContain(PERSON_NAME)
  })
})

describe('a decision', () => {
  it('is refused to the asker, also under another agency and with a registrar’s token', async () => {
    const { weaponId, serial } = await sellPistol(registry)
    const asked = await ask(registry, unsure(serial), {}, { ...OFFICER, subject: 'the-same-person' })
    const own = await decide(registry, asked.body.id, { weaponId }, { ...REGISTRAR, subject: 'the-same-person' })
    expect([own.status, own.body.errors[0]?.code]).toEqual([403, 'decision-on-own-request'])
    expect((await decide(registry, asked.body.id, { weaponId }, OFFICER)).status).toBe(403)
    expect((await read(registry, asked.body.id)).body.status).toBe('IN_PROGRESS_DOMESTIC')
  })

  it('names a candidate of the request, gives a reason and evidence, and is of a request that exists', async () => {
    const { serial } = await sellPistol(registry)
    const stranger = await sellPistol(registry)
    const asked = await ask(registry, unsure(serial))
    const other = await decide(registry, asked.body.id, { weaponId: stranger.weaponId }, ANNA)
    expect([other.status, other.body.errors[0]]).toMatchObject([
      422,
      { pointer: '#/weaponId', code: 'weapon-not-candidate' },
    ])
    const bare = await registry.post<{ errors: { pointer: string }[] }>(
      `/v1/trace-requests/${asked.body.id}/decisions`,
      { weaponId: stranger.weaponId, decision: 'CONFIRM' },
      ANNA,
    )
    expect([bare.status, bare.body.errors.map(({ pointer }) => pointer)]).toEqual([400, ['#/reason', '#/evidence']])
    const none = await decide(registry, '0197a1f0-0000-7000-8000-0000000000cc', { weaponId: stranger.weaponId }, ANNA)
    expect(none.status).toBe(404)
  })

  it('releases a weapon that a flag kept back, and tells the flag with it', async () => {
    const { weaponId, serial } = await sellPistol(registry)
    const police = await registry.store('/v1/parties', { kind: 'POLICE', name: 'Store', country: 'MX' }, REGISTRAR)
    const recovered = {
      kind: 'SEIZED',
      weaponIds: [weaponId],
      partyId: police.id,
      occurredAt: '2024-03-01',
      place: { country: 'MX' },
    }
    await registry.store('/v1/custody-events', recovered, REGISTRAR)
    const asked = await ask(registry, seen(serial))
    expect(asked.body).toMatchObject({ status: 'IN_PROGRESS_DOMESTIC', identification: { tier: 'T1' } })
    const decided = await decide(registry, asked.body.id, { weaponId }, ANNA)
    expect(decided.body.answer).toMatchObject({ flags: [{ code: 'ALREADY_RECOVERED_ELSEWHERE', country: 'MX' }] })
  })

  it('rejects all candidates at once where it names none; several of them are an ambiguous outcome, of which nothing is told', async () => {
    const { serial } = await sellPistol(registry)
    await sellPistol(registry, { markings: [{ kind: 'SERIAL_PRIMARY', text: serial, component: 'FRAME' }] })
    const asked = await ask(registry, seen(serial))
    expect([asked.body.identification.tier, asked.body.identification.candidates.length]).toEqual(['T5', 2])
    const rejected = await decide(registry, asked.body.id, { decision: 'REJECT' }, ANNA)
    expect(rejected.body).toMatchObject({
      status: 'ANSWERED_NO_RECORD',
      answer: { outcome: 'AMBIGUOUS_CANDIDATES', chain: [] },
    })
  })

  it('stores nothing in a dry run', async () => {
    const { weaponId, serial } = await sellPistol(registry)
    const asked = await ask(registry, unsure(serial))
    const before = await registry.countRows()
    const path = `/v1/trace-requests/${asked.body.id}/decisions?dryRun=true`
    const body = { weaponId, decision: 'CONFIRM', reason: 'Compared.', evidence: 'Photograph 3' }
    expect((await registry.post(path, body, ANNA)).status).toBe(200)
    const after = await registry.countRows()
    expect({ ...after, audit_entry: 0 }).toEqual({ ...before, audit_entry: 0 })
  })
})

describe('a confirmation that proves wrong', () => {
  it('is taken back: the asker sees the weapon no longer, and the request waits again', async () => {
    const { weaponId, serial } = await sellPistol(registry)
    const asked = await ask(registry, unsure(serial))
    const { answer } = (await decide(registry, asked.body.id, { weaponId }, ANNA)).body
    await decide(registry, asked.body.id, { weaponId, decision: 'REJECT' }, BORIS)
    const { body, text } = await read(registry, asked.body.id)
    expect([body.status, body.answer]).toEqual(['IN_PROGRESS_DOMESTIC', undefined])
    expect(text).not.toContain(PERSON_NAME)
    const paths = [
      `/v1/weapons/${weaponId}/custody`,
      `/v1/weapons/${weaponId}`,
      `/v1/trace-requests/${asked.body.id}/answers/${answer?.answerId}`,
    ]
    for (const path of paths)
      expect((await registry.service.request(path, { ...OFFICER, headers: LOOK })).status).toBe(404)
    const kept = await registry.service.request(paths[2] ?? '', REGISTRAR)
    expect(kept.text).toContain(PERSON_NAME)
    const versions = await registry.service.request<{ answers: object[] }>(
      `/v1/trace-requests/${asked.body.id}/answers`,
      OFFICER,
    )
    expect(versions.body.answers).toMatchObject([{ answerId: answer?.answerId, withdrawn: true, current: false }])
    // Whoever held it for the right one may be persuaded, and then it is released anew.
    await decide(registry, asked.body.id, { weaponId }, BORIS)
    expect((await read(registry, asked.body.id)).body).toMatchObject({
      status: 'ANSWERED_FULL',
      answer: { decided: { persons: 2 } },
    })
  })

  it('takes back what was released at once, too', async () => {
    const { weaponId, serial } = await sellPistol(registry)
    const asked = await ask(registry, seen(serial))
    expect(asked.body.status).toBe('ANSWERED_FULL')
    const rejected = await decide(registry, asked.body.id, { weaponId, decision: 'REJECT' }, ANNA)
    expect(rejected.body).toMatchObject({ status: 'ANSWERED_NO_RECORD', answer: { outcome: 'FAILED_NOT_FOUND' } })
    const custody = await registry.service.request(`/v1/weapons/${weaponId}/custody`, { ...OFFICER, headers: LOOK })
    expect(custody.status).toBe(404)
  })
})
