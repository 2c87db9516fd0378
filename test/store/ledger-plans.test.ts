import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestDatabase, type TestDatabase } from '../support/database.ts'
import { bodyOf } from '../support/function-plans.ts'
import { planOf } from '../support/plan-of.ts'
import { sampleRows } from '../support/sample-rows.ts'

const ROWS = 30_000
const AGENCY = '0197a1f0-0000-7000-8000-000000000001'

let database: TestDatabase
let owner: pg.Client

const idOf = (n: string, end: string) => `(lpad(to_hex(${n}), 8, '0') || '-0000-7000-8000-0000000000${end}')::uuid`
const id = (end: string) => `'00001267-0000-7000-8000-0000000000${end}'`
const weapon = idOf('g', 'a0')
const [request, answer, party, event, name] = ['a1', 'a2', 'a3', 'a4', 'a5'].map((end) => idOf('g', end))

/** As many rows of a table as there are answers, each as the sample but for what differs. */
function rowsOf(table: string, differs: Readonly<Record<string, string>>): string {
  const sample = JSON.stringify(sampleRows(AGENCY)[table]).replaceAll("'", "''")
  const values = Object.entries(differs).map(([column, value]) => `'${column}', ${value}`)
  return `insert into ${table} select r.* from generate_series(1, ${ROWS}) as g
    cross join lateral jsonb_populate_record(null::${table}, '${sample}'::jsonb || jsonb_build_object(${values.join(', ')})) r`
}

const told = `jsonb_build_object('chain', jsonb_build_array(jsonb_build_object('eventId', ${event}, 'to', jsonb_build_object('partyId', ${party}))))`

/** A log of many entries, and answers with what is behind them: as many as there are of each. */
const FILLINGS = [
  ...[
    'custody_event',
    'identity_link',
    'registrar_decision',
    'error_declaration',
    'weapon_description',
    'marking',
    'answer_supersession',
  ].map((table) => `alter table ${table} disable trigger user`),
  ...['party_version'].map((table) => `alter table ${table} disable trigger user`),
  rowsOf('weapon', { id: weapon }),
  rowsOf('fact', { id: answer ?? '', kind: `'trace-answer'`, canonical: `format('{"requestId": "%s"}', ${request})` }),
  rowsOf('leaf_queue', { fact_id: idOf('g', 'b0') }),
  `insert into ledger_entry select g - 1, ${answer}, '\\x01', sha256(int4send(g)) from generate_series(1, ${ROWS}) as g`,
  `insert into ledger_tile select 0, g, decode(repeat('07', 8192), 'hex'), sha256('\\x00') from generate_series(1, ${ROWS / 10}) as g`,
  rowsOf('trace_request', { id: request ?? '' }),
  rowsOf('trace_answer', { id: answer ?? '', request_id: request ?? '', weapon_id: weapon, told }),
  rowsOf('answer_supersession', { id: idOf('g', 'b1'), request_id: request ?? '', answer_id: answer ?? '' }),
  rowsOf('identity_link', { id: idOf('g', 'b2'), weapon_id: weapon, other_weapon_id: idOf('g', 'b3') }),
  rowsOf('registrar_decision', { id: idOf('g', 'b9'), weapon_id: weapon, subject_id: idOf('g', 'b2') }),
  rowsOf('error_declaration', { id: idOf('g', 'ba'), weapon_id: weapon, subject_id: idOf('g', 'bb') }),
  rowsOf('weapon_description', { id: idOf('g', 'b4'), weapon_id: weapon }),
  rowsOf('marking', { id: idOf('g', 'b5'), weapon_id: weapon }),
  rowsOf('party', { id: party ?? '', name_id: name ?? '' }),
  rowsOf('party_version', { id: idOf('g', 'b6'), party_id: party ?? '', name_id: 'null::uuid' }),
  rowsOf('personal_record', { id: name ?? '', subject_id: party ?? '', secret: 'null::text' }),
  'alter table fact_erasure drop constraint fact_erasure_by_order',
  rowsOf('fact_erasure', { fact_id: idOf('g', 'b7'), weapon_id: weapon }),
  rowsOf('event_locator', { event_id: event ?? '', weapon_id: weapon }),
  rowsOf('disclosure', {
    id: idOf('g', 'b8'),
    weapon_id: weapon,
    recorded_at: `timestamptz '2026-01-01' + g * interval '1 s'`,
  }),
]

beforeAll(async () => {
  database = await openTestDatabase()
  owner = new pg.Client(database.ownerUrl)
  await owner.connect()
  await owner.query(`select set_config('app.agency', '${AGENCY}', false)`)
  for (const text of FILLINGS) await owner.query(text)
  await owner.query('analyze')
}, 240_000)

afterAll(async () => {
  await owner.end()
  await database.drop()
})

async function plansOf(text: string, values: string, types: string) {
  const plans = []
  for (const mode of ['force_generic_plan', 'force_custom_plan']) {
    await owner.query(`set plan_cache_mode = ${mode}`)
    plans.push({ mode, ...(await planOf(owner, text, values, types)) })
  }
  await owner.query('reset plan_cache_mode')
  return plans
}

/** By plans for any parameters and for these nothing is read from end to end, and these indexes are used. */
async function expectIndexes(
  { text, types = '' }: { text: string; types?: string },
  values: string,
  indexes: readonly string[],
): Promise<void> {
  for (const { mode, ...plan } of await plansOf(text, values, types)) {
    expect({ mode, scanned: plan.scanned }).toEqual({ mode, scanned: [] })
    expect(plan.indexes).toEqual(expect.arrayContaining([...indexes]))
  }
}

describe('the hot statements of the ledger and of certificates', () => {
  it('take leaves from the queue in the order of their ids by leaf_queue_pk', async () => {
    const { rows } = await owner.query<{ body: string }>(
      `select prosrc as body from pg_proc where proname = 'sequence_leaves'`,
    )
    const body = rows[0]?.body ?? ''
    const [, waiting = ''] = /into v_ids\s([^;]*);/.exec(body) ?? []
    const [, taken = ''] = /return query\s([^;]*);/.exec(body) ?? []
    const wanted = '1000, 30000, null'
    for (const step of [`select w.fact_id ${waiting}`, taken]) {
      const text = step.replaceAll('p_limit', '$1').replaceAll('v_next', '$2').replaceAll('v_ids', '$3')
      await expectIndexes({ text, types: '(integer, bigint, uuid[])' }, wanted, ['leaf_queue_pk'])
    }
    await expectIndexes({ text: 'select max(e.idx) + $1::integer from ledger_entry e' }, '1', ['ledger_entry_pk'])
  })

  it('prove facts by their entries, full tiles and the leaves of the last tile', async () => {
    const ids = Array.from(
      { length: 50 },
      (_, n) => `'${(n + 1).toString(16).padStart(8, '0')}-0000-7000-8000-0000000000a2'`,
    )
    const indices = 'select e.fact_id, e.idx from ledger_entry e where e.fact_id = any ($1::uuid[])'
    await expectIndexes({ text: indices }, `array[${ids.join(', ')}]::uuid[]`, ['ledger_entry_fact_once'])
    const full = `select t.level, t.n, t.hashes from unnest($1::smallint[], $2::bigint[]) as w (level, n) join ledger_tile t on t.level = w.level and t.n = w.n`
    await expectIndexes({ text: full, types: '(smallint[], bigint[])' }, `'{0,0}', '{7,8}'`, ['ledger_tile_pk'])
    const leaves = `select string_agg(e.leaf, ''::bytea order by e.idx) from ledger_entry e where e.idx >= $1::bigint and e.idx < $2::bigint`
    await expectIndexes({ text: leaves, types: '(bigint, bigint)' }, '29696, 29900', ['ledger_entry_pk'])
  })

  it('tell who may have a proof by the keys of what the fact is of', async () => {
    const keys = [
      'fact_pk',
      'event_locator_pk',
      'trace_request_pk',
      expect.stringMatching(/^disclosure_by_(agency|time)$/),
    ]
    await expectIndexes({ text: await bodyOf(owner, 'fact_provable'), types: '(uuid)' }, id('a2'), keys)
  })

  it('find the records behind an answer by their keys, each with the weapon or the party first', async () => {
    const keys = [
      'trace_answer_pk',
      'trace_request_pk',
      'answer_supersession_pk',
      'identity_link_pk',
      'registrar_decision_pk',
      'error_declaration_pk',
      'identity_link_by_other',
      'weapon_description_pk',
      'marking_pk',
      'party_version_pk',
      'fact_pk',
      'fact_erasure_pk',
    ]
    const text = await bodyOf(owner, 'registry_answer_records')
    await expectIndexes({ text, types: '(uuid, uuid, uuid)' }, `${id('a1')}, ${id('a2')}, ${id('c0')}`, keys)
  })

  it('find the names of an answer by their keys', async () => {
    const keys = ['trace_answer_pk', 'trace_request_pk', 'party_pk', 'party_version_pk', 'personal_record_pk']
    const text = await bodyOf(owner, 'registry_answer_names')
    await expectIndexes({ text, types: '(uuid, uuid)' }, `${id('a1')}, ${id('a2')}`, keys)
  })
})
