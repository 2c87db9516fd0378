import { z } from 'zod'
import { requesterOf } from '../../http/access.ts'
import type { Server } from '../../http/create-server.ts'
import { DryRunQuery } from '../../http/dry-run.ts'
import type { Paging } from '../../http/paging.ts'
import { StoringHeaders } from '../../http/storing.ts'
import { Uuid } from '../../http/text.ts'
import { type Database, inTransaction } from '../../store/db.ts'
import { storeAndSend } from '../storing.ts'
import { DryRunResult } from '../wire.ts'
import { TraceAnswer } from './answer-schemas.ts'
import { getAnswerExample, getTraceExample, listTracesExample, requestTraceExample } from './examples.ts'
import { listRequests } from './queries.ts'
import { readAnswer, readTrace } from './read-trace.ts'
import { requestTrace } from './request-trace.ts'
import { NewTraceRequest, TracePage, TraceParams, TraceQuery, TraceRequest } from './schemas.ts'

const ROUTE = '/v1/trace-requests'
const TAGS = ['traces']
const Position = z.object({ recordedAt: z.string(), id: Uuid })

export interface TraceRouteOptions {
  readonly db: Database
  readonly paging: Paging
  readonly searchLimitPerHour: number
}

/** Trace requests and their answers: the asker's own, or any for registrars and auditors. */
export async function traceRoutes(app: Server, { db, paging, searchLimitPerHour }: TraceRouteOptions): Promise<void> {
  app.post(
    ROUTE,
    {
      schema: {
        operationId: 'requestTrace',
        summary: 'Ask for the trace of a weapon',
        description:
          'Answered at once where one weapon is identified beyond doubt and nothing speaks against it; nothing found is an answer too. ' +
          'Otherwise candidates are shown without holders, and a person decides.',
        tags: TAGS,
        headers: StoringHeaders,
        querystring: DryRunQuery,
        body: NewTraceRequest,
        response: { 200: DryRunResult, 201: TraceRequest },
      },
      config: { access: { scopes: ['traces:request'] }, example: requestTraceExample },
    },
    (request, reply) =>
      storeAndSend(db, request, reply, (write) => requestTrace(write, request.body, searchLimitPerHour)),
  )

  app.get(
    ROUTE,
    {
      schema: {
        operationId: 'listTraceRequests',
        summary: 'List trace requests, newest first',
        description:
          'Those of your agency; for registrars and auditors those of all. status=IN_PROGRESS_DOMESTIC are waiting for a person.',
        tags: TAGS,
        querystring: TraceQuery,
        response: { 200: TracePage },
      },
      config: { access: { scopes: ['traces:read'] }, example: listTracesExample },
    },
    async (request, reply) => {
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
    },
  )

  app.get(
    `${ROUTE}/:id`,
    {
      schema: {
        operationId: 'getTraceRequest',
        summary: 'Read a trace request',
        tags: TAGS,
        params: TraceParams,
        querystring: z.strictObject({}),
        response: { 200: TraceRequest },
      },
      config: { access: { scopes: ['traces:read'] }, example: getTraceExample },
    },
    (request) => readTrace(db, { requester: requesterOf(request), requestId: request.id, traceId: request.params.id }),
  )

  app.get(
    `${ROUTE}/:id/answer`,
    {
      schema: {
        operationId: 'getTraceAnswer',
        summary: 'Read the answer to a trace request',
        description: '404 with code answer-not-ready while a person has still to decide.',
        tags: TAGS,
        params: TraceParams,
        querystring: z.strictObject({}),
        response: { 200: TraceAnswer },
      },
      config: { access: { scopes: ['traces:read'] }, example: getAnswerExample },
    },
    (request) => readAnswer(db, { requester: requesterOf(request), requestId: request.id, traceId: request.params.id }),
  )
}
