import { DryRunQuery } from '../../http/dry-run.ts'
import { operation } from '../../http/operation.ts'
import { StoringHeaders } from '../../http/storing.ts'
import { DryRunResult } from '../wire.ts'
import { listOffersExample, listStatementsExample, stateOnTransferExample } from './examples.ts'
import { NewStatement, OfferList, OfferQuery, StatementList, StoredStatement, TransferParams } from './schemas.ts'

const TAGS = ['custody']

export const stateOnTransferOperation = operation({
  schema: {
    operationId: 'stateOnTransfer',
    summary: 'Accept or dispute a hand-over that the other side reported',
    description:
      'Both statements are kept. A dispute is a CONFLICT until that side accepts, or a registrar settles it. A receiver may name the weapons in hand by control data and is told, field by field, what differs.',
    tags: TAGS,
    params: TransferParams,
    headers: StoringHeaders,
    querystring: DryRunQuery,
    body: NewStatement,
    response: { 200: DryRunResult, 201: StoredStatement },
  },
  config: { access: { scopes: ['transfers:write'] }, example: stateOnTransferExample },
})

export const listStatementsOperation = operation({
  schema: {
    operationId: 'listTransferStatements',
    summary: 'Read what was said of a hand-over',
    description: 'For who reported it, its two sides, registrars and auditors; oldest first.',
    tags: TAGS,
    params: TransferParams,
    response: { 200: StatementList },
  },
  config: { access: { scopes: ['custody:read'] }, example: listStatementsExample },
})

export const listOffersOperation = operation({
  schema: {
    operationId: 'listTransferOffers',
    summary: 'List hand-overs that wait for your word',
    description: 'Reported by another agency, naming a party that you act for, of which its side has said nothing yet.',
    tags: TAGS,
    querystring: OfferQuery,
    response: { 200: OfferList },
  },
  config: { access: { scopes: ['transfers:write'] }, example: listOffersExample },
})
