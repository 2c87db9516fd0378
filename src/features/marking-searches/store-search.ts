import { canonicalJson, type JsonValue } from '../../domain/ledger/canonical-json.ts'
import type { Tier } from '../../domain/vocabulary/traces.ts'
import { appendFacts } from '../../store/append-fact.ts'
import { recordAudit } from '../../store/audit.ts'
import { insertRows } from '../../store/insert-rows.ts'
import { recordLook } from '../../store/looks.ts'
import { newId } from '../../store/new-id.ts'
import type { Write } from '../../store/perform-once.ts'
import { keepPersonal } from '../../store/personal.ts'
import { markingSearch } from '../../store/tables/traces.ts'
import type { MarkingSearch } from './schemas.ts'

/** One page of a search as it is kept. */
export interface SearchToStore {
  readonly asked: Omit<MarkingSearch, 'limit' | 'cursor'>
  readonly tier: Tier | null
  readonly startRank: number
  /** The candidates shown, best first. */
  readonly shown: readonly string[]
}

/**
 * Keeps what was asked, why, by what right and what was shown, as a fact; and a look at each weapon shown (design 3.10), so that its agency finds it too. Returns the
 * id of the search. The legal basis is free text and lies in the personal store.
 */
export async function storeSearch(write: Write, recordedAt: string, search: SearchToStore): Promise<string> {
  const { tx, actorId, requester } = write
  const { agencyId } = requester
  const { observation: seen, purpose, legalBasis } = search.asked
  const id = newId()
  const textId = await keepPersonal(write, recordedAt, { kind: 'LOOK_TEXT', subjectId: actorId, body: { legalBasis } })
  const observation = JSON.parse(canonicalJson(seen as JsonValue)) as JsonValue
  const { tier, startRank } = search
  const shown = [...search.shown]
  const row = { id, actorId, observation, purpose, textId, tier, startRank, shown, agencyId, recordedAt }
  await insertRows(tx, markingSearch, [row])
  const body = { actorId, observation, purpose, textId, tier, startRank, shown }
  await appendFacts(tx, agencyId, recordedAt, [{ id, kind: 'marking-search', body }])
  const look = { ownRecord: false, purpose, legalBasis, shown: ['CANDIDATE'], source: 'marking-search' }
  await recordLook(
    write,
    recordedAt,
    shown.map((weaponId) => ({ weaponId, ...look })),
  )
  await recordAudit(write, recordedAt, 'marking-search', [id])
  return id
}
