import { asc, eq } from 'drizzle-orm'
import type { ErrorDeclaration } from '../../domain/corrections/declaration.ts'
import { standingAt } from '../../domain/corrections/standing.ts'
import { DomainError } from '../../domain/errors.ts'
import type { Occurred } from '../../domain/time/occurred-at.ts'
import type { Tx } from '../../store/db.ts'
import { findEvidenceOf } from '../../store/evidence-uses.ts'
import { toIsoInstant } from '../../store/iso-instant.ts'
import { marking, weapon, weaponDescription } from '../../store/tables/weapons.ts'
import { renderDescription, renderMarking } from './render.ts'
import type { RecordedWeapon } from './schemas.ts'

const DECLARATIONS = {
  name: 'registry_declarations',
  text: 'select id, body, recorded_at from registry_declarations($1::uuid)',
}

async function loadDeclarations(tx: Tx, weaponId: string): Promise<ErrorDeclaration[]> {
  const rows = await tx.rows<{
    id: string
    body: Omit<ErrorDeclaration, 'id' | 'weaponId' | 'recordedAt'>
    recorded_at: string
  }>(DECLARATIONS, [weaponId])
  return rows.map(({ id, body, recorded_at: recordedAt }) => ({ ...body, id, weaponId, recordedAt }))
}

/** Moments as `momentText` writes them; what is true and known now where they are absent. */
export interface Moments {
  readonly at?: string | undefined
  readonly knownAt?: string | undefined
}

/** True where a mark or description holds at a moment; without a day of its own it holds for the weapon's whole life. */
function holdsAt(occurred: Occurred | null | undefined, at: string | undefined): boolean {
  return at === undefined || occurred === null || occurred === undefined || Date.parse(occurred.from) <= Date.parse(at)
}

function standing<
  Row extends { id: string; recordedAt: string; declarationId?: string | null; occurred?: Occurred | null },
>(rows: readonly Row[], declarations: readonly ErrorDeclaration[], { at, knownAt }: Moments): Row[] {
  const facts = rows.map((row) => ({
    row,
    id: row.id,
    recordedAt: toIsoInstant(row.recordedAt),
    declarationId: row.declarationId ?? null,
  }))
  return standingAt(facts, declarations, knownAt)
    .facts.map(({ row }) => row)
    .filter(({ occurred }) => holdsAt(occurred, at))
}

/**
 * A weapon that the asker may see, with the description and the marks that stand, as of a moment and as known at a moment (design 3.2); undefined where
 * nothing of it was known then. Served by weapon_pk, weapon_description_pk, marking_pk, error_declaration_pk and evidence_use_pk.
 */
export async function findWeapon(tx: Tx, id: string, moments: Moments = {}): Promise<RecordedWeapon | undefined> {
  const [found] = await tx.orm.select().from(weapon).where(eq(weapon.id, id))
  if (found === undefined) return undefined
  const declarations = await loadDeclarations(tx, id)
  const versions = await tx.orm
    .select()
    .from(weaponDescription)
    .where(eq(weaponDescription.weaponId, id))
    .orderBy(asc(weaponDescription.version))
  const description = standing(versions, declarations, moments).at(-1)
  if (description === undefined) return undefined
  const marks = await tx.orm.select().from(marking).where(eq(marking.weaponId, id)).orderBy(asc(marking.n))
  const evidence = await findEvidenceOf(
    tx,
    marks.map((row) => row.id),
  )
  return {
    id,
    category: found.category,
    ...renderDescription(description),
    descriptionId: description.id,
    descriptionVersion: description.version,
    markings: standing(marks, declarations, moments).map((row) =>
      renderMarking({ ...row, recordedAt: toIsoInstant(row.recordedAt) }, evidence.get(row.id) ?? []),
    ),
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
  const hint = 'Where you hold it by a receipt that you reported yourself, its giver accepts that first.'
  throw new DomainError('forbidden', detail, {
    errors: [{ pointer: '', code: 'weapon-not-yours-to-describe', detail, hint }],
  })
}

const IS_OWN = { name: 'weapon_is_own', text: 'select weapon_is_own($1::uuid) as own' }

/** True where the asker's agency reported or holds the weapon. */
export async function isOwnWeapon(tx: Tx, weaponId: string): Promise<boolean> {
  const [row] = await tx.rows<{ own: boolean }>(IS_OWN, [weaponId])
  return row?.own === true
}
