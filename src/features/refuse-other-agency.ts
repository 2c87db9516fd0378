import { DomainError } from '../domain/errors.ts'
import type { Requester } from '../domain/requester.ts'

/** A list of another agency's records is for the registry's readers. Says the same whether the agency exists or not. Throws `forbidden`. */
export function refuseOtherAgency(requester: Requester, agencyId: string | undefined): void {
  if (agencyId === undefined || agencyId === requester.agencyId || requester.scopes.has('registry:read-any')) return
  const detail = 'The lists of another agency are for registrars and auditors.'
  const hint = 'Leave agencyId out.'
  throw new DomainError('forbidden', detail, {
    errors: [{ pointer: '?agencyId', code: 'agency-not-yours', detail, hint }],
  })
}
