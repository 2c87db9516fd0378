import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { verifyLedger } from '../../src/fsck/verify-ledger.ts'
import { COURT, openEraser } from '../support/erasing.ts'
import { makeFolder, runLedger } from '../support/run-ledger.ts'
import { runProgram, waitUntil } from '../support/service-process.ts'
import { openSmallRegistry, REGISTRAR, type SmallRegistry } from '../support/small-registry.ts'
import { findStored } from '../support/stored-words.ts'

const KILLS = process.env['LONG'] === '1' ? 25 : 2
/** An erasure here takes some tens of milliseconds from the first of its statements. */
const LATEST_KILL_MS = 80
const folder = makeFolder()
let registry: SmallRegistry
let admin: pg.Client
let agencyId: string
let sales = 0

beforeAll(async () => {
  registry = await openSmallRegistry()
  admin = new pg.Client(registry.service.database.adminUrl)
  await admin.connect()
  ;({ agencyId } = await openEraser(registry.service))
  const ledger = await runLedger({ url: registry.service.database.serviceUrl, folder: folder.folder })
  await waitUntil(() => ledger.status().publishedSize > 3 && ledger.status().waiting === 0)
  await ledger.close()
}, 120_000)
afterAll(async () => {
  await admin.end()
  await registry.close()
  folder.remove()
})

/** A sale with words of its own. */
async function sell(): Promise<{ eventId: string; words: readonly string[] }> {
  const { id: weaponId } = await registry.registerWeapon(REGISTRAR)
  sales += 1
  const words = [`Invented-sur-Mer-${sales}.`, `SECRET-${sales}.`, `invented baker ${sales}.`]
  const [locality, number, note] = words
  const { events } = await registry.store<{ events: { id: string }[] }>(
    '/v1/transfers',
    {
      kind: 'RETAIL_SALE',
      weaponIds: [weaponId],
      fromPartyId: registry.ours,
      toPartyId: registry.theirPerson,
      occurredAt: '2024-03-05',
      place: { country: 'FR', locality },
      documents: [{ kind: 'POSSESSION_PERMIT', number }],
      note,
    },
    REGISTRAR,
  )
  return { eventId: events[0]?.id ?? '', words }
}

const { ground, reference, orderedBy, confirmedBy } = COURT
const ORDER = ['--ground', ground, '--reference', reference, '--ordered-by', orderedBy, '--confirmed-by', confirmedBy]

function start(eventId: string, more: readonly string[] = [], env: Readonly<Record<string, string>> = {}) {
  const { serviceUrl, ownerUrl } = registry.service.database
  const settings = { DATABASE_URL: serviceUrl, DATABASE_OWNER_URL: ownerUrl, DATA_DIR: folder.dataDir, ...env }
  const args = ['erase', 'event', eventId, '--agency', agencyId, ...ORDER, ...more]
  return runProgram('src/cli/marktrace.ts', args, { env: settings })
}

async function run(...given: Parameters<typeof start>) {
  const program = start(...given)
  return { code: await program.exited, ...program.output() }
}

const erasures = async (eventId: string): Promise<number> =>
  (await admin.query('select from erasure where subject_id = $1', [eventId])).rowCount ?? 0

const problems = async () =>
  (
    await verifyLedger({
      url: registry.service.database.ownerUrl,
      notes: [],
      kept: [],
      trusted: undefined,
      chains: 'all',
      tell: () => undefined,
    })
  ).problems

/** Sessions of the command, which outlive it while their statement runs. */
const sessions = async (): Promise<number> => {
  const { rowCount } = await admin.query(`
    select from pg_stat_activity
    where datname = current_database() and application_name = 'marktrace-start' and xact_start is not null`)
  return rowCount ?? 0
}

describe('marktrace erase', () => {
  it('that is killed has erased all or nothing, the ledger agrees, and the order can be given again', async () => {
    for (let n = 0; n < KILLS; n++) {
      const { eventId, words } = await sell()
      const before = await findStored(admin, words)
      expect(before).not.toEqual([])
      const program = start(eventId)
      let hasExited = false
      void program.exited.then(() => (hasExited = true))
      await waitUntil(async () => hasExited || (await sessions()) > 0)
      await sleep(Math.random() * LATEST_KILL_MS)
      program.child.kill('SIGKILL')
      await program.exited
      await waitUntil(async () => (await sessions()) === 0)
      const isDone = (await erasures(eventId)) > 0
      expect(await findStored(admin, words)).toEqual(isDone ? [] : before)
      expect(await problems()).toEqual([])
      const again = await run(eventId)
      expect([again.code, again.stderr]).toEqual(isDone ? [1, expect.stringContaining('erased before')] : [0, ''])
      expect([await erasures(eventId), await findStored(admin, words), await problems()]).toEqual([1, [], []])
    }
  }, 600_000)

  it('counts the rules that the settings name, and fewer only by the word of two', async () => {
    const { eventId } = await sell()
    const ended = ['--ground', 'RETENTION_ENDED', '--dry-run']
    const unknown = await run(eventId, [...ended, '--regimes', 'ATT'], { RETENTION_REGIMES: 'ITI' })
    expect([unknown.code, unknown.stderr]).toEqual([2, expect.stringContaining('(RETENTION_REGIMES): ITI')])
    const kept = await run(eventId, ended, { RETENTION_REGIMES: 'ITI' })
    expect([kept.code, kept.stdout]).toEqual([1, expect.stringContaining('must be kept until 2044-03-05 (ITI 12(b))')])
  }, 120_000)

  it('erases nothing while what is on record as a key of the log is none, and says what to do about that', async () => {
    const { eventId, words } = await sell()
    await admin.query(`insert into ledger_log (origin, vkey, recorded_at) values ('x', 'no key', '2020-01-01')`)
    const { code, stderr } = await run(eventId)
    await admin.query(`
      set session_replication_role = 'replica';
      delete from ledger_log where vkey = 'no key';
      set session_replication_role = 'origin'`)
    expect(code).toBe(1)
    expect(stderr).toMatch(/as a key of x is none.*somebody has written into the database/)
    expect(await findStored(admin, words)).not.toEqual([])
  }, 120_000)

  it('erases nothing while the database holds less than its ledger has published, and says what to do', async () => {
    const { eventId, words } = await sell()
    await admin.query(`
      set session_replication_role = 'replica';
      delete from ledger_checkpoint; delete from ledger_entry where idx >= 3;
      set session_replication_role = 'origin'`)
    const { code, stderr } = await run(eventId)
    expect(code).toBe(1)
    expect(stderr).toMatch(/The ledger has 3 entries.*Restore a newer copy.*marktrace ledger resume/)
    expect(await erasures(eventId)).toBe(0)
    expect(await findStored(admin, words)).not.toEqual([])
  }, 120_000)
})
