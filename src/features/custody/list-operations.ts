import { operation } from '../../http/operation.ts'
import { getTransferExample, listEventsExample, listTransfersExample } from './list-examples.ts'
import { EventPage, EventQuery, Transfer, TransferPage, TransferQuery } from './list-schemas.ts'
import { EventParams } from './schemas.ts'

const TAGS = ['custody']

export const listTransfersOperation = operation({
  schema: {
    operationId: 'listTransfers',
    summary: 'List hand-overs as they were reported, newest first',
    description:
      'Those your agency reported, and those of its parties on weapons that it may see. Registrars and auditors list any; each that is another agency’s is recorded as a look.',
    tags: TAGS,
    querystring: TransferQuery,
    response: { 200: TransferPage },
  },
  config: { access: { scopes: ['custody:read'] }, example: listTransfersExample },
})

export const getTransferOperation = operation({
  schema: {
    operationId: 'getTransfer',
    summary: 'Read one hand-over as it was reported',
    description: 'A look at it and at each of its weapons is recorded, also at one’s own.',
    tags: TAGS,
    params: EventParams,
    response: { 200: Transfer },
  },
  config: { access: { scopes: ['custody:read'] }, example: getTransferExample },
})

export const listCustodyEventsOperation = operation({
  schema: {
    operationId: 'listCustodyEvents',
    summary: 'List the events that your agency reported, newest first',
    description:
      'Registrars and auditors list those of any agency; what they are shown of others’ weapons is recorded as looks.',
    tags: TAGS,
    querystring: EventQuery,
    response: { 200: EventPage },
  },
  config: { access: { scopes: ['custody:read'] }, example: listEventsExample },
})
