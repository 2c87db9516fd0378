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
        code: 'REPORTED_LATE',
        severity: 'INFO',
        pointer: '#/occurredAt',
        detail: 'Reported more than 30 days after it happened.',
      },
    ],
  },
}
