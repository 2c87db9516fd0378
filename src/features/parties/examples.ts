import type { Example } from '../../http/examples.ts'
import { DEMO_PARTY_IDS, EXAMPLE_IDS } from '../example-ids.ts'
import { partyPageResponse, partyResponse, storedPartyResponse } from './example-responses.ts'

export const registerPartyExample: Example = {
  role: 'integrator',
  body: { id: EXAMPLE_IDS.party, kind: 'PRIVATE_PERSON', name: 'Camille Exemple (invented)', country: 'FR' },
  status: 201,
  response: storedPartyResponse,
}

export const listPartiesExample: Example = {
  role: 'integrator',
  query: { licence: 'FR-RGA-69-2011-0042' },
  status: 200,
  response: partyPageResponse,
}

export const getPartyExample: Example = {
  role: 'integrator',
  params: { id: DEMO_PARTY_IDS.lyonDealer },
  status: 200,
  response: partyResponse,
}
