import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { derivedId } from './derived-id.ts'
import { openingOf, transactOn, type Tx } from './db.ts'

/** The agency of what the registry records of itself. No agency has this id, and no token can name one that is not registered. */
export const REGISTRY_AGENCY_ID = derivedId('marktrace: the registry itself')

/**
 * The one connection of a process that can hold the ledger's lock. All transactions of the sequencer and the publisher run on it, one after another, so that the
 * lock and what is written under it die together.
 */
export interface LedgerSession {
  /** Takes the lock if nobody holds it, without waiting; a session that has it keeps it. */
  readonly tryLock: () => Promise<boolean>
  /** One transaction, acting for the registry itself. */
  readonly transact: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>
  /** Milliseconds since the database last answered, by a clock that runs on while the process is stopped. */
  readonly silentMs: () => number
  /** Ends the connection, and with it the lock. */
  readonly close: () => Promise<void>
}

/** As in `holds_ledger_lock()`; of the same server, the migrations' lock is 7234817. */
const LEDGER_LOCK = 7_234_828
const CONNECT_TIMEOUT_MS = 5_000
const STATEMENT_TIMEOUT_MS = 15_000
const END_TIMEOUT_MS = 1_000
/**
 * After so long without a word from this process the server ends the session and lets go of the lock: a leader that is stopped, or whose machine is gone, holds up
 * the others no longer. It speaks several times a second while it runs.
 */
export const SILENCE_ALLOWED_MS = 15_000

/**
 * `synchronous_commit` is raised and never lowered: what is signed must not be lost in a crash. The network's own timeouts end what `idle_session_timeout` cannot,
 * a statement whose machine is gone.
 */
const SETTINGS = `
  set idle_session_timeout = ${SILENCE_ALLOWED_MS};
  set idle_in_transaction_session_timeout = ${SILENCE_ALLOWED_MS};
  set plan_cache_mode = force_generic_plan;
  set tcp_keepalives_idle = 5; set tcp_keepalives_interval = 2; set tcp_keepalives_count = 3; set tcp_user_timeout = 10000;
  select set_config('synchronous_commit', 'on', false) where current_setting('synchronous_commit') in ('off', 'local')`

/** @param url of the service's login; not through a pooler that gives each transaction another connection, which cannot hold a lock */
export async function openLedgerSession(url: string): Promise<LedgerSession> {
  const client = new pg.Client({
    connectionString: url,
    application_name: 'marktrace-ledger',
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    statement_timeout: STATEMENT_TIMEOUT_MS,
    lock_timeout: STATEMENT_TIMEOUT_MS,
    query_timeout: STATEMENT_TIMEOUT_MS + CONNECT_TIMEOUT_MS,
    keepAlive: true,
    // What is asked in one breath goes out in one, as in the pool.
    pipeline: true,
  })
  // A connection that breaks while idle says so here; the next question fails too.
  client.on('error', () => undefined)
  await client.connect()
  const opening = openingOf({ agencyId: REGISTRY_AGENCY_ID, scopes: new Set() })
  let heardAt = performance.now()
  let broken: Error | undefined
  const heard = <T>(answer: T): T => {
    heardAt = performance.now()
    return answer
  }
  const onBroken = (cause: Error): void => {
    broken = cause
  }
  await client.query(SETTINGS)
  return {
    tryLock: async () => {
      // Counted by PostgreSQL for each time it is taken: it is let go only with the session.
      const { rows } = await client.query<{ taken: boolean }>('select pg_try_advisory_lock($1) as taken', [LEDGER_LOCK])
      return heard(rows[0]?.taken === true)
    },
    transact: async (work) => {
      if (broken !== undefined) throw new Error('the connection of the ledger is broken', { cause: broken })
      return heard(await transactOn(client, { opening, onBroken }, work))
    },
    silentMs: () => performance.now() - heardAt,
    close: async () => {
      // A server that does not answer keeps nobody waiting.
      await Promise.race([client.end().catch(() => undefined), sleep(END_TIMEOUT_MS, undefined, { ref: false })])
    },
  }
}
