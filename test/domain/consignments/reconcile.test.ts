import { describe, expect, it } from 'vitest'
import type { ConsignmentRecord } from '../../../src/domain/consignments/record.ts'
import { reconcile } from '../../../src/domain/consignments/reconcile.ts'
import { aConsignment, day, delivered, goods, ids, line, moved, OPTIONS, paper } from './records.ts'

function findingsOf(record: ConsignmentRecord): string[] {
  return reconcile(record, OPTIONS).findings.map(({ code, severity, pointer }) => `${severity} ${code} ${pointer}`)
}

const shipped = ids(10).map((id) => moved('EXPORTED', id))
const EUC = paper('END_USER_CERTIFICATE')

describe('a consignment with nothing wrong', () => {
  it('has no finding before, on and after its way', () => {
    const arrived = ids(10).map((id) => moved('IMPORTED', id))
    expect(findingsOf(aConsignment())).toEqual([])
    expect(findingsOf(aConsignment({ movements: shipped }))).toEqual([])
    expect(findingsOf(aConsignment({ movements: [...shipped, ...arrived] }))).toEqual([])
  })
})

describe('what was shipped against what was delivered', () => {
  it('is short by what was not counted, as information until the receiver says that nothing more is to come', () => {
    const count = delivered('d1', { lines: [{ line: 0, quantity: 8 }] })
    expect(findingsOf(aConsignment({ movements: shipped, deliveries: [count] }))).toEqual(['INFO SHORTFALL #/lines/0'])
    const last = { ...count, complete: true }
    expect(findingsOf(aConsignment({ movements: shipped, deliveries: [last] }))).toEqual([
      'WARNING SHORTFALL #/lines/0',
    ])
  })

  it('is short for good once the time of a transit has passed', () => {
    const movements = ids(10).map((id) => moved('EXPORTED', id, { occurred: day('2025-02-10') }))
    expect(findingsOf(aConsignment({ movements }))).toEqual(['WARNING SHORTFALL #/lines/0'])
  })

  it('says of each serial that did not come out of the crate that it is missing, once all were opened', () => {
    const items = ids(9).map((weaponId) => ({ status: 'MATCHED' as const, weaponId }))
    const record = aConsignment({ movements: shipped, deliveries: [delivered('d1', { items, complete: true })] })
    const found = reconcile(record, OPTIONS)
    expect(found.items.filter(({ state }) => state === 'MISSING').map(({ weaponId }) => weaponId)).toEqual(['w009'])
    expect(found.total).toMatchObject({ planned: 10, shipped: 10, arrived: 9, missing: 1, underWay: 0, delivered: 9 })
  })

  it('is over where more was counted than shipped, or a serial came that was not', () => {
    const count = delivered('d1', { lines: [{ line: 0, quantity: 11 }] })
    expect(findingsOf(aConsignment({ movements: shipped, deliveries: [count] }))).toEqual([
      'WARNING OVER_DELIVERY #/lines/0',
    ])
    const stranger = moved('IMPORTED', 'stranger')
    expect(findingsOf(aConsignment({ movements: [...shipped, stranger] }))).toContain('WARNING OVER_DELIVERY #/items')
  })

  it('counts a weapon once, however often it is told', () => {
    const items = [{ status: 'MATCHED' as const, weaponId: 'w000' }]
    const deliveries = [delivered('d1', { items }), delivered('d2', { items })]
    const record = aConsignment({ movements: [...shipped, moved('IMPORTED', 'w000')], deliveries })
    expect(reconcile(record, OPTIONS).total).toMatchObject({ shipped: 10, arrived: 1, underWay: 9 })
  })

  it('says where the count of the crate and the serials in it differ', () => {
    const items = ids(10).map((weaponId) => ({ status: 'MATCHED' as const, weaponId }))
    const deliveries = [
      delivered('d1', { lines: [{ line: 0, quantity: 9 }] }),
      delivered('d2', { items, complete: true }),
    ]
    expect(findingsOf(aConsignment({ movements: shipped, deliveries }))).toEqual([
      'WARNING COUNT_DIFFERS_FROM_SERIALS #/totals/counted',
    ])
  })
})

describe('what was shipped against what was authorised', () => {
  const licence = (quantity: number) => [
    paper('EXPORT_LICENCE', { lines: [line(quantity)], issuedOn: '2025-02-01' }),
    paper('IMPORT_LICENCE'),
  ]

  it('is over the licence by one', () => {
    const record = aConsignment({ authorisations: licence(9), movements: shipped })
    expect(findingsOf(record)).toEqual([
      'WARNING PLANNED_BEYOND_LICENCE #/lines/0',
      'WARNING OVER_SHIPMENT #/authorisations/0/lines',
    ])
  })

  it('counts what other consignments shipped under the same licence', () => {
    const authorisations = licence(15)
    const shippedElsewhere = [{ kind: 'EXPORT_LICENCE' as const, count: 5, weapon: goods() }]
    expect(findingsOf(aConsignment({ authorisations, movements: shipped, shippedElsewhere }))).toEqual([])
    const [used] = shippedElsewhere
    const more = [{ kind: 'EXPORT_LICENCE' as const, count: 6, weapon: used?.weapon ?? goods() }]
    expect(findingsOf(aConsignment({ authorisations, movements: shipped, shippedElsewhere: more }))).toEqual([
      'WARNING OVER_SHIPMENT #/authorisations/0/lines',
    ])
  })

  it('is over the licence where the licence is for another model', () => {
    const authorisations = [paper('EXPORT_LICENCE', { lines: [line(10, 'Glock 17')] }), paper('IMPORT_LICENCE')]
    expect(findingsOf(aConsignment({ authorisations, movements: shipped }))).toContain(
      'WARNING OVER_SHIPMENT #/authorisations/0/lines',
    )
  })

  it('leaves a general line to what has no line of its own', () => {
    const general = { type: 'PISTOL_SELF_LOADING', quantity: 10 }
    const authorisations = [
      paper('EXPORT_LICENCE', { lines: [general, line(10)], issuedOn: '2025-02-01' }),
      paper('IMPORT_LICENCE'),
    ]
    const others = ids(10).map((id) => moved('EXPORTED', `x${id}`, { weapon: goods('Glock 17') }))
    const lines = [line(10), line(10, 'Glock 17')]
    expect(
      findingsOf(aConsignment({ consignment: { lines }, authorisations, movements: [...others, ...shipped] })),
    ).toEqual([])
  })

  it('says where nothing of the consignment was to be shipped', () => {
    const movements = [moved('EXPORTED', 'w', { weapon: goods('Glock 17') })]
    expect(findingsOf(aConsignment({ movements }))).toEqual(['WARNING SHIPPED_ON_NO_LINE #/lines'])
  })
})

describe('the papers', () => {
  const withPaper = (...papers: readonly ReturnType<typeof paper>[]) =>
    aConsignment({ authorisations: [...aConsignment().authorisations, ...papers], movements: shipped })
  const licence = (terms: object) =>
    findingsOf(
      aConsignment({ authorisations: [paper('EXPORT_LICENCE', terms), paper('IMPORT_LICENCE')], movements: shipped }),
    )

  it('are wanted from the first shipment on', () => {
    expect(findingsOf(aConsignment({ authorisations: [] }))).toEqual([])
    expect(findingsOf(aConsignment({ authorisations: [], movements: shipped }))).toEqual([
      'WARNING EXPORT_LICENCE_MISSING #/authorisations',
      'WARNING IMPORT_CONSENT_MISSING #/authorisations',
    ])
  })

  it('of which the licence had expired the day before are expired, and on its last day not', () => {
    expect(licence({ expiresOn: '2025-06-01' })).toEqual([])
    expect(licence({ expiresOn: '2025-05-31' })).toEqual([
      'WARNING LICENCE_EXPIRED_AT_SHIPMENT #/authorisations/0/expiresOn',
    ])
  })

  it('of which the licence came after the shipment, or before the import was licensed, say so', () => {
    expect(licence({ issuedOn: '2025-06-02' })).toEqual([
      'WARNING LICENCE_ISSUED_AFTER_SHIPMENT #/authorisations/0/issuedOn',
    ])
    expect(licence({ issuedOn: '2024-12-31' })).toEqual([
      'WARNING EXPORT_LICENCE_BEFORE_IMPORT_LICENCE #/authorisations/0/issuedOn',
    ])
  })

  it('that name another consignee say so', () => {
    expect(licence({ issuedOn: '2025-02-01', consigneePartyId: 'another' })).toEqual([
      'WARNING AUTHORISATION_NAMES_OTHERS #/authorisations/0/consigneePartyId',
    ])
  })

  it('of an end user are unverified, rejected, or good; and want a delivery verification', () => {
    const of = (verification: typeof EUC.verification) => findingsOf(withPaper({ ...EUC, verification }))
    const open = 'INFO DELIVERY_NOT_VERIFIED #/deliveries'
    expect(of('AUTHENTICATED_WITH_ISSUER')).toEqual([open])
    expect(of('UNVERIFIED')).toEqual(['WARNING EUC_UNVERIFIED #/authorisations/0/verification', open])
    expect(of('REJECTED')).toEqual(['ERROR EUC_REJECTED #/authorisations/0/verification', open])
  })

  it('want a delivery verification the more once something arrived, until one is named', () => {
    const arrived = ids(10).map((id) => moved('IMPORTED', id))
    const record = { ...withPaper(EUC), movements: [...shipped, ...arrived] }
    expect(findingsOf(record)).toEqual(['WARNING DELIVERY_NOT_VERIFIED #/deliveries'])
    const documents = [{ kind: 'DELIVERY_VERIFICATION_CERTIFICATE' }]
    expect(findingsOf({ ...record, deliveries: [delivered('d1', { documents })] })).toEqual([])
  })

  it('of transit are by each State on the way, given before the shipment', () => {
    const through = (...papers: readonly ReturnType<typeof paper>[]) => ({
      ...withPaper(...papers),
      consignment: { ...aConsignment().consignment, transitCountries: ['CH', 'IT'] },
    })
    const swiss = paper('NO_OBJECTION', { country: 'CH' })
    const late = paper('TRANSIT_AUTHORISATION', { country: 'IT', issuedOn: '2025-06-02' })
    expect(findingsOf(through(swiss))).toEqual(['WARNING TRANSIT_NOT_AUTHORISED #/transitCountries/1'])
    expect(findingsOf(through(swiss, late))).toContain('WARNING TRANSIT_NOT_AUTHORISED #/transitCountries/1')
    expect(findingsOf(through(swiss, { ...late, issuedOn: '2025-05-01' }))).toEqual([])
  })

  it('of transit are wanted of a State that only the shipment names', () => {
    const movements = [moved('EXPORTED', 'w', { transitCountries: ['TR'] })]
    expect(findingsOf(aConsignment({ movements }))).toEqual(['WARNING TRANSIT_NOT_AUTHORISED #/transitCountries'])
  })

  it('under an embargo hold an exemption from that embargo, and not from another', () => {
    const under = (...papers: readonly ReturnType<typeof paper>[]) => ({
      ...withPaper(...papers),
      consignment: { ...aConsignment().consignment, embargoReferences: ['UNSC-1591/2005'] },
    })
    const exemption = paper('UN_EXEMPTION_NOTIFICATION', { embargoReferences: ['UNSC-1591/2005'] })
    const missing = ['WARNING EMBARGO_REFERENCE_WITHOUT_EXEMPTION #/embargoReferences/0']
    expect(findingsOf(under())).toEqual(missing)
    expect(findingsOf(under({ ...exemption, embargoReferences: ['UNSC-2616/2021'] }))).toEqual(missing)
    expect(findingsOf(under({ ...exemption, verification: 'REJECTED' }))).toEqual(missing)
    expect(findingsOf(under(exemption))).toEqual([])
  })
})
