/** How the rows of a table are told from the facts that they stand for. */
export interface RowCheck {
  readonly table: string
  readonly factKind: string
  /** SQL: the fact's body, made from a row `r`. Fields that are left out where they are null are in `optional`. */
  readonly body: string
  readonly optional: Readonly<Record<string, string>>
  /** Fields of the fact that lie in other tables. */
  readonly elsewhere: readonly string[]
  /** SQL: further conditions that hold between columns of a row. */
  readonly holds: string
}

const OCCURRED = `(r.occurred ->> 'from')::timestamptz = r.occurred_from and (r.occurred ->> 'to')::timestamptz = r.occurred_to`

/** Coordinates are numbers in a row and text in its fact. */
const PLACE = `
  case when r.place is null then null else jsonb_build_object('country', r.place -> 'country', 'locality', r.place -> 'locality',
    'latitude', r.place ->> 'latitude', 'longitude', r.place ->> 'longitude') end`

export const ROW_CHECKS: readonly RowCheck[] = [
  {
    table: 'custody_event',
    factKind: 'custody-event',
    body: `'weaponId', r.weapon_id, 'seq', r.seq, 'reportId', r.report_id, 'eventKind', r.kind, 'fromPartyId', r.from_party_id,
      'toPartyId', r.to_party_id, 'carrierPartyId', r.carrier_party_id, 'occurred', r.occurred, 'knownSince', r.known_since, 'place', ${PLACE},
      'destinationCountry', r.destination_country, 'transitCountries', r.transit_countries, 'documents', r.documents, 'noteId', r.note_id`,
    optional: { declarationId: 'r.declaration_id' },
    elsewhere: ['evidenceIds'],
    holds: OCCURRED,
  },
  {
    table: 'marking',
    factKind: 'marking',
    body: `'weaponId', r.weapon_id, 'n', r.n, 'markingKind', r.kind, 'text', r.text, 'condition', r.condition, 'component', r.component,
      'side', r.side, 'method', r.method, 'country', r.country, 'year', r.year, 'heightMm', trim_scale(r.height_mm)::text,
      'depthMm', trim_scale(r.depth_mm)::text`,
    optional: { occurred: 'r.occurred', declarationId: 'r.declaration_id' },
    elsewhere: ['evidenceIds'],
    holds: 'true',
  },
  {
    table: 'weapon_description',
    factKind: 'description',
    body: `'weaponId', r.weapon_id, 'version', r.version, 'type', r.type, 'make', r.make, 'model', r.model, 'calibre', r.calibre,
      'action', r.action, 'countryOfManufacture', r.country_of_manufacture,
      'yearOfManufacture', coalesce(to_jsonb(r.year_of_manufacture), to_jsonb(r.year_unknown), '"UNKNOWN"'), 'listVersion', r.list_version`,
    optional: { occurred: 'r.occurred', declarationId: 'r.declaration_id' },
    elsewhere: [],
    holds: 'true',
  },
  {
    table: 'party',
    factKind: 'party',
    body: `'partyKind', r.kind, 'country', r.country, 'nameId', r.name_id`,
    optional: {},
    elsewhere: [],
    holds: 'true',
  },
  {
    table: 'weapon',
    factKind: 'weapon',
    body: `'category', r.category`,
    optional: { recovered: `nullif(r.recovered, false)` },
    elsewhere: ['lot'],
    holds: 'true',
  },
  {
    table: 'erasure',
    factKind: 'erasure',
    body: `'subjectKind', r.subject_kind, 'subjectId', r.subject_id, 'ground', r.ground, 'basis', r.basis, 'keptUntil', r.kept_until,
      'textId', r.text_id, 'orderedBy', r.ordered_by, 'confirmedBy', r.confirmed_by, 'facts', r.facts, 'personalRecords', r.personal_records,
      'sealedBodies', r.sealed_bodies`,
    optional: {},
    elsewhere: ['erased'],
    holds: 'true',
  },
]

const textArray = (values: readonly string[]): string =>
  `array[${values.map((value) => `'${value}'`).join(', ')}]::text[]`

/**
 * What does not agree between a table and its facts: a row that differs, one without a fact, a fact without a row. A join of both from end to end, which
 * PostgreSQL hashes or sorts on disk; only what differs comes here.
 */
export function disagreements({ table, factKind, body, optional, elsewhere, holds }: RowCheck): string {
  const extras = Object.entries(optional).map(
    ([field, column]) => `case when ${column} is null then '{}' else jsonb_build_object('${field}', ${column}) end`,
  )
  const own = `'agencyId', r.agency_id, 'factId', r.id, 'factKind', '${factKind}',
    'recordedAt', to_char(r.recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`
  const made = [`jsonb_build_object(${body}, ${own})`, ...extras].join(' || ')
  return `
    select coalesce(f.id, r.id) as id, r.id is not null as "hasRow", f.id is not null as "hasFact", d.made, f.canonical, x.remaining, d.holds
    from (select * from fact where kind = '${factKind}') f
      full join ${table} r on r.id = f.id
      left join fact_erasure x on x.fact_id = f.id
      left join lateral (select ${made} as made, ${holds} as holds where r.id is not null) d on true
    where f.id is null or r.id is null or f.canonical is null or d.holds is not true or d.made <> f.canonical::jsonb - ${textArray(elsewhere)}`
}
