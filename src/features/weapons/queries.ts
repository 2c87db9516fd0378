import { asc, desc, eq } from 'drizzle-orm'
import { DomainError } from '../../domain/errors.ts'
import type { Tx } from '../../store/db.ts'
import { toIsoInstant } from '../../store/iso-instant.ts'
import { marking, weapon, weaponDescription } from '../../store/tables/weapons.ts'
import { renderDescription, renderMarking } from './render.ts'
import type { Weapon } from './schemas.ts'

/** A weapon that the asker may see, with its current description and all its marks. Served by weapon_pk, weapon_description_pk and marking_pk. */
export async function findWeapon(tx: Tx, id: string): Promise<Weapon | undefined> {
  const [found] = await tx.orm.select().from(weapon).where(eq(weapon.id, id))
  if (found === undefined) return undefined
  const [description] = await tx.orm
    .select()
    .from(weaponDescription)
    .where(eq(weaponDescription.weaponId, id))
    .orderBy(desc(weaponDescription.version))
    .limit(1)
  if (description === undefined) return undefined
  const marks = await tx.orm.select().from(marking).where(eq(marking.weaponId, id)).orderBy(asc(marking.n))
  return {
    id,
    category: found.category,
    ...renderDescription(description),
    descriptionVersion: description.version,
    markings: marks.map((row) => renderMarking({ ...row, recordedAt: toIsoInstant(row.recordedAt) })),
    recordedAt: toIsoInstant(found.recordedAt),
  }
}

const MAY_DESCRIBE = {
  name: 'weapon_may_describe',
  text: `
    select d.make_key, (weapon_may_describe(w.id) or $2::boolean) as may
    from weapon w
      cross join lateral (
        select make_key from weapon_description v
        where v.weapon_id = $1::uuid and not exists (select from fallen_fact f where f.weapon_id = v.weapon_id and f.fact_id = v.id)
        order by v.version desc limit 1) d
    where w.id = $1::uuid and (weapon_is_own(w.id) or $2::boolean)`,
}

/**
 * The make key of a weapon that the caller may mark or describe; undefined for one that is not his at all, as an officer's who was shown it.
 * Throws `forbidden` for one that he reported once and others depend on by now.
 */
export async function findOwnMakeKey(tx: Tx, weaponId: string, anyWeapon: boolean): Promise<string | undefined> {
  const [row] = await tx.rows<{ make_key: string; may: boolean }>(MAY_DESCRIBE, [weaponId, anyWeapon])
  if (row === undefined || row.may) return row?.make_key
  const detail = 'Others depend on the record of this weapon by now, and you do not hold it: a registrar may add to it.'
  throw new DomainError('forbidden', detail)
}

const OPEN = { name: 'weapons_open_state', text: 'select open_weapon_states($1::uuid[], $2::integer[])' }

export async function openWeaponStates(tx: Tx, weapons: readonly { id: string; marks: number }[]): Promise<void> {
  await tx.rows(OPEN, [weapons.map(({ id }) => id), weapons.map(({ marks }) => marks)])
}

const IS_OWN = { name: 'weapon_is_own', text: 'select weapon_is_own($1::uuid) as own' }

/** True where the asker's agency reported or holds the weapon. */
export async function isOwnWeapon(tx: Tx, weaponId: string): Promise<boolean> {
  const [row] = await tx.rows<{ own: boolean }>(IS_OWN, [weaponId])
  return row?.own === true
}
