import type { Mark, MarkedWeapon } from '../domain/marking/marked-weapon.ts'
import type { Tx } from './db.ts'

// More marks than any weapon bears (about forty): so many are read of each, the newest first, whatever was added.
const MOST_MARKS = 100

// Served by weapon_pk, weapon_description_pk and marking_pk; what fell by a correction by fallen_fact_pk. Row security leaves out weapons the asker may not see.
const MARKED = {
  name: 'marked_weapons',
  text: `
    select w.id, w.category, d.type, d.make, d.country, d.year, m.marks
    from unnest($1::uuid[]) asked(id)
      join weapon w on w.id = asked.id
      cross join lateral (
        select v.type, v.make, v.country_of_manufacture as country, v.year_of_manufacture as year
        from weapon_description v
        where v.weapon_id = w.id and not exists (select from fallen_fact f where f.weapon_id = v.weapon_id and f.fact_id = v.id)
        order by v.version desc limit 1) d
      cross join lateral (
        select coalesce(jsonb_agg(to_jsonb(k)), '[]'::jsonb) as marks
        from (
          select m.kind, m.text, m.condition, m.component, m.country, m.year
          from marking m
          where m.weapon_id = w.id and not exists (select from fallen_fact f where f.weapon_id = m.weapon_id and f.fact_id = m.id)
          order by m.n desc limit $2::integer) k) m`,
}

type Nullable<T> = { [K in keyof T]: T[K] | null }

interface MarkedRow {
  readonly id: string
  readonly category: MarkedWeapon['category']
  readonly type: MarkedWeapon['type']
  readonly make: string
  readonly country: string
  readonly year: number | null
  readonly marks: readonly (Pick<Mark, 'kind' | 'text' | 'condition'> &
    Nullable<Pick<Mark, 'component' | 'country' | 'year'>>)[]
}

/** The weapons that the asker may see, each with its description and the marks that stand, in one statement. */
export async function loadMarkedWeapons(tx: Tx, weaponIds: readonly string[]): Promise<Map<string, MarkedWeapon>> {
  if (weaponIds.length === 0) return new Map()
  const rows = await tx.rows<MarkedRow>(MARKED, [weaponIds, MOST_MARKS])
  return new Map(
    rows.map(({ id, category, type, make, country, year, marks }) => [
      id,
      {
        category,
        type,
        make,
        countryOfManufacture: country,
        ...(year === null ? {} : { yearOfManufacture: year }),
        markings: marks.map(({ component, country: marked, year: markedYear, ...mark }) => ({
          ...mark,
          component: component ?? undefined,
          country: marked ?? undefined,
          year: markedYear ?? undefined,
        })),
      },
    ]),
  )
}
