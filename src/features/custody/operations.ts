import { DryRunQuery } from '../../http/dry-run.ts'
import { operation } from '../../http/operation.ts'
import { StoringHeaders } from '../../http/storing.ts'
import { Uuid } from '../../http/text.ts'
import { Custody } from '../chain-schemas.ts'
import { DryRunResult } from '../wire.ts'
import { CustodyEvent } from './event-view.ts'
import { getCustodyExample, getEventExample, recordEventExample, recordTransferExample } from './examples.ts'
import { Moment } from '../moments.ts'
import { lookHeaders } from '../require-purpose.ts'
import { EventParams, NewCustodyEvent, NewTransfer, StoredReport } from './schemas.ts'
import { z } from 'zod'

const TAGS = ['custody']

const LookHeaders = lookHeaders('Needed unless your agency reported or holds the weapon.')

export const recordTransferOperation = operation({
  schema: {
    operationId: 'recordTransfer',
    summary: 'Report a hand-over of 1 to 500 weapons',
    description:
      'All weapons or none. What does not fit the chain is recorded and shown as GAP or CONFLICT; only what cannot be true is refused.',
    tags: TAGS,
    headers: StoringHeaders,
    querystring: DryRunQuery,
    body: NewTransfer,
    response: { 200: DryRunResult, 201: StoredReport },
  },
  config: { access: { scopes: ['transfers:write'] }, example: recordTransferExample },
})

export const recordCustodyEventOperation = operation({
  schema: {
    operationId: 'recordCustodyEvent',
    summary: 'Report what is no hand-over: loss, theft, recovery, destruction …',
    tags: TAGS,
    headers: StoringHeaders,
    querystring: DryRunQuery,
    body: NewCustodyEvent,
    response: { 200: DryRunResult, 201: StoredReport },
  },
  config: { access: { scopes: ['transfers:write'] }, example: recordEventExample },
})

export const getCustodyEventOperation = operation({
  schema: {
    operationId: 'getCustodyEvent',
    summary: 'Read one event as it was reported',
    tags: TAGS,
    params: EventParams,
    response: { 200: CustodyEvent },
  },
  config: { access: { scopes: ['custody:read'] }, example: getEventExample },
})

export const getCustodyOperation = operation({
  schema: {
    operationId: 'getCustody',
    summary: 'Read the custody chain of a weapon',
    description:
      `As of a moment (at) and as known at a moment (knownAt). Every look is recorded. The life of a recovered item that is taken for this weapon, or of the
weapon that this item is taken for, is part of it for those who may read both.`.replaceAll(/\s+/g, ' '),
    tags: TAGS,
    params: z.strictObject({ id: Uuid }),
    querystring: z.strictObject({ at: Moment, knownAt: Moment }),
    headers: LookHeaders,
    response: { 200: Custody },
  },
  config: { access: { scopes: ['custody:read'] }, example: getCustodyExample },
})
