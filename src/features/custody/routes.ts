import { z } from 'zod'
import { notFound } from '../../domain/errors.ts'
import { PURPOSES } from '../../domain/vocabulary/traces.ts'
import { requesterOf } from '../../http/access.ts'
import type { Server } from '../../http/create-server.ts'
import { DryRunQuery } from '../../http/dry-run.ts'
import { StoringHeaders } from '../../http/storing.ts'
import { text, Uuid } from '../../http/text.ts'
import type { Database } from '../../store/db.ts'
import { Custody } from '../chain-schemas.ts'
import { storeAndSend } from '../storing.ts'
import { DryRunResult } from '../wire.ts'
import { CustodyEvent, renderEvent } from './event-view.ts'
import { getCustodyExample, getEventExample, recordEventExample, recordTransferExample } from './examples.ts'
import { Moment } from './moments.ts'
import { readCustody } from './read-custody.ts'
import { readEvent } from './read-event.ts'
import { recordCustodyEvent } from './record-custody-event.ts'
import { recordTransfer } from './record-transfer.ts'
import { EventParams, NewCustodyEvent, NewTransfer, StoredReport } from './schemas.ts'

const TAGS = ['custody']

const LookHeaders = z.object({
  purpose: z
    .string()
    .max(64)
    .optional()
    .meta({ description: `Needed unless your agency reported or holds the weapon. One of ${PURPOSES.join(', ')}.` }),
  'legal-basis': text(500)
    .optional()
    .meta({ description: 'The law or order that allows the look. Needed as Purpose is.' }),
})

/** Reports of hand-overs and of what is no hand-over, and the chain they make. */
export async function custodyRoutes(app: Server, { db }: { db: Database }): Promise<void> {
  app.post(
    '/v1/transfers',
    {
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
    },
    (request, reply) => storeAndSend(db, request, reply, (write) => recordTransfer(write, request.body)),
  )

  app.post(
    '/v1/custody-events',
    {
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
    },
    (request, reply) => storeAndSend(db, request, reply, (write) => recordCustodyEvent(write, request.body)),
  )

  app.get(
    '/v1/custody-events/:id',
    {
      schema: {
        operationId: 'getCustodyEvent',
        summary: 'Read one event as it was reported',
        tags: TAGS,
        params: EventParams,
        response: { 200: CustodyEvent },
      },
      config: { access: { scopes: ['custody:read'] }, example: getEventExample },
    },
    async (request) => {
      const row = await readEvent(db, requesterOf(request), request.id, request.params.id)
      if (row === undefined) throw notFound('event')
      return renderEvent(row)
    },
  )

  app.get(
    '/v1/weapons/:id/custody',
    {
      schema: {
        operationId: 'getCustody',
        summary: 'Read the custody chain of a weapon',
        description: 'As of a moment (at) and as known at a moment (knownAt). Every look is recorded.',
        tags: TAGS,
        params: z.strictObject({ id: Uuid }),
        querystring: z.strictObject({ at: Moment, knownAt: Moment }),
        headers: LookHeaders,
        response: { 200: Custody },
      },
      config: { access: { scopes: ['custody:read'] }, example: getCustodyExample },
    },
    (request) =>
      readCustody(db, {
        requester: requesterOf(request),
        requestId: request.id,
        weaponId: request.params.id,
        at: request.query.at,
        knownAt: request.query.knownAt,
        purpose: request.headers.purpose,
        legalBasis: request.headers['legal-basis'],
      }),
  )
}
