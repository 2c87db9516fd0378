import type { Example } from '../../http/examples.ts'
import { DEMO_EVENT_ID, DEMO_PARTY_IDS, DEMO_WEAPON_IDS, EXAMPLE_IDS } from '../example-ids.ts'
import { custodyResponse, eventResponse, storedEventResponse, storedTransferResponse } from './example-responses.ts'

const sale = {
  id: EXAMPLE_IDS.transfer,
  kind: 'RETAIL_SALE',
  weaponIds: [DEMO_WEAPON_IDS.lyonBeretta],
  fromPartyId: DEMO_PARTY_IDS.lyonDealer,
  toPartyId: DEMO_PARTY_IDS.lyonCustomer,
  occurredAt: '2025-03-08T10:40:00+01:00',
  place: { country: 'FR', locality: 'Lyon' },
  documents: [
    { kind: 'POSSESSION_PERMIT', number: 'FR-69-2025-00817', issuer: 'Préfecture du Rhône', expiresOn: '2030-02-28' },
  ],
}

export const recordTransferExample: Example = {
  role: 'integrator',
  body: sale,
  status: 201,
  response: storedTransferResponse,
}

const loss = {
  id: EXAMPLE_IDS.loss,
  kind: 'LOST',
  weaponIds: [DEMO_WEAPON_IDS.lilleGlock],
  partyId: DEMO_PARTY_IDS.lilleDealer,
  occurredAt: { from: '2025-04-01', to: '2025-04-22', precision: 'INTERVAL' },
  knownSince: '2025-04-22',
  place: { country: 'FR', locality: 'Lille' },
  documents: [{ kind: 'LOSS_REPORT', number: 'PV 2025/4417' }],
  note: 'Missing at the yearly stocktaking.',
}

export const recordEventExample: Example = {
  role: 'integrator',
  body: loss,
  status: 201,
  response: storedEventResponse,
}

export const getEventExample: Example = {
  role: 'officer',
  params: { id: DEMO_EVENT_ID },
  status: 200,
  response: eventResponse,
}

export const getCustodyExample: Example = {
  role: 'auditor',
  params: { id: DEMO_WEAPON_IDS.policeRevolver },
  headers: { purpose: 'STOCKPILE_ACCOUNTABILITY', 'legal-basis': 'Code des juridictions financières, L. 111-3' },
  status: 200,
  response: custodyResponse,
}
