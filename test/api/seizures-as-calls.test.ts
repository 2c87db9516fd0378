import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Seizure } from '../../src/features/seizures/answer-schemas.ts'
import {
  AUDITOR,
  OFFICER,
  openSmallRegistry,
  OURS,
  type Problem,
  REGISTRAR,
  type SmallRegistry,
  weaponBody,
} from '../support/small-registry.ts'
import {
  codesOf,
  CUSTOMS,
  glock,
  itemOf,
  postSeizure,
  seize,
  seizureBody,
  UNMARKED_REVOLVER,
} from '../support/seizures.ts'

let registry: SmallRegistry

beforeAll(async () => {
  registry = await openSmallRegistry()
})
afterAll(() => registry.close())

describe('a seizure', () => {
  it('is replayed byte for byte under its id, and refuses another body under it', async () => {
    const [id, item] = [randomUUID(), randomUUID()]
    const body = seizureBody([{ id: item, observation: UNMARKED_REVOLVER }], { id })
    const first = await registry.post('/v1/seizures', body, CUSTOMS)
    const again = await registry.post('/v1/seizures', body, CUSTOMS)
    expect([first.status, again.status, again.text, again.headers.get('idempotent-replayed')]).toEqual([
      201,
      201,
      first.text,
      'true',
    ])
    const other = await registry.post<Problem>('/v1/seizures', { ...body, circumstance: 'AIRPORT' }, CUSTOMS)
    expect([other.status, codesOf(other.body.errors)]).toEqual([409, ['#/id id-taken']])
  })

  it('refuses an item whose id is taken, whoever has it, or named twice', async () => {
    const [mine, twin] = [randomUUID(), randomUUID()]
    const weapon = await registry.store('/v1/weapons', weaponBody({ id: randomUUID() }), REGISTRAR)
    await seize(registry, [{ id: mine, observation: UNMARKED_REVOLVER }])
    const stored = await seize(registry, [
      { id: mine, observation: UNMARKED_REVOLVER },
      { id: weapon.id, observation: UNMARKED_REVOLVER },
      { id: registry.maker, observation: UNMARKED_REVOLVER },
      { id: twin, observation: UNMARKED_REVOLVER },
      { id: twin, observation: UNMARKED_REVOLVER },
      { observation: UNMARKED_REVOLVER },
    ])
    const taken = (n: number) => [
      { pointer: `#/items/${n}/id`, code: 'id-taken', detail: 'This id is taken.', hint: 'Make a new UUIDv7.' },
    ]
    expect([1, 2, 3].map((n) => itemOf(stored, n).errors)).toEqual([taken(0), taken(1), taken(2)])
    expect(codesOf(itemOf(stored, 4).errors)).toEqual(['#/items/3/id id-named-twice'])
    expect(itemOf(stored, 6).status).toBe('ACCEPTED')
    const reused = await registry.post<Problem>('/v1/weapons', weaponBody({ id: mine }), REGISTRAR)
    expect([reused.status, codesOf(reused.body.errors)]).toEqual([409, ['#/id id-taken']])
  })

  it('is refused as a whole for what is wrong with the recovery', async () => {
    const items = [{ observation: UNMARKED_REVOLVER }]
    const told = async (overrides: Record<string, unknown>) => {
      const { status, body } = await postSeizure(registry, items, overrides)
      return [status, ...codesOf(body.errors)]
    }
    expect(await told({ occurredAt: '2100-01-01' })).toEqual([422, '#/occurredAt IN_THE_FUTURE'])
    expect(await told({ place: { country: 'MX' }, custodianPartyId: randomUUID() })).toEqual([
      422,
      '#/place/country country-outside-mandate',
      '#/custodianPartyId party-unknown',
    ])
    expect(await told({ custodianPartyId: registry.maker })).toEqual([422, '#/custodianPartyId party-not-yours'])
    expect(await told({ dispositionDueOn: '2025-05-01' })).toEqual([422, '#/dispositionDueOn due-before-recovery'])
    expect(await told({ declaration: { hsCode: '93' } })).toEqual([400, '#/declaration/hsCode wrong-form'])
    const many = Array.from({ length: 201 }, () => items[0])
    expect((await postSeizure(registry, many)).status).toBe(400)
  })

  it('keeps its case apart from its facts', async () => {
    const texts = { agencyReference: 'REF-MARKER', legalBasis: 'BASIS-MARKER', note: 'NOTE-MARKER' }
    const declaration = {
      number: 'NUM-MARKER',
      consignor: 'WHO-MARKER',
      consignee: 'TO-MARKER',
      route: 'ROUTE-MARKER',
      hsCode: '8471.30',
    }
    const stored = await seize(registry, [{ observation: UNMARKED_REVOLVER }], { ...texts, declaration })
    expect(stored.findings.map(({ code }) => code)).toEqual(['HS_CODE_NOT_OF_ARMS', 'REPORTED_LATE'])
    const { body } = await registry.service.request<Seizure>(`/v1/seizures/${stored.id}`, CUSTOMS)
    expect(body).toMatchObject({ ...texts, declaration })
    const client = new pg.Client(registry.service.database.ownerUrl)
    await client.connect()
    const facts = await client.query("select id from fact where canonical like '%MARKER%'")
    await client.end()
    expect(facts.rows).toEqual([])
  })

  it('stores nothing and identifies nothing in a dry run, and tells what a real call would refuse', async () => {
    const { serial: text } = await registry.registerWeapon(OURS)
    const before = await registry.countRows()
    const items = [{ observation: glock(text) }, { observation: {} }]
    const dry = await registry.post<{ findings: { code: string; severity: string }[] }>(
      '/v1/seizures?dryRun=true',
      seizureBody(items),
      CUSTOMS,
    )
    expect([dry.status, dry.body.findings.map(({ code, severity }) => `${code} ${severity}`)]).toEqual([
      200,
      ['markings-required ERROR'],
    ])
    expect(await registry.countRows()).toEqual(before)
  })

  it('is refused where strict handling was asked for and an item cannot be accepted', async () => {
    const strict = { ...CUSTOMS, headers: { prefer: 'handling=strict' } }
    const { status, body } = await postSeizure(registry, [{ observation: glock('STR001') }, {}], {}, strict)
    expect([status, body.code, codesOf(body.errors)]).toEqual([
      409,
      'findings-refused',
      ['#/items/1/observation required'],
    ])
  })

  it('is recorded by customs and registrars alone', async () => {
    const items = [{ observation: UNMARKED_REVOLVER }]
    const statuses = []
    for (const call of [OURS, OFFICER, AUDITOR, REGISTRAR])
      statuses.push((await postSeizure(registry, items, {}, call)).status)
    expect(statuses).toEqual([403, 403, 403, 201])
  })
})
