import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { EXECUTABLE } from '../support/executable.ts'
import { openTestDatabase, type TestDatabase } from '../support/database.ts'
import { NOT_BY_WEAPON } from '../support/keys-not-by-weapon.ts'
import { SERVICE_ROLE } from '../support/test-roles.ts'

// The migrations' own book; it holds no data of anyone.
const EXEMPT = 'schema_migration'
const CLASSES = ['fact', 'audit', 'projection', 'personal', 'operational']

// PostgreSQL cuts a name at 63 bytes; a shard of it appends its number of up to 9 digits.
const MAX_NAME_BYTES = 54

let database: TestDatabase
let owner: pg.Client

beforeAll(async () => {
  database = await openTestDatabase()
  owner = new pg.Client(database.ownerUrl)
  await owner.connect()
})

afterAll(async () => {
  await owner.end()
  await database.drop()
})

async function list(text: string, values: readonly unknown[] = []): Promise<string[]> {
  const { rows } = await owner.query<{ item: string }>(text, [...values])
  return rows.map(({ item }) => item)
}

const OUR_TABLES = `
  from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and c.relname <> '${EXEMPT}'`

describe('each table', () => {
  it('says of which class it is, so that none escapes the rules of its class', async () => {
    const { rows } = await owner.query<{ name: string; class: string | null }>(
      `select c.relname as name, split_part(obj_description(c.oid), ':', 1) as class ${OUR_TABLES}`,
    )
    expect(rows.length).toBeGreaterThan(20)
    expect(rows.filter((row) => row.class === null || !CLASSES.includes(row.class))).toEqual([])
  })

  it('has row-level security, forced on its owner too', async () => {
    expect(
      await list(`select c.relname::text as item ${OUR_TABLES} and not (c.relrowsecurity and c.relforcerowsecurity)`),
    ).toEqual([])
  })

  it('opens nothing to everyone: no privilege of PUBLIC, no policy that is always true but those of the owner and of erasure', async () => {
    expect(
      await list(`select c.relname::text as item ${OUR_TABLES} and exists (
        select from aclexplode(c.relacl) where grantee = 0)`),
    ).toEqual([])
    expect(
      await list(`select tablename || '.' || policyname as item from pg_policies
        where schemaname = 'public' and policyname not in ('owner_all', 'erasure') and (qual = 'true' or with_check = 'true')`),
    ).toEqual([])
    expect(
      await list(`select tablename || ' for ' || roles::text as item from pg_policies
        where policyname = 'owner_all' and roles <> array['marktrace_owner']::name[]`),
    ).toEqual([])
  })

  it('can be erased from where it is personal, and nowhere else', async () => {
    const erasable = await list(`
      select c.relname::text as item ${OUR_TABLES} and has_table_privilege('marktrace_erasure', c.oid, 'DELETE') order by 1`)
    expect(erasable).toEqual(['content_key', 'personal_record'])
    expect(
      await list(
        `select tablename || ' for ' || roles::text as item from pg_policies where policyname = 'erasure' order by 1`,
      ),
    ).toEqual(['content_key for {marktrace_erasure}', 'personal_record for {marktrace_erasure}'])
    const personal = `select c.relname::text as item ${OUR_TABLES} and obj_description(c.oid) like 'personal:%' order by 1`
    expect(await list(personal)).toEqual(erasable)
  })

  it('that holds a weapon_id has it in every key, or is one of the known exceptions', async () => {
    const keys = await list(`
      select i.indexrelid::regclass::text as item
      from pg_index i join pg_class c on c.oid = i.indrelid and c.relnamespace = 'public'::regnamespace
        join pg_attribute a on a.attrelid = c.oid and a.attname = 'weapon_id' and not a.attisdropped
      where i.indisunique and not a.attnum = any (i.indkey::int2[])
      order by 1`)
    expect(keys).toEqual(NOT_BY_WEAPON)
  })
})

describe('the role of the service', () => {
  it('may update, delete, truncate, reference or trigger on no table, and on no column of one', async () => {
    const { rows } = await owner.query(
      `select c.relname, p.privilege ${OUR_TABLES.replace('where', "cross join unnest(array['UPDATE','DELETE','TRUNCATE','REFERENCES','TRIGGER']) as p (privilege) where")}
        and has_table_privilege($1, c.oid, p.privilege)`,
      [SERVICE_ROLE],
    )
    expect(rows).toEqual([])
    const columns = await owner.query(
      `select c.relname ${OUR_TABLES} and has_any_column_privilege($1, c.oid, 'UPDATE, REFERENCES')`,
      [SERVICE_ROLE],
    )
    expect(columns.rows).toEqual([])
  })

  it('may insert each fact and audit row but those of erasures, and nothing into a projection but what an insertion makes whole', async () => {
    const facts = await list(
      `select c.relname::text as item ${OUR_TABLES} and split_part(obj_description(c.oid), ':', 1) in ('fact', 'audit')
        and not has_table_privilege($1, c.oid, 'INSERT') order by 1`,
      [SERVICE_ROLE],
    )
    // Orders of erasure are recorded by the erasure role alone.
    expect(facts).toEqual(['erasure', 'fact_erasure'])
    const projections = await list(
      `select c.relname::text as item ${OUR_TABLES} and split_part(obj_description(c.oid), ':', 1) = 'projection'
        and has_table_privilege($1, c.oid, 'INSERT') order by 1`,
      [SERVICE_ROLE],
    )
    expect(projections).toEqual(['event_locator', 'marking_key', 'party_in_custody', 'trace_state'])
  })

  it('owns nothing, is a member of nothing, and can make no table, schema or function, and can switch no trigger off', async () => {
    const owned = await list(
      `select classid::regclass::text || ' ' || objid as item from pg_shdepend
        where refobjid = $1::regrole and deptype = 'o' and dbid = (select oid from pg_database where datname = current_database())`,
      [SERVICE_ROLE],
    )
    expect(owned).toEqual([])
    expect(
      await list('select roleid::regrole::text as item from pg_auth_members where member = $1::regrole', [
        SERVICE_ROLE,
      ]),
    ).toEqual([])
    const service = new pg.Client(database.serviceUrl)
    await service.connect()
    try {
      await expect(service.query('create table mine (id int)')).rejects.toThrow(/permission denied/)
      await expect(service.query('create schema mine')).rejects.toThrow(/permission denied/)
      await expect(service.query('create function f() returns int language sql as $$ select 1 $$')).rejects.toThrow(
        /permission denied/,
      )
      await expect(service.query('alter table fact disable trigger all')).rejects.toThrow(/must be owner/)
      await expect(service.query("set session_replication_role = 'replica'")).rejects.toThrow(/permission denied/)
    } finally {
      await service.end()
    }
  })

  it('may execute the functions named for it and no others', async () => {
    const executable = await list(
      `select p.oid::regprocedure::text as item from pg_proc p
        where p.pronamespace = 'public'::regnamespace and has_function_privilege($1, p.oid, 'EXECUTE') order by 1`,
      [SERVICE_ROLE],
    )
    expect(executable).toEqual(EXECUTABLE.toSorted())
  })

  it('cannot read the secret of a fact, a search key or an id that another client made', async () => {
    const unreadable = [
      'fact.secret',
      'marking_key.key',
      'client_id.id',
      'weapon_state.holder_party_id',
      'leaf_queue.entry',
    ]
    for (const column of unreadable) {
      const [table, name] = column.split('.')
      const { rows } = await owner.query('select has_column_privilege($1, $2::regclass, $3, $4) as readable', [
        SERVICE_ROLE,
        table,
        name,
        'SELECT',
      ])
      expect({ column, ...rows[0] }).toEqual({ column, readable: false })
    }
  })
})

describe('each function that runs with the rights of its owner', () => {
  it('pins its search path, with pg_temp last', async () => {
    const loose = await list(`
      select p.oid::regprocedure::text as item from pg_proc p
      where p.pronamespace = 'public'::regnamespace and p.prosecdef
        and not coalesce(p.proconfig @> array['search_path=public, pg_temp'], false)`)
    expect(loose).toEqual([])
  })
})

describe('each constraint', () => {
  it('has a name of its own that says what is wrong, short enough to be sharded', async () => {
    const { rows } = await owner.query<{ name: string }>(`
      select n.conname::text as name from pg_constraint n join pg_class c on c.oid = n.conrelid
      where c.relnamespace = 'public'::regnamespace and c.relname <> '${EXEMPT}' and n.contype <> 'n'
      union all
      select i.indexrelid::regclass::text from pg_index i join pg_class c on c.oid = i.indrelid
      where c.relnamespace = 'public'::regnamespace and c.relname <> '${EXEMPT}'`)
    expect(rows.length).toBeGreaterThan(40)
    expect(rows.filter(({ name }) => Buffer.byteLength(name) > MAX_NAME_BYTES)).toEqual([])
    expect(rows.filter(({ name }) => /_(pkey|fkey|key|check|excl|idx)\d*$/.test(name))).toEqual([])
  })
})
