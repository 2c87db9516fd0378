import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  OFFICER,
  openSmallRegistry,
  PERSON_NAME,
  REGISTRAR,
  type SmallRegistry,
  traceBody,
  weaponBody,
} from '../support/small-registry.ts'

interface Trace {
  readonly id: string
  readonly status: string
  readonly identification: { readonly tier: string | null; readonly candidates: readonly { weaponId: string }[] }
  readonly flags: readonly { readonly code: string; readonly blocking: boolean }[]
  readonly answer?: Record<string, unknown>
}

interface Traced {
  readonly weaponId: string
  readonly serial: string
  /** Ids of the events of its chain. */
  readonly events: readonly string[]
}

let registry: SmallRegistry
let police: string

beforeAll(async () => {
  registry = await openSmallRegistry()
  const body = { kind: 'POLICE', name: 'Invented Police Store', country: 'MX' }
  police = (await registry.store('/v1/parties', body, REGISTRAR)).id
})

afterAll(() => registry.close())

/** A weapon that was made, sold to a dealer and sold to a person: the chain that must not leave without a right. */
async function makeTraced(overrides: Record<string, unknown> = {}): Promise<Traced> {
  const origin = { kind: 'MANUFACTURED', partyId: registry.maker, occurredAt: '2018-02-03' }
  const body = weaponBody({ origin, ...overrides })
  const made = await registry.store<{ id: string; events: { id: string }[] }>('/v1/weapons', body, REGISTRAR)
  const events = [
    ...made.events.map(({ id }) => id),
    ...(await hand(made.id, 'SOLD_DOMESTIC', registry.maker, registry.ours, '2018-06-01')),
    ...(await hand(made.id, 'RETAIL_SALE', registry.ours, registry.ourPerson, '2019-03-04')),
  ]
  return { weaponId: made.id, serial: String(body.markings[0]?.['text']), events }
}

async function hand(
  weaponId: string,
  kind: string,
  fromPartyId: string,
  toPartyId: string,
  occurredAt: string,
): Promise<string[]> {
  const body = { kind, weaponIds: [weaponId], fromPartyId, toPartyId, occurredAt }
  const { events } = await registry.store<{ events: { id: string }[] }>('/v1/transfers', body, REGISTRAR)
  return events.map(({ id }) => id)
}

async function happen(weaponId: string, kind: string, more: Record<string, unknown>): Promise<void> {
  await registry.store('/v1/custody-events', { kind, weaponIds: [weaponId], ...more }, REGISTRAR)
}

const seen = (serial: string, overrides: Record<string, unknown> = {}) => ({
  make: 'Glock',
  model: 'Glock 19',
  calibre: '9x19',
  markings: [{ kind: 'SERIAL_PRIMARY', text: serial }],
  ...overrides,
})

const ask = (observation: Record<string, unknown>, overrides: Record<string, unknown> = {}) =>
  registry.post<Trace>('/v1/trace-requests', traceBody(observation, overrides), OFFICER)

/** What must not leave: the weapon's parties, by name and id, and its events. */
function secretsOf({ events }: Traced): string[] {
  const { maker, ours, ourPerson } = registry
  return [PERSON_NAME, 'Our Invented Dealer', 'Invented Arms Works', maker, ours, ourPerson, police, ...events]
}

/** Nothing of the chain stands in any reply: not in the request's, not in the readings of it, not behind the weapon's own address. */
async function expectWithheld(traced: Traced, answer: Awaited<ReturnType<typeof ask>>): Promise<void> {
  expect({ status: answer.status, text: answer.text }).toMatchObject({ status: 201 })
  expect(answer.body.status).toBe('IN_PROGRESS_DOMESTIC')
  expect(answer.body).not.toHaveProperty('answer')
  const base = `/v1/trace-requests/${answer.body.id}`
  const [again, ready, list] = [
    await registry.service.request(base, OFFICER),
    await registry.service.request<{ code: string }>(`${base}/answer`, OFFICER),
    await registry.service.request('/v1/trace-requests', OFFICER),
  ]
  expect({ status: ready.status, code: ready.body.code }).toEqual({ status: 404, code: 'answer-not-ready' })
  const purpose = { purpose: 'CRIMINAL_INVESTIGATION', 'legal-basis': 'CPC 60-1' }
  const paths = [
    `/v1/weapons/${traced.weaponId}`,
    `/v1/weapons/${traced.weaponId}/custody`,
    `/v1/custody-events/${traced.events[0]}`,
  ]
  const behind = await Promise.all(
    paths.map((path) => registry.service.request(path, { ...OFFICER, headers: purpose })),
  )
  expect(behind.map(({ status }) => status)).toEqual([404, 404, 404])
  const secrets = secretsOf(traced)
  for (const reply of [answer, again, ready, list, ...behind]) {
    const whole = `${reply.text}\n${JSON.stringify([...reply.headers])}`
    for (const secret of secrets) expect(whole).not.toContain(secret)
    expect(whole).not.toMatch(/"(chain|holder|owner|lastLicitHolder|contenders|manufacturer|diversion)"/)
  }
}

describe('a weapon identified beyond doubt', () => {
  it('is answered at once with its chain, its holder and the names', async () => {
    const traced = await makeTraced()
    const answer = await ask(seen(traced.serial))
    expect(answer.body).toMatchObject({ status: 'ANSWERED_FULL', identification: { tier: 'T1' } })
    expect(answer.body.answer).toMatchObject({
      weapon: { id: traced.weaponId },
      manufacturer: { partyId: registry.maker },
      holder: { partyId: registry.ourPerson, name: PERSON_NAME },
      lastLicitHolder: { partyId: registry.ourPerson, name: PERSON_NAME },
    })
    const chain: unknown[] = traced.events.map((eventId) => expect.objectContaining({ eventId }))
    expect(answer.body.answer).toMatchObject({ chain })
    const read = await registry.service.request(`/v1/trace-requests/${answer.body.id}/answer`, OFFICER)
    expect(read.body).toEqual(answer.body.answer)
  })

  it('is answered without any name to who cannot guarantee confidentiality', async () => {
    const traced = await makeTraced()
    const answer = await ask(seen(traced.serial), { canGuaranteeConfidentiality: false })
    expect(answer.body.status).toBe('ANSWERED_RESTRICTED')
    expect(answer.body.answer).toMatchObject({ holder: { partyId: registry.ourPerson } })
    expect(JSON.stringify(answer.body.answer?.['restrictions'])).toContain('CONFIDENTIALITY_NOT_GUARANTEED')
    const custody = await registry.service.request(`/v1/weapons/${traced.weaponId}/custody`, {
      ...OFFICER,
      headers: { purpose: 'CRIMINAL_INVESTIGATION', 'legal-basis': 'CPC 60-1' },
    })
    expect(custody.status).toBe(200)
    for (const { text } of [answer, custody]) expect(text).not.toContain('Invented')
  })

  it('is released to the agency that asked, and to no other of the same State', async () => {
    const traced = await makeTraced()
    const answer = await ask(seen(traced.serial))
    for (const path of [`/v1/trace-requests/${answer.body.id}`, `/v1/weapons/${traced.weaponId}`]) {
      expect((await registry.service.request(path, { role: 'customs' })).status).toBe(404)
    }
  })

  it('is answered when the recovery on record is the one that is asked about', async () => {
    const traced = await makeTraced()
    await happen(traced.weaponId, 'SEIZED', { partyId: police, occurredAt: '2025-05-14', place: { country: 'FR' } })
    expect((await ask(seen(traced.serial))).body.status).toBe('ANSWERED_FULL')
  })
})

describe('a weapon identified beyond doubt waits for a person, and nothing of its chain leaves,', () => {
  const cases: [string, (traced: Traced) => Promise<unknown>][] = [
    [
      'ALREADY_RECOVERED_ELSEWHERE',
      ({ weaponId }) =>
        happen(weaponId, 'SEIZED', { partyId: police, occurredAt: '2024-01-02', place: { country: 'MX' } }),
    ],
    [
      'ALREADY_RECOVERED_ELSEWHERE',
      ({ weaponId }) =>
        happen(weaponId, 'SEIZED', { partyId: police, occurredAt: '2025-01-02', place: { country: 'FR' } }),
    ],
    [
      'ALREADY_DESTROYED',
      ({ weaponId }) => happen(weaponId, 'DESTROYED', { partyId: registry.ourPerson, occurredAt: '2023-01-02' }),
    ],
    ['HOLDER_CONFLICT', ({ weaponId }) => hand(weaponId, 'RETAIL_SALE', registry.ours, registry.theirs, '2019-03-04')],
    [
      'DUPLICATE_SERIAL_IN_REGISTRY',
      async ({ serial }) => {
        await makeTraced({
          model: 'Glock 17',
          markings: [{ kind: 'SERIAL_PRIMARY', text: serial, component: 'FRAME' }],
        })
      },
    ],
  ]

  it.each(cases)('because of the flag %s', async (code, spoil) => {
    const traced = await makeTraced()
    await spoil(traced)
    const answer = await ask(seen(traced.serial))
    expect(answer.body.identification.tier).toBe('T1')
    expect(answer.body.flags).toContainEqual(expect.objectContaining({ code, blocking: true }))
    await expectWithheld(traced, answer)
  })
})

describe('an identification below T1 releases nothing', () => {
  const cases: [string, (serial: string) => Record<string, unknown>, string][] = [
    ['one letter is another', (serial) => seen(`X${serial.slice(1)}`), 'T5'],
    ['one digit is another', (serial) => seen(serial.replace(/.(?=.$)/, (digit) => (digit === '7' ? '2' : '7'))), 'T5'],
    ['one character unreadable', (serial) => seen(`${serial.slice(0, -1)}?`), 'T3'],
    ['the model is absent', (serial) => seen(serial, { model: undefined }), 'T4'],
    ['the make is absent', (serial) => seen(serial, { make: undefined }), 'T4'],
    ['an importer stands where the make belongs', (serial) => seen(serial, { make: 'Century Arms' }), 'T4'],
    ['the model is another', (serial) => seen(serial, { model: 'Glock 43' }), 'T5'],
    ['the make is another', (serial) => seen(serial, { make: 'Beretta', model: '92FS' }), 'T5'],
    ['the calibre is another', (serial) => seen(serial, { calibre: '7.62x39' }), 'T2'],
    ['the calibre is absent', (serial) => seen(serial, { calibre: undefined }), 'T2'],
    ['the year is another', (serial) => seen(serial, { yearOfManufacture: 1999 }), 'T2'],
    ['only the digits agree', (serial) => seen(`XQ${serial.replaceAll(/\D/g, '')}`), 'T5'],
  ]

  it.each(cases)('when %s', async (_name, observe, tier) => {
    const traced = await makeTraced()
    const answer = await ask(observe(traced.serial))
    expect(answer.body.identification).toMatchObject({ tier })
    expect(answer.body.identification.candidates.map(({ weaponId }) => weaponId)).toContain(traced.weaponId)
    await expectWithheld(traced, answer)
  })

  it('when no number is near to what was read: nothing is found, and the answer holds nobody', async () => {
    const traced = await makeTraced()
    const answer = await ask(seen('WWXXYYWW'))
    expect(answer.body).toMatchObject({ status: 'ANSWERED_NO_RECORD', identification: { tier: null, candidates: [] } })
    expect(answer.body.answer).toMatchObject({
      weapon: null,
      chain: [],
      holder: null,
      owner: null,
      lastLicitHolder: null,
    })
    for (const secret of secretsOf(traced)) expect(answer.text).not.toContain(secret)
  })

  it('when the type is another', async () => {
    const traced = await makeTraced()
    await expectWithheld(traced, await ask(seen(traced.serial, { type: 'ASSAULT_RIFLE' })))
  })

  it('when two registered weapons are equal in everything that was seen', async () => {
    const traced = await makeTraced()
    const markings = [{ kind: 'SERIAL_PRIMARY', text: traced.serial, component: 'FRAME' }]
    const twin = await makeTraced({ markings })
    const answer = await ask(seen(traced.serial))
    expect(answer.body.identification.tier).toBe('T5')
    await expectWithheld(traced, answer)
    await expectWithheld(twin, answer)
  })
})
