import { requesterOf } from '../../http/access.ts'
import type { Server } from '../../http/create-server.ts'
import type { Paging } from '../../http/paging.ts'
import { type Database, inTransaction } from '../../store/db.ts'
import { recordListed } from '../../store/record-reading.ts'
import { cutPage, Position, startOf } from '../send-page.ts'
import type { SearchStop } from '../search-limit.ts'
import { storeAndSend } from '../storing.ts'
import {
  requestTraceOperation,
  listTraceRequestsOperation,
  getTraceRequestOperation,
  getTraceAnswerOperation,
  reviewAnswerOperation,
} from './operations.ts'
import { traceDecisionRoutes } from './decision-routes.ts'
import { listRequests } from './list-queries.ts'
import { readAnswer, readTrace } from './read-trace.ts'
import { reviewAnswer } from './review-answer.ts'
import { requestTrace } from './request-trace.ts'

const ROUTE = '/v1/trace-requests'

export interface TraceRouteOptions {
  readonly db: Database
  readonly paging: Paging
  readonly searchStop: SearchStop
}

/** Trace requests and their answers: the asker's own, or any for registrars and auditors. */
export async function traceRoutes(app: Server, { db, paging, searchStop }: TraceRouteOptions): Promise<void> {
  app.post(ROUTE, requestTraceOperation, (request, reply) =>
    storeAndSend(db, request, reply, (write) => requestTrace(write, request.body, searchStop)),
  )

  app.get(ROUTE, listTraceRequestsOperation, async (request, reply) => {
    const { limit, cursor, ...filters } = request.query
    const requester = requesterOf(request)
    const scope = { route: ROUTE, agencyId: requester.agencyId, filters }
    const start = startOf(paging.readPosition(cursor, scope, Position), filters.to)
    const anyAgency = requester.scopes.has('registry:read-any')
    const { status, from } = filters
    const found = await inTransaction(db, requester, async (tx) => {
      const rows = await listRequests(tx, { status, from, start, anyAgency, limit })
      const records = rows.slice(0, limit).map(({ id, ownerId }) => ({ kind: 'TRACE_REQUEST' as const, id, ownerId }))
      await recordListed(tx, { requester, requestId: request.id }, { source: 'trace-request-list', records })
      return rows
    })
    const { items, ...next } = cutPage(reply, paging, { scope, found, limit })
    return { requests: items.map(({ ownerId: _, ...row }) => row), ...next }
  })

  app.get(`${ROUTE}/:id`, getTraceRequestOperation, (request) =>
    readTrace(db, { requester: requesterOf(request), requestId: request.id, traceId: request.params.id }),
  )

  app.get(`${ROUTE}/:id/answer/review`, reviewAnswerOperation, (request) =>
    reviewAnswer(db, { requester: requesterOf(request), requestId: request.id, traceId: request.params.id }),
  )

  app.get(`${ROUTE}/:id/answer`, getTraceAnswerOperation, (request) =>
    readAnswer(db, { requester: requesterOf(request), requestId: request.id, traceId: request.params.id }),
  )

  await app.register(traceDecisionRoutes, { db, searchStop })
}
