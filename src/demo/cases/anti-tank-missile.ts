import { DEMO_AGENCY_IDS } from '../../features/example-ids.ts'
import { demoId } from '../demo-id.ts'
import type { DemoLife } from '../life.ts'
import { CASE_PARTY_IDS } from './case-parties.ts'

const { missileMaker, missileBuyer, syrianGroup, islamicState, iraqiForces } = CASE_PARTY_IDS

/**
 * The missile that went from its factory to a recovery in Iraq within two months, against the promise not to pass it on (reports on a field study of arms of
 * the Islamic State, 2017). Maker's name, serial and days are invented; the order and the two months are the source's.
 */
export const ANTI_TANK_MISSILE: DemoLife = {
  weapon: {
    id: demoId('caseWeapon', 520),
    category: 'LIGHT_WEAPON',
    type: 'LAUNCHER_ANTI_TANK_ROCKET_MISSILE',
    make: 'Works 11 (invented)',
    model: 'Guided missile in launch tube',
    calibre: '120 mm',
    action: 'ROCKET_LAUNCH',
    countryOfManufacture: 'BG',
    yearOfManufacture: 2015,
    markings: [
      { kind: 'SERIAL_PRIMARY', text: '11-15-00947', component: 'LAUNCH_TUBE', method: 'PAINT' },
      { kind: 'LOT_NO', text: '02-15-11', component: 'LAUNCH_TUBE', method: 'PAINT' },
    ],
  },
  steps: [
    { kind: 'MANUFACTURED', to: missileMaker, on: '2015-12-01', place: { country: 'BG' } },
    {
      kind: 'EXPORTED',
      from: missileMaker,
      to: missileBuyer,
      on: '2015-12-10',
      place: { country: 'BG' },
      destination: 'US',
    },
    { kind: 'IMPORTED', from: missileMaker, to: missileBuyer, on: '2015-12-15', place: { country: 'US' } },
    {
      kind: 'UNAUTHORISED_RETRANSFER',
      from: missileBuyer,
      to: syrianGroup,
      on: '2016-01-05',
      place: { country: 'SY' },
    },
    { kind: 'TRAFFICKED', from: syrianGroup, to: islamicState, on: '2016-01-15', place: { country: 'IQ' } },
  ],
  recovery: {
    byAgencyId: DEMO_AGENCY_IDS.expertPanel,
    step: { kind: 'FOUND', to: iraqiForces, on: '2016-01-28', place: { country: 'IQ' } },
  },
}
