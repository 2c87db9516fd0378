import { DomainError } from '../../domain/errors.ts'
import { digestText } from '../../domain/evidence/content-digest.ts'
import { FILE_ENDING } from '../../domain/evidence/media-type.ts'
import { requesterOf } from '../../http/access.ts'
import type { Server } from '../../http/create-server.ts'
import { createGate, passGate } from '../../http/large-bodies.ts'
import type { Database } from '../../store/db.ts'
import { storeAndSend } from '../storing.ts'
import { keepEvidence } from './keep-evidence.ts'
import { getEvidenceContentOperation, getEvidenceOperation, storeEvidenceOperation } from './operations.ts'
import { readContent, readEvidence } from './read-evidence.ts'
import { receiveFile, refuseByHeaders } from './receive-file.ts'

const ROUTE = '/v1/evidence-files'

/** The id stands in the query here, since the body is the file. */
function pointToQuery(error: unknown): never {
  if (!(error instanceof DomainError)) throw error
  const errors = error.errors.map((entry) => (entry.pointer === '#/id' ? { ...entry, pointer: '?id' } : entry))
  const { code, message, retryAfterSeconds, cause } = error
  throw new DomainError(code, message, {
    errors,
    cause,
    ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
  })
}

// A file is never run or shown by what fetches it: should a browser open it all the same, it is in a sandbox without an origin.
const NEVER_SHOWN = {
  'x-content-type-options': 'nosniff',
  'content-security-policy': "sandbox; default-src 'none'; frame-ancestors 'none'",
  'cache-control': 'no-store, private',
}

/** Photos and papers: stored as they are, given back as attachments. */
export async function evidenceRoutes(app: Server, { db, maxBytes }: { db: Database; maxBytes: number }): Promise<void> {
  // Only here are bodies bytes; the parsers of the other routes stay as they are.
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: maxBytes }, (_request, body, done) => done(null, body))
  const waitForTurn = passGate(createGate())

  app.post(
    ROUTE,
    {
      ...storeEvidenceOperation,
      bodyLimit: maxBytes,
      onRequest: [async ({ headers }) => refuseByHeaders(headers, maxBytes), waitForTurn],
    },
    async (request, reply) => {
      const type = request.raw.headers['content-type']
      const file = receiveFile(request.body, { ...request.headers, 'content-type': type })
      const { id } = request.query
      const standsForBody = { ...(id === undefined ? {} : { id }), digest: digestText(file.sha256) }
      const stored = storeAndSend(db, request, reply, (write) => keepEvidence(write, file, id), undefined, {
        standsForBody,
      })
      return stored.catch(pointToQuery)
    },
  )

  app.get(`${ROUTE}/:id`, getEvidenceOperation, (request) =>
    readEvidence(db, { requester: requesterOf(request), requestId: request.id, evidenceId: request.params.id }),
  )

  app.get(
    `${ROUTE}/:id/content`,
    { ...getEvidenceContentOperation, onRequest: waitForTurn },
    async (request, reply) => {
      const question = { requester: requesterOf(request), requestId: request.id, evidenceId: request.params.id }
      const { file, bytes } = await readContent(db, question)
      const name = `${file.id}.${FILE_ENDING[file.mediaType]}`
      reply.headers({ ...NEVER_SHOWN, 'content-disposition': `attachment; filename="${name}"` })
      return reply.header('content-digest', digestText(file.sha256)).type(file.mediaType).send(bytes)
    },
  )
}
