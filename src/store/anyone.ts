import type { Requester } from '../domain/requester.ts'

/**
 * Who asks for what everybody may see, without a token: an agency that does not exist. It passes policies that ask whether any agency is set, so that a connection
 * that forgot to set one sees nothing still, and owns no row.
 */
export const ANYONE: Pick<Requester, 'agencyId' | 'scopes'> = {
  agencyId: '00000000-0000-0000-0000-000000000000',
  scopes: new Set(),
}
