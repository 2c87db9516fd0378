import { type CustodyRecord, joinedRecords } from '../domain/custody/record.ts'
import { addRow, emptyRecords, type HistoryRow } from './custody-history.ts'
import type { Tx } from './db.ts'

/** An answer about a weapon, as a report finds it: what else is in it, its finder knows. */
export interface DependentAnswer {
  readonly weaponId: string
  readonly answerId: string
  readonly body: object
}

type LockedRow =
  | HistoryRow
  | { readonly item: 'LOCKED'; readonly weapon_id: string; readonly body: number }
  | { readonly item: 'CLOCK'; readonly recorded_at: string }
  | { readonly item: 'INSIDE'; readonly weapon_id: string }
  | { readonly item: 'ANSWER'; readonly weapon_id: string; readonly id: string; readonly body: object }

const LOCK = {
  name: 'lock_records',
  // Served by weapon_state_pk and, for joined records, identity_link_pk and identity_link_by_other; and by what serves the history.
  text: 'select root, weapon_id, item, id, body, recorded_at from lock_records($1::uuid[], $2::integer, $3::boolean)',
}

/** The records of weapons that are about to change, with the numbers of their next events; nobody else changes them or what is joined to them until the commit. */
export interface LockedRecords {
  readonly records: ReadonlyMap<string, CustodyRecord>
  readonly numbers: ReadonlyMap<string, number>
  /** The database's clock, read when everything was locked. */
  readonly recordedAt: string
}

/** With what a change of the weapons themselves must follow up: the components in them, and the answers about them. */
export interface LockedReport extends LockedRecords {
  readonly inside: readonly string[]
  readonly answers: readonly DependentAnswer[]
}

/**
 * Locks the weapons with all records joined to them, gives each one named the number of its next event, reads the clock and then what is recorded of them, in this order
 * and one call. Weapons that do not exist have no number.
 */
async function lockAndLoad(
  tx: Tx,
  weaponIds: readonly string[],
  events: 0 | 1,
  withDependents: boolean,
): Promise<LockedReport> {
  const numbers = new Map<string, number>()
  const records = emptyRecords(weaponIds)
  const inside = new Set<string>()
  const answers: DependentAnswer[] = []
  let recordedAt: string | undefined
  for (const row of await tx.rows<LockedRow>(LOCK, [[...weaponIds].sort(), events, withDependents])) {
    if (row.item === 'LOCKED') numbers.set(row.weapon_id, row.body)
    else if (row.item === 'CLOCK') recordedAt = row.recorded_at
    else if (row.item === 'INSIDE') inside.add(row.weapon_id)
    else if (row.item === 'ANSWER') answers.push({ weaponId: row.weapon_id, answerId: row.id, body: row.body })
    else {
      const record = records.get(row.root)
      if (record !== undefined) addRow(record, row)
    }
  }
  if (recordedAt === undefined) throw new Error('the database gave no time')
  return { records, numbers, recordedAt, inside: [...inside], answers }
}

// Each round locks what a link made in between has joined; more than a few of them at one moment is no ordinary work.
const MAX_ROUNDS = 5

/** Locks weapons with all that is joined to them, reads the clock, then their records: in this order, so that nothing recorded is older than what it was decided on. */
export async function lockRecords(tx: Tx, weaponIds: readonly string[], events: 0 | 1): Promise<LockedRecords> {
  return lockInRounds(tx, weaponIds, events, false)
}

/** The same for a report: each weapon named gets a number for its event. */
export async function lockReport(tx: Tx, weaponIds: readonly string[]): Promise<LockedReport> {
  return lockInRounds(tx, weaponIds, 1, true)
}

async function lockInRounds(
  tx: Tx,
  weaponIds: readonly string[],
  events: 0 | 1,
  withDependents: boolean,
): Promise<LockedReport> {
  const locked = new Set<string>()
  let numbers: ReadonlyMap<string, number> = new Map()
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const now = await lockAndLoad(tx, weaponIds, round === 0 ? events : 0, withDependents)
    if (round === 0) numbers = now.numbers
    for (const id of now.numbers.keys()) locked.add(id)
    if (
      [...now.records.values()].every((record) =>
        [...joinedRecords(record)].every((id) => locked.has(id) || !numbers.has(record.weaponId)),
      )
    )
      return { ...now, numbers }
  }
  throw new Error('the records of a report were joined to others again and again')
}
