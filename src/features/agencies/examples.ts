import type { Example } from '../../http/examples.ts'
import { DEMO_AGENCY_IDS, DEMO_PARTY_IDS, EXAMPLE_IDS } from '../example-ids.ts'
import { agencyResponse, meResponse, representationResponse, storedAgencyResponse } from './example-responses.ts'

export const getMeExample: Example = { role: 'integrator', status: 200, response: meResponse }

const sarajevo = {
  id: EXAMPLE_IDS.agency,
  name: 'Border police, weapons desk, Sarajevo (invented)',
  country: 'BA',
  mandateCountries: ['BA'],
  contact: 'Duty desk, desk@sarajevo.example (invented)',
}

export const registerAgencyExample: Example = {
  role: 'registrar',
  body: sarajevo,
  status: 201,
  response: storedAgencyResponse,
}

export const getAgencyExample: Example = {
  role: 'registrar',
  params: { id: DEMO_AGENCY_IDS.mexicanPolice },
  status: 200,
  response: agencyResponse,
}

const representation = { id: EXAMPLE_IDS.representation, partyId: DEMO_PARTY_IDS.brestDealer, validFrom: '2025-01-01' }

export const assignPartyExample: Example = {
  role: 'registrar',
  params: { id: DEMO_AGENCY_IDS.trade },
  body: representation,
  status: 201,
  response: representationResponse,
}
