import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openTestDatabase, type TestDatabase } from '../support/database.ts'
import { insertSample, type SampleRow, sampleRows } from '../support/sample-rows.ts'

const AGENCY = randomUUID()
const WEAPON = randomUUID()
const INSUFFICIENT_PRIVILEGE = '42501'

let database: TestDatabase
let service: pg.Client
let rows: Record<string, SampleRow>
let readable: string[]
let insertable: string[]

beforeAll(async () => {
  database = await openTestDatabase()
  const owner = new pg.Client(database.ownerUrl)
  await owner.connect()
  rows = sampleRows(AGENCY, WEAPON)
  for (const [table, row] of Object.entries(rows)) await insertSample(owner, table, row)
  await owner.end()
  service = new pg.Client(database.serviceUrl)
  await service.connect()
  readable = await tablesWith('SELECT')
  insertable = await tablesWith('INSERT')
})

afterAll(async () => {
  await service.end()
  await database.drop()
})

beforeEach(() => act({}))

async function tablesWith(privilege: string): Promise<string[]> {
  const { rows: found } = await service.query<{ name: string }>(
    `select c.relname::text as name from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
      and c.relname <> 'schema_migration' and has_any_column_privilege(c.oid, $1)`,
    [privilege],
  )
  return found.map(({ name }) => name)
}

/** What the service sets at the beginning of a transaction; here it lasts for the session. */
async function act({ agency = '', reach = '' }: { agency?: string; reach?: string }): Promise<void> {
  await service.query(`select set_config('app.agency', $1, false), set_config('app.reach', $2, false)`, [agency, reach])
}

async function countOf(source: string): Promise<number> {
  const { rows: found } = await service.query<{ count: number }>(`select count(*)::int as count from ${source}`)
  return found[0]?.count ?? 0
}

async function visibleTables(): Promise<string[]> {
  const visible: string[] = []
  for (const table of readable) if ((await countOf(table)) > 0) visible.push(table)
  return visible
}

/** The SQLSTATE with which an insertion is refused, or 'none'. */
async function refusalOf(table: string, fresh: Record<string, SampleRow>): Promise<string | undefined> {
  return insertSample(service, table, fresh[table] ?? {}).then(
    () => 'none',
    (error: unknown) => (error instanceof pg.DatabaseError ? error.code : String(error)),
  )
}

const REGISTRY_WIDE = {
  registry_history: `registry_history(array['${WEAPON}']::uuid[])`,
  registry_record: `registry_record(array['${WEAPON}']::uuid[])`,
  registry_declarations: `registry_declarations('${WEAPON}')`,
  registry_party_names: `registry_party_names(array['%party%']::uuid[], null, null)`,
  registry_party_versions: `registry_party_versions(array['${WEAPON}']::uuid[])`,
  registry_transfer_statements: `registry_transfer_statements(array['${WEAPON}']::uuid[])`,
  registry_offices: `registry_offices(array['%agency%']::uuid[])`,
  registry_answer_records: `registry_answer_records('%answer%', '%answer%', '${WEAPON}')`,
  registry_answers_of: `registry_answers_of(array['${WEAPON}']::uuid[])`,
  registry_requests_of: `registry_requests_of(array['${WEAPON}']::uuid[], array[]::uuid[], 'A 1')`,
  registry_components_in: `registry_components_in(array['${WEAPON}']::uuid[])`,
  registry_lots_taken: `registry_lots_taken(array['${WEAPON}']::uuid[], null, null)`,
  registry_relations: `registry_relations(array['${WEAPON}']::uuid[])`,
  registry_erasures: `registry_erasures(array['${WEAPON}']::uuid[])`,
  registry_search: `registry_search('{}', '{}', '{}', '{-1}', '{NO_ZERO}', '{null}', '{M921234}', '{10}', '{0}', '{f}', '{null}', '{M92}', '{M93}', '{%}', 10, 10,
    '{1}', '{ZASTAVA}', '{1234}', 10)`,
  registry_alphabets: `registry_alphabets('{ZASTAVA,ZASTAVA}', '{0,7}', '{null,null}')`,
  registry_described: `registry_described(array['${WEAPON}']::uuid[])`,
}

/**
 * A history holds the sample event, declaration, link, assembly and split, a record the statement and the party's version too; relations are to a host, a successor
 * and a lot; a search finds the weapon by key and by range, and says what it is.
 */
const ROWS: Readonly<Record<string, number>> = {
  registry_history: 5,
  registry_record: 7,
  registry_relations: 3,
  registry_alphabets: 2,
  registry_search: 3,
}

function callOf(name: keyof typeof REGISTRY_WIDE): string {
  const idOf = (table: string) => String(rows[table]?.['id'])
  const places = { '%party%': 'party', '%agency%': 'agency', '%answer%': 'trace_answer' }
  return Object.entries(places).reduce(
    (call, [place, table]) => call.replaceAll(place, idOf(table)),
    REGISTRY_WIDE[name],
  )
}

describe('a connection that forgets its agency', () => {
  it('sees no row of any table, whatever reach it claims', async () => {
    expect(readable.length).toBeGreaterThan(15)
    for (const reach of ['', 'own', 'registry', 'registry-names']) {
      await act({ reach })
      expect({ reach, visible: await visibleTables() }).toEqual({ reach, visible: [] })
    }
  })

  it('can insert into no table', async () => {
    expect(insertable.length).toBeGreaterThan(15)
    const fresh = sampleRows(AGENCY, randomUUID())
    await act({ reach: 'registry-names' })
    for (const table of insertable) {
      expect({ table, code: await refusalOf(table, fresh) }).toEqual({ table, code: INSUFFICIENT_PRIVILEGE })
    }
  })

  it('learns nothing from the registry-wide functions, and changes nothing by them', async () => {
    for (const name of Object.keys(REGISTRY_WIDE) as (keyof typeof REGISTRY_WIDE)[]) {
      expect({ name, count: await countOf(callOf(name)) }).toEqual({ name, count: 0 })
    }
    const later = `'-infinity', 'infinity', 'ffffffff-ffff-ffff-ffff-ffffffffffff', 10`
    expect(await countOf(`list_weapons(true, null, null, null, null, null, null, null, ${later})`)).toBe(0)
    expect(await countOf(`registry_audit_entries(null, null, null, null, ${later})`)).toBe(0)
    expect(
      await countOf(`registry_own_looks('${WEAPON}', '-infinity', 'infinity', '${WEAPON}', '{}', 'infinity', 10)`),
    ).toBe(0)
    expect(await countOf(`registry_own_looks(null, '-infinity', 'infinity', '${WEAPON}', '{}', 'infinity', 10)`)).toBe(
      0,
    )
    const look = String(rows['disclosure']?.['id'])
    expect(await countOf(`registry_look_facts(array['${look}']::uuid[], '{}', 'infinity')`)).toBe(0)
    expect(await countOf(`registry_audit_texts(array['${WEAPON}']::uuid[])`)).toBe(0)
    expect(await countOf(`registry_chain_keys(array['${WEAPON}']::uuid[])`)).toBe(0)
    expect(await countOf(`registry_custody_sights(array['${WEAPON}']::uuid[], 'none', true)`)).toBe(0)
    await service.query('select keep_dossiers($1::jsonb)', [JSON.stringify([{ weaponId: WEAPON, body: 'false' }])])
    expect(await countOf(`lock_weapons(array['${WEAPON}']::uuid[], 1, 1, 1)`)).toBe(0)
    expect(await countOf(`lock_linked_weapons(array['${WEAPON}']::uuid[], 1)`)).toBe(0)
    expect(await countOf(`lock_records(array['${WEAPON}']::uuid[], 1, true)`)).toBe(0)
    await service.query('select project_places($1::jsonb)', [JSON.stringify([{ weaponId: WEAPON }])])
    await service.query('select project_standing($1::jsonb)', [
      JSON.stringify([{ weaponId: WEAPON, factId: WEAPON, stands: false }]),
    ])
    const state = JSON.stringify([{ weapon_id: WEAPON, status: 'STOLEN', chain_intact: false }])
    const { rows: projected } = await service.query('select project_custody($1::jsonb) as touched', [state])
    expect(projected).toEqual([{ touched: 0 }])
  })

  it('can claim no id, and is nobody to the visibility predicate', async () => {
    const claim = `claim_client_id('${randomUUID()}', '${randomUUID()}', 'POST /v1/weapons', 'k', '\\x00')`
    await expect(service.query(`select * from ${claim}`)).rejects.toThrow(/agency_id/)
    await act({ reach: 'registry-names' })
    const { rows: found } = await service.query(
      `select weapon_readable($1) as readable, weapon_is_own($1) as own, reads_registry() as registry, reads_names() as names`,
      [WEAPON],
    )
    expect(found).toEqual([{ readable: false, own: false, registry: false, names: false }])
  })
})

describe('a connection of another agency', () => {
  it('sees nothing of this one but what says nothing without the rest: keys of sealed bodies, places of events, ids of what fell, the ledger and what was witnessed', async () => {
    await act({ agency: randomUUID(), reach: 'own' })
    const ledger = [
      'ledger_checkpoint',
      'ledger_cosignature',
      'ledger_entry',
      'ledger_log',
      'ledger_signed',
      'ledger_tile',
    ]
    const others = ['content_key', 'event_locator', 'fallen_fact', 'witnessed_checkpoint']
    expect((await visibleTables()).toSorted()).toEqual([...others, ...ledger].toSorted())
  })

  it('can insert nothing in the name of this one', async () => {
    await act({ agency: randomUUID(), reach: 'registry-names' })
    const fresh = sampleRows(AGENCY, randomUUID())
    const named = insertable.filter((table) => 'agency_id' in (fresh[table] ?? {}))
    expect(named.length).toBeGreaterThan(12)
    for (const table of named) {
      expect({ table, code: await refusalOf(table, fresh) }).toEqual({ table, code: INSUFFICIENT_PRIVILEGE })
    }
  })
})

describe('a connection of the agency itself', () => {
  it('sees its own rows, so that seeing none elsewhere means something', async () => {
    await act({ agency: AGENCY, reach: 'own' })
    const unseen = readable.filter((table) => !['audit_entry', 'agency', 'content_key'].includes(table))
    const visible = await visibleTables()
    expect(unseen.filter((table) => !visible.includes(table))).toEqual([])
    for (const name of Object.keys(REGISTRY_WIDE) as (keyof typeof REGISTRY_WIDE)[]) {
      expect({ name, count: await countOf(callOf(name)) }).toEqual({ name, count: ROWS[name] ?? 1 })
    }
  })
})
