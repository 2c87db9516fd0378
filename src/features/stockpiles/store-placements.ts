import type { Occurred } from '../../domain/time/occurred-at.ts'
import { appendFacts } from '../../store/append-fact.ts'
import { insertRows } from '../../store/insert-rows.ts'
import { newId } from '../../store/new-id.ts'
import { stockPlacement } from '../../store/tables/stockpiles.ts'
import type { VerbWrite } from '../storing.ts'

/** What is the same for every weapon that is placed, or taken out, at one time. */
export interface Placing {
  readonly reportId: string
  readonly location: { readonly id: string; readonly partyId: string }
  readonly placed: boolean
  readonly occurred: Occurred
  readonly noteId: string | null
  readonly weaponIds: readonly string[]
}

/** One row and one fact for each weapon, in a fixed number of statements. The caller has checked them and locked the location. */
export async function storePlacements(
  { tx, requester, actorId }: VerbWrite,
  recordedAt: string,
  { reportId, location, placed, occurred, noteId, weaponIds }: Placing,
): Promise<{ id: string; weaponId: string }[]> {
  const { agencyId } = requester
  const shared = { locationId: location.id, partyId: location.partyId, placed, reportId, noteId, actorId }
  const placements = weaponIds.map((weaponId) => ({ id: newId(), weaponId }))
  const range = { occurred, occurredFrom: occurred.from, occurredTo: occurred.to }
  await insertRows(
    tx,
    stockPlacement,
    placements.map((one) => ({ ...one, ...shared, ...range, agencyId, recordedAt })),
  )
  const facts = placements.map(({ id, weaponId }) => {
    const body = { weaponId, ...shared, occurred: { ...occurred } }
    return { id, kind: 'stock-placement' as const, body }
  })
  await appendFacts(tx, agencyId, recordedAt, facts)
  return placements
}
