import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import {
  OFFICER,
  openSmallRegistry,
  OURS,
  type Problem,
  REGISTRAR,
  type SmallRegistry,
  traceBody,
  weaponBody,
} from '../support/small-registry.ts'
import type { Answer, CallOptions } from '../support/service.ts'

let registry: SmallRegistry
let weapon: string
let before: Record<string, number>

beforeAll(async () => {
  registry = await openSmallRegistry()
  weapon = (await registry.registerWeapon(OURS)).id
  // An officer's first call leaves the opaque id of his name; it is made here so that later counts are of refusals only.
  await registry.store(
    '/v1/trace-requests',
    traceBody({ markings: [{ kind: 'SERIAL_PRIMARY', text: 'ZZ99' }] }),
    OFFICER,
  )
})

beforeEach(async () => {
  before = await registry.countRows()
})

afterAll(() => registry.close())

function transfer(overrides: Record<string, unknown> = {}): Record<string, unknown> {
  const sides = { fromPartyId: registry.ours, toPartyId: registry.theirs }
  return { kind: 'SOLD_DOMESTIC', weaponIds: [weapon], ...sides, occurredAt: '2021-05-06', ...overrides }
}

/** Expects a clear 4xx problem, and that nothing was stored. */
async function expectRefusal(answer: Answer<Problem>, status: number, pointer?: string): Promise<void> {
  expect({ status: answer.status, text: answer.text.slice(0, 500) }).toMatchObject({ status })
  expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/)
  const { type, title, detail, instance, code, requestId, errors } = answer.body
  expect(answer.body.status).toBe(status)
  for (const text of [type, title, detail, instance, code, requestId]) expect(text).toMatch(/\S/)
  if (pointer !== undefined) expect(errors.map((error) => error.pointer)).toContain(pointer)
  for (const error of errors) expect(error).toMatchObject({ pointer: expect.any(String), code: expect.any(String) })
  expect(await registry.countRows()).toEqual(before)
}

const post = (path: string, body: unknown, options: CallOptions = OURS): Promise<Answer<Problem>> =>
  registry.post<Problem>(path, body, options)

const marked = (text: unknown) => weaponBody({ markings: [{ kind: 'SERIAL_PRIMARY', text }] })
const ids = (count: number) => Array.from({ length: count }, () => randomUUID())

describe('a weapon that cannot be read', () => {
  const cases: [string, () => unknown, string][] = [
    ['a serial of 10,000 characters', () => marked('A'.repeat(10_000)), '#/markings/0/text'],
    ['an empty serial', () => marked(''), '#/markings/0/text'],
    ['a serial of white space only', () => marked(' \u00a0 '), '#/markings/0/text'],
    ['NUL in a serial', () => marked('AB\u0000C'), '#/markings/0/text'],
    ['a half of a surrogate pair in a serial', () => marked('AB\ud83d'), '#/markings/0/text'],
    ['the other half, in the make', () => weaponBody({ make: '\udd2b Glock' }), '#/make'],
    ['a control that turns the reading direction', () => marked('12\u202e34'), '#/markings/0/text'],
    ['a number where a text belongs', () => marked(4711), '#/markings/0/text'],
    [
      '61 marks',
      () => weaponBody({ markings: Array.from({ length: 61 }, () => ({ kind: 'PROOF', text: 'X' })) }),
      '#/markings',
    ],
    ['an unknown field', () => weaponBody({ serialNumber: 'X' }), '#/serialNumber'],
    [
      'an unknown field in a mark',
      () => weaponBody({ markings: [{ kind: 'SERIAL_PRIMARY', text: 'A1', font: 'x' }] }),
      '#/markings/0/font',
    ],
    ['a code of no list', () => weaponBody({ category: 'TANK' }), '#/category'],
    ['a country that is none', () => weaponBody({ countryOfManufacture: 'XX' }), '#/countryOfManufacture'],
    ['a year of 99999', () => weaponBody({ yearOfManufacture: 99_999 }), '#/yearOfManufacture'],
    ['half a year', () => weaponBody({ yearOfManufacture: 2018.5 }), '#/yearOfManufacture'],
    ['an id that is no UUID', () => weaponBody({ id: "1'; drop table weapon" }), '#/id'],
    ['null where nothing is meant', () => weaponBody({ calibre: null }), '#/calibre'],
    ['an array instead of an object', () => [weaponBody()], '#'],
    [
      'no marks at all',
      () => ({ category: 'SMALL_ARM', type: 'PISTOL_SELF_LOADING', make: 'Glock', model: '19' }),
      '#/markings',
    ],
  ]

  it.each(cases)('is refused with its place, and nothing is stored: %s', async (_name, body, pointer) => {
    await expectRefusal(await post('/v1/weapons', body()), 400, pointer)
  })

  it('is told of every fault at once', async () => {
    const answer = await post('/v1/weapons', { ...marked(''), category: 'TANK', extra: 1, yearOfManufacture: 'soon' })
    await expectRefusal(answer, 400)
    const pointers = answer.body.errors.map((error) => error.pointer)
    expect(pointers).toEqual(
      expect.arrayContaining(['#/markings/0/text', '#/category', '#/extra', '#/yearOfManufacture']),
    )
  })
})

// What has the form but cannot be true is 422; what has not the form is 400.
const SEMANTIC = new Set([
  'an item named twice',
  'a day in the year 99999',
  'a day that no month has',
  'a day more than a day ahead',
  'an interval that ends before it begins',
])

describe('a transfer that cannot be read', () => {
  const cases: [string, () => Record<string, unknown>, string][] = [
    ['501 weapons', () => ({ weaponIds: ids(501) }), '#/weaponIds'],
    ['501 items', () => ({ weaponIds: undefined, items: ids(501).map((weaponId) => ({ weaponId })) }), '#/items'],
    ['no weapon', () => ({ weaponIds: [] }), '#/weaponIds'],
    ['a weapon named twice', () => ({ weaponIds: [weapon, weapon] }), '#/weaponIds'],
    ['a weapon named twice, once in capitals', () => ({ weaponIds: [weapon, weapon.toUpperCase()] }), '#/weaponIds'],
    [
      'an item named twice',
      () => ({ weaponIds: undefined, items: [{ weaponId: weapon }, { weaponId: weapon }] }),
      '#/items/1/weaponId',
    ],
    ['weaponIds and items together', () => ({ items: [{ weaponId: weapon }] }), '#/weaponIds'],
    ['neither weaponIds nor items', () => ({ weaponIds: undefined }), '#/weaponIds'],
    ['a day in the year 99999', () => ({ occurredAt: '99999-01-01' }), '#/occurredAt'],
    ['a day that no month has', () => ({ occurredAt: '2021-02-30' }), '#/occurredAt'],
    [
      'a day more than a day ahead',
      () => ({ occurredAt: new Date(Date.now() + 3 * 86_400_000).toISOString() }),
      '#/occurredAt',
    ],
    [
      'an interval that ends before it begins',
      () => ({ occurredAt: { from: '2021-05-06', to: '2021-05-01', precision: 'INTERVAL' } }),
      '#/occurredAt/to',
    ],
    ['a kind that is no hand-over', () => ({ kind: 'STOLEN' }), '#/kind'],
    ['a place beyond the pole', () => ({ place: { country: 'FR', latitude: 91, longitude: 0 } }), '#/place/latitude'],
    ['a note of 4,001 characters', () => ({ note: 'n'.repeat(4001) }), '#/note'],
    ['a field of another call', () => ({ partyId: registry.ours }), '#/partyId'],
  ]

  it.each(cases)('is refused with its place, and nothing is stored: %s', async (name, overrides, pointer) => {
    const answer = await post('/v1/transfers', transfer(overrides()))
    await expectRefusal(answer, SEMANTIC.has(name) ? 422 : 400, pointer)
  })

  it('is refused whole when one of its weapons is unknown', async () => {
    const answer = await post('/v1/transfers', transfer({ weaponIds: [weapon, randomUUID()] }))
    await expectRefusal(answer, 404, '#/weaponIds/1')
  })

  it('is refused when its parties are the same, or none', async () => {
    await expectRefusal(await post('/v1/transfers', transfer({ toPartyId: registry.ours })), 422)
    const { fromPartyId: _from, toPartyId: _to, ...nobody } = transfer()
    await expectRefusal(await post('/v1/transfers', nobody, REGISTRAR), 422)
  })
})

describe('a body that cannot be read', () => {
  const raw = (body: string, headers: Record<string, string> = {}): Promise<Answer<Problem>> =>
    registry.service.request<Problem>('/v1/transfers', { ...OURS, method: 'POST', body, headers })

  it('of 10 MB is refused, and nothing is stored', async () => {
    await expectRefusal(await raw(JSON.stringify(transfer({ note: 'x'.repeat(10_000_000) }))), 413)
  })

  it('that nests 100,000 levels deep is refused, and the service goes on', async () => {
    const deep = `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`
    await expectRefusal(await raw(deep), 400)
    await expectRefusal(await raw(`${'['.repeat(50_000)}${']'.repeat(50_000)}`), 400)
  })

  it.each([
    ['broken JSON', '{"kind":'],
    ['no JSON at all', 'kind=SOLD'],
    ['two documents', '{} {}'],
    ['a number that JSON does not know', '{"kind": NaN}'],
    ['an empty body', ' '],
  ])('is refused: %s', async (_name, body) => {
    await expectRefusal(await raw(body), 400)
  })

  it('is refused when it names a field twice, or one that would change its prototype', async () => {
    const whole = JSON.stringify(transfer())
    await expectRefusal(await raw(`${whole.slice(0, -1)},"__proto__":{"admin":true}}`), 400)
    await expectRefusal(await raw(`${whole.slice(0, -1)},"constructor":{"prototype":{}}}`), 400)
  })

  it.each([
    'text/plain',
    'application/xml',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'nonsense',
  ])('is refused as %s', async (type) => {
    await expectRefusal(await raw(JSON.stringify(transfer()), { 'content-type': type }), 415)
  })

  it('is refused under a key that is no key, and without one', async () => {
    await expectRefusal(await post('/v1/transfers', transfer(), { ...OURS, key: null }), 400, 'header:idempotency-key')
    await expectRefusal(await post('/v1/transfers', transfer(), { ...OURS, key: 'k'.repeat(256) }), 400)
  })

  it('is refused with a query that the call does not know, or that is no boolean', async () => {
    await expectRefusal(await post('/v1/transfers?dryrun=true', transfer()), 400)
    await expectRefusal(await post('/v1/transfers?dryRun=perhaps', transfer()), 400)
  })
})
