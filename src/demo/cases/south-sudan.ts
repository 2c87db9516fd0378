import { demoId } from '../demo-id.ts'
import type { DemoLife } from '../life.ts'
import { MAKER_IDS } from '../parties.ts'
import { CASE_PARTY_IDS } from './case-parties.ts'

const { securityService, southSudanMilitia, ugandanForces } = CASE_PARTY_IDS

/**
 * A Galil ACE in the hands of a militia in December 2013 (reports on South Sudan): how it came to the National Security Service was not established, so
 * the chain shows a gap there. Serial and year of making are invented.
 */
export const GALIL_ACE: DemoLife = {
  weapon: {
    id: demoId('caseWeapon', 504),
    category: 'SMALL_ARM',
    type: 'ASSAULT_RIFLE',
    make: 'Israel Weapon Industries',
    model: 'Galil ACE',
    calibre: '7.62x39',
    action: 'SELECTIVE_FIRE',
    countryOfManufacture: 'IL',
    yearOfManufacture: 2012,
    markings: [
      { kind: 'SERIAL_PRIMARY', text: '40071935', component: 'RECEIVER' },
      { kind: 'MODEL', text: 'ACE 31', component: 'RECEIVER' },
    ],
  },
  steps: [
    { kind: 'MANUFACTURED', to: MAKER_IDS.IWI, on: '2012', place: { country: 'IL' } },
    { kind: 'DIVERTED', from: securityService, to: southSudanMilitia, on: '2013-12', place: { country: 'SS' } },
  ],
}

/**
 * A rifle of the same maker with the same last holder and another life: sold to Uganda in 2007, passed to the National Security Service in 2014 without the
 * exporter's consent. Merging the two chains would give each the other's diversion. The model is likely, the serial invented.
 */
export const MICRO_GALIL: DemoLife = {
  weapon: {
    id: demoId('caseWeapon', 505),
    category: 'SMALL_ARM',
    type: 'ASSAULT_RIFLE',
    make: 'Israel Weapon Industries',
    model: 'Micro Galil',
    calibre: '5.56x45',
    action: 'SELECTIVE_FIRE',
    countryOfManufacture: 'IL',
    yearOfManufacture: 2006,
    markings: [
      { kind: 'SERIAL_PRIMARY', text: '38220614', component: 'RECEIVER' },
      { kind: 'MODEL', text: 'MAR', component: 'RECEIVER' },
    ],
  },
  steps: [
    { kind: 'MANUFACTURED', to: MAKER_IDS.IWI, on: '2006', place: { country: 'IL' } },
    {
      kind: 'EXPORTED',
      from: MAKER_IDS.IWI,
      to: ugandanForces,
      on: '2007',
      place: { country: 'IL' },
      destination: 'UG',
    },
    { kind: 'IMPORTED', from: MAKER_IDS.IWI, to: ugandanForces, on: '2007', place: { country: 'UG' } },
    { kind: 'UNAUTHORISED_RETRANSFER', from: ugandanForces, to: securityService, on: '2014', place: { country: 'SS' } },
  ],
}
