import type { Requester } from '../domain/requester.ts'
import { actorsAndClock } from './actors.ts'
import { recordAudits } from './audit.ts'
import { type Database, inTransaction, reachOf, type Tx } from './db.ts'
import { type Look, recordLooks } from './looks.ts'
import type { Write } from './perform-once.ts'
import { answerTogether, type Outcome, type TogetherOptions } from './together.ts'

/** One question, by whom and through which request. */
export interface Asked<Q> {
  readonly requester: Requester
  readonly requestId: string
  readonly question: Q
}

/** What a question is answered, and what is recorded of it before the answer leaves; or why it is refused, which refuses no other. */
export type Read<A> =
  | {
      readonly answer: A
      readonly looks: readonly Look[]
      /** Further entries of the audit beside that of the looks. */
      readonly audits?: readonly {
        readonly action: string
        readonly subjectIds: readonly string[]
        readonly amount?: number
      }[]
      /** What else the question leaves in the registry, in the same transaction: it only inserts. */
      readonly keep?: (write: Write, recordedAt: string) => Promise<void>
    }
  | { readonly refusal: Error }

/** Reads for many questions of one agency with one reach: one outcome for each, in their order. It must change nothing by itself that an answer depends on. */
export type ReadAll<Q, A> = (tx: Tx, asked: readonly Asked<Q>[]) => Promise<readonly Read<A>[]>

/** For reads that ask for all questions in one statement: two rounds, so that the service prepares one while the database works on the other. */
const SET_BASED = { largest: 64, atOnce: 2 }

/** Questions may share a transaction where row security shows their askers the same, and where the scopes that a reader asks for himself are the same. */
function keyOf({ agencyId, scopes }: Requester): string {
  return `${agencyId} ${reachOf({ scopes })} ${scopes.has('registry:read-any')}`
}

async function record(tx: Tx, asked: readonly Asked<unknown>[], reads: readonly Read<unknown>[]): Promise<void> {
  const [first] = asked
  const seen = asked.flatMap(({ requester, requestId }, n) => {
    const read = reads[n]
    if (read === undefined || 'refusal' in read) return []
    return read.looks.length === 0 && read.audits === undefined && read.keep === undefined
      ? []
      : [{ requester, requestId, ...read }]
  })
  if (first === undefined || seen.length === 0) return
  const { agencyId } = first.requester
  // The clock after the reading: a look must never be older than what it saw, or who reported that could still correct it alone.
  const { actors, now } = await actorsAndClock(tx, agencyId, [
    ...new Set(seen.map(({ requester }) => requester.subject)),
  ])
  const entries = seen.map((one) => {
    const actorId = actors.get(one.requester.subject)
    if (actorId === undefined) throw new Error('the actor of a request could not be recorded')
    return { ...one, write: { tx, requester: one.requester, actorId, requestId: one.requestId } }
  })
  await recordLooks(tx, agencyId, now, entries)
  const audits = entries.flatMap(({ write, audits: further = [] }) => further.map((audit) => ({ write, ...audit })))
  await recordAudits(tx, now, audits)
  for (const { keep, write } of entries) await keep?.(write, now)
}

/**
 * Reads that record looks, together. Requests of one agency that arrive while a transaction runs share the next one: it reads for all of them, records the looks
 * of all of them in one statement for each table, and commits; only then does any answer leave. So a look is not a commit of its own, and none is lost: an answer
 * that was sent has its look in the database, whatever happens to the process afterwards; a process that is told to end answers what it has taken first.
 *
 * `readAll` returns refusals and throws only what nobody expected; then each question is read in a transaction of its own.
 *
 *     const ask = readTogether(db, readAllOfSomething)
 *     const answer = await ask({ requester, requestId, question })
 */
export function readTogether<Q, A>(
  db: Database,
  readAll: ReadAll<Q, A>,
  options: TogetherOptions = SET_BASED,
): (asked: Asked<Q>) => Promise<A> {
  const answerAll = async (asked: readonly Asked<Q>[]): Promise<Outcome<A>[]> => {
    const [first] = asked
    if (first === undefined) return []
    const reads = await inTransaction(db, first.requester, async (tx) => {
      const found = await readAll(tx, asked)
      await record(tx, asked, found)
      return found
    })
    return reads.map((read) => ('refusal' in read ? { error: read.refusal } : { answer: read.answer }))
  }
  const ask = answerTogether(answerAll, options)
  return (asked) => ask(keyOf(asked.requester), asked)
}
