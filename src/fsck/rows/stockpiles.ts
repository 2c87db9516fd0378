import { type RowCheck, spanOf } from './row-check.ts'

/** A line as its digest sees it: canonical JSON (RFC 8785), whose strings are those of PostgreSQL; quantities are whole numbers. */
const LINE = `'{"class":' || to_json(l.class)::text || ',"n":' || l.n || ',"observed":' || case when l.observed is null then 'null' else '{' || coalesce(
    (select string_agg(to_json(o.key)::text || ':' || o.value::text, ',' order by o.key collate "C") from jsonb_each(l.observed) as o), '') || '}' end
  || ',"quantity":' || l.quantity || ',"weaponId":' || coalesce(to_json(l.weapon_id)::text, 'null') || '}'`

/** A count with all of its lines. */
const LINES = `
  select c.id, c.agency_id, c.recorded_at, coalesce(g.agrees, true) as agrees,
    translate(rtrim(encode(sha256(convert_to('[' || coalesce(g.lines, '') || ']', 'UTF8')), 'base64'), '='), '+/', '-_') as digest
  from stock_count c left join (
    select l.count_id, string_agg(${LINE}, ',' order by l.n) as lines,
      bool_and(l.party_id = o.party_id and l.agency_id = o.agency_id) as agrees
    from stock_count_line l join stock_count o on o.id = l.count_id group by l.count_id
  ) g on g.count_id = c.id`

/** The id of a discrepancy, which follows from its count and line (discrepancyIdOf). */
const DISCREPANCIES = `
  select d.*, l.class as line_class, l.weapon_id as line_weapon_id, l.observed as line_observed, l.quantity as line_quantity,
    substr(replace(d.count_id::text, '-', ''), 1, 12)
      || substr(encode(set_byte(set_byte(h.digest, 6, 112 | (get_byte(h.digest, 6) & 15)), 8, 128 | (get_byte(h.digest, 8) & 63)), 'hex'), 13, 20) as derived_id
  from stock_discrepancy d left join stock_count_line l on l.count_id = d.count_id and l.n = d.n
    cross join lateral (select sha256(convert_to(E'stock-discrepancy\\n' || d.count_id || E'\\n' || d.n, 'UTF8')) as digest) h`

/** Where weapons lie, and what was counted there. */
export const STOCK_CHECKS: readonly RowCheck[] = [
  {
    table: 'stock_location',
    factKinds: ['stock-location'],
    facts: `f.canonical::jsonb ? 'locationKind'`,
    columns: 'party_id country parent_id',
    named: { locationKind: 'r.kind' },
    elsewhere: ['locationId', 'version', 'nameId', 'securityId', 'capacity', 'closed'],
  },
  {
    table: 'stock_location_version',
    factKinds: ['stock-location'],
    columns: 'location_id version party_id name_id security_id capacity closed',
    elsewhere: ['country', 'locationKind', 'parentId'],
  },
  {
    table: 'stock_placement',
    factKinds: ['stock-placement'],
    columns: 'weapon_id location_id party_id placed report_id note_id actor_id occurred',
    holds: spanOf('occurred'),
  },
  {
    table: 'stock_count',
    factKinds: ['stock-count'],
    columns: 'location_id party_id counted method complete totals note_id actor_id',
    elsewhere: ['linesDigest'],
    holds: spanOf('counted'),
  },
  {
    // Named by their count: the fact binds all of its lines at once.
    table: 'stock_count_line',
    factKinds: ['stock-count'],
    rows: LINES,
    columns: '',
    named: { linesDigest: 'r.digest' },
    isPart: true,
    holds: { 'party_id, agency_id': 'r.agrees' },
  },
  {
    table: 'stock_discrepancy',
    factKinds: ['stock-count'],
    rows: DISCREPANCIES,
    factId: 'count_id',
    name: 'id',
    columns: 'location_id party_id',
    isPart: true,
    holds: {
      id: `replace(r.id::text, '-', '') = r.derived_id`,
      'kind, item': `r.kind = r.line_class and r.item is not distinct from case when r.kind <> 'MISSING' then case when r.kind = 'UNMARKED' then r.item else r.n end end`,
      weapon_id: 'r.weapon_id is not distinct from r.line_weapon_id',
      observed: 'r.observed is not distinct from r.line_observed',
      quantity: `case when r.kind = 'UNMARKED' then r.quantity between 1 and r.line_quantity else r.quantity = r.line_quantity end`,
    },
    // What is looked for already is not put on the list a second time.
    isPartial: true,
  },
  {
    table: 'stock_resolution',
    factKinds: ['stock-resolution'],
    rows: `select s.*, d.party_id as of_party_id from stock_resolution s left join stock_discrepancy d on d.id = s.discrepancy_id`,
    columns: 'discrepancy_id outcome count_id actor_id',
    nullable: { reasonId: 'r.reason_id', eventId: 'r.event_id', placementId: 'r.placement_id' },
    elsewhere: ['stockCountId', 'line'],
    holds: { party_id: 'r.party_id = r.of_party_id' },
  },
]
