import { DomainError, type ErrorEntry } from '../domain/errors.ts'
import { lockRecords } from '../store/lock-records.ts'
import type { Tx } from '../store/db.ts'
import type { VerbWrite } from './storing.ts'

/** A weapon that a report does something to: what it is, and where the report names it. */
export interface OwnWeapon {
  readonly id: string
  readonly category: string
  readonly type: string
  readonly pointer: string
}

interface Row {
  readonly id: string
  readonly category: string
  readonly type: string
  readonly may: boolean
}

const FIND = {
  name: 'weapons_to_act_on',
  // Served by weapon_pk and weapon_description_pk; row security is the visibility predicate, weapon_is_held() says who may act.
  text: `
    select w.id, w.category, d.type, (weapon_is_held(w.id) or $2::boolean) as may
    from weapon w
      cross join lateral (
        select v.type from weapon_description v
        where v.weapon_id = w.id and not exists (select from fallen_fact f where f.weapon_id = v.weapon_id and f.fact_id = v.id)
        order by v.version desc limit 1) d
    where w.id = any ($1::uuid[])`,
}

async function findRows(tx: Tx, ids: readonly string[], anyWeapon: boolean): Promise<Map<string, Row>> {
  const rows = await tx.rows<Row>(FIND, [ids, anyWeapon])
  return new Map(rows.map((row) => [row.id, row]))
}

/**
 * The weapons that the caller may do something to: he acts for their holder, or registered them and no holder is recorded, or is a registrar.
 * Throws `not-found` alike for an unknown weapon and one that he does not see, `forbidden` for one that he sees and does not hold.
 */
async function findOwnWeapons(
  { tx, requester }: VerbWrite,
  named: readonly { readonly weaponId: string; readonly pointer: string }[],
): Promise<OwnWeapon[]> {
  const ids = [...new Set(named.map(({ weaponId }) => weaponId))]
  const found = await findRows(tx, ids, requester.scopes.has('registry:write-any'))
  const unknown = named.filter(({ weaponId }) => !found.has(weaponId))
  if (unknown.length > 0) {
    const detail = 'No weapon with this id is known to you.'
    const hint = 'Check the id; what the registry does not know is registered first.'
    const errors = unknown.map(({ pointer }): ErrorEntry => ({ pointer, code: 'weapon-unknown', detail, hint }))
    throw new DomainError('not-found', 'A weapon of this report is not known to you.', { errors })
  }
  const others = named.filter(({ weaponId }) => found.get(weaponId)?.may !== true)
  if (others.length > 0) {
    const detail = 'You do not hold this weapon.'
    const hint = 'Who acts for its holder may report this, or a registrar.'
    const errors = others.map(({ pointer }): ErrorEntry => ({ pointer, code: 'weapon-not-held', detail, hint }))
    throw new DomainError('forbidden', 'What is done to a weapon is reported for its holder.', { errors })
  }
  return named.flatMap(({ weaponId, pointer }) => {
    const row = found.get(weaponId)
    return row === undefined ? [] : [{ id: row.id, category: row.category, type: row.type, pointer }]
  })
}

/** What the caller may act on, locked; and the database's clock, read after that. */
export interface LockedWeapons {
  readonly weapons: readonly OwnWeapon[]
  readonly recordedAt: string
}

/**
 * Locks weapons that the caller may do something to (see `findOwnWeapons`). Asked before and after: others' weapons are not even waited for, and a hand-over that
 * was just committed ends his right.
 */
export async function lockOwnWeapons(
  write: VerbWrite,
  named: readonly { readonly weaponId: string; readonly pointer: string }[],
): Promise<LockedWeapons> {
  await findOwnWeapons(write, named)
  const ids = [...new Set(named.map(({ weaponId }) => weaponId))]
  const { recordedAt } = await lockRecords(write.tx, ids, 0)
  return { weapons: await findOwnWeapons(write, named), recordedAt }
}
