import type { Example } from '../../http/examples.ts'
import { DEMO_CONSIGNMENT_IDS as IDS, DEMO_PARTY_IDS, EXAMPLE_IDS } from '../example-ids.ts'
import { consignment } from './example-consignment.ts'
import * as responses from './example-responses.ts'

const PISTOLS = { type: 'PISTOL_SELF_LOADING', make: 'Beretta', model: '92FS', calibre: '9x19' }

export const recordAuthorisationExample: Example = {
  role: 'integrator',
  body: {
    id: EXAMPLE_IDS.authorisation,
    kind: 'IMPORT_LICENCE',
    number: 'FR-AFCI-2025-0231',
    country: 'FR',
    issuedOn: '2025-02-03',
    expiresOn: '2026-02-02',
    exporterPartyId: DEMO_PARTY_IDS.beretta,
    consigneePartyId: DEMO_PARTY_IDS.frenchImporter,
    destinationCountry: 'FR',
    lines: [{ ...PISTOLS, quantity: 20, value: { amount: 11_800, currency: 'EUR' } }],
  },
  status: 201,
  response: responses.storedAuthorisation,
}

export const getAuthorisationExample: Example = {
  role: 'integrator',
  params: { id: IDS.endUserCertificate },
  status: 200,
  response: responses.authorisation,
}

export const verifyAuthorisationExample: Example = {
  role: 'registrar',
  params: { id: IDS.endUserCertificate },
  body: {
    id: EXAMPLE_IDS.verification,
    status: 'AUTHENTICATED_WITH_ISSUER',
    verifiedOn: '2025-03-11',
    verifiedBy: 'Duty officer, contact point (invented)',
    method: 'Asked the issuing office by telephone under a number taken from its own site, and got a copy by courier.',
  },
  status: 201,
  response: responses.storedVerification,
}

export const openConsignmentExample: Example = {
  role: 'integrator',
  body: {
    id: EXAMPLE_IDS.consignment,
    reference: 'ADR-2025-004',
    exporterPartyId: DEMO_PARTY_IDS.beretta,
    consigneePartyId: DEMO_PARTY_IDS.frenchImporter,
    destinationCountry: 'FR',
    transitCountries: ['CH'],
    lines: [{ ...PISTOLS, quantity: 20 }],
  },
  status: 201,
  response: responses.storedConsignment,
}

export const listConsignmentsExample: Example = {
  role: 'integrator',
  query: { limit: 20 },
  status: 200,
  response: responses.consignmentPage,
}

export const getConsignmentExample: Example = {
  role: 'integrator',
  params: { id: IDS.consignment },
  status: 200,
  response: consignment,
}

export const recordDeliveryExample: Example = {
  role: 'integrator',
  params: { id: IDS.consignment },
  body: {
    id: EXAMPLE_IDS.delivery,
    occurredAt: '2024-05-28',
    place: { country: 'FR', locality: 'Lyon' },
    items: [{ controlData: { make: 'Beretta', model: '92FS', calibre: '9x19', serial: 'P8S523Z' } }],
  },
  status: 201,
  response: responses.storedDelivery,
}
