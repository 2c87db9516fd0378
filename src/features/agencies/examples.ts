import type { Example } from '../../http/examples.ts'
import { DEMO_AGENCY_IDS, DEMO_PARTY_IDS, EXAMPLE_IDS } from '../example-ids.ts'
import {
  agencyPageResponse,
  agencyResponse,
  agencyVersionsResponse,
  meResponse,
  representationEndResponse,
  representationPageResponse,
  representationResponse,
  storedAgencyResponse,
  storedVersionResponse,
} from './example-responses.ts'

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

export const listAgenciesExample: Example = {
  role: 'registrar',
  query: { country: 'MX' },
  status: 200,
  response: agencyPageResponse,
}

export const changeAgencyExample: Example = {
  role: 'registrar',
  params: { id: DEMO_AGENCY_IDS.mexicanPolice },
  body: { id: EXAMPLE_IDS.agencyVersion, mandateCountries: ['MX', 'GT'] },
  status: 201,
  response: storedVersionResponse,
}

export const listAgencyVersionsExample: Example = {
  role: 'registrar',
  params: { id: DEMO_AGENCY_IDS.expertPanel },
  status: 200,
  response: agencyVersionsResponse,
}

export const listRepresentationsExample: Example = {
  role: 'registrar',
  params: { id: DEMO_AGENCY_IDS.zastavaReporting },
  query: { at: '2024-06-01' },
  status: 200,
  response: representationPageResponse,
}

/** Ends what the example of `assignParty` began. */
export const endRepresentationExample: Example = {
  role: 'registrar',
  params: { id: DEMO_AGENCY_IDS.trade, representationId: EXAMPLE_IDS.representation },
  body: { id: EXAMPLE_IDS.representationEnd, validTo: '2025-12-31', reason: 'The contract ended with the year.' },
  status: 201,
  response: representationEndResponse,
}
