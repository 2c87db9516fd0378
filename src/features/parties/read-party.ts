import { notFound } from '../../domain/errors.ts'
import type { Requester } from '../../domain/requester.ts'
import { actorIdOf } from '../../store/actors.ts'
import { recordAudit } from '../../store/audit.ts'
import { readClock } from '../../store/clock.ts'
import { type Database, inTransaction, type Tx } from '../../store/db.ts'
import { momentText } from '../moments.ts'
import { findRegistered, isForeignLook, type Registered, showParties } from './queries.ts'
import type { AsOf } from './render.ts'
import type { MomentQuery, Party } from './schemas.ts'

/** Who asks, through which call. */
export interface Asker {
  readonly requester: Requester
  readonly requestId: string
}

/** The day and the moment of a query; today and everything known, where they are absent. A moment is a day in UTC. */
export function asOfQuery({ at, knownAt }: MomentQuery, now: string): AsOf {
  const day = (at === undefined ? now : (momentText(at) ?? now)).slice(0, 10)
  return { at: day, ...(knownAt === undefined ? {} : { knownAt: momentText(knownAt) }) }
}

/**
 * A party that the asker may see and that was known by then; else `not-found`. A look at another's private party is recorded: its reporter may no longer change alone
 * what a registrar has seen.
 */
export async function openParty(tx: Tx, asker: Asker, id: string, { knownAt }: AsOf, now: string): Promise<Registered> {
  const [found] = await findRegistered(tx, [id])
  if (found === undefined || (knownAt !== undefined && found.recordedAt > knownAt)) throw notFound('party')
  if (await isForeignLook(tx, id)) {
    const write = { ...asker, tx, actorId: await actorIdOf(tx, asker.requester) }
    await recordAudit(write, now, 'party.look', [id])
  }
  return found
}

/** A party as it was on a day, as known at a moment. */
export async function readParty(db: Database, asker: Asker, id: string, query: MomentQuery): Promise<Party> {
  return inTransaction(db, asker.requester, async (tx) => {
    const now = await readClock(tx)
    const asOf = asOfQuery(query, now)
    const found = await openParty(tx, asker, id, asOf, now)
    const [shown] = await showParties(tx, [found], asOf)
    if (shown === undefined) throw notFound('party')
    return shown
  })
}
