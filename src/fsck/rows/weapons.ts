import type { RowCheck } from './row-check.ts'

/** What a weapon is. Search keys (`make_key`, `model_key`, `calibre_key`) follow from the texts by the lists of a day and are in no fact. */
export const WEAPON_CHECKS: readonly RowCheck[] = [
  {
    table: 'weapon',
    factKinds: ['weapon'],
    columns: 'category',
    optional: { recovered: 'nullif(r.recovered, false)' },
    elsewhere: ['lot'],
  },
  {
    table: 'weapon_description',
    factKinds: ['description'],
    columns: 'weapon_id version type make model calibre action country_of_manufacture list_version',
    named: {
      yearOfManufacture: 'coalesce(to_jsonb(r.year_of_manufacture), to_jsonb(r.year_unknown))',
    },
    optional: { occurred: 'r.occurred', declarationId: 'r.declaration_id' },
    holds: { year_unknown: '(r.year_of_manufacture is null) <> (r.year_unknown is null)' },
  },
  {
    table: 'marking',
    factKinds: ['marking'],
    columns: 'weapon_id n text condition component side method country year',
    named: {
      markingKind: 'r.kind',
      heightMm: 'trim_scale(r.height_mm)::text',
      depthMm: 'trim_scale(r.depth_mm)::text',
    },
    optional: { occurred: 'r.occurred', declarationId: 'r.declaration_id' },
    elsewhere: ['evidenceIds'],
  },
]

/** Parts, quantities, and what came in the place of a weapon. */
export const COMPONENT_CHECKS: readonly RowCheck[] = [
  {
    table: 'weapon_lot',
    factKinds: ['weapon'],
    facts: `f.canonical::jsonb ? 'lot'`,
    factId: 'weapon_id',
    columns: '',
    named: {
      lot: `jsonb_build_object('number', r.number, 'amount', trim_scale(r.amount)::text, 'unit', r.unit)
        || case when r.lot_id is null then '{}' else jsonb_build_object('lotId', r.lot_id, 'splitId', r.split_id) end`,
    },
    isPart: true,
    holds: { split_id: '(r.lot_id is null) = (r.split_id is null)' },
  },
  {
    table: 'weapon_lot',
    factKinds: ['lot-split'],
    // A part is recorded a moment after the split that made it.
    rows: `
      select l.weapon_id, l.lot_id, l.split_id, l.agency_id, s.recorded_at
      from weapon_lot l left join lot_split s on s.id = l.split_id where l.split_id is not null`,
    factId: 'split_id',
    name: 'weapon_id',
    each: { of: `jsonb_array_elements_text(f.canonical::jsonb -> 'partIds')`, column: 'weapon_id' },
    columns: 'lot_id',
    isPart: true,
  },
  {
    table: 'lot_split',
    factKinds: ['lot-split'],
    columns: 'occurred holder_party_id',
    named: { lotId: 'r.weapon_id' },
    elsewhere: ['partIds'],
  },
  { table: 'succession', factKinds: ['succession'], columns: 'weapon_id successor_id occurred' },
]

/** The sight of a weapon that was given by its registration: to who registered it, without names. */
export const REGISTERED_SIGHT: RowCheck = {
  table: 'weapon_reader',
  factKinds: ['weapon'],
  rows: `select * from weapon_reader where basis = 'REGISTERED'`,
  factId: 'source_id',
  columns: '',
  isPart: true,
  holds: { weapon_id: 'r.weapon_id = r.source_id', names: 'not r.names' },
}
