import { notFound } from '../../domain/errors.ts'
import { readClock } from '../../store/clock.ts'
import { type Database, inTransaction, type Tx } from '../../store/db.ts'
import { type Reader, recordReading } from '../../store/record-reading.ts'
import { momentText } from '../moments.ts'
import { findRegistered, isForeignLook, recordOf, type Registered, showParties } from './queries.ts'
import type { AsOf } from './render.ts'
import type { MomentQuery, Party } from './schemas.ts'

/** The day and the moment of a query; today and everything known, where they are absent. A moment is a day in UTC. */
export function asOfQuery({ at, knownAt }: MomentQuery, now: string): AsOf {
  const day = (at === undefined ? now : (momentText(at) ?? now)).slice(0, 10)
  return { at: day, ...(knownAt === undefined ? {} : { knownAt: momentText(knownAt) }) }
}

/**
 * A party that the asker may see and that was known by then; else `not-found`. A look at a private person is recorded, also by who reported him; one at another's private
 * party is in the audit besides: its reporter may no longer change alone what a registrar has seen. `source` names the form in which it is shown.
 */
export async function openParty(
  tx: Tx,
  asker: Reader,
  { id, source }: { readonly id: string; readonly source: string },
  { knownAt }: AsOf,
): Promise<Registered> {
  const [found] = await findRegistered(tx, [id])
  if (found === undefined || (knownAt !== undefined && found.recordedAt > knownAt)) throw notFound('party')
  const isForeign = await isForeignLook(tx, id)
  if (isForeign || found.kind === 'PRIVATE_PERSON') {
    const look = { record: recordOf(found), ownRecord: !isForeign, shown: ['RECORD'], source }
    await recordReading(tx, asker, [look], isForeign ? [{ action: 'party.look', subjectIds: [id] }] : [])
  }
  return found
}

/** A party as it was on a day, as known at a moment. */
export async function readParty(db: Database, asker: Reader, id: string, query: MomentQuery): Promise<Party> {
  return inTransaction(db, asker.requester, async (tx) => {
    const now = await readClock(tx)
    const asOf = asOfQuery(query, now)
    const found = await openParty(tx, asker, { id, source: 'party' }, asOf)
    const [shown] = await showParties(tx, [found], asOf)
    if (shown === undefined) throw notFound('party')
    return shown
  })
}
