import { digestText, sha256Of } from '../../domain/evidence/content-digest.ts'
import { requesterOf } from '../../http/access.ts'
import type { Server } from '../../http/create-server.ts'
import { createGate, passGate } from '../../http/large-bodies.ts'
import { answerDocument } from '../../printing/answer-document.ts'
import type { AnswerDocument } from '../../printing/document.ts'
import type { PrintableAnswer } from '../../printing/printable-answer.ts'
import { renderAnswerPdf } from '../../printing/render-pdf.ts'
import { renderAnswerText } from '../../printing/render-text.ts'
import type { Database } from '../../store/db.ts'
import { getAnswerPdfOperation, getAnswerTextOperation } from './print-operations.ts'
import type { TraceQuestion } from './open-answer.ts'
import { readAnswer } from './read-trace.ts'

const ROUTE = '/v1/trace-requests'
// Each document on its way holds all its pages in memory, and is set by the one thread that all callers share.
const GATE = { total: 4, perAgency: 2, maxWaiting: 64, waitMs: 15_000 }

const NOT_KEPT = { 'cache-control': 'no-store, private' }

export interface PrintRouteOptions {
  readonly db: Database
  readonly publicBaseUrl: string
}

/** The answer as paper and as words for the radio: what GET .../answer shows to the same caller, and nothing more. */
export async function printRoutes(app: Server, { db, publicBaseUrl }: PrintRouteOptions): Promise<void> {
  const readDocument = async (question: TraceQuestion, source: string): Promise<AnswerDocument> => {
    const answer: PrintableAnswer = await readAnswer(db, question, source)
    return answerDocument(answer, { publicBaseUrl })
  }

  app.get(
    `${ROUTE}/:id/answer/pdf`,
    { ...getAnswerPdfOperation, onRequest: passGate(createGate(GATE)) },
    async (request, reply) => {
      const { id } = request.params
      const document = await readDocument(
        { requester: requesterOf(request), requestId: request.id, traceId: id },
        'trace-answer-pdf',
      )
      const bytes = await renderAnswerPdf(document)
      const name = { 'content-disposition': `inline; filename="trace-answer-${id}.pdf"` }
      const digest = { 'content-digest': digestText(sha256Of(bytes)) }
      return reply
        .headers({ ...NOT_KEPT, ...name, ...digest })
        .type('application/pdf')
        .send(bytes)
    },
  )

  app.get(`${ROUTE}/:id/answer/text`, getAnswerTextOperation, async (request, reply) => {
    const { id } = request.params
    const document = await readDocument(
      { requester: requesterOf(request), requestId: request.id, traceId: id },
      'trace-answer-text',
    )
    return reply.headers(NOT_KEPT).type('text/plain; charset=utf-8').send(renderAnswerText(document))
  })
}
