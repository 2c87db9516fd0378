import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Seizure } from '../../src/features/seizures/answer-schemas.ts'
import type { TraceRequest } from '../../src/tracing/request-schemas.ts'
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
  serial,
  UNMARKED_REVOLVER,
} from '../support/seizures.ts'

let registry: SmallRegistry

beforeAll(async () => {
  registry = await openSmallRegistry()
})
afterAll(() => registry.close())

const custody = (weaponId: string | undefined) =>
  registry.service.request<{
    chain: { kind: string; licit: string; to: { partyId: string } | null }[]
    currentStatus: string
  }>(`/v1/weapons/${weaponId}/custody`, {
    ...REGISTRAR,
    headers: { purpose: 'CUSTOMS_ENFORCEMENT', 'legal-basis': 'Test' },
  })

describe('the items of a seizure', () => {
  it('are accepted or refused each by itself, with the words and pointers of any other call', async () => {
    const stored = await seize(registry, [
      { observation: UNMARKED_REVOLVER },
      { observation: { ...glock('AAAA111'), colour: 'black' } },
      { observation: { ...glock('AAAA112'), noMarkingsVisible: true } },
      { observation: { type: 'MORTAR_UNDER_100MM', calibre: '120 mm', markings: [serial('M 1')] } },
      { observation: glock('AAAA113'), quantity: 3 },
      { observation: { ...UNMARKED_REVOLVER, evidenceIds: [randomUUID()] } },
      { observation: glock('12[3') },
      'a pistol',
      { id: 'pistol-9', observation: { type: 'SWORD', noMarkingsVisible: true } },
    ])
    expect(stored.items.map(({ n, status }) => `${n} ${status}`)).toEqual([
      '1 ACCEPTED',
      ...[2, 3, 4, 5, 6, 7, 8, 9].map((n) => `${n} REFUSED`),
    ])
    expect([2, 3, 4, 5, 6, 7, 8, 9].flatMap((n) => codesOf(itemOf(stored, n).errors))).toEqual(
      [
        '#/items/1/observation/colour unknown-field',
        '#/items/2/observation/noMarkingsVisible markings-contradicted',
        '#/items/3/observation/calibre calibre-out-of-scope',
        '#/items/4/quantity lot-not-of-category',
        '#/items/5/observation/evidenceIds/0 evidence-unknown',
        '#/items/6/observation/markings/0/text READING_BRACKET_NOT_CLOSED',
        '#/items/7 wrong-type',
        '#/items/8/id value-not-allowed',
        '#/items/8/observation/type value-not-allowed',
      ].map((entry) => entry.replace('#/items/8/id value-not-allowed', '#/items/8/id wrong-form')),
    )
    const { body } = await registry.service.request<Seizure>(`/v1/seizures/${stored.id}`, CUSTOMS)
    expect([body.itemCount, body.items.map(({ n }) => n)]).toEqual([1, [1]])
  })

  it('are refused together where none can be accepted, and nothing is stored', async () => {
    const before = await registry.countRows()
    const { status, body } = await postSeizure(registry, [{}, { observation: {} }])
    expect([status, body.code, codesOf(body.errors)]).toEqual([
      422,
      'unprocessable',
      ['#/items/0/observation required', '#/items/1/observation/markings markings-required'],
    ])
    expect(await registry.countRows()).toEqual(before)
  })

  it('become records of their own in State custody, with what was read on them, and are no candidates of a search', async () => {
    const [mark, store] = [
      'QZTR771',
      await registry.store('/v1/parties', { kind: 'CUSTOMS', name: 'Store', country: 'FR' }, CUSTOMS),
    ]
    const stored = await seize(registry, [{ observation: glock(mark) }], { custodianPartyId: store.id })
    const { weaponId } = itemOf(stored, 1)
    const { body: weapon } = await registry.service.request<{ make: string; action: string; markings: object[] }>(
      `/v1/weapons/${weaponId}`,
      CUSTOMS,
    )
    expect(weapon).toMatchObject({ make: 'Glock', action: 'UNKNOWN', markings: [{ text: mark, condition: 'INTACT' }] })
    const { body } = await custody(weaponId)
    expect([body.currentStatus, body.chain.map(({ kind, to }) => `${kind} ${to?.partyId}`)]).toEqual([
      'STATE_CUSTODY',
      [`SEIZED ${store.id}`],
    ])
    const again = await seize(registry, [{ observation: glock(mark) }])
    expect(itemOf(again, 1).identification).toMatchObject({ tier: null, candidates: [] })
  })

  it('are lots where they come in quantities, in pieces or in a unit', async () => {
    const stored = await seize(registry, [
      { observation: { type: 'FLIGHT_CONTROLLER', noMarkingsVisible: true }, quantity: 40 },
      { observation: { type: 'DETONATING_CORD', noMarkingsVisible: true }, quantity: { amount: 12.5, unit: 'METRE' } },
      { observation: { type: 'BARREL', markings: [{ kind: 'LOT_NO', text: 'L 12' }] }, quantity: 6 },
      { observation: glock('LOTS01'), quantity: 1 },
    ])
    const { body } = await registry.service.request<Seizure>(`/v1/seizures/${stored.id}`, CUSTOMS)
    expect(
      body.items.map(({ category, quantity, searched, traceability }) => ({
        category,
        quantity,
        searched,
        traceability,
      })),
    ).toEqual([
      {
        category: 'UAS_COMPONENT',
        quantity: { amount: 40, unit: 'PIECE' },
        searched: false,
        traceability: 'NOT_A_WEAPON',
      },
      {
        category: 'IED_COMPONENT',
        quantity: { amount: 12.5, unit: 'METRE' },
        searched: false,
        traceability: 'NOT_A_WEAPON',
      },
      {
        category: 'ESSENTIAL_COMPONENT',
        quantity: { amount: 6, unit: 'PIECE' },
        searched: false,
        traceability: 'TRACEABLE',
      },
      { category: 'SMALL_ARM', quantity: undefined, searched: true, traceability: 'TRACEABLE' },
    ])
    const lot = {
      category: 'ESSENTIAL_COMPONENT',
      type: 'BARREL',
      make: 'Glock',
      model: 'Glock 19',
      markings: [],
      lot: { quantity: { amount: 6, unit: 'PIECE' } },
    }
    expect((await registry.post<Problem>('/v1/weapons', lot, REGISTRAR)).body.errors).toMatchObject([
      { code: 'lot-not-of-category' },
    ])
  })

  it('may have been destroyed or marked where they lay', async () => {
    const stored = await seize(registry, [
      { observation: { type: 'MAIN_CHARGE', noMarkingsVisible: true }, disposition: 'DESTROYED' },
      { observation: glock('DONE001'), disposition: 'MARKED_AND_RECORDED' },
      { observation: glock('DONE??1'), disposition: 'MARKED_AND_RECORDED' },
    ])
    expect(codesOf(itemOf(stored, 3).errors)).toEqual(['#/items/2/disposition unique-mark-required'])
    const { body } = await registry.service.request<Seizure>(`/v1/seizures/${stored.id}`, CUSTOMS)
    expect(body.items.map(({ disposition, overdue }) => [disposition, overdue])).toEqual([
      ['DESTROYED', false],
      ['MARKED_AND_RECORDED', false],
    ])
    expect((await custody(itemOf(stored, 1).weaponId)).body.chain.map(({ kind }) => kind)).toEqual([
      'SEIZED',
      'DESTROYED',
    ])
  })

  it('of an amnesty are collected, and due on the day that was named', async () => {
    const recovery = { circumstance: 'AMNESTY_PROGRAMME', recoveryClass: 'SURRENDERED', dispositionDueOn: '2025-06-01' }
    const stored = await seize(registry, [{ observation: glock('AMN001') }], recovery)
    expect(itemOf(stored, 1)).toMatchObject({ traceability: 'AMNESTY_COLLECTION', dueOn: '2025-06-01' })
    expect((await custody(itemOf(stored, 1).weaponId)).body.chain[0]?.kind).toBe('COLLECTED_AMNESTY')
  })
})

describe('an item that is a registered weapon', () => {
  it('is identified at once, told as stolen, and joined to it in one chain', async () => {
    const { id, serial: text } = await registry.registerWeapon(OURS)
    const stolen = { kind: 'STOLEN', weaponIds: [id], partyId: registry.ours, occurredAt: '2024-01-10' }
    await registry.store('/v1/custody-events', stolen, OURS)
    const stored = await seize(registry, [{ observation: glock(text) }])
    const item = itemOf(stored, 1)
    expect(item.identification).toMatchObject({ tier: 'T1', candidates: [{ weaponId: id }] })
    expect(item.flags).toEqual([{ code: 'STOLEN', blocking: false }])
    expect((await custody(id)).body.chain.map(({ kind }) => kind)).toEqual(['STOCK_REGISTERED', 'STOLEN', 'SEIZED'])
    const { body } = await registry.service.request<{ joinedTo: string[] }>(`/v1/seizure-items/${item.id}`, CUSTOMS)
    expect(body.joinedTo).toEqual([id])
    expect(JSON.stringify(stored)).not.toContain(registry.ours)
    const looks = await registry.service.request<{ looks: { source: string }[] }>(`/v1/looks?weaponId=${id}`, AUDITOR)
    expect(looks.body.looks.map(({ source }) => source)).toContain('seizure')
  })

  it('is none where two items of one call bear its number: a person decides which of them does', async () => {
    const { id, serial: text } = await registry.registerWeapon(OURS)
    const stored = await seize(registry, [{ observation: glock(text) }, { observation: glock(text) }], {
      startTraces: true,
    })
    const told = stored.items.flatMap(({ findings = [] }) => codesOf(findings))
    expect(told.filter((entry) => entry.endsWith('IDENTIFIED_TWICE'))).toEqual([
      '#/items/0 IDENTIFIED_TWICE',
      '#/items/1 IDENTIFIED_TWICE',
    ])
    expect((await custody(id)).body.chain.map(({ kind }) => kind)).toEqual(['STOCK_REGISTERED'])
    for (const { traceRequestId } of stored.items) {
      const { body } = await registry.service.request<TraceRequest>(`/v1/trace-requests/${traceRequestId}`, CUSTOMS)
      expect([body.status, body.answer]).toEqual(['IN_PROGRESS_DOMESTIC', undefined])
    }
  })

  it('is traced where that is asked, without names unless confidentiality is guaranteed', async () => {
    const [mine, theirs] = [await registry.registerWeapon(OURS), await registry.registerWeapon(OURS)]
    const plain = await seize(registry, [{ observation: glock(mine.serial) }, { observation: UNMARKED_REVOLVER }], {
      startTraces: true,
    })
    expect(itemOf(plain, 2).traceRequestId).toBeUndefined()
    const { body } = await registry.service.request<TraceRequest>(
      `/v1/trace-requests/${itemOf(plain, 1).traceRequestId}`,
      CUSTOMS,
    )
    expect([body.status, body.priority, body.purpose, body.intendedUse]).toEqual([
      'ANSWERED_RESTRICTED',
      'ROUTINE',
      'CRIMINAL_INVESTIGATION',
      'BOTH',
    ])
    const terms = { canGuaranteeConfidentiality: true, purpose: 'CUSTOMS_ENFORCEMENT', priority: 'URGENT' }
    const full = await seize(registry, [{ observation: glock(theirs.serial) }], { startTraces: terms })
    const answered = await registry.service.request<TraceRequest>(
      `/v1/trace-requests/${itemOf(full, 1).traceRequestId}`,
      CUSTOMS,
    )
    expect([answered.body.status, answered.body.purpose]).toEqual(['ANSWERED_FULL', 'CUSTOMS_ENFORCEMENT'])
    expect(answered.body.answer?.chain.map(({ kind }) => kind)).toEqual(['STOCK_REGISTERED', 'SEIZED'])
  })

  it('of an agency that keeps asking is recorded and not identified, and says so', async () => {
    const poor = await openSmallRegistry({ env: { SEARCH_LIMIT_PER_HOUR: '2' } })
    const { id, serial: text } = await poor.registerWeapon(OURS)
    await seize(poor, [{ observation: glock('LIM001') }, { observation: UNMARKED_REVOLVER }])
    const body = seizureBody([{ observation: glock(text) }, { observation: glock('LIM002') }])
    const stored = await poor.store<Awaited<ReturnType<typeof seize>>>('/v1/seizures', body, CUSTOMS)
    expect(stored.findings).toMatchObject([
      { code: 'REPORTED_LATE' },
      { code: 'SEARCH_LIMIT_REACHED', severity: 'WARNING' },
    ])
    expect(itemOf(stored, 1)).toMatchObject({ status: 'ACCEPTED', identification: { tier: null, candidates: [] } })
    expect(JSON.stringify(stored)).not.toContain(id)
    const one = await poor.post('/v1/seizures', seizureBody([{ observation: glock(text) }]), CUSTOMS)
    expect(one.text).toContain(id)
    await poor.close()
  })
})

describe('the policy of a registry', () => {
  it('starts traces of items that are identified, or marked, unless the call says no', async () => {
    const eager = await openSmallRegistry({ env: { SEIZURE_TRACES: 'IDENTIFIED' } })
    const { serial: text } = await eager.registerWeapon(OURS)
    const stored = await seize(eager, [{ observation: glock(text) }, { observation: glock('POL001') }])
    expect(stored.items.map(({ traceRequestId }) => traceRequestId !== undefined)).toEqual([true, false])
    const none = await seize(eager, [{ observation: glock(text) }], { startTraces: false })
    expect(itemOf(none, 1).traceRequestId).toBeUndefined()
    await eager.close()
  })
})

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
