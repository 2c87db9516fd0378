import type { Duplex } from 'node:stream'
import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres'
import pg from 'pg'
import type { Requester } from '../domain/requester.ts'
import { databaseErrorOf, translateDatabaseError } from './database-errors.ts'
import { createOutgoing, type Outgoing } from './outgoing.ts'
import { type RecordingGate, refuseWhileClosed } from './recording-gate.ts'

/** A statement with a name is prepared once per connection: planning it anew on each call costs two to six times as much. */
export interface Statement {
  readonly name: string
  readonly text: string
}

/** One transaction, acting for one agency. Every query function takes it first: there is no way to read outside it by mistake. */
export interface Tx {
  readonly rows: <Row extends object>(statement: Statement, values: readonly unknown[]) => Promise<Row[]>
  /** Rows to insert, sent with whatever is sent next: `insertRows` calls it. */
  readonly put: Outgoing['put']
  /** Sends a statement whose rows nobody waits for; its error is thrown by the next question or by the commit. */
  readonly run: Outgoing['run']
  /** Waits until everything is written, and throws what went wrong: for who must tell what an error means before the commit does. */
  readonly settle: Outgoing['settle']
  readonly orm: NodePgDatabase
  /** Throws `ledger-behind` while nothing may be recorded. Every way to record something asks it. */
  readonly mayRecord: () => void
}

export interface Database {
  readonly pool: pg.Pool
  readonly gate: RecordingGate
}

const STATEMENT_TIMEOUT_MS = 15_000
const LOCK_TIMEOUT_MS = 10_000
const IDLE_IN_TRANSACTION_MS = 20_000
/** A new connection prepares and plans everything again: the first calls on it cost three times as much. */
const IDLE_CONNECTION_MS = 300_000
/** No transaction commits later than this after it began, so that what is known at a moment older than this can no longer change. */
export const TRANSACTION_TIMEOUT_MS = 60_000

/** The service's pool. Every wait has an end, so that one stuck statement cannot hold weapons or connections for ever. */
export function openDatabase(url: string, maxConnections: number): Database {
  const pool = new pg.Pool({
    connectionString: url,
    max: maxConnections,
    application_name: 'marktrace',
    // With arrays of one id PostgreSQL holds a plan made for them to be cheaper than one for any, and plans at each call: up to three times what it then does.
    options: '-c plan_cache_mode=force_generic_plan',
    connectionTimeoutMillis: 5_000,
    statement_timeout: STATEMENT_TIMEOUT_MS,
    lock_timeout: LOCK_TIMEOUT_MS,
    idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_MS,
    idleTimeoutMillis: IDLE_CONNECTION_MS,
    // What is asked in one breath goes out in one; each connection serves one transaction at a time.
    pipeline: true,
  })
  // A connection that breaks while idle is replaced by the pool; without a listener its error would end the process.
  pool.on('error', () => undefined)
  return { pool, gate: { closedBecause: undefined } }
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
const SERIALIZATION_FAILURE = '40001'
const DEADLOCK = '40P01'
const MAX_ATTEMPTS = 5

/** How far row security lets a requester see: its own records, the registry's, or the names of persons in it too. */
export function reachOf(requester: Pick<Requester, 'scopes'>): string {
  if (requester.scopes.has('registry:write-any')) return 'registry-names'
  return requester.scopes.has('registry:read-any') ? 'registry' : 'own'
}

/** SET LOCAL as text, one round trip with BEGIN; set_config() would not reach the shards of a distributed registry. */
export function openingOf(requester: Pick<Requester, 'agencyId' | 'scopes'>): string {
  if (!UUID.test(requester.agencyId)) throw new Error('an agency id that is not a UUID must never reach SQL text')
  return `begin; set local timezone = 'UTC'; set local app.agency = '${requester.agencyId}'; set local app.reach = '${reachOf(requester)}'`
}

type Send = (query: string | pg.QueryConfig) => Promise<pg.QueryResult>

/**
 * Sends what is asked in one turn of the event loop in one write. The driver corks its socket for each statement; the cork around them keeps them together: each write
 * is a call of the system and wakes PostgreSQL, which was half of the service's time under load.
 */
function sendTogether(client: pg.Client | pg.PoolClient): Send {
  const { stream } = (client as unknown as { readonly connection: { readonly stream: Duplex } }).connection
  let isHeld = false
  return (query) => {
    if (!isHeld) {
      isHeld = true
      stream.cork()
      process.nextTick(() => {
        isHeld = false
        stream.uncork()
      })
    }
    return client.query(query)
  }
}

/** What whoever began a transaction holds of it. */
type OpenTx = Tx & Pick<Outgoing, 'flush' | 'close'>

/** A transaction on a connection of its own, which has begun one. */
export function createTx(
  client: pg.Client | pg.PoolClient,
  send: Send = sendTogether(client),
  gate: RecordingGate = { closedBecause: undefined },
): OpenTx {
  const outgoing = createOutgoing(({ name, text }, values) => send({ name, text, values: [...values] }))
  let orm: NodePgDatabase | undefined
  return {
    rows: outgoing.ask,
    put: outgoing.put,
    run: outgoing.run,
    settle: outgoing.settle,
    flush: outgoing.flush,
    mayRecord: () => refuseWhileClosed(gate),
    close: outgoing.close,
    get orm() {
      outgoing.flush()
      return (orm ??= drizzle(client))
    },
  }
}

/**
 * Commits in one breath with what still waits: of what failed before it, PostgreSQL makes a ROLLBACK. Where what waits could take until the transaction's end, it is
 * waited for first, so that no commit is late.
 */
async function commit(tx: OpenTx, send: Send, begun: number): Promise<void> {
  const unanswered = tx.flush()
  if (performance.now() - begun + unanswered * STATEMENT_TIMEOUT_MS > TRANSACTION_TIMEOUT_MS) await tx.settle()
  if (performance.now() - begun > TRANSACTION_TIMEOUT_MS)
    throw new Error('the transaction took too long to be committed')
  const settled = tx.settle()
  const committing = send('commit')
  tx.close()
  const [, { command }] = await Promise.all([settled, committing])
  // COMMIT of a failed transaction "succeeds" as ROLLBACK: what was not stored must never be acknowledged.
  if (command !== 'COMMIT') throw new Error('the transaction was rolled back instead of committed')
}

/** How a transaction ends: after its work, or, of one that asks all it asks in its first turn, in one breath with it. */
type Ending = 'AFTERWARDS' | 'AT_ONCE'

/** How a transaction is opened, and what becomes of it. */
export interface TransactionOptions {
  /** By `openingOf`. */
  readonly opening: string
  readonly gate?: RecordingGate
  readonly ending?: Ending
  /** Told where not even a rollback went through: the connection is of no more use. */
  readonly onBroken: (cause: Error) => void
}

/** Runs `work` in one transaction on this connection, which serves no other meanwhile. */
export async function transactOn<T>(
  client: pg.Client | pg.PoolClient,
  { opening, gate, ending = 'AFTERWARDS', onBroken }: TransactionOptions,
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  const send = sendTogether(client)
  const tx = createTx(client, send, gate)
  try {
    const begun = performance.now()
    // Not waited for: what is asked first follows at once. Without it nothing could be read or written, since no agency would be set.
    const opened = send(opening)
    opened.catch(() => undefined)
    if (ending === 'AT_ONCE') {
      const [result] = await Promise.all([work(tx), opened, commit(tx, send, begun)])
      return result
    }
    const result = await work(tx)
    await opened
    await commit(tx, send, begun)
    return result
  } catch (error) {
    tx.close()
    await client.query('rollback').catch((cause: unknown) => {
      onBroken(cause instanceof Error ? cause : new Error(String(cause)))
    })
    throw error
  }
}

async function attempt<T>(
  { pool, gate }: Database,
  opening: string,
  work: (tx: Tx) => Promise<T>,
  ending: Ending,
): Promise<T> {
  const client = await pool.connect()
  let broken: Error | undefined
  const onBroken = (cause: Error): void => {
    broken = cause
  }
  try {
    return await transactOn(client, { opening, gate, ending, onBroken }, work)
  } finally {
    client.release(broken)
  }
}

function mayRetry(error: unknown): boolean {
  const cause = databaseErrorOf(error)
  return cause instanceof pg.DatabaseError && [SERIALIZATION_FAILURE, DEADLOCK].includes(cause.code ?? '')
}

async function attemptAgain<T>(
  db: Database,
  requester: Pick<Requester, 'agencyId' | 'scopes'>,
  work: (tx: Tx) => Promise<T>,
  ending: Ending,
): Promise<T> {
  const opening = openingOf(requester)
  for (let n = 1; ; n++) {
    try {
      return await attempt(db, opening, work, ending)
    } catch (error) {
      if (n >= MAX_ATTEMPTS || !mayRetry(error)) throw translateDatabaseError(error)
    }
  }
}

/** Runs `work` in one transaction for the requester's agency; a deadlock or serialization failure is tried again, since nothing was stored. */
export async function inTransaction<T>(
  db: Database,
  requester: Pick<Requester, 'agencyId' | 'scopes'>,
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  return attemptAgain(db, requester, work, 'AFTERWARDS')
}

/** A transaction that asks everything in the turn in which it is called, and so is one way to the database; what it asks later is refused. */
export async function askAtOnce<T>(
  db: Database,
  requester: Pick<Requester, 'agencyId' | 'scopes'>,
  ask: (tx: Tx) => Promise<T>,
): Promise<T> {
  return attemptAgain(db, requester, ask, 'AT_ONCE')
}
