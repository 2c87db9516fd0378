import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { checkRows } from '../../src/fsck/check-rows.ts'
import { collectProblems, type Problem } from '../../src/fsck/problem.ts'
import { ROW_CHECKS } from '../../src/fsck/rows/row-checks.ts'
import { type CheckedLedger, openCheckedLedger } from '../support/checked-ledger.ts'
import { eraseThings } from '../support/erased-things.ts'
import { furnish } from '../support/small-registry.ts'

const NOBODY = '00000000-0000-4000-8000-000000000000'

let ledger: CheckedLedger
beforeAll(async () => {
  ledger = await openCheckedLedger(async (service) => eraseThings(await furnish(service)))
  await ledger.admin.query(`set timezone = 'UTC'`)
}, 120_000)
afterAll(() => ledger.close())

/** What is told of the table after a change as a superuser, which is taken back. */
async function problemsAfter(table: string, harm: string): Promise<readonly Problem[]> {
  await ledger.admin.query('begin')
  try {
    await ledger.admin.query(harm)
    const problems = collectProblems()
    await checkRows(ledger.admin, problems, { checks: ROW_CHECKS.filter((check) => check.table === table) })
    return problems.listed
  } finally {
    await ledger.admin.query('rollback')
  }
}

const PAPER = '{"kind": "INVENTED", "number": "1"}'
/** What a superuser writes into a row whose fact was erased. */
const EVENTS_AND_PARTS = [
  ['to note_id', 'note_id', `'${NOBODY}'`],
  ['a country to place', 'place', `place || '{"country": "XK"}'`],
  ['a locality to place', 'place', `place || '{"locality": "Elsewhere"}'`],
  ['a latitude to place', 'place', `place || '{"latitude": 1.5}'`],
  ['a paper', 'documents', `documents || '[${PAPER}]'`],
  ['another kind of a paper', 'documents', `jsonb_set(documents, '{0,kind}', '"INVENTED"')`],
  ['a number of a paper', 'documents', `jsonb_set(documents, '{0,number}', '"SECRET-1"')`],
  ['the number ERASED of a paper', 'documents', `jsonb_set(documents, '{0,number}', '"ERASED"')`],
  ['no number of a paper', 'documents', `jsonb_set(documents, '{0,number}', 'null')`],
  ['an issuer of a paper', 'documents', `jsonb_set(documents, '{0,issuer}', '"Invented"')`],
  ['a day of a paper', 'documents', `jsonb_set(documents, '{0,issuedOn}', '"2020-01-01"')`],
  ['that a paper is not erased', 'documents', `jsonb_set(documents, '{0,erased}', 'false')`],
  ['no mark of a paper', 'documents', `jsonb_set(documents, '{0}', (documents -> 0) - 'erased')`],
] as const
const CHAIN = `(select '{chain,' || (n - 1) || ',' from jsonb_array_elements(told -> 'chain') with ordinality as l (link, n) where link #>> '{documents,0,erased}' = 'true' limit 1)`
const inTold = (path: string, value: string) => `jsonb_set(told, (${CHAIN} || '${path}}')::text[], '${value}')`

/** Rows that have what is changed. */
const HAS_IT: Readonly<Record<string, string>> = {
  documents: 'jsonb_array_length(t.documents) > 0',
  told: `${CHAIN} is not null`,
}

describe('the row of what was erased', () => {
  it('agrees with what is left of its fact: an event, a part, an answer, the permits of a person, a file', async () => {
    const kinds = `select string_agg(distinct f.kind, ' ' order by f.kind) as one from fact f join fact_erasure x on x.fact_id = f.id`
    expect(await ledger.one(kinds)).toBe('assembly custody-event licence licence-version trace-answer')
    expect((await ledger.verify({ chains: 'all' })).problems).toEqual([])
  })

  const CASES: readonly (readonly [string, string, string, string])[] = [
    ['custody_event', 'another kind', 'kind', `'DESTROYED'`],
    ['custody_event', 'another party', 'to_party_id', `'${NOBODY}'`],
    ['custody_event', 'a declaration', 'declaration_id', `'${NOBODY}'`],
    ...EVENTS_AND_PARTS.map((one) => ['custody_event', ...one] as const),
    ...EVENTS_AND_PARTS.map((one) => ['assembly', ...one] as const),
    ['party_licence', 'a number', 'number', `'PERMIT-1'`],
    ['party_licence', 'an issuer', 'issuer', `'Invented'`],
    ['licence_version', 'a number of its terms', 'terms', `terms || '{"number": "PERMIT-1"}', number = 'PERMIT-1'`],
    ['licence_version', 'no number of its terms', 'terms', `terms || '{"number": null}'`],
    ['licence_version', 'an issuer of its terms', 'terms', `terms || '{"issuer": "Invented"}'`],
    ['licence_version', 'another end', 'terms', `terms || '{"validTo": "2031-01-01"}'`],
    ['licence_version', 'a number', 'number', `'PERMIT-1'`],
    ['trace_answer', 'a place', 'told', inTold('place', '{"country": "FR", "locality": "Elsewhere"}')],
    ['trace_answer', 'a number of a paper', 'told', inTold('documents,0,number', '"SECRET-1"')],
    ['trace_answer', 'the number ERASED of a paper', 'told', inTold('documents,0,number', '"ERASED"')],
    ['trace_answer', 'that a paper is not erased', 'told', inTold('documents,0,erased', 'false')],
  ]
  it.each(CASES)('says what is shown, and nothing besides: not, in %s, %s', async (table, _, column, value) => {
    const id = await ledger.one(
      `select t.id as one from ${table} t join fact_erasure x on x.fact_id = t.id where ${HAS_IT[column] ?? 'true'} limit 1`,
    )
    expect(id).not.toBe('')
    const found = await problemsAfter(table, `update ${table} set ${column} = ${value} where id = '${id}'`)
    expect(found).toMatchObject([{ code: 'ROW_CHANGED', place: `${table} ${id}` }])
  })

  const NOT_ERASED: readonly (readonly [string, string, string])[] = [
    ['custody_event', 'documents', `jsonb_set(documents, '{0,erased}', 'true')`],
    ['custody_event', 'documents', `documents_erased(documents)`],
    ['assembly', 'documents', `'[{"kind": "OTHER", "erased": true}]'`],
    ['party_licence', 'number', 'null'],
    ['party_licence', 'issuer', `coalesce(issuer, '') || 'X'`],
    ['licence_version', 'terms', `terms || '{"erased": true}'`],
    ['trace_answer', 'told', 'told_erased(told)'],
  ]
  it.each(NOT_ERASED)(
    'is that of nothing else: %s.%s, which was not erased, is found as %s',
    async (table, column, value) => {
      const id = await ledger.one(
        `select t.id as one from ${table} t where not exists (select from fact_erasure x where x.fact_id = t.id) and ${column} is distinct from ${value} limit 1`,
      )
      expect(id).not.toBe('')
      const found = await problemsAfter(table, `update ${table} set ${column} = ${value} where id = '${id}'`)
      expect(found).toMatchObject([{ code: 'ROW_CHANGED', place: `${table} ${id}` }])
    },
  )
})
