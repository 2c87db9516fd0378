import { requesterOf } from '../../http/access.ts'
import type { Server } from '../../http/create-server.ts'
import type { Paging } from '../../http/paging.ts'
import { Uuid } from '../../http/text.ts'
import { type Database, inTransaction } from '../../store/db.ts'
import { storeAndSend } from '../storing.ts'
import {
  requestTraceOperation,
  listTraceRequestsOperation,
  getTraceRequestOperation,
  getTraceAnswerOperation,
  reviewAnswerOperation,
} from './operations.ts'
import { listRequests } from './queries.ts'
import { readAnswer, readTrace } from './read-trace.ts'
import { reviewAnswer } from './review-answer.ts'
import { requestTrace } from './request-trace.ts'
import { z } from 'zod'

const ROUTE = '/v1/trace-requests'
const Position = z.object({ recordedAt: z.string(), id: Uuid })

export interface TraceRouteOptions {
  readonly db: Database
  readonly paging: Paging
  readonly searchLimitPerHour: number
}

/** Trace requests and their answers: the asker's own, or any for registrars and auditors. */
export async function traceRoutes(app: Server, { db, paging, searchLimitPerHour }: TraceRouteOptions): Promise<void> {
  app.post(ROUTE, requestTraceOperation, (request, reply) =>
    storeAndSend(db, request, reply, (write) => requestTrace(write, request.body, searchLimitPerHour)),
  )

  app.get(ROUTE, listTraceRequestsOperation, async (request, reply) => {
    const { status, limit, cursor } = request.query
    const requester = requesterOf(request)
    const scope = { route: ROUTE, agencyId: requester.agencyId, filters: { status } }
    const after = paging.readPosition(cursor, scope, Position)
    const anyAgency = requester.scopes.has('registry:read-any')
    const found = await inTransaction(db, requester, (tx) => listRequests(tx, { status, after, anyAgency, limit }))
    const requests = found.slice(0, limit)
    const last = requests.at(-1)
    if (found.length <= limit || last === undefined) return { requests }
    const next = paging.writeCursor(scope, { recordedAt: last.recordedAt, id: last.id })
    reply.header('link', paging.linkNext(ROUTE, { status, limit }, next))
    return { requests, next }
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
}
