import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import pg from 'pg'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { formerName } from '../../src/domain/ledger/kept-files.ts'
import { ED25519_NOTE, rawPublicKey, vkey } from '../../src/domain/ledger/note-keys.ts'
import { confirmName } from '../../src/ledger/resume-log.ts'
import { markFormer } from '../../src/ledger/former-names.ts'
import { createKeySigner } from '../../src/ledger/signer.ts'
import { openDatabase } from '../../src/store/db.ts'
import { copyDatabase, openTestDatabase, type TestDatabase } from '../support/database.ts'
import { testKey } from '../support/grow-ledger.ts'
import { keptNoteFile, makeFolder, ORIGIN, runLedger, writeFacts } from '../support/run-ledger.ts'
import { waitUntil } from '../support/service-process.ts'

const OTHER = 'evil.example/ledger'

let databases: TestDatabase[]
let kept: ReturnType<typeof makeFolder>

beforeEach(() => {
  databases = []
  kept = makeFolder()
})

afterEach(async () => {
  for (const database of databases) await database.drop()
  kept.remove()
})

async function publish(database: TestDatabase, count: number, size: number): Promise<void> {
  const db = openDatabase(database.serviceUrl, 4)
  const ledger = await runLedger({ url: database.serviceUrl, folder: kept.folder })
  await writeFacts(db, count)
  await waitUntil(() => ledger.status().publishedSize >= size)
  await ledger.close()
  await db.pool.end()
}

async function asSuperuser(database: TestDatabase, text: string, values: readonly unknown[] = []): Promise<void> {
  const admin = new pg.Client(database.adminUrl)
  await admin.connect()
  await admin.query(`set session_replication_role = 'replica'`)
  await admin.query(text, [...values])
  await admin.end()
}

const INSERT_KEY = `insert into ledger_log (origin, vkey, recorded_at) values ($1, $2, now() + interval '1 second')`
const keyOf = (origin: string) => vkey(origin, ED25519_NOTE, rawPublicKey(testKey(7)))

/** A database of 10 facts and that of the key, beside a folder that remembers 20 more. */
async function openOlder(): Promise<TestDatabase> {
  const newer = await openTestDatabase()
  databases.push(newer)
  await publish(newer, 10, 11)
  const older = await copyDatabase(newer)
  databases.push(older)
  await publish(newer, 20, 31)
  return older
}

async function roleOf(database: TestDatabase): Promise<{ role: string; because: string; lines: string }> {
  const ledger = await runLedger({ url: database.serviceUrl, folder: kept.folder })
  const { role, behindBecause = '' } = ledger.status()
  await ledger.close()
  return { role, because: behindBecause, lines: ledger.lines.join('\n') }
}

describe('the name of the log, which the database alone cannot change', () => {
  it('is not another because a row says so: what was published under the old one is remembered outside', async () => {
    const older = await openOlder()
    await asSuperuser(older, INSERT_KEY, [OTHER, keyOf(OTHER)])
    await asSuperuser(older, 'delete from ledger_checkpoint')
    const { role, because, lines } = await roleOf(older)
    expect(role).toBe('BEHIND')
    expect(because).toMatch(
      /the log has the name evil.example\/ledger, and .* is a checkpoint of registry.test\/ledger/,
    )
    expect(lines).toMatch(/ALARM.*somebody has written into the database/)
    expect(readdirSync(kept.folder)).toEqual([path.basename(keptNoteFile(kept.folder))])
  })

  it('is the name of its key: one that stands under another name is told, and so is one that is none', async () => {
    const database = await openTestDatabase()
    databases.push(database)
    await publish(database, 3, 4)
    await asSuperuser(database, INSERT_KEY, [ORIGIN, keyOf(OTHER)])
    expect(await roleOf(database)).toMatchObject({
      role: 'BEHIND',
      because: expect.stringMatching(/under another name/),
    })
    await asSuperuser(database, 'delete from ledger_log where vkey = $1', [keyOf(OTHER)])
    await asSuperuser(database, INSERT_KEY, [ORIGIN, 'no key'])
    expect(await roleOf(database)).toMatchObject({
      role: 'BEHIND',
      because: expect.stringMatching(/as a key .* is none/),
    })
    await asSuperuser(database, `delete from ledger_log where vkey = 'no key'`)
    expect((await roleOf(database)).because).toBe('')
  })

  it('is never an old one again, nor one that no mark gives, once a mark outside the database says that it ended', async () => {
    const database = await openTestDatabase()
    databases.push(database)
    await publish(database, 3, 4)
    const note = readFileSync(keptNoteFile(kept.folder), 'utf8')
    await markFormer(kept.folder, ORIGIN, 'registry.test/ledger-2')
    expect(readFileSync(path.join(kept.folder, formerName(ORIGIN)), 'utf8')).toBe(`registry.test/ledger-2\n\n${note}`)
    expect((await roleOf(database)).because).toMatch(/went on as registry.test\/ledger-2 and never signs again/)
    await asSuperuser(database, INSERT_KEY, [OTHER, keyOf(OTHER)])
    expect((await roleOf(database)).because).toMatch(/by the marks outside it was never given/)
  })

  it('is new on another machine of the registry when its operator says so there, and for names that the log bore alone', async () => {
    const database = await openTestDatabase()
    databases.push(database)
    await publish(database, 3, 4)
    const fresh = 'registry.test/ledger-2'
    const key = vkey(fresh, ED25519_NOTE, rawPublicKey(testKey(8)))
    await asSuperuser(database, INSERT_KEY, [fresh, key])
    expect((await roleOf(database)).role).toBe('BEHIND')
    await expect(confirmName(kept.folder, [fresh], fresh)).rejects.toThrow(/no name of this log/)
    expect(await confirmName(kept.folder, [ORIGIN, fresh], fresh)).toEqual([ORIGIN])
    const signer = createKeySigner([testKey(8)])
    const ledger = await runLedger({ url: database.serviceUrl, folder: kept.folder, signer })
    expect(ledger.status().behindBecause).toBeUndefined()
    await ledger.close()
  })

  it('is the newest that was given, also where the clock was set back between the two', async () => {
    const database = await openTestDatabase()
    databases.push(database)
    await publish(database, 3, 4)
    await asSuperuser(database, `update ledger_log set recorded_at = recorded_at + interval '1 hour'`)
    const signer = createKeySigner([testKey(7), testKey(8)])
    const ledger = await runLedger({ url: database.serviceUrl, folder: kept.folder, signer })
    await waitUntil(() => ledger.status().publishedSize > 4)
    await ledger.close()
    const owner = new pg.Client(database.ownerUrl)
    await owner.connect()
    const { rows } = await owner.query<{ vkey: string }>('select vkey from ledger_log order by recorded_at')
    await owner.end()
    expect(rows.map((row) => row.vkey)).toEqual(
      [testKey(7), testKey(8)].map((one) => vkey(ORIGIN, ED25519_NOTE, rawPublicKey(one))),
    )
  })

  it('is not signed for with a key that signed under another one: a policy could not trust both', async () => {
    const database = await openTestDatabase()
    databases.push(database)
    await asSuperuser(database, INSERT_KEY, [ORIGIN, keyOf(ORIGIN)])
    await asSuperuser(database, INSERT_KEY, [
      'registry.test/ledger-2',
      vkey('registry.test/ledger-2', ED25519_NOTE, rawPublicKey(testKey(8))),
    ])
    const db = openDatabase(database.serviceUrl, 2)
    const ledger = await runLedger({ url: database.serviceUrl, folder: kept.folder })
    await writeFacts(db, 2)
    await waitUntil(() => ledger.lines.some((line) => line.includes('make a new one')))
    await waitUntil(() => ledger.status().size === 2)
    expect(ledger.status().publishedSize).toBe(0)
    await ledger.close()
    await db.pool.end()
  })
})
