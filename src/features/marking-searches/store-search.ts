import { canonicalJson, type JsonValue } from '../../domain/ledger/canonical-json.ts'
import type { Tier } from '../../domain/vocabulary/traces.ts'
import { appendFacts } from '../../store/append-fact.ts'
import { insertRows } from '../../store/insert-rows.ts'
import type { Write } from '../../store/perform-once.ts'
import { keepPersonal } from '../../store/personal.ts'
import { markingSearch } from '../../store/tables/traces.ts'
import type { MarkingSearch } from './schemas.ts'

/** One page of a search as it is kept. */
export interface SearchToStore {
  readonly id: string
  readonly asked: MarkingSearch
  readonly tier: Tier | null
  readonly startRank: number
  /** The candidates shown, best first. */
  readonly shown: readonly string[]
}

/** Keeps what was asked, why, by what right and what was shown, as a fact (design 3.10). The legal basis is free text and lies in the personal store. */
export async function storeSearch(write: Write, recordedAt: string, search: SearchToStore): Promise<void> {
  const { tx, actorId, requester } = write
  const { agencyId } = requester
  const { observation: seen, purpose, legalBasis } = search.asked
  const textId = await keepPersonal(write, recordedAt, { kind: 'LOOK_TEXT', subjectId: actorId, body: { legalBasis } })
  const observation = JSON.parse(canonicalJson(seen as JsonValue)) as JsonValue
  const { id, tier, startRank } = search
  const body = { actorId, observation, purpose, textId, tier, startRank, shown: [...search.shown] }
  await insertRows(tx, markingSearch, [{ id, ...body, agencyId, recordedAt }])
  await appendFacts(tx, agencyId, recordedAt, [{ id, kind: 'marking-search', body }])
}
