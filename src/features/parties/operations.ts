import { DryRunQuery } from '../../http/dry-run.ts'
import { operation } from '../../http/operation.ts'
import { StoringHeaders } from '../../http/storing.ts'
import { DryRunResult } from '../wire.ts'
import { getPartyExample, listPartiesExample, registerPartyExample } from './examples.ts'
import { NewParty, Party, PartyPage, PartyParams, PartyQuery, StoredParty } from './schemas.ts'

export const registerPartyOperation = operation({
  schema: {
    operationId: 'registerParty',
    summary: 'Register a party',
    description:
      'Licences are set by registrars only. A natural person is seen by the agency that reported him and by registrars.',
    tags: ['parties'],
    headers: StoringHeaders,
    querystring: DryRunQuery,
    body: NewParty,
    response: { 200: DryRunResult, 201: StoredParty },
  },
  config: { access: { scopes: ['parties:write'] }, example: registerPartyExample },
})

export const listPartiesOperation = operation({
  schema: {
    operationId: 'listParties',
    summary: 'List own parties, or find shared ones by licence number',
    tags: ['parties'],
    querystring: PartyQuery,
    response: { 200: PartyPage },
  },
  config: { access: { scopes: ['parties:read'] }, example: listPartiesExample },
})

export const getPartyOperation = operation({
  schema: {
    operationId: 'getParty',
    summary: 'Read a party',
    tags: ['parties'],
    params: PartyParams,
    response: { 200: Party },
  },
  config: { access: { scopes: ['parties:read'] }, example: getPartyExample },
})
