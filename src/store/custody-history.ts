import type { CustodyEvent } from '../domain/custody/types.ts'
import type { EventKind } from '../domain/custody/event-kinds.ts'
import type { Tx } from './db.ts'

interface HistoryRow {
  readonly weapon_id: string
  readonly seq: number
  readonly id: string
  readonly kind: EventKind
  readonly event: Omit<CustodyEvent, 'id' | 'weaponId' | 'seq' | 'kind' | 'recordedAt'>
  readonly recorded_at: string
}

const HISTORY = {
  name: 'registry_history',
  text: 'select weapon_id, seq, id, kind, event, recorded_at from registry_history($1::uuid[])',
}

/**
 * The recorded events of some weapons, registry-wide: for deciding a report or assembling an answer, never to be sent as they are.
 * Served by custody_event_pk (weapon_id, seq).
 */
export async function loadHistories(tx: Tx, weaponIds: readonly string[]): Promise<Map<string, CustodyEvent[]>> {
  const histories = new Map<string, CustodyEvent[]>(weaponIds.map((id) => [id, []]))
  for (const row of await tx.rows<HistoryRow>(HISTORY, [weaponIds])) {
    const { weapon_id: weaponId, seq, id, kind, event, recorded_at: recordedAt } = row
    histories.get(weaponId)?.push({ ...event, id, weaponId, seq, kind, recordedAt })
  }
  return histories
}

const LOCK = {
  name: 'lock_weapons_for_event',
  text: 'select weapon_id, last_seq from lock_weapons($1::uuid[], 1, 0, 0)',
}

/** Locks the weapons and gives each the number of its next event. Weapons that do not exist are not in the map. */
export async function lockForEvent(tx: Tx, weaponIds: readonly string[]): Promise<Map<string, number>> {
  const sorted = [...weaponIds].sort()
  const rows = await tx.rows<{ weapon_id: string; last_seq: number }>(LOCK, [sorted])
  return new Map(rows.map((row) => [row.weapon_id, row.last_seq]))
}

/** What a chain says now of one weapon, as far as others look it up. */
export interface ProjectedState {
  readonly weaponId: string
  readonly status: string
  readonly holderPartyId: string | null
  readonly consigneePartyId: string | null
  readonly chainIntact: boolean
}

const PROJECT = { name: 'project_custody', text: 'select project_custody($1::jsonb) as touched' }

export async function projectCustody(tx: Tx, states: readonly ProjectedState[]): Promise<void> {
  const rows = states.map((state) => ({
    weapon_id: state.weaponId,
    status: state.status,
    holder_party_id: state.holderPartyId,
    consignee_party_id: state.consigneePartyId,
    chain_intact: state.chainIntact,
  }))
  const [result] = await tx.rows<{ touched: number }>(PROJECT, [JSON.stringify(rows)])
  if (result?.touched !== states.length) throw new Error('not every weapon of a report has a state row')
}
