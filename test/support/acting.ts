import { randomUUID } from 'node:crypto'
import type { Requester } from '../../src/domain/requester.ts'
import { type Role, SCOPES_OF_ROLE } from '../../src/domain/vocabulary/scopes.ts'
import type { StoringCall } from '../../src/store/perform-once.ts'

/** Someone of an agency with the scopes of a role, as the edge would have made him from a token. */
export function makeRequester(role: Role, agencyId: string = randomUUID(), subject = 'tester'): Requester {
  const agency = { id: agencyId, name: 'Test agency', country: 'RS', mandateCountries: ['RS'] }
  return { subject, agencyId, agency, scopes: new Set(SCOPES_OF_ROLE[role]) }
}

/** A call that stores, of its own key and body unless the test gives them. */
export function makeCall(requester: Requester, overrides: Partial<StoringCall> = {}): StoringCall {
  return {
    requester,
    requestId: 'request-1',
    operation: 'POST /v1/weapons',
    key: randomUUID(),
    canonicalBody: '{"a":1}',
    clientId: undefined,
    ...overrides,
  }
}
