import type { RowCheck } from './row-check.ts'

const fieldOf = (column: string): string => column.replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())

/** The fields that a row repeats, each with its SQL, and none of what every fact holds. */
function repeated({ columns, named = {} }: RowCheck): readonly (readonly [string, string])[] {
  const names = columns.split(' ').filter((column) => column !== '')
  return [...names.map((column) => [fieldOf(column), `r.${column}`] as const), ...Object.entries(named)]
}

const pairs = (fields: readonly (readonly [string, string])[]): string =>
  fields.map(([field, value]) => `'${field}', ${value}`).join(', ')

function own(agencyId: string, id: string, recordedAt: string): readonly (readonly [string, string])[] {
  const text = `to_char(${recordedAt} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`
  return [
    ['agencyId', agencyId],
    ['factId', id],
    ['factKind', 'f.kind'],
    ['recordedAt', text],
  ]
}

/** The fact's body as the row gives it. */
function bodyOfRow(check: RowCheck): string {
  const { factId = 'id', agencyId = 'agency_id', optional = {}, nullable = {} } = check
  const has = (field: string) =>
    `coalesce(f.canonical::jsonb ? '${field}', x.remaining @? '$.*[*] ? (@.pointer == "/${field}")', false)`
  const extra = (field: string, value: string, isLeftOut: string) =>
    `case when ${isLeftOut} then '{}' else jsonb_build_object('${field}', ${value}) end`
  return [
    `jsonb_build_object(${pairs([...repeated(check), ...own(`r.${agencyId}`, `r.${factId}`, 'r.recorded_at')])})`,
    ...Object.entries(optional).map(([field, value]) => extra(field, value, `${value} is null`)),
    ...Object.entries(nullable).map(([field, value]) => extra(field, value, `${value} is null and not ${has(field)}`)),
  ].join(' || ')
}

/** As much of the fact's body as is compared. What every fact holds lies in columns too, which are compared with its bytes when it is read. */
function bodyOfFact(check: RowCheck): string {
  const { isPart, elsewhere = [] } = check
  if (isPart === undefined) {
    return `f.canonical::jsonb - array[${elsewhere.map((field) => `'${field}'`).join(', ')}]::text[]`
  }
  const fields = repeated(check).map(([field]) => [field, `f.canonical::jsonb -> '${field}'`] as const)
  return `jsonb_build_object(${pairs([...fields, ...own('f.agency_id', 'f.id', 'f.recorded_at')])})`
}

/**
 * What does not agree between a table and its facts: a row that differs, one without a fact, a fact without a row. A join of both from end to end, which
 * PostgreSQL hashes or sorts on disk; only what differs comes here. With `isNamed` the ids of all facts of these kinds are parameter $1.
 */
export function disagreements(check: RowCheck, isNamed: boolean): string {
  const { table, factKinds, facts = 'true', rows, factId = 'id', name = factId, each, holds = {}, isPartial } = check
  const kinds = factKinds.map((kind) => `'${kind}'`).join(', ')
  const [member, unnested] = each === undefined ? ['', ''] : [', m.each', `cross join lateral ${each.of} as m (each)`]
  const same = each === undefined ? '' : `and r.${each.column}::text = f.each`
  const all = ['true', ...Object.values(holds).map((condition) => `coalesce(${condition}, false)`)].join(' and ')
  return `
    select coalesce(r.${name}, f.id) as id, r.${factId} is not null as "hasRow", f.id is not null as "hasFact", f.kind, d.made, f.canonical, x.remaining, d.holds
    from (select f.*${member} from fact f ${unnested} where f.kind in (${kinds})${isNamed ? ' and f.id = any ($1::uuid[])' : ''} and ${facts}) f
      ${isPartial === undefined ? 'full' : 'right'} join ${rows === undefined ? table : `(${rows})`} r on r.${factId} = f.id ${same}
      left join fact_erasure x on x.fact_id = f.id
      left join lateral (select ${bodyOfRow(check)} as made, ${all} as holds where r.${factId} is not null) d on true
    where f.id is null or r.${factId} is null or f.canonical is null or not d.holds or d.made <> ${bodyOfFact(check)}`
}
