import type { RecordKind } from '../../domain/looks/record-kinds.ts'

/** What was looked at, as it is stored. */
interface SeenRow {
  readonly weaponId: string | null
  readonly recordKind: RecordKind | null
  readonly recordId: string | null
}

/** What was looked at, as it is sent: a weapon, or another record. */
export interface Seen {
  readonly weaponId?: string
  readonly record?: { kind: RecordKind; id: string }
}

export function seenOf({ weaponId, recordKind, recordId }: SeenRow): Seen {
  if (weaponId !== null) return { weaponId }
  return recordKind === null || recordId === null ? {} : { record: { kind: recordKind, id: recordId } }
}
