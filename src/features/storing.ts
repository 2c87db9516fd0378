import type { FastifyReply, FastifyRequest } from 'fastify'
import { DomainError } from '../domain/errors.ts'
import { type Finding, refusesStrict } from '../domain/findings.ts'
import { canonicalJson, type JsonValue } from '../domain/ledger/canonical-json.ts'
import { requesterOf } from '../http/access.ts'
import { isDryRun } from '../http/dry-run.ts'
import { recordAudit } from '../store/audit.ts'
import { readClock } from '../store/clock.ts'
import type { Database, Tx } from '../store/db.ts'
import { performApart } from '../store/perform-apart.ts'
import { performDry } from '../store/perform-dry.ts'
import { performOnce, type Write } from '../store/perform-once.ts'

/** What a verb did: the body of the 201, where the new record is found, and what was noticed. */
export interface Stored<Body> {
  readonly body: Body
  readonly location: string
  readonly findings: readonly Finding[]
}

/** What a verb gets: its write, and whether it may identify and what it may cost. A dry run goes through the same checks and is rolled back. */
export interface VerbWrite extends Write {
  readonly dryRun: boolean
}

function refuseFindings(findings: readonly Finding[]): never {
  throw new DomainError('findings-refused', 'The call has findings of WARNING or more and asked for strict handling.', {
    errors: findings
      .filter((finding) => finding.severity !== 'INFO')
      .map(({ pointer, code, detail, hint }) => ({ pointer, code, detail, ...(hint === undefined ? {} : { hint }) })),
  })
}

/** Bytes are no JSON: a route that takes a file tells what stands for it, its digest and the id that the caller made. */
interface StoringOptions<Ahead> {
  readonly standsForBody?: unknown
  /** What the verb reads whatever comes of the call, asked for with the opening of it: `performOnce`. A dry run reads it in its turn. */
  readonly ahead?: (tx: Tx) => Ahead
}

function clientIdOf(body: unknown): string | undefined {
  const id = typeof body === 'object' && body !== null ? (body as { id?: unknown }).id : undefined
  return typeof id === 'string' ? id : undefined
}

async function runDry<Body>(
  db: Database,
  request: FastifyRequest,
  reply: FastifyReply,
  verb: (write: VerbWrite) => Promise<Stored<Body>>,
  clientId: string | undefined,
): Promise<void> {
  const caller = { requester: requesterOf(request), requestId: request.id, clientId }
  const { findings } = await performDry(
    db,
    caller,
    (write) => verb({ ...write, dryRun: true }),
    async (write) => {
      await recordAudit(
        write,
        await readClock(write.tx),
        `dry-run ${request.method} ${request.routeOptions.url ?? ''}`,
        [],
      )
    },
  )
  if (request.handling === 'strict' && refusesStrict(findings)) refuseFindings(findings)
  await reply.code(200).send({ dryRun: true, findings })
}

/**
 * Carries out a route that stores: dry runs, idempotency, strict handling and the reply are the same for all of them, so that a route only names its verb.
 * The reply is printed inside the transaction: what is stored for replay are the bytes that are sent. What `before` stores stays, also where the call is refused.
 */
export async function storeAndSend<Body, Ahead = undefined>(
  db: Database,
  request: FastifyRequest,
  reply: FastifyReply,
  verb: (write: VerbWrite, ahead?: Ahead) => Promise<Stored<Body>>,
  before?: (write: Write) => Promise<void>,
  { standsForBody = request.body, ahead }: StoringOptions<Ahead> = {},
): Promise<void> {
  const clientId = clientIdOf(standsForBody)
  if (isDryRun(request.query)) return runDry(db, request, reply, verb, clientId)
  const caller = { requester: requesterOf(request), requestId: request.id }
  if (before !== undefined) await performApart(db, caller, before)
  const call = {
    ...caller,
    operation: `${request.method} ${request.url.split('?')[0] ?? ''}`,
    key: request.idempotencyKey ?? '',
    canonicalBody: canonicalJson(standsForBody as JsonValue),
    clientId,
  }
  const work = async (write: Write, asked: Ahead | undefined) => {
    const { body, location, findings } = await verb({ ...write, dryRun: false }, asked)
    if (request.handling === 'strict' && refusesStrict(findings)) refuseFindings(findings)
    const payload: unknown = reply.code(201).serialize(body)
    if (typeof payload !== 'string') throw new Error('the serializer of this route gives no text')
    return { status: 201, headers: { location }, payload }
  }
  const stored = await performOnce(db, call, work, ahead)
  if (stored.replayed) reply.header('idempotent-replayed', 'true')
  reply.code(stored.status).headers(stored.headers).header('content-type', 'application/json; charset=utf-8')
  await reply.send(stored.payload)
}
