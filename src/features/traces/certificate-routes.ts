import { requesterOf } from '../../http/access.ts'
import type { Server } from '../../http/create-server.ts'
import { parseWait } from '../../http/prefer.ts'
import { TraceAnswer } from '../../tracing/answer-schemas.ts'
import type { printReply } from '../send-text.ts'
import { readAnswerVersionIn } from './answer-versions.ts'
import { getCertificateOperation, getCertificateVersionOperation } from './certificate-operations.ts'
import { answerCertifier, type CertificateTools } from './certify-answer.ts'
import { readAnswerIn } from './read-trace.ts'

const ONE = '/v1/trace-requests/:id'
const SOURCE = 'trace-answer-certificate'
const NOT_KEPT = { 'cache-control': 'no-store, private' }
const MS = 1_000

interface Asked {
  readonly request: Parameters<typeof requesterOf>[0]
  readonly reply: Parameters<typeof printReply>[0]
  readonly prefer: string | undefined
}

/** What a certificate needs of its call: how long it may wait, and the answer's bytes as the answer's own route prints them. */
function termsOf({ request, reply, prefer }: Asked) {
  const wait = parseWait(prefer)
  if (wait !== undefined) reply.header('preference-applied', `wait=${wait}`)
  reply.headers(NOT_KEPT)
  const gone = new AbortController()
  reply.raw.once('close', () => gone.abort())
  // By the same schema as the answer's own route, so by the same bytes. Fastify's types know no schema but JSON Schema here.
  const print = (answer: TraceAnswer): string => reply.serializeInput(answer, TraceAnswer as never)
  return {
    requester: requesterOf(request),
    requestId: request.id,
    waitMs: (wait ?? 0) * MS,
    signal: gone.signal,
    print,
  }
}

/** Answers as evidence: signed, with the records and proofs that they stand on. */
export async function certificateRoutes(app: Server, tools: CertificateTools): Promise<void> {
  const certify = answerCertifier(tools)

  app.get(`${ONE}/certificate`, getCertificateOperation, (request, reply) => {
    const terms = termsOf({ request, reply, prefer: request.headers.prefer })
    const question = { ...terms, traceId: request.params.id }
    return certify({ ...question, read: (tx) => readAnswerIn(tx, question, SOURCE) })
  })

  app.get(`${ONE}/answers/:answerId/certificate`, getCertificateVersionOperation, (request, reply) => {
    const terms = termsOf({ request, reply, prefer: request.headers.prefer })
    const question = { ...terms, traceId: request.params.id }
    const { answerId } = request.params
    return certify({ ...question, read: (tx) => readAnswerVersionIn(tx, question, answerId, SOURCE) })
  })
}
