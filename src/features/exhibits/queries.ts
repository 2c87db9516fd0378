import type { Tx } from '../../store/db.ts'

/** An item of a seizure, and whose it is. */
export interface Exhibit {
  readonly id: string
  readonly weaponId: string
  readonly agencyId: string
}

const OF_SEIZURE = {
  name: 'exhibits_of_seizure',
  // Served by seizure_pk and seizure_item_by_seizure (seizure_id, n).
  text: `
    select i.id, i.weapon_id as "weaponId", i.agency_id as "agencyId"
    from seizure s join seizure_item i on i.seizure_id = s.id where s.id = $1::uuid order by i.n`,
}

/** The items of a seizure of the caller's agency, or of any for the registry's readers; none where he may not know of it. */
export async function findExhibits(tx: Tx, seizureId: string): Promise<Exhibit[]> {
  return tx.rows<Exhibit>(OF_SEIZURE, [seizureId])
}

const ONE = {
  name: 'exhibit_by_id',
  // Served by seizure_item_by_id.
  text: `select id, weapon_id as "weaponId", agency_id as "agencyId" from seizure_item where id = $1::uuid`,
}

export async function findExhibit(tx: Tx, itemId: string): Promise<Exhibit | undefined> {
  const [row] = await tx.rows<Exhibit>(ONE, [itemId])
  return row
}

const SEEN_WHOLE = {
  name: 'exhibits_seen_whole',
  // Served by seizure_item_pk and identity_link_pk and identity_link_by_other, as the function says.
  text: `
    select w.id::text as id, coalesce(bool_and(j.readable), true) as whole
    from unnest($1::uuid[]) as w (id) left join registry_item_joins($1::uuid[]) j on j.weapon_id = w.id
    group by w.id`,
}

/** Of these items' records, those whose whole life the caller may be told: joined to no weapon that he does not read. */
export async function findSeenWhole(tx: Tx, weaponIds: readonly string[]): Promise<Set<string>> {
  const rows = await tx.rows<{ id: string; whole: boolean }>(SEEN_WHOLE, [weaponIds])
  return new Set(rows.flatMap(({ id, whole }) => (whole ? [id] : [])))
}

const MARKS = {
  name: 'exhibit_marks',
  // Served by marking_pk and fallen_fact_pk.
  text: `
    select m.kind, m.text, m.condition from marking m
    where m.weapon_id = $1::uuid and not exists (select from fallen_fact f where f.weapon_id = m.weapon_id and f.fact_id = m.id) order by m.n`,
}

/** The marks that stand on an item's record. */
export async function findExhibitMarks<Mark extends object>(tx: Tx, weaponId: string): Promise<Mark[]> {
  return tx.rows<Mark>(MARKS, [weaponId])
}

const DISPOSED = {
  name: 'exhibit_disposed',
  // Served by disposition_by_item.
  text: 'select 1 from disposition where item_id = $1::uuid limit 1',
}

export async function isMarkedAlready(tx: Tx, itemId: string): Promise<boolean> {
  return (await tx.rows(DISPOSED, [itemId])).length > 0
}
