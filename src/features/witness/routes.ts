import { DomainError, type ErrorCode } from '../../domain/errors.ts'
import type { Server } from '../../http/create-server.ts'
import { createTurns } from '../../http/turns.ts'
import { addCheckpointOperation, getWitnessedOperation, getWitnessKeyOperation } from './operations.ts'
import { addCheckpoint, readWitnessedHead, type Witness, type WitnessAnswer } from './witness-log.ts'

const TEXT = 'text/plain; charset=utf-8'
/** A proof of 63 hashes, and a note of the 16 lines that each reader must take (C2SP signed-note), at 5 kB each as signatures against quantum computers are. */
const BODY_LIMIT_BYTES = 128 * 1024

/** Connections of the pool that strangers can hold: what a log has signed can be sent again by anybody. */
const TURNS = { atOnce: 2, maxWaiting: 200 }

const CODES = {
  400: 'invalid-request',
  403: 'forbidden',
  404: 'not-found',
  422: 'unprocessable',
} as const satisfies Record<number, ErrorCode>

export interface WitnessRouteOptions {
  /** Undefined where this registry is no witness. */
  readonly witness: (Witness & { readonly vkey: string }) | undefined
}

function decode(body: unknown): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body as Buffer)
  } catch {
    throw new DomainError('invalid-request', 'The body is not valid UTF-8.')
  }
}

const NO_WITNESS = new DomainError('not-found', 'This registry is no witness of any log.')

/** Being a witness of other logs (C2SP tlog-witness): `/witness` is both the submission and the monitoring prefix. */
export async function witnessRoutes(app: Server, { witness }: WitnessRouteOptions): Promise<void> {
  const takeTurn = createTurns(TURNS)
  // Only here are bodies text, of whatever type they say they are; the parsers of the other routes stay as they are.
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: BODY_LIMIT_BYTES }, (_request, body, done) =>
    done(null, body),
  )

  app.post(
    '/witness/add-checkpoint',
    { ...addCheckpointOperation, bodyLimit: BODY_LIMIT_BYTES },
    async (request, reply) => {
      if (witness === undefined) throw NO_WITNESS
      const body = decode(request.body)
      const answer: WitnessAnswer = await takeTurn(() => addCheckpoint(witness, body))
      if (answer.status === 200) return reply.type(TEXT).send(answer.line)
      if (answer.status === 409) return reply.code(409).type('text/x.tlog.size').send(`${answer.size}\n`)
      throw new DomainError(CODES[answer.status], answer.detail)
    },
  )

  app.get('/witness/:originHash/checkpoint', getWitnessedOperation, async (request, reply) => {
    const { originHash } = request.params
    const note = witness === undefined ? undefined : await takeTurn(() => readWitnessedHead(witness, originHash))
    if (note === undefined) throw new DomainError('not-found', 'Nothing of this log was witnessed here.')
    return reply.header('cache-control', 'no-cache').type(TEXT).send(note)
  })

  app.get('/witness/vkey', getWitnessKeyOperation, async (_request, reply) => {
    if (witness === undefined) throw NO_WITNESS
    return reply.type(TEXT).send(`${witness.vkey}\n`)
  })
}
