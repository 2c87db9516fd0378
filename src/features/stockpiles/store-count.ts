import type { CountMethod } from '../../domain/stockpiles/codes.ts'
import type { LastSeen } from '../../domain/stockpiles/last-seen.ts'
import { type CountLine, digestOfLines, discrepancyIdOf, type FoundDiscrepancy } from '../../domain/stockpiles/lines.ts'
import type { CountTotals } from '../../domain/stockpiles/totals.ts'
import type { Occurred } from '../../domain/time/occurred-at.ts'
import { appendFacts, type NewFact } from '../../store/append-fact.ts'
import { insertRows } from '../../store/insert-rows.ts'
import { newId } from '../../store/new-id.ts'
import { stockCount, stockCountLine, stockDiscrepancy, stockResolution } from '../../store/tables/stockpiles.ts'
import type { VerbWrite } from '../storing.ts'

/** A stock-taking with what it found, decided and ready to be written. */
export interface DecidedCount {
  readonly id: string
  readonly location: { readonly id: string; readonly partyId: string }
  readonly counted: Occurred
  readonly method: CountMethod
  readonly complete: boolean
  readonly totals: CountTotals
  readonly noteId: string | null
  readonly lines: readonly CountLine[]
  readonly discrepancies: readonly (FoundDiscrepancy & { readonly lastSeen: LastSeen | null })[]
  /** Open discrepancies of weapons that this count saw. */
  readonly seenAgain: readonly string[]
}

/**
 * Writes a count in a fixed number of statements. Its fact holds the digest of its lines and not the lines: a count of 2,000 weapons is one leaf, and each line can
 * still be proved by showing them all.
 */
export async function storeCount(write: VerbWrite, recordedAt: string, count: DecidedCount): Promise<void> {
  const { tx, requester, actorId } = write
  const { agencyId } = requester
  const { id, location, counted, method, complete, totals, noteId, lines } = count
  const { partyId } = location
  const shared = { locationId: location.id, partyId, counted, method, complete, totals, noteId, actorId }
  const range = { countedFrom: counted.from, countedTo: counted.to }
  await insertRows(tx, stockCount, [{ id, ...shared, ...range, agencyId, recordedAt }])
  await insertRows(
    tx,
    stockCountLine,
    lines.map((line) => ({ ...line, countId: id, partyId, agencyId })),
  )
  await insertRows(
    tx,
    stockDiscrepancy,
    count.discrepancies.map((one) => ({
      id: discrepancyIdOf(id, one.n),
      ...one,
      similarTo: [...one.similarTo],
      countId: id,
      locationId: location.id,
      partyId,
      agencyId,
      recordedAt,
    })),
  )
  const body = {
    ...shared,
    counted: { ...counted },
    totals: { ...totals },
    linesDigest: digestOfLines(lines),
  }
  const facts: NewFact[] = [{ id, kind: 'stock-count', body }, ...(await storeSeenAgain(write, recordedAt, count))]
  await appendFacts(tx, agencyId, recordedAt, facts)
}

/** A weapon that a later count sees is no longer looked for; nobody has to say so. */
async function storeSeenAgain(
  { tx, requester, actorId }: VerbWrite,
  recordedAt: string,
  { id: countId, location, seenAgain }: DecidedCount,
): Promise<NewFact[]> {
  const outcome = 'SEEN_AGAIN' as const
  const rows = seenAgain.map((discrepancyId) => ({ discrepancyId, id: newId(), outcome, countId, actorId }))
  await insertRows(
    tx,
    stockResolution,
    rows.map((row) => ({ ...row, partyId: location.partyId, agencyId: requester.agencyId, recordedAt })),
  )
  return rows.map(({ id, ...body }) => ({ id, kind: 'stock-resolution', body }))
}
