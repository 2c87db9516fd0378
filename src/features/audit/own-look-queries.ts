import { discloseLook } from '../../domain/looks/disclose-looks.ts'
import type { RecordKind } from '../../domain/looks/record-kinds.ts'
import { TOLD_AT_ONCE, toldWhenBefore } from '../../domain/looks/told-to-owner.ts'
import type { Requester } from '../../domain/requester.ts'
import type { DisclosedFact } from '../../domain/ledger/disclosed-fields.ts'
import { readClock } from '../../store/clock.ts'
import type { Tx } from '../../store/db.ts'
import { findOffices } from '../../tracing/offices.ts'
import type { Position } from '../send-page.ts'
import type { OwnLook } from './schemas.ts'
import { type Seen, seenOf } from './seen.ts'

const OWN = {
  name: 'own_looks',
  // The indexes stand with the function.
  text: `
    select id, fact_id as "factId", weapon_id as "weaponId", record_kind as "recordKind", record_id as "recordId", actor_id as "actorId", agency_id as "agencyId", own_record as "ownRecord", purpose, shown, source,
      to_char(recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as "recordedAt"
    from registry_own_looks($1::uuid, $2::timestamptz, $3::timestamptz, $4::uuid, $5::text[], $6::timestamptz, $7::integer)`,
}

const IS_OWN = { name: 'own_look_weapon', text: 'select weapon_is_own($1::uuid) as own' }

/** Whether the asking agency registered, reported or holds a weapon. */
export async function isOwnWeapon(tx: Tx, weaponId: string): Promise<boolean> {
  const [row] = await tx.rows<{ own: boolean }>(IS_OWN, [weaponId])
  return row?.own === true
}

interface OwnLookRow extends Omit<OwnLook, 'purpose' | 'country' | 'contact' | 'fact' | keyof Seen> {
  readonly weaponId: string | null
  readonly recordKind: RecordKind | null
  readonly recordId: string | null
  readonly purpose: string | null
}

/** The last row of a page that ended before it was full: no look, and only where it stopped. */
type Row = OwnLookRow | (Position & { readonly factId: null })

const isLook = (row: Row): row is OwnLookRow => row.factId !== null

export interface FoundLooks {
  readonly looks: OwnLook[]
  /** Where the next page begins although this one is not full: so much was gone through, and nobody waits for the rest. */
  readonly goesOnAt?: Position
}

/** Looks at the agency's own records, newest first; one more than `limit` where there are more. */
export async function listOwnLooks(
  tx: Tx,
  wanted: { weaponId: string | undefined; from: string; before: Position; limit: number; scopes: Requester['scopes'] },
): Promise<FoundLooks> {
  const { weaponId, from, before, limit, scopes } = wanted
  const told = toldWhenBefore(await readClock(tx), scopes)
  const values = [weaponId ?? null, from, before.recordedAt, before.id, TOLD_AT_ONCE, told, limit + 1]
  const all = await tx.rows<Row>(OWN, values)
  const rows = all.filter(isLook)
  const end = all.find((row) => !isLook(row))
  const offices = await findOffices(
    tx,
    rows.map(({ agencyId }) => agencyId),
  )
  const looks = rows.map(({ purpose, weaponId: id, recordKind, recordId, ...row }) => ({
    ...row,
    ...seenOf({ weaponId: id, recordKind, recordId }),
    ...offices.get(row.agencyId),
    ...(purpose === null ? {} : { purpose }),
  }))
  return { looks, ...(end === undefined ? {} : { goesOnAt: { recordedAt: end.recordedAt, id: end.id } }) }
}

const FACTS = {
  name: 'look_facts',
  // The indexes stand with the function.
  text: 'select id, canonical, secret from registry_look_facts($1::uuid[], $2::text[], $3::timestamptz)',
}

/** A look as it is listed. */
interface Listed {
  readonly id: string
  readonly weaponId?: string | undefined
  readonly record?: { readonly id: string } | undefined
  readonly actorId: string
  readonly purpose?: string | undefined
  readonly source: string
}

/** The same looks, each with its fact disclosed as far as the look goes. */
export async function withFacts<Look extends Listed>(
  tx: Tx,
  looks: readonly Look[],
  scopes: Requester['scopes'],
): Promise<(Look & { fact?: DisclosedFact })[]> {
  const toldBefore = toldWhenBefore(await readClock(tx), scopes)
  const ids = looks.map(({ id }) => id)
  const rows = await tx.rows<{ id: string; canonical: string; secret: Buffer }>(FACTS, [ids, TOLD_AT_ONCE, toldBefore])
  const facts = new Map(rows.map((row) => [row.id, row]))
  return looks.map((look) => {
    const found = facts.get(look.id)
    if (found === undefined) return look
    const { weaponId, record, actorId, purpose = null, source } = look
    const told = { seenId: weaponId ?? record?.id ?? '', actorId, purpose, source }
    return { ...look, fact: discloseLook(found.secret, found.canonical, told) }
  })
}
