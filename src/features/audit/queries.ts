import type { RecordKind } from '../../domain/looks/record-kinds.ts'
import type { Tx } from '../../store/db.ts'
import type { Position } from '../send-page.ts'
import type { AuditEntry, Look } from './schemas.ts'
import { type Seen, seenOf } from './seen.ts'

const RECORDED = `to_char(recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as "recordedAt"`

const ENTRIES = {
  name: 'audit_entries',
  // The indexes stand with the function, which gives rows to the registry's readers only.
  text: `
    select id, agency_id as "agencyId", actor_id as "actorId", action, subject_ids as "subjectIds", amount, request_id as "requestId", ${RECORDED}
    from registry_audit_entries($1::uuid, $2::text, $3::uuid, $4::uuid, $5::timestamptz, $6::timestamptz, $7::uuid, $8::integer)`,
}

const TEXTS = { name: 'audit_texts', text: 'select id, body from registry_audit_texts($1::uuid[])' }

interface Text {
  readonly subject?: string
  readonly legalBasis?: string
}

async function findTexts(tx: Tx, ids: readonly (string | null)[]): Promise<Map<string, Text>> {
  const wanted = [...new Set(ids.filter((id) => id !== null))]
  if (wanted.length === 0) return new Map()
  const rows = await tx.rows<{ id: string; body: Text }>(TEXTS, [wanted])
  return new Map(rows.map(({ id, body }) => [id, body]))
}

function actorOf(texts: ReadonlyMap<string, Text>, actorId: string): { actor?: string } {
  const subject = texts.get(actorId)?.subject
  return subject === undefined ? {} : { actor: subject }
}

export interface AuditFilters {
  readonly agencyId?: string | undefined
  readonly action?: string | undefined
  readonly subjectId?: string | undefined
  readonly actorId?: string | undefined
}

/** Newest first; one more than `limit` where there are more. */
export async function listEntries(
  tx: Tx,
  wanted: { filters: AuditFilters; from: string; before: Position; limit: number },
): Promise<AuditEntry[]> {
  const { agencyId, action, subjectId, actorId } = wanted.filters
  const filters = [agencyId ?? null, action ?? null, subjectId ?? null, actorId ?? null]
  const values = [...filters, wanted.from, wanted.before.recordedAt, wanted.before.id, wanted.limit + 1]
  const rows = await tx.rows<Omit<AuditEntry, 'actor'>>(ENTRIES, values)
  const texts = await findTexts(
    tx,
    rows.map((row) => row.actorId),
  )
  return rows.map((row) => ({ ...row, ...actorOf(texts, row.actorId) }))
}

interface LookRow extends Omit<Look, 'actor' | 'purpose' | 'legalBasis' | keyof Seen> {
  readonly weaponId: string | null
  readonly recordKind: RecordKind | null
  readonly recordId: string | null
  readonly purpose: string | null
  readonly textId: string | null
}

const looksAt = (what: 'weapon_id' | 'record_id') => `
    select id, coalesce(fact_id, id) as "factId", weapon_id as "weaponId", record_kind as "recordKind", record_id as "recordId", actor_id as "actorId", agency_id as "agencyId", own_record as "ownRecord", purpose, text_id as "textId", shown,
      source, ${RECORDED}
    from disclosure
    where ${what} = $1::uuid and ($2::uuid is null or agency_id = $2::uuid)
      and recorded_at >= $3::timestamptz and (recorded_at, id) < ($4::timestamptz, $5::uuid)
    order by recorded_at desc, id desc limit $6`

// Served by disclosure_by_weapon (weapon_id, recorded_at) and disclosure_by_record (record_id, recorded_at), read backwards.
const OF_WEAPON = { name: 'looks_of_weapon', text: looksAt('weapon_id') }
const OF_RECORD = { name: 'looks_of_record', text: looksAt('record_id') }

/** What was looked at: a weapon, or another record. */
export type LookedAt = { readonly weaponId: string } | { readonly recordId: string }

/** Who saw what of a weapon or another record, newest first; one more than `limit` where there are more. */
export async function listLooks(
  tx: Tx,
  wanted: { lookedAt: LookedAt; agencyId: string | undefined; from: string; before: Position; limit: number },
): Promise<Look[]> {
  const { lookedAt, agencyId, from, before, limit } = wanted
  const isOfWeapon = 'weaponId' in lookedAt
  const rows = await tx.rows<LookRow>(isOfWeapon ? OF_WEAPON : OF_RECORD, [
    isOfWeapon ? lookedAt.weaponId : lookedAt.recordId,
    agencyId ?? null,
    from,
    before.recordedAt,
    before.id,
    limit + 1,
  ])
  const texts = await findTexts(
    tx,
    rows.flatMap((row) => [row.actorId, row.textId]),
  )
  return rows.map(({ purpose, textId, weaponId, recordKind, recordId, ...row }) => {
    const legalBasis = textId === null ? undefined : texts.get(textId)?.legalBasis
    return {
      ...row,
      ...seenOf({ weaponId, recordKind, recordId }),
      ...actorOf(texts, row.actorId),
      ...(purpose === null ? {} : { purpose }),
      ...(legalBasis === undefined ? {} : { legalBasis }),
    }
  })
}
