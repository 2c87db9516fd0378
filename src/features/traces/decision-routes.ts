import { requesterOf } from '../../http/access.ts'
import type { Server } from '../../http/create-server.ts'
import { storeAndSend } from '../storing.ts'
import { listAnswers, readAnswerVersion } from './answer-versions.ts'
import { decideRequest } from './decide-request.ts'
import {
  decideRequestOperation,
  followUpRequestOperation,
  getAnswerVersionOperation,
  listAnswersOperation,
  respondToRequestOperation,
} from './decision-operations.ts'
import { followUpRequest } from './follow-up-request.ts'
import { respondToRequest } from './respond-to-request.ts'
import type { TraceRouteOptions } from './routes.ts'

const ONE = '/v1/trace-requests/:id'

/** What becomes of a request after it came in: decided, responded to, followed up; and every answer it was given. */
export async function traceDecisionRoutes(
  app: Server,
  { db, searchStop }: Pick<TraceRouteOptions, 'db' | 'searchStop'>,
): Promise<void> {
  app.post(`${ONE}/decisions`, decideRequestOperation, (request, reply) =>
    storeAndSend(db, request, reply, (write) => decideRequest(write, request.params.id, request.body)),
  )

  app.post(`${ONE}/responses`, respondToRequestOperation, (request, reply) =>
    storeAndSend(db, request, reply, (write) => respondToRequest(write, request.params.id, request.body)),
  )

  app.post(`${ONE}/follow-ups`, followUpRequestOperation, (request, reply) =>
    storeAndSend(db, request, reply, (write) => followUpRequest(write, request.params.id, request.body, searchStop)),
  )

  app.get(`${ONE}/answers`, listAnswersOperation, (request) =>
    listAnswers(db, { requester: requesterOf(request), requestId: request.id, traceId: request.params.id }),
  )

  app.get(`${ONE}/answers/:answerId`, getAnswerVersionOperation, (request) => {
    const { id: traceId, answerId } = request.params
    return readAnswerVersion(db, { requester: requesterOf(request), requestId: request.id, traceId }, answerId)
  })
}
