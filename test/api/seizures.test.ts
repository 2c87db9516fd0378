import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Seizure } from '../../src/features/seizures/answer-schemas.ts'
import { openSmallRegistry, type Problem, REGISTRAR, type SmallRegistry } from '../support/small-registry.ts'
import { codesOf, CUSTOMS, glock, itemOf, postSeizure, seize, serial, UNMARKED_REVOLVER } from '../support/seizures.ts'

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
