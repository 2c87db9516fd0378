import type { SubjectKind } from '../../domain/corrections/declaration.ts'
import type { Occurred } from '../../domain/time/occurred-at.ts'
import type { WeaponCategory } from '../../domain/vocabulary/weapons.ts'
import type { Tx } from '../../store/db.ts'
import type { DependedFact } from '../../store/standing.ts'

/** A fact that may be declared wrong: whose it is, and what depends on it. */
export interface Subject extends DependedFact {
  readonly kind: SubjectKind
  readonly id: string
  readonly agencyId: string
}

interface SubjectRow {
  readonly weaponId: string
  readonly agencyId: string
  readonly recordedAt: string
}

const RECORDED = `to_char(recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as "recordedAt"`

const EVENT = {
  name: 'correction_event',
  // event_locator_pk leads to the weapon, custody_event_id_once (weapon_id, id) to the event; row security hides another's.
  text: `
    select e.weapon_id as "weaponId", e.agency_id as "agencyId", e.report_id as "reportId", e.occurred,
      to_char(e.recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as "recordedAt"
    from event_locator l join custody_event e on e.weapon_id = l.weapon_id and e.id = l.event_id
    where l.event_id = $1::uuid`,
}

/** An event that the caller may see, as what may be declared wrong; `reportId` is the report that it came in. */
export async function findEventSubject(
  tx: Tx,
  id: string,
): Promise<(Subject & { readonly reportId: string }) | undefined> {
  const [row] = await tx.rows<SubjectRow & { reportId: string; occurred: Occurred }>(EVENT, [id])
  if (row === undefined) return undefined
  const { occurred, ...rest } = row
  return { ...rest, kind: 'CUSTODY_EVENT', id, eventId: id, occurredTo: occurred.to }
}

const MARKING = {
  name: 'correction_marking',
  // Served by marking_by_id.
  text: `select weapon_id as "weaponId", agency_id as "agencyId", ${RECORDED} from marking where id = $1::uuid`,
}

const DESCRIPTION = {
  name: 'correction_description',
  // Served by weapon_description_by_id.
  text: `select weapon_id as "weaponId", agency_id as "agencyId", ${RECORDED} from weapon_description where id = $1::uuid`,
}

/** A mark or a description of a weapon that the caller may see. */
export async function findRecordSubject(
  tx: Tx,
  kind: 'MARKING' | 'DESCRIPTION',
  id: string,
): Promise<Subject | undefined> {
  const [row] = await tx.rows<SubjectRow>(kind === 'MARKING' ? MARKING : DESCRIPTION, [id])
  return row === undefined ? undefined : { ...row, kind, id, eventId: null, occurredTo: null }
}

const CURRENT = {
  name: 'correction_current_description',
  // Served by weapon_description_pk and fallen_fact_pk.
  text: `
    select d.id, d.make_key as "makeKey" from weapon_description d
    where d.weapon_id = $1::uuid and not exists (select from fallen_fact f where f.weapon_id = d.weapon_id and f.fact_id = d.id)
    order by d.version desc limit 2`,
}

/** The description that stands now, and whether an earlier one would stand without it. */
export async function findCurrentDescription(
  tx: Tx,
  weaponId: string,
): Promise<{ id: string; makeKey: string; isOnly: boolean } | undefined> {
  const rows = await tx.rows<{ id: string; makeKey: string }>(CURRENT, [weaponId])
  const [current] = rows
  return current === undefined ? undefined : { ...current, isOnly: rows.length === 1 }
}

const SEES = { name: 'correction_sees_weapon', text: 'select weapon_readable($1::uuid) as sees' }

/** True where the caller may read the weapon; who reported an event that did not fit may not, and is told nothing of its chain. */
export async function seesWeapon(tx: Tx, weaponId: string): Promise<boolean> {
  const [row] = await tx.rows<{ sees: boolean }>(SEES, [weaponId])
  return row?.sees === true
}

const CATEGORY = { name: 'correction_category', text: 'select category from weapon where id = $1::uuid' }

export async function findCategory(tx: Tx, weaponId: string): Promise<WeaponCategory> {
  const [row] = await tx.rows<{ category: WeaponCategory }>(CATEGORY, [weaponId])
  if (row === undefined) throw new Error('a weapon that was seen is not there')
  return row.category
}
