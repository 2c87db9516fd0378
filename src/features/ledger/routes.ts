import type { FastifyReply, FastifyRequest } from 'fastify'
import { DomainError } from '../../domain/errors.ts'
import type { TrustPolicy } from '../../domain/ledger/trust-policy.ts'
import { requesterOf } from '../../http/access.ts'
import type { Server } from '../../http/create-server.ts'
import { parseWait } from '../../http/prefer.ts'
import { createTurns } from '../../http/turns.ts'
import type { AwaitCheckpoint } from '../../ledger/await-checkpoint.ts'
import type { ReadHead } from '../../ledger/read-head.ts'
import type { Database } from '../../store/db.ts'
import { healthOf, type LedgerReader } from './health-of.ts'
import { getFactProofOperation, publicOperations } from './operations.ts'
import { proveGrowth } from './prove-growth.ts'
import { readProof } from './read-proof.ts'
import { createServeTile } from './serve-tile.ts'
import { readTrustPolicy } from './trust-policy.ts'

export interface LedgerRouteOptions {
  readonly db: Database
  readonly readHead: ReadHead
  readonly awaitCheckpoint: AwaitCheckpoint
  readonly publicBaseUrl: string
  /** Whether tiles and checkpoints are shown without a token. */
  readonly isPublic: boolean
  readonly policy: TrustPolicy | undefined
  /** What this process does for the ledger; absent where it does nothing. */
  readonly ledger: LedgerReader | undefined
}

const TEXT = 'text/plain; charset=utf-8'
/** The publisher's clock: an older checkpoint is true still, and proves less. */
const CHECKPOINT_SECONDS = 1
const YEAR_SECONDS = 31_536_000
const POLICY_SECONDS = 60
/** Connections of the pool that strangers can hold at one time. */
const TURNS = { atOnce: 2, maxWaiting: 500 }

/** Ends when the caller goes, so that nobody is waited for who is not there. */
function goneSignal({ raw }: FastifyReply): AbortSignal {
  const gone = new AbortController()
  raw.once('close', () => gone.abort())
  return gone.signal
}

/** The log as C2SP tlog-tiles serves it, and the proofs of facts. */
export async function ledgerRoutes(app: Server, options: LedgerRouteOptions): Promise<void> {
  const { db, readHead, isPublic, policy } = options
  const operations = publicOperations(isPublic ? { public: true } : { scopes: [] })
  const cached = (seconds: number, more = '') => `${isPublic ? 'public' : 'private'}, max-age=${seconds}${more}`

  app.get('/ledger/checkpoint', operations.checkpoint, async (_request, reply) => {
    const head = await readHead()
    if (head === undefined) throw new DomainError('not-found', 'This ledger has published no checkpoint yet.')
    return reply.header('cache-control', cached(CHECKPOINT_SECONDS)).type(TEXT).send(head.note)
  })

  const takeTurn = createTurns(TURNS)
  const forEver = cached(YEAR_SECONDS, ', immutable')
  registerTiles(app, createServeTile(db, readHead, takeTurn), operations, forEver)

  app.get('/ledger/consistency', operations.growth, async ({ query }, reply) => {
    const { text, isFinal } = await takeTurn(() => proveGrowth(db, query.old, query.new))
    return reply
      .header('cache-control', isFinal ? forEver : cached(CHECKPOINT_SECONDS))
      .type(TEXT)
      .send(text)
  })

  app.get('/.well-known/marktrace/trust-policy', operations.policy, async (_request, reply) => {
    // What is in the database is then in doubt, its names and keys too.
    if (options.ledger?.status().behindBecause !== undefined)
      throw new DomainError('ledger-behind', 'The ledger is not what was published. Trust nothing anew by it.')
    const source = { db, policy, logUrl: `${options.publicBaseUrl}/ledger` }
    const text = await takeTurn(() => readTrustPolicy(source))
    return reply.header('cache-control', `public, max-age=${POLICY_SECONDS}`).type(TEXT).send(text)
  })

  app.get('/ledger/health', operations.health, async (_request, reply) => {
    reply.header('cache-control', 'no-store')
    return healthOf(await readHead(), options.ledger)
  })

  registerProofs(app, options)
}

function registerProofs(app: Server, { db, awaitCheckpoint }: LedgerRouteOptions): void {
  app.get('/v1/facts/:factId/proof', getFactProofOperation, async (request, reply) => {
    const { factId } = request.params
    const wait = parseWait(request.headers.prefer)
    if (wait !== undefined) reply.header('preference-applied', `wait=${wait}`)
    const waitSeconds = wait ?? 0
    const question = { requester: requesterOf(request), factId, waitSeconds, signal: goneSignal(reply) }
    const found = await readProof(db, awaitCheckpoint, question)
    if (found.state === 'PENDING') {
      return reply
        .code(202)
        .header('retry-after', '1')
        .send({ factId, state: 'PENDING' as const })
    }
    const name = `attachment; filename="${factId}.tlog-proof"`
    return reply.header('content-disposition', name).type(TEXT).send(found.proof)
  })
}

/** What stands behind `/ledger/` in the address, as it was sent: a tile has one address, and no spelling of it is another. */
function tilePathOf(request: FastifyRequest): string {
  return (request.raw.url ?? '').split('?', 1)[0]?.slice('/ledger/'.length) ?? ''
}

function registerTiles(
  app: Server,
  serve: ReturnType<typeof createServeTile>,
  { tile, bundle }: ReturnType<typeof publicOperations>,
  cacheControl: string,
): void {
  const send = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    // Set only on what is found: that a tile is not there yet must not be remembered.
    const bytes = await serve(tilePathOf(request))
    return reply.header('cache-control', cacheControl).type('application/octet-stream').send(bytes)
  }
  app.get('/ledger/tile/:level/:index', tile, send)
  app.get('/ledger/tile/entries/:index', bundle, send)
  // Longer addresses of the same two, which the document's templates cannot write.
  const { querystring } = tile.schema
  app.get('/ledger/tile/*', { schema: { hide: true, querystring }, config: tile.config }, send)
}
