import { randomUUID } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Report } from '../../src/fsck/verify-ledger.ts'
import { type EmbeddedPostgres, startEmbedded } from '../../src/pg/embedded.ts'
import { prepareDatabase } from '../../src/process/prepare-database.ts'
import { makeLogKey } from '../support/kept-ledger.ts'
import { makeDataDir, runProgram } from '../support/service-process.ts'

const folder = makeDataDir()
let embedded: EmbeddedPostgres | undefined

beforeAll(async () => {
  embedded = await startEmbedded({ dataDir: folder.dataDir, volatile: true })
  await prepareDatabase(embedded, () => undefined)
}, 60_000)
afterAll(async () => {
  await embedded?.stop()
  folder.remove()
})

async function run(command: string, ...args: string[]) {
  const program = runProgram('src/cli/marktrace.ts', [command, ...args], { env: { DATA_DIR: folder.dataDir } })
  const code = await program.exited
  return { code, ...program.output() }
}

async function change(text: string): Promise<void> {
  const client = new pg.Client(embedded?.adminUrl)
  await client.connect()
  await client.query(text)
  await client.end()
}

const PARTY = randomUUID()

describe('marktrace verify-ledger', () => {
  it('ends with 0 where everything agrees, while the database runs and where it does not', async () => {
    const running = await run('verify-ledger')
    expect([running.code, running.stdout]).toEqual([0, expect.stringContaining('everything agrees')])
    await embedded?.stop()
    embedded = undefined
    expect((await run('verify-ledger', '--chains', 'all')).code).toBe(0)
    embedded = await startEmbedded({ dataDir: folder.dataDir, volatile: true })
  }, 60_000)

  it('ends with 1 and names what does not, also as JSON', async () => {
    await change(`insert into party (id, kind, country, name_id, agency_id, recorded_at)
      values ('${PARTY}', 'DEALER', 'FR', '${PARTY}', '${PARTY}', now())`)
    const told = await run('verify-ledger')
    expect([told.code, told.stdout]).toEqual([1, expect.stringContaining(`ROW_WITHOUT_FACT party ${PARTY}`)])
    const { code, stdout } = await run('verify-ledger', '--json')
    const report = JSON.parse(stdout) as Report
    expect([code, report.count, report.problems]).toMatchObject([
      1,
      2,
      [{ code: 'ROW_WITHOUT_FACT' }, { code: 'TEXT_MISSING' }],
    ])
  }, 60_000)

  it('ends with 1 for a note that is longer than the ledger or no checkpoint, and with 2 where it is not understood', async () => {
    const file = path.join(folder.dataDir, 'note.txt')
    writeFileSync(file, 'no checkpoint\n')
    const { code, stdout } = await run('verify-ledger', '--checkpoint', file)
    expect([code, stdout]).toEqual([1, expect.stringContaining('CHECKPOINT_MALFORMED')])
    expect((await run('verify-ledger', '--chains', 'some')).code).toBe(2)
  }, 60_000)
})

describe('marktrace verify-ledger, where something cannot be compared', () => {
  it('says so, and not that everything agrees', async () => {
    await change(`set session_replication_role = replica; delete from party where id = '${PARTY}';
      insert into custody_dossier values ('${PARTY}', 1, 1, '{}', 1, 'another', 'infinity', false, '{}', '{}', '{}', '{}', '{}')`)
    const { code, stdout } = await run('verify-ledger')
    expect([code, stdout]).toEqual([
      0,
      expect.stringMatching(/not compared: 1 kept chains .*\nwhat was compared agrees/),
    ])
    expect(stdout).not.toContain('everything agrees')
  }, 60_000)

  it('takes keys that were trusted once, again and again, and none that is none', async () => {
    const keys = [makeLogKey(), makeLogKey()].flatMap(({ vkey }) => ['--key', vkey])
    expect((await run('verify-ledger', ...keys)).code).toBe(0)
    const { code, stderr } = await run('verify-ledger', '--key', 'x+4bf175e4+AAAA')
    expect([code, stderr]).toEqual([2, expect.stringContaining('--key')])
  }, 60_000)
})

describe('marktrace erase', () => {
  it('asks for everything that an order must say, and erases nothing that is not there', async () => {
    const id = randomUUID()
    await change(`insert into agency (id, name, country, mandate_countries, agency_id, recorded_at)
      values ('${id}', 'Invented court office', 'FR', '{FR}', '${id}', now())`)
    const order = ['--agency', id, '--ground', 'COURT_ORDER', '--reference', 'x', '--ordered-by', 'anna']
    for (const args of [
      ['person', id],
      ['nobody', id, ...order],
      ['person', 'x', ...order],
      ['person', ...order],
    ]) {
      expect([args, (await run('erase', ...args)).code]).toEqual([args, 2])
    }
    const erase = async (agencyId: string) => {
      const by = ['--agency', agencyId, ...order.slice(2), '--confirmed-by', 'boris']
      const { code, stderr } = await run('erase', 'person', id, ...by)
      return [code, stderr]
    }
    expect(await erase(id)).toEqual([1, expect.stringContaining('no personal record')])
    expect(await erase(randomUUID())).toEqual([1, expect.stringContaining('No agency of this id')])
  }, 120_000)
})
