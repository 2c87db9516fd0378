import { DEMO_AGENCY_IDS } from '../../features/example-ids.ts'
import { demoId } from '../demo-id.ts'
import type { DemoLife } from '../life.ts'
import { MAKER_IDS } from '../parties.ts'
import { CASE_PARTY_IDS } from './case-parties.ts'

const { century, americanWholesaler, otherAmericanDealer, mexicanPolice } = CASE_PARTY_IDS

/**
 * The WASR-10 whose importer is taken for its maker (Center for Public Integrity): made at Cugir, stripped for import, refitted and sold by Century, found in
 * Mexico. Serial and dates are invented. Whom the dealer sold it to is in no source, so the records end there.
 */
export const WASR_10: DemoLife = {
  weapon: {
    id: demoId('caseWeapon', 502),
    category: 'SMALL_ARM',
    type: 'RIFLE',
    make: 'Cugir',
    model: 'WASR-10',
    calibre: '7.62x39',
    action: 'SEMI_AUTOMATIC',
    countryOfManufacture: 'RO',
    yearOfManufacture: 2006,
    markings: [
      { kind: 'SERIAL_PRIMARY', text: '1-63842-06', component: 'TRUNNION', side: 'LEFT' },
      { kind: 'IMPORTER_NAME', text: 'C.A.I. GEORGIA VT', component: 'RECEIVER', country: 'US' },
      { kind: 'MODEL', text: 'WASR-10', component: 'RECEIVER' },
    ],
  },
  steps: [
    { kind: 'MANUFACTURED', to: MAKER_IDS.CUGIR, on: '2006', place: { country: 'RO', locality: 'Cugir' } },
    {
      kind: 'EXPORTED',
      from: MAKER_IDS.CUGIR,
      to: century,
      on: '2007-03',
      place: { country: 'RO' },
      destination: 'US',
    },
    { kind: 'IMPORTED', from: MAKER_IDS.CUGIR, to: century, on: '2007-04', place: { country: 'US' } },
    { kind: 'PART_EXCHANGED', from: century, on: '2007-05', place: { country: 'US' } },
    { kind: 'SOLD_DOMESTIC', from: century, to: americanWholesaler, on: '2007-06', place: { country: 'US' } },
    {
      kind: 'SOLD_DOMESTIC',
      from: americanWholesaler,
      to: otherAmericanDealer,
      on: '2007-07',
      place: { country: 'US' },
    },
  ],
  recovery: {
    byAgencyId: DEMO_AGENCY_IDS.mexicanPolice,
    step: { kind: 'SEIZED', to: mexicanPolice, on: '2008-11-03', place: { country: 'MX' } },
  },
}
