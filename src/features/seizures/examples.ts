import type { Example } from '../../http/examples.ts'
import { DEMO_SEIZURE_IDS as ID, EXAMPLE_IDS } from '../example-ids.ts'
import {
  cyrillicItem,
  itemsFile,
  nightSeizure,
  nightSummary,
  recordedSeizure,
  seizuresFile,
  stolenItem,
} from './example-responses.ts'

export const recordSeizureExample: Example = {
  role: 'customs',
  body: {
    id: EXAMPLE_IDS.seizure,
    agencyReference: 'FRD-2025-05-0098',
    recoveryClass: 'SEIZED',
    circumstance: 'POSTAL_COURIER',
    occurredAt: '2025-05-14T09:20:00+02:00',
    place: { country: 'FR', locality: 'Roissy' },
    legalBasis: 'Code des douanes, art. 66',
    declaration: {
      number: '25FR00113402',
      hsCode: '9305.20',
      transport: 'AIR',
      concealment: 'PARCEL',
      departureCountry: 'US',
    },
    startTraces: { canGuaranteeConfidentiality: true, purpose: 'CUSTOMS_ENFORCEMENT' },
    items: [
      {
        id: EXAMPLE_IDS.seizureItem,
        observation: {
          type: 'PISTOL_SELF_LOADING',
          make: 'Glock',
          model: 'Glock 19',
          calibre: '9x19',
          markings: [{ kind: 'SERIAL_PRIMARY', text: 'ZZTR904', component: 'FRAME' }],
        },
      },
      { observation: { type: 'BARREL', noMarkingsVisible: true }, quantity: 6 },
      { observation: { type: 'REVOLVER', markings: [{ kind: 'SERIAL_PRIMARY', text: '12[3' }] } },
    ],
  },
  status: 201,
  response: recordedSeizure,
}
export const listSeizuresExample: Example = {
  role: 'customs',
  query: { circumstance: 'BORDER_CHECK_LAND' },
  status: 200,
  response: { seizures: [nightSummary] },
}
export const exportSeizuresExample: Example = {
  role: 'customs',
  query: { country: 'FR' },
  status: 200,
  response: seizuresFile,
}
export const getSeizureExample: Example = {
  role: 'customs',
  params: { id: ID.seizure },
  status: 200,
  response: nightSeizure,
}
export const listItemsExample: Example = {
  role: 'customs',
  query: { disposition: 'OVERDUE', tier: 'T1', limit: 1 },
  status: 200,
  response: { items: [cyrillicItem], next: '3rPovjMicpEYIVQfD9iNhg7I87J0LV_BtV2yJTVgsnonCQ' },
}
export const exportItemsExample: Example = { role: 'customs', query: { tier: 'T1' }, status: 200, response: itemsFile }
export const getItemExample: Example = { role: 'customs', params: { id: ID.pistol }, status: 200, response: stolenItem }
