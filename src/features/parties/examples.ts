import type { Example } from '../../http/examples.ts'
import { DEMO_PARTY_IDS, EXAMPLE_IDS } from '../example-ids.ts'
import {
  changedLicenceResponse,
  licencePageResponse,
  partyPageResponse,
  partyResponse,
  partyVersionPageResponse,
  partyVersionResponse,
  storedLicenceResponse,
  storedPartyResponse,
} from './example-responses.ts'

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

export const changePartyExample: Example = {
  role: 'registrar',
  params: { id: EXAMPLE_IDS.party },
  body: { id: EXAMPLE_IDS.partyVersion, country: 'BE', validFrom: '2026-03-01', reason: 'CHANGED' },
  status: 201,
  response: partyVersionResponse,
}

export const listPartyVersionsExample: Example = {
  role: 'integrator',
  params: { id: EXAMPLE_IDS.party },
  status: 200,
  response: partyVersionPageResponse,
}

export const recordLicenceExample: Example = {
  role: 'registrar',
  params: { id: EXAMPLE_IDS.party },
  body: {
    id: EXAMPLE_IDS.licence,
    kind: 'POSSESSION_PERMIT',
    number: 'FR-SIA-69-2024-1188 (invented)',
    validFrom: '2024-01-01',
    validTo: '2028-12-31',
    issuer: 'Préfecture du Rhône',
    country: 'FR',
    scope: { types: ['RIFLE', 'CARBINE'] },
  },
  status: 201,
  response: storedLicenceResponse,
}

export const listLicencesExample: Example = {
  role: 'integrator',
  params: { id: EXAMPLE_IDS.party },
  query: { at: '2025-06-01' },
  status: 200,
  response: licencePageResponse,
}

export const changeLicenceExample: Example = {
  role: 'registrar',
  params: { id: EXAMPLE_IDS.party, licenceId: EXAMPLE_IDS.licence },
  body: {
    id: EXAMPLE_IDS.licenceVersion,
    action: 'SUSPENDED',
    from: '2026-05-01',
    reason: 'Proceedings 2026/118 (invented)',
  },
  status: 201,
  response: changedLicenceResponse,
}
