import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { checkSchema, migrate, SchemaMismatchError } from '../../src/store/migrate.ts'
import { openEmptyDatabase, type TestDatabase } from '../support/database.ts'

let database: TestDatabase
let client: pg.Client
let dir: string

beforeEach(async () => {
  database = await openEmptyDatabase()
  client = new pg.Client(database.ownerUrl)
  await client.connect()
  dir = mkdtempSync(path.join(os.tmpdir(), 'marktrace-migrations-'))
  mkdirSync(path.join(dir, 'repeatable'))
  write('0001_weapons.sql', 'create table weapon (id int);')
  write('0002_marks.sql', 'create table mark (id int); select pg_sleep(0.2); insert into mark values (1);')
})

afterEach(async () => {
  await client.end()
  await database.drop()
  rmSync(dir, { recursive: true, force: true })
})

function write(name: string, sql: string): void {
  writeFileSync(path.join(dir, name), sql)
}

const run = (): Promise<readonly string[]> => migrate(database.ownerUrl, { dir, serviceRole: 'marktrace_service' })

async function readNames(): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>('select name from schema_migration order by version')
  return rows.map((row) => row.name)
}

describe('migrations', () => {
  it('are applied once in the order of their numbers, and the second run finds nothing to do', async () => {
    expect(await run()).toEqual(['0001_weapons.sql', '0002_marks.sql'])
    expect(await run()).toEqual([])
    expect(await readNames()).toEqual(['0001_weapons.sql', '0002_marks.sql'])
  })

  it('are applied once when four processes start together, and each of them succeeds', async () => {
    const applied = await Promise.all([run(), run(), run(), run()])
    expect(applied.flat().toSorted()).toEqual(['0001_weapons.sql', '0002_marks.sql'])
    expect((await client.query('select id from mark')).rows).toEqual([{ id: 1 }])
  })

  it('without a transaction do not deadlock with a process that waits for its turn', async () => {
    write('0003_index.sql', '-- no-transaction\ncreate index concurrently if not exists mark_id on mark (id)')
    const applied = await Promise.all([run(), run(), run()])
    expect(applied.flat()).toHaveLength(3)
    expect((await client.query("select to_regclass('mark_id') is not null as made")).rows).toEqual([{ made: true }])
  })

  it('leave nothing behind when a file fails, and name the file', async () => {
    write('0003_broken.sql', 'create table half (id int); select no_such_function();')
    await expect(run()).rejects.toThrow(/0003_broken\.sql failed: .*no_such_function/)
    expect((await client.query("select to_regclass('half') as half")).rows).toEqual([{ half: null }])
    expect(await readNames()).toEqual(['0001_weapons.sql', '0002_marks.sql'])
    write('0003_broken.sql', 'create table half (id int);')
    expect(await run()).toEqual(['0003_broken.sql'])
  })

  it('refuse a file that was edited after it was applied', async () => {
    await run()
    write('0001_weapons.sql', 'create table weapon (id bigint);')
    await expect(run()).rejects.toThrow(SchemaMismatchError)
    await expect(run()).rejects.toThrow(/0001_weapons\.sql was changed/)
    await expect(checkSchema(client, dir)).rejects.toThrow(/0001_weapons\.sql was changed/)
  })

  it('refuse a database that a newer program has migrated, and change nothing in it', async () => {
    write('0003_newer.sql', 'create table newer (id int);')
    await run()
    rmSync(path.join(dir, '0003_newer.sql'))
    await expect(run()).rejects.toThrow(/newer than this program: it holds 0003_newer\.sql/)
    await expect(checkSchema(client, dir)).rejects.toThrow(/newer than this program/)
    expect(await readNames()).toHaveLength(3)
  })

  it('refuse numbers that are missing or given twice, and names of another form', async () => {
    write('0004_gap.sql', 'select 1')
    await expect(run()).rejects.toThrow(/0004_gap\.sql/)
    rmSync(path.join(dir, '0004_gap.sql'))
    write('0002_again.sql', 'select 1')
    await expect(run()).rejects.toThrow(/each once; out of place from: 0002_marks\.sql/)
    rmSync(path.join(dir, '0002_again.sql'))
    write('3_short.sql', 'select 1')
    await expect(run()).rejects.toThrow(/NNNN_name\.sql; these are not: 3_short\.sql/)
  })

  it('can grant to the role of the service, and the repeatable files run after them each time', async () => {
    const grant = "execute format('grant select on mark to %I', current_setting('marktrace.service_role'))"
    write('repeatable/grants.sql', `do $$ begin ${grant}; insert into mark values (2); end $$`)
    await run()
    await run()
    const service = new pg.Client(database.serviceUrl)
    await service.connect()
    try {
      expect((await service.query('select count(*)::int as count from mark')).rows).toEqual([{ count: 3 }])
      await expect(service.query('select from weapon')).rejects.toThrow(/permission denied/)
      await checkSchema(service, dir)
    } finally {
      await service.end()
    }
  })

  it('are reported as missing to a start that has no login of the owner', async () => {
    await expect(checkSchema(client, dir)).rejects.toThrow(
      /lacks 2 migration\(s\), the first of them 0001_weapons\.sql/,
    )
    await run()
    write('0003_next.sql', 'select 1')
    await expect(checkSchema(client, dir)).rejects.toThrow(/lacks 1 migration\(s\), the first of them 0003_next\.sql/)
  })
})
