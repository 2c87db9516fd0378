import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestDatabase, type TestDatabase } from '../support/database.ts'
import { planOf } from '../support/plan-of.ts'

// Enough that a sequential scan is never the cheaper plan by accident.
const WEAPONS = 100_000
const [LONG_EVENTS, LONG_CORRECTIONS] = [200, 30]
const AGENCY = '0197a1f0-0000-7000-8000-000000000001'

let database: TestDatabase
let owner: pg.Client
let service: pg.Client

beforeAll(async () => {
  database = await openTestDatabase()
  owner = new pg.Client(database.ownerUrl)
  service = new pg.Client(database.serviceUrl)
  await Promise.all([owner.connect(), service.connect()])
  for (const client of [owner, service]) await client.query(`select set_config('app.agency', '${AGENCY}', false)`)
  for (const text of fillings()) await owner.query(text)
  await owner.query('analyze')
}, 120_000)

afterAll(async () => {
  await Promise.all([owner.end(), service.end()])
  await database.drop()
})

const id = (prefix: string) => `(lpad(to_hex(g), 8, '0') || '-0000-7000-8000-${prefix}')::uuid`
const WEAPON_ID = id('00000000aaaa')
const NUMBERS = `from generate_series(1, ${WEAPONS}) as g`
const OCCURRED = `'{"value": "2020-01-01", "precision": "DAY"}'::jsonb`

/** The tables that the hot statements read, filled by the owner in one statement each. */
function fillings(): string[] {
  const event = (
    seq: number,
  ) => `insert into custody_event (weapon_id, seq, id, report_id, kind, to_party_id, occurred, occurred_from, occurred_to,
      transit_countries, documents, agency_id, recorded_at)
    select ${WEAPON_ID}, ${seq}, ${id(`00000000e00${seq}`)}, ${id('00000000bbbb')}, 'MANUFACTURED', ${id('00000000cccc')}, ${OCCURRED},
      '2020-01-01', '2020-01-02', '{}', '[]', '${AGENCY}', '2020-02-01' ${NUMBERS}`
  return [
    `insert into weapon select ${WEAPON_ID}, 'SMALL_ARM', '${AGENCY}', '2020-02-01' ${NUMBERS}`,
    `insert into weapon_description select ${WEAPON_ID}, 1, ${id('00000000d000')}, 'RIFLE_ASSAULT', 'Zastava', 'ZASTAVA', 'M70', 'M70', '7.62x39', '762X39',
      'UNKNOWN', 'RS', 2019, null, '1', '${AGENCY}', '2020-02-01' ${NUMBERS}`,
    `insert into marking (weapon_id, n, id, kind, text, condition, agency_id, recorded_at)
      select ${WEAPON_ID}, 1, ${id('00000000d001')}, 'SERIAL_PRIMARY', 'B ' || g, 'INTACT', '${AGENCY}', '2020-02-01' ${NUMBERS}`,
    ...['NO_ZERO', 'PHONETIC', 'NCIC', 'CORE'].map(
      (kind) => `insert into marking_key select '${kind}', 'B' || g, 'ZASTAVA', ${WEAPON_ID}, 1 ${NUMBERS}`,
    ),
    `insert into weapon_state select ${WEAPON_ID}, 2, 1, 1, 'IN_STOCK', ${id('00000000cccc')}, null, true ${NUMBERS}`,
    `insert into weapon_reader select ${WEAPON_ID}, '${AGENCY}', 'REGISTERED', ${WEAPON_ID}, false, '2020-02-01' ${NUMBERS}`,
    event(1),
    event(2),
    `insert into party select ${id('00000000cccc')}, 'DEALER', 'RS', ${id('00000000ccce')}, '${AGENCY}', '2020-02-01' ${NUMBERS}`,
    `insert into representation select '${AGENCY}', ${id('00000000cccc')}, ${id('00000000cccd')}, '2020-01-01', null, '${AGENCY}', '2020-02-01'
      ${NUMBERS} where g % 100 = 0`,
    `insert into party_version (party_id, id, country, valid_from, reason, actor_id, agency_id, recorded_at)
      select ${id('00000000cccc')}, ${id('00000000cccf')}, 'ME', '2021-01-01', 'CHANGED', '${AGENCY}', '${AGENCY}', '2021-02-01' ${NUMBERS}`,
    `insert into representation_end select '${AGENCY}', ${id('00000000cccc')}, ${id('00000000cccd')}, ${id('00000000cccf')}, 'infinity', null, '${AGENCY}',
      '2020-02-01' ${NUMBERS}`,
    `insert into transfer select ${id('00000000aaac')}, 'SOLD_DOMESTIC', ${id('00000000cccc')}, ${id('00000000cccb')}, null, 1, ${OCCURRED}, null, null, '{}',
      '[]', null, '${AGENCY}', timestamptz '2020-02-01' + g * interval '1 s' ${NUMBERS}`,
    `insert into audit_entry select ${id('00000000aaad')}, '${AGENCY}', ${id('00000000cccd')}, 'look', array[${WEAPON_ID}], 1, 'r',
      timestamptz '2020-02-01' + g * interval '1 s' ${NUMBERS}`,
    `insert into error_declaration select ${WEAPON_ID}, ${id('00000000e0d1')}, 'CUSTODY_EVENT', ${id('00000000e001')}, 'DID_NOT_OCCUR', ${id('00000000e0d2')},
      null, true, '${AGENCY}', '${AGENCY}', '2020-02-01' ${NUMBERS}`,
    `insert into registrar_decision select ${WEAPON_ID}, ${id('00000000e0d1')}, ${id('00000000e0d3')}, 'CONFIRM', ${id('00000000e0d4')}, '${AGENCY}',
      '${AGENCY}', '2020-02-01' ${NUMBERS}`,
    `insert into fallen_fact select ${WEAPON_ID}, ${id('00000000e001')}, 'DECLARED' ${NUMBERS}`,
    `insert into transfer_statement (weapon_id, event_id, id, transfer_id, side, statement, actor_id, agency_id, recorded_at)
      select ${WEAPON_ID}, ${id('00000000e001')}, ${id('00000000e0f1')}, ${id('00000000aaac')}, 'RECEIVER', 'ACCEPTED', '${AGENCY}', '${AGENCY}', '2020-02-01'
      ${NUMBERS}`,
    `insert into party_licence (party_id, id, kind, number, valid_from, agency_id, recorded_at)
      select ${id('00000000cccc')}, ${id('00000000e0f2')}, 'DEALER_LICENCE', 'D-' || g, '2019-01-01', '${AGENCY}', '2020-02-01' ${NUMBERS}`,
    `insert into licence_version (party_id, licence_id, id, action, from_day, terms, reason_id, actor_id, agency_id, recorded_at)
      select ${id('00000000cccc')}, ${id('00000000e0f2')}, ${id('00000000e0f3')}, 'REVOKED', '2022-01-01', '{}', ${id('00000000e0f4')}, '${AGENCY}', '${AGENCY}',
      '2022-02-01' ${NUMBERS}`,
    ...longRecord(),
    `insert into identity_link select ${WEAPON_ID}, ${id('00000000e0a1')}, ${id('00000000aaab')}, 'SAME_REGISTRATION', 'T1', ${id('00000000e0a2')}, false,
      '${AGENCY}', '${AGENCY}', '2020-02-01' ${NUMBERS}`,
    `insert into assembly (weapon_id, id, host_id, action, report_id, occurred, documents, agency_id, recorded_at)
      select ${WEAPON_ID}, ${id('00000000e0b1')}, ${id('00000000aaab')}, 'ASSEMBLED', ${id('00000000e0b1')}, ${OCCURRED}, '[]', '${AGENCY}', '2020-02-01'
      ${NUMBERS}`,
    `insert into weapon_lot select ${WEAPON_ID}, null, 1, 'PIECE', ${WEAPON_ID}, ${id('00000000e0c1')}, '${AGENCY}', '2020-02-01' ${NUMBERS}`,
    `insert into lot_split select ${WEAPON_ID}, ${id('00000000e0c1')}, ${OCCURRED}, null, '${AGENCY}', '2020-02-01' ${NUMBERS}`,
    `insert into component_place select ${WEAPON_ID}, ${id('00000000aaab')}, ${OCCURRED} ${NUMBERS}`,
    `insert into idempotency_record select '${AGENCY}', '${AGENCY}', 'POST /v1/weapons', 'key-' || g, '\\x00', 201, '{}', ${id('00000000ffff')}, '\\x00',
      '2020-02-01' ${NUMBERS}`,
  ]
}

/** The first weapon has 200 events and 30 corrections, among a hundred thousand that have few. */
function longRecord(): string[] {
  const first = id('00000000aaaa').replace('to_hex(g)', 'to_hex(1)')
  const [lender, borrower] = ['1 + g % 2', '1 + (g + 1) % 2'].map((n) =>
    id('00000000cccc').replace('to_hex(g)', `to_hex(${n})`),
  )
  return [
    `insert into custody_event (weapon_id, seq, id, report_id, kind, from_party_id, to_party_id, occurred, occurred_from, occurred_to, transit_countries,
      documents, agency_id, recorded_at)
      select ${first}, g, ${id('00000000e0e1')}, ${id('00000000bbbb')}, 'LOANED', ${lender}, ${borrower},
      ${OCCURRED}, '2020-01-01', '2020-01-02', '{}', '[]', '${AGENCY}', '2020-02-01' from generate_series(3, ${LONG_EVENTS}) as g`,
    `insert into error_declaration
      select ${first}, ${id('00000000e0e2')}, 'CUSTODY_EVENT', ${id('00000000e0e1')}, 'DID_NOT_OCCUR', ${id('00000000e0d2')}, null, false, '${AGENCY}',
      '${AGENCY}', '2020-02-01' from generate_series(3, ${LONG_CORRECTIONS} + 1) as g`,
  ]
}

/** The one statement of a function, with its parameters by number: a function of the owner's rights is never inlined, so its call explains nothing. */
async function bodyOf(name: string): Promise<string> {
  const { rows } = await owner.query<{ body: string; names: string[] }>(
    'select pg_get_function_sqlbody(p.oid) as body, p.proargnames as names from pg_proc p where p.proname = $1',
    [name],
  )
  const [found] = rows
  if (found === undefined) throw new Error(`no function ${name}`)
  const statement = found.body.replace(/^\s*BEGIN ATOMIC/, '').replace(/;\s*END\s*$/, '')
  return found.names.reduce(
    (text, parameter, n) =>
      text.replaceAll(
        new RegExp(`\\b(?:${name}\\.)?${parameter}\\b`, 'g'),
        parameter.startsWith('p_') ? `$${n + 1}` : parameter,
      ),
    statement,
  )
}

const weaponId = (n: number) => `'${n.toString(16).padStart(8, '0')}-0000-7000-8000-00000000aaaa'`

describe('the hot statements at a hundred thousand weapons', () => {
  it('search by marking_key_pk, and read description and marks of what they hit by their keys', async () => {
    const plan = await planOf(
      owner,
      await bodyOf('registry_marking_candidates'),
      `'[{"kind": "NO_ZERO", "key": "B4711"}, {"kind": "NCIC", "key": "B4711"}]'::jsonb, 1001`,
    )
    expect(plan).toEqual({
      indexes: [
        'fallen_fact_pk',
        'marking_key_pk',
        'marking_pk',
        'weapon_description_pk',
        'weapon_pk',
        'weapon_state_pk',
      ],
      scanned: [],
    })
  })

  it('read a history with its corrections and links by the keys of their tables, each with the weapon first', async () => {
    const plan = await planOf(owner, await bodyOf('registry_history'), `array[${weaponId(4711)}]::uuid[]`)
    const indexes = [
      'assembly_pk',
      'custody_event_pk',
      'error_declaration_pk',
      'identity_link_pk',
      'lot_split_pk',
      'party_pk',
      'registrar_decision_pk',
      'weapon_lot_pk',
    ]
    expect(plan).toEqual({ indexes, scanned: [] })
  })

  it('read what the sides said, what the parties were and which licences they had by the keys of their tables', async () => {
    const wanted = `array[${weaponId(4711)}]::uuid[]`
    const said = await planOf(owner, await bodyOf('registry_transfer_statements'), wanted)
    expect(said).toEqual({ indexes: ['transfer_statement_pk'], scanned: [] })
    const were = await planOf(owner, await bodyOf('registry_party_versions'), wanted)
    expect(were).toEqual({ indexes: ['custody_event_pk', 'party_version_pk'], scanned: [] })
    const licensed = await planOf(owner, await bodyOf('registry_firm_licences'), wanted)
    expect(licensed).toEqual({ indexes: ['custody_event_pk', 'licence_version_pk', 'party_licence_pk'], scanned: [] })
  })

  it('read a record of 200 events and 30 corrections by the same keys, and whole', async () => {
    const wanted = `array[${weaponId(1)}]::uuid[]`
    const { scanned, indexes } = await planOf(owner, await bodyOf('registry_history'), wanted)
    expect(scanned).toEqual([])
    for (const index of ['custody_event_pk', 'error_declaration_pk', 'registrar_decision_pk'])
      expect(indexes).toContain(index)
    const items = await owner.query<{ item: string; count: number }>(
      `select item, count(*)::integer as count from registry_history(${wanted}) where weapon_id = ${weaponId(1)} group by item`,
    )
    const counts = Object.fromEntries(items.rows.map(({ item, count }) => [item, count]))
    expect(counts).toMatchObject({ EVENT: LONG_EVENTS, DECLARATION: LONG_CORRECTIONS })
  })

  it('follow what a component was in and a part was split off by their own keys', async () => {
    const plan = await planOf(owner, await bodyOf('registry_reach'), `array[${weaponId(4711)}]::uuid[]`)
    expect(plan).toEqual({ indexes: ['assembly_pk', 'weapon_lot_pk'], scanned: [] })
    const inside = await planOf(owner, await bodyOf('registry_components_in'), `array[${weaponId(4711)}]::uuid[]`)
    expect(inside).toEqual({ indexes: ['component_place_by_host'], scanned: [] })
  })

  it('follow the links of a record by their two keys', async () => {
    const body = (await bodyOf('registry_linked')).replace('unnest($1)', 'unnest($1::uuid[])')
    const plan = await planOf(owner, body, `array[${weaponId(4711)}]::uuid[]`)
    expect(plan).toEqual({
      indexes: ['identity_link_by_other', 'identity_link_pk', 'registrar_decision_pk'],
      scanned: [],
    })
  })

  it('decide who may read a weapon by its readers, its state and the representations of the asker', async () => {
    const plan = await planOf(owner, await bodyOf('weapon_readable'), `${weaponId(4711)}::uuid`)
    expect(plan).toEqual({ indexes: ['fallen_fact_pk', 'weapon_reader_pk', 'weapon_state_pk'], scanned: [] })
    const party = `'00000064-0000-7000-8000-00000000cccc'::uuid`
    const acts = await planOf(
      owner,
      await bodyOf('representation_valid'),
      `'${AGENCY}'::uuid, ${party}, '2025-01-01'::date`,
    )
    expect(acts).toEqual({ indexes: ['representation_end_pk', 'representation_pk'], scanned: [] })
    const closed = await planOf(owner, await bodyOf('party_closed'), `${party}, '2025-01-01'::date`)
    expect(closed).toEqual({ indexes: ['party_version_pk'], scanned: [] })
  })

  it('list weapons, and the audit by subject, actor, agency or time, in the order of their indexes', async () => {
    const last = `'-infinity', 'infinity', 'ffffffff-ffff-ffff-ffff-ffffffffffff', 51`
    const ends = 'timestamptz, timestamptz, uuid, integer)'
    await owner.query('set plan_cache_mode = force_generic_plan')
    const nulls = 'null, null, null, null, null, null, null'
    const types = `(boolean, uuid, uuid, text, text, text, text, text, ${ends}`
    const weapons = await planOf(owner, await bodyOf('list_weapons'), `false, ${nulls}, ${last}`, types)
    const wanted = `null, null, ${weaponId(4711)}, null, ${last}`
    const audit = await planOf(
      owner,
      await bodyOf('registry_audit_entries'),
      wanted,
      `(uuid, text, uuid, uuid, ${ends}`,
    )
    await owner.query('reset plan_cache_mode')
    // All representations of the sample are the asker's.
    expect(weapons.scanned).toEqual(['representation'])
    for (const index of ['marking_by_serial', 'weapon_by_time', 'weapon_state_held_by_time'])
      expect(weapons.indexes).toContain(index)
    const by = ['actor', 'agency', 'subject', 'time'].map((key) => `audit_entry_by_${key}`)
    expect(audit).toEqual({ indexes: by, scanned: [] })
  })

  it('lock weapons by weapon_state_pk', async () => {
    const plan = await planOf(
      owner,
      await bodyOf('lock_weapons'),
      `array[${weaponId(2)}, ${weaponId(1)}]::uuid[], 1, 0, 0`,
    )
    expect(plan).toEqual({ indexes: ['weapon_state_pk'], scanned: [] })
  })

  it('find 500 weapons by weapon_pk with row-level security on', async () => {
    const ids = Array.from({ length: 500 }, (_, n) => weaponId(n + 1)).join(', ')
    const text = 'select id from weapon where id = any ($1::uuid[])'
    expect(await planOf(service, text, `array[${ids}]::uuid[]`)).toEqual({ indexes: ['weapon_pk'], scanned: [] })
  })

  it('find a kept reply by idempotency_record_pk with row-level security on', async () => {
    const text = `select sealed from idempotency_record
      where agency_id = $1::uuid and actor_id = $2::uuid and operation = $3::text and key = $4::text`
    const plan = await planOf(service, text, `'${AGENCY}', '${AGENCY}', 'POST /v1/weapons', 'key-4711'`)
    expect(plan).toEqual({ indexes: ['idempotency_record_pk'], scanned: [] })
  })

  it('read few pages, whatever the size of the registry', async () => {
    const { rows } = await owner.query<{
      'QUERY PLAN': { Plan: { 'Shared Hit Blocks': number; 'Shared Read Blocks': number } }[]
    }>(
      `explain (analyze, buffers, format json) select * from registry_marking_candidates('[{"kind": "NO_ZERO", "key": "B4711"}]', 1001)`,
    )
    const [plan] = rows.flatMap((row) => row['QUERY PLAN']).map(({ Plan }) => Plan)
    expect((plan?.['Shared Hit Blocks'] ?? 1e9) + (plan?.['Shared Read Blocks'] ?? 0)).toBeLessThan(2000)
  })
})
