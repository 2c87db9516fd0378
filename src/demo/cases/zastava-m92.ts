import { DEMO_AGENCY_IDS } from '../../features/example-ids.ts'
import type { DemoLife } from '../life.ts'
import { MAKER_IDS } from '../parties.ts'
import { demoId } from '../demo-id.ts'
import { CASE_PARTY_IDS } from './case-parties.ts'

const [zastava, { century, americanDealer, buyerOf2014, mexicanPolice }] = [MAKER_IDS.ZASTAVA, CASE_PARTY_IDS]

/**
 * The M92 that was traced to the wrong crime (Sun-Sentinel, 2015, with its later correction). Sold in the United States in 2014 and recovered in Mexico in
 * March 2015, where it still was when a notice gave its number for a weapon found in Paris, and a serial alone was confirmed.
 * The serial and the year of making are invented; the source names neither licensee nor buyer.
 */
export const ZASTAVA_M92: DemoLife = {
  weapon: {
    id: demoId('caseWeapon', 501),
    category: 'SMALL_ARM',
    type: 'PISTOL_SELF_LOADING',
    make: 'Zastava',
    model: 'PAP M92 PV',
    calibre: '7.62x39',
    action: 'SEMI_AUTOMATIC',
    countryOfManufacture: 'RS',
    yearOfManufacture: 2013,
    markings: [
      { kind: 'SERIAL_PRIMARY', text: 'M92PV041373', component: 'RECEIVER', side: 'LEFT' },
      { kind: 'MANUFACTURER_NAME', text: 'ZASTAVA-SERBIA', component: 'RECEIVER' },
      { kind: 'MODEL', text: 'PAP M92 PV', component: 'RECEIVER' },
      { kind: 'IMPORTER_NAME', text: 'CENTURY ARMS INC. GEORGIA, VT', component: 'RECEIVER', country: 'US' },
    ],
  },
  steps: [
    { kind: 'MANUFACTURED', to: zastava, on: '2013', place: { country: 'RS', locality: 'Kragujevac' } },
    { kind: 'EXPORTED', from: zastava, to: century, on: '2013-05', place: { country: 'RS' }, destination: 'US' },
    { kind: 'IMPORTED', from: zastava, to: century, on: '2013', place: { country: 'US', locality: 'Florida' } },
    { kind: 'SOLD_DOMESTIC', from: century, to: americanDealer, on: '2013', place: { country: 'US' } },
    { kind: 'RETAIL_SALE', from: americanDealer, to: buyerOf2014, on: '2014-02', place: { country: 'US' } },
  ],
  recovery: {
    byAgencyId: DEMO_AGENCY_IDS.mexicanPolice,
    step: { kind: 'SEIZED', to: mexicanPolice, on: '2015-03', place: { country: 'MX' } },
  },
}
