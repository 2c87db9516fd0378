import { discloseLook } from '../../domain/looks/disclose-looks.ts'
import { TOLD_AT_ONCE, toldWhenBefore } from '../../domain/looks/told-to-owner.ts'
import type { Requester } from '../../domain/requester.ts'
import type { DisclosedFact } from '../../domain/ledger/disclosed-fields.ts'
import { readClock } from '../../store/clock.ts'
import type { Tx } from '../../store/db.ts'
import { findOffices } from '../../tracing/offices.ts'
import type { Position } from '../send-page.ts'
import type { OwnLook } from './schemas.ts'

const OWN = {
  name: 'own_looks',
  // The indexes stand with the function.
  text: `
    select id, fact_id as "factId", weapon_id as "weaponId", actor_id as "actorId", agency_id as "agencyId", own_record as "ownRecord", purpose, shown, source,
      to_char(recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as "recordedAt"
    from registry_own_looks($1::uuid, $2::timestamptz, $3::timestamptz, $4::uuid, $5::text[], $6::timestamptz, $7::integer)`,
}

const IS_OWN = { name: 'own_look_weapon', text: 'select weapon_is_own($1::uuid) as own' }

/** Whether the asking agency registered, reported or holds a weapon. */
export async function isOwnWeapon(tx: Tx, weaponId: string): Promise<boolean> {
  const [row] = await tx.rows<{ own: boolean }>(IS_OWN, [weaponId])
  return row?.own === true
}

type OwnLookRow = Omit<OwnLook, 'purpose' | 'country' | 'contact' | 'fact'> & { readonly purpose: string | null }

/** Looks at the agency's own records, newest first; one more than `limit` where there are more. */
export async function listOwnLooks(
  tx: Tx,
  wanted: { weaponId: string | undefined; from: string; before: Position; limit: number; scopes: Requester['scopes'] },
): Promise<OwnLook[]> {
  const { weaponId, from, before, limit, scopes } = wanted
  const told = toldWhenBefore(await readClock(tx), scopes)
  const values = [weaponId ?? null, from, before.recordedAt, before.id, TOLD_AT_ONCE, told, limit + 1]
  const rows = await tx.rows<OwnLookRow>(OWN, values)
  const offices = await findOffices(
    tx,
    rows.map(({ agencyId }) => agencyId),
  )
  return rows.map(({ purpose, ...row }) => ({
    ...row,
    ...offices.get(row.agencyId),
    ...(purpose === null ? {} : { purpose }),
  }))
}

const FACTS = {
  name: 'look_facts',
  // The indexes stand with the function.
  text: 'select id, canonical, secret from registry_look_facts($1::uuid[], $2::text[], $3::timestamptz)',
}

/** A look as it is listed. */
interface Listed {
  readonly id: string
  readonly weaponId: string
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
  const told = toldWhenBefore(await readClock(tx), scopes)
  const ids = looks.map(({ id }) => id)
  const rows = await tx.rows<{ id: string; canonical: string; secret: Buffer }>(FACTS, [ids, TOLD_AT_ONCE, told])
  const facts = new Map(rows.map((row) => [row.id, row]))
  return looks.map((look) => {
    const found = facts.get(look.id)
    if (found === undefined) return look
    const { weaponId, actorId, purpose = null, source } = look
    return { ...look, fact: discloseLook(found.secret, found.canonical, { weaponId, actorId, purpose, source }) }
  })
}
