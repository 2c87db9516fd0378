import type { Example } from '../../http/examples.ts'
import { DEMO_CORRECTION_IDS, DEMO_PARTY_IDS, DEMO_WEAPON_IDS, EXAMPLE_IDS } from '../example-ids.ts'

const sale = {
  id: EXAMPLE_IDS.transfer,
  kind: 'RETAIL_SALE',
  fromPartyId: DEMO_PARTY_IDS.lyonDealer,
  toPartyId: DEMO_PARTY_IDS.lyonCustomer,
  weaponCount: 1,
  occurredAt: { value: '2025-03-08T10:40:00+01:00', precision: 'INSTANT' },
  place: { country: 'FR', locality: 'Lyon' },
  transitCountries: [],
  documents: [
    { kind: 'POSSESSION_PERMIT', number: 'FR-69-2025-00817', issuer: 'Préfecture du Rhône', expiresOn: '2030-02-28' },
  ],
  recordedAt: '2026-11-23T20:51:41.657950Z',
}

/** Lists what the example of `recordTransfer` reported. */
export const listTransfersExample: Example = {
  role: 'integrator',
  query: { toPartyId: DEMO_PARTY_IDS.lyonCustomer },
  status: 200,
  response: { transfers: [sale] },
}

export const getTransferExample: Example = {
  role: 'integrator',
  params: { id: EXAMPLE_IDS.transfer },
  status: 200,
  response: {
    ...sale,
    events: [{ id: '01a20a2d-c5dc-7c7d-9d1a-bd3b735e33c8', weaponId: DEMO_WEAPON_IDS.lyonBeretta }],
  },
}

export const listEventsExample: Example = {
  role: 'integrator',
  query: { weaponId: DEMO_CORRECTION_IDS.waitingWeapon, kind: 'LOST' },
  status: 200,
  response: {
    events: [
      {
        id: DEMO_CORRECTION_IDS.waitingLoss,
        weaponId: DEMO_CORRECTION_IDS.waitingWeapon,
        reportId: DEMO_CORRECTION_IDS.waitingLoss,
        kind: 'LOST',
        fromPartyId: DEMO_PARTY_IDS.frenchImporter,
        occurredAt: { value: '2025-02-11', precision: 'DAY' },
        transitCountries: [],
        documents: [],
        recordedAt: '2026-11-23T20:51:31.733401Z',
      },
    ],
  },
}
