import type { Example } from '../../http/examples.ts'
import { DEMO_CORRECTION_IDS, DEMO_PARTY_IDS, DEMO_WEAPON_IDS, EXAMPLE_IDS } from '../example-ids.ts'
import {
  storedDescriptionResponse,
  storedMarkingResponse,
  storedWeaponResponse,
  weaponResponse,
} from './example-responses.ts'

const newWeapon = {
  id: EXAMPLE_IDS.weapon,
  category: 'SMALL_ARM',
  type: 'PISTOL_SELF_LOADING',
  make: 'Beretta',
  model: '92FS',
  calibre: '9x19',
  action: 'SEMI_AUTOMATIC',
  countryOfManufacture: 'IT',
  yearOfManufacture: 2024,
  markings: [
    {
      kind: 'SERIAL_PRIMARY',
      text: 'P48213Z',
      component: 'FRAME',
      side: 'LEFT',
      method: 'ENGRAVE_LASER',
      heightMm: 2,
      depthMm: 0.1,
    },
    { kind: 'MANUFACTURER_NAME', text: 'PIETRO BERETTA GARDONE V.T. ITALY', component: 'SLIDE', side: 'LEFT' },
    { kind: 'IMPORT_COUNTRY', text: 'FR 2024', component: 'FRAME', country: 'FR', year: 2024 },
  ],
  origin: { kind: 'IMPORTED', partyId: DEMO_PARTY_IDS.frenchImporter, occurredAt: '2024-09-18' },
}

export const registerWeaponExample: Example = {
  role: 'integrator',
  body: newWeapon,
  status: 201,
  response: storedWeaponResponse,
}

export const getWeaponExample: Example = {
  role: 'integrator',
  params: { id: DEMO_WEAPON_IDS.lyonBeretta },
  status: 200,
  response: weaponResponse,
}

const slideNumber = {
  id: EXAMPLE_IDS.marking,
  kind: 'SERIAL_COMPONENT',
  text: 'N61172Z',
  component: 'SLIDE',
  condition: 'WORN',
}

export const addMarkingExample: Example = {
  role: 'integrator',
  params: { id: DEMO_WEAPON_IDS.lyonBeretta },
  body: slideNumber,
  status: 201,
  response: storedMarkingResponse,
}

const description = {
  id: EXAMPLE_IDS.description,
  type: 'PISTOL_SELF_LOADING',
  make: 'Glock',
  model: 'Glock 17 Gen5',
  calibre: '9x19',
  action: 'SEMI_AUTOMATIC',
  countryOfManufacture: 'AT',
  yearOfManufacture: 2021,
}

export const describeWeaponExample: Example = {
  role: 'integrator',
  params: { id: DEMO_WEAPON_IDS.lilleGlock },
  body: description,
  status: 201,
  response: storedDescriptionResponse,
}

export const listWeaponsExample: Example = {
  role: 'integrator',
  query: { make: 'Pietro Beretta', serial: 'P41196Z' },
  status: 200,
  response: {
    weapons: [
      {
        id: DEMO_CORRECTION_IDS.markedWeapon,
        category: 'SMALL_ARM',
        type: 'PISTOL_SELF_LOADING',
        make: 'Beretta',
        model: '92FS',
        calibre: '9x19',
        status: 'IN_POSSESSION',
        serial: 'P41196Z',
        recordedAt: '2026-11-23T20:51:31.701834Z',
      },
    ],
  },
}
