import { operation } from '../../http/operation.ts'
import { readLotExample } from './examples.ts'
import { Lot, LotHeaders, LotParams, LotQuery } from './schemas.ts'

export const readLotOperation = operation({
  schema: {
    operationId: 'readTraceLot',
    summary: 'Trace forward to the rest of the lot',
    description:
      'For registrars and auditors: the other weapons of the hand-over or consignment in which the traced weapon was last handed over lawfully before it left licit control, ' +
      'and of the report of the loss itself, with what became of each. Each weapon shown is a look, recorded with the purpose and the legal basis. ' +
      'No names: parties by kind and country. An asking agency is not shown a lot, since its answer releases one weapon: it asks its national point of contact. ' +
      '404 with code answer-not-ready before there is an answer.',
    tags: ['traces'],
    headers: LotHeaders,
    params: LotParams,
    querystring: LotQuery,
    response: { 200: Lot },
  },
  config: { access: { scopes: ['traces:read', 'registry:read-any'] }, example: readLotExample },
})
