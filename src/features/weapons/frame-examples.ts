import type { Example } from '../../http/examples.ts'
import { DEMO_COMPONENT_IDS, DEMO_PARTY_IDS, EXAMPLE_IDS } from '../example-ids.ts'

const { oldPistol } = DEMO_COMPONENT_IDS
const { frameReplacement, newPistol } = EXAMPLE_IDS

export const replaceFrameExample: Example = {
  role: 'integrator',
  params: { id: oldPistol },
  body: {
    id: frameReplacement,
    occurredAt: '2025-06-03',
    partyId: DEMO_PARTY_IDS.lyonDealer,
    newWeapon: {
      id: newPistol,
      category: 'SMALL_ARM',
      type: 'PISTOL_SELF_LOADING',
      make: 'Beretta',
      model: '92FS',
      calibre: '9x19',
      countryOfManufacture: 'IT',
      yearOfManufacture: 2025,
      markings: [{ kind: 'SERIAL_PRIMARY', text: 'P99017Z', component: 'FRAME' }],
    },
    place: { country: 'FR', locality: 'Lyon' },
    note: 'The frame was cracked.',
  },
  status: 201,
  response: {
    id: frameReplacement,
    predecessorId: oldPistol,
    successorId: newPistol,
    events: [
      { id: frameReplacement, weaponId: oldPistol, kind: 'FRAME_REPLACED' },
      { id: '01a20a2d-c5dc-7c7d-9d1a-bd3b735e33cb', weaponId: newPistol, kind: 'ASSEMBLED_AS_NEW' },
    ],
    componentIds: [],
    occurredAt: { value: '2025-06-03', precision: 'DAY' },
    recordedAt: '2026-11-25T03:20:31.549041Z',
    findings: [
      {
        code: 'MAKER_MARK_NOT_RECORDED',
        severity: 'INFO',
        pointer: '#/newWeapon/markings',
        detail: 'The description names the maker, and no mark does.',
        hint: 'Record the name or logo on the weapon as MANUFACTURER_NAME or MANUFACTURER_LOGO.',
        paragraph: 'ITI 8(a)',
      },
      {
        code: 'COUNTRY_MARK_NOT_RECORDED',
        severity: 'INFO',
        pointer: '#/newWeapon/markings',
        detail: 'The description tells the country of manufacture, and no mark does.',
        hint: 'Record it as COUNTRY_OF_ORIGIN, or give the whole legend of the maker.',
        paragraph: 'ITI 8(a)',
      },
      {
        code: 'ENCOURAGED_MARKS_NOT_RECORDED',
        severity: 'INFO',
        pointer: '#/newWeapon/markings',
        detail: 'Encouraged, and no such mark is recorded: year, model, calibre.',
        hint: 'Record what stands on the weapon as YEAR, MODEL or CALIBRE.',
        paragraph: 'ITI 8(a)',
      },
      {
        code: 'PARTS_NOT_MARKED',
        severity: 'INFO',
        pointer: '#/newWeapon/markings',
        detail: 'Marks are encouraged on these parts, and none is recorded: barrel, slide.',
        hint: 'Record the number of a part as SERIAL_COMPONENT with its component.',
        paragraph: 'ITI 10; MOSAIC 05.30',
      },
      {
        code: 'REPORTED_LATE',
        severity: 'INFO',
        pointer: '#/occurredAt',
        detail: 'Reported more than 30 days after it happened.',
      },
    ],
  },
}
