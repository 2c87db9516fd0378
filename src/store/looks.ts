import type { RecordKind } from '../domain/looks/record-kinds.ts'
import { appendFacts } from './append-fact.ts'
import type { Tx } from './db.ts'
import { insertRows } from './insert-rows.ts'
import { newId } from './new-id.ts'
import type { Write } from './perform-once.ts'
import { keepPersonalOf } from './personal.ts'
import { disclosure } from './tables/traces.ts'

/** A record that is no weapon, with the agency that reported it: whose it is. */
export interface SeenRecord {
  readonly kind: RecordKind
  readonly id: string
  readonly ownerId: string
}

/**
 * One look at one weapon's record, or at another: why, by what right, and what was shown (`CHAIN`, `NAMES`, `CANDIDATE`, `RECORD`, …). `LISTED` alone is a row of a list
 * or an id in another record: what is there, and nothing of its custody, so that no correction waits for it.
 */
export type Look = LookAt & LookedBy

/** What was looked at. */
export type LookAt =
  | { readonly weaponId: string; readonly record?: undefined }
  | { readonly weaponId?: undefined; readonly record: SeenRecord }

interface LookedBy {
  readonly ownRecord: boolean
  readonly purpose?: string
  readonly legalBasis?: string
  readonly shown: readonly string[]
  /** The call that showed it. */
  readonly source: string
}

type Looker = Pick<Write, 'requester' | 'actorId' | 'requestId'>

/** The looks of one request. */
export interface Looked {
  readonly write: Looker
  readonly looks: readonly Look[]
}

// No subject id holds it, and a legal basis may hold any other character.
const APART = '\u0000'
const keyOfText = (actorId: string, legalBasis: string): string => `${actorId}${APART}${legalBasis}`

/** The legal basis is free text, so it lies in the personal store: once for each who gave it, however many looks he had by it in this transaction. */
async function keepBases(
  tx: Tx,
  agencyId: string,
  recordedAt: string,
  looked: readonly Looked[],
): Promise<ReadonlyMap<string, string>> {
  const given = looked.flatMap(({ write: { actorId }, looks }) =>
    looks.flatMap(({ legalBasis }) =>
      legalBasis === undefined ? [] : [[keyOfText(actorId, legalBasis), { actorId, legalBasis }] as const],
    ),
  )
  const bases = [...new Map(given)]
  const texts = bases.map(([, { actorId, legalBasis }]) => ({
    kind: 'LOOK_TEXT' as const,
    subjectId: actorId,
    body: { legalBasis },
  }))
  const ids = await keepPersonalOf(tx, agencyId, recordedAt, texts)
  return new Map(bases.map(([key], n) => [key, ids[n] ?? '']))
}

/** What the looks of one call at several weapons have in common, when all else is equal. */
interface LooksAlike {
  readonly actorId: string
  readonly purpose: string | null
  readonly textId: string | null
  readonly ownRecord: boolean
  readonly shown: readonly string[]
  readonly source: string
}

/** At weapons, or at records of one kind. */
type LookGroup = LooksAlike &
  ({ readonly weaponIds: string[] } | { readonly recordKind: string; readonly recordIds: string[] })

interface LookRow extends LooksAlike {
  readonly weaponId: string | null
  readonly recordKind: string | null
  readonly recordId: string | null
}

function groupOf({ actorId, purpose, textId, ownRecord, shown, source, weaponId, recordKind }: LookRow): LookGroup {
  const alike = { actorId, purpose, textId, ownRecord, shown, source }
  return weaponId === null ? { ...alike, recordKind: recordKind ?? '', recordIds: [] } : { ...alike, weaponIds: [] }
}

/** What the looks have in common is committed to once: a field costs a tenth of a look, and most looks of a moment differ in the weapon alone. */
function groupAlike(rows: readonly LookRow[]): LookGroup[] {
  const groups = new Map<string, LookGroup>()
  for (const row of rows) {
    const { actorId, purpose, textId, ownRecord, shown, source, recordKind } = row
    const key = [actorId, purpose, textId, ownRecord, shown.join(' '), source, recordKind].join(APART)
    const group = groups.get(key) ?? groupOf(row)
    groups.set(key, group)
    const ids = 'weaponIds' in group ? group.weaponIds : group.recordIds
    ids.push(row.weaponId ?? row.recordId ?? '')
  }
  return [...groups.values()]
}

/**
 * Records the looks of several requests of one agency (design 3.10): a row for each look, which is its entry in the audit too, and one fact with one leaf for all
 * of them, in the caller's transaction.
 */
export async function recordLooks(
  tx: Tx,
  agencyId: string,
  recordedAt: string,
  looked: readonly Looked[],
): Promise<void> {
  const any = looked.filter(({ looks }) => looks.length > 0)
  if (any.length === 0) return
  const textIds = await keepBases(tx, agencyId, recordedAt, any)
  const factId = newId()
  const rows = any.flatMap(({ write: { actorId, requestId }, looks }) =>
    looks.map((look) => ({
      id: newId(),
      actorId,
      weaponId: look.weaponId ?? null,
      recordKind: look.record?.kind ?? null,
      recordId: look.record?.id ?? null,
      ownerId: look.record?.ownerId ?? null,
      purpose: look.purpose ?? null,
      textId: look.legalBasis === undefined ? null : (textIds.get(keyOfText(actorId, look.legalBasis)) ?? null),
      ownRecord: look.ownRecord,
      shown: [...look.shown],
      source: look.source,
      agencyId,
      recordedAt,
      factId,
      requestId,
    })),
  )
  await insertRows(tx, disclosure, rows)
  const looks = groupAlike(rows).map((group) => ({ ...group }))
  await appendFacts(tx, agencyId, recordedAt, [{ id: factId, kind: 'disclosure', body: { looks } }])
}

/** Records the looks of one request, in a transaction that writes anyway. */
export async function recordLook(write: Write, recordedAt: string, looks: readonly Look[]): Promise<void> {
  await recordLooks(write.tx, write.requester.agencyId, recordedAt, [{ write, looks }])
}
