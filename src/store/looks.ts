import { appendFacts } from './append-fact.ts'
import type { Tx } from './db.ts'
import { insertRows } from './insert-rows.ts'
import { newId } from './new-id.ts'
import type { Write } from './perform-once.ts'
import { keepPersonalOf } from './personal.ts'
import { disclosure } from './tables/traces.ts'

/** One look at one weapon's record: why, by what right, and what was shown (`CHAIN`, `NAMES`, `CANDIDATE`, `RECORD`). */
export interface Look {
  readonly weaponId: string
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
  readonly weaponIds: readonly string[]
}

type LookRow = Omit<LooksAlike, 'weaponIds'> & { readonly weaponId: string }

/** What the looks have in common is committed to once: a field costs a tenth of a look, and most looks of a moment differ in the weapon alone. */
function groupAlike(rows: readonly LookRow[]): LooksAlike[] {
  const groups = new Map<string, LooksAlike & { readonly weaponIds: string[] }>()
  for (const { actorId, weaponId, purpose, textId, ownRecord, shown, source } of rows) {
    const key = [actorId, purpose, textId, ownRecord, shown.join(' '), source].join(APART)
    const group = groups.get(key)
    if (group === undefined)
      groups.set(key, { actorId, purpose, textId, ownRecord, shown, source, weaponIds: [weaponId] })
    else group.weaponIds.push(weaponId)
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
      weaponId: look.weaponId,
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
