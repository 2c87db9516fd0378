import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { formatCheckpoint } from '../../src/domain/ledger/checkpoint.ts'
import { ed25519Signer, parseVkey } from '../../src/domain/ledger/note-keys.ts'
import { signNote } from '../../src/domain/ledger/signed-note.ts'
import { formatTrustPolicy, parseTrustPolicy } from '../../src/domain/ledger/trust-policy.ts'
import { readTrustPolicy } from '../../src/features/ledger/trust-policy.ts'
import { formerName } from '../../src/domain/ledger/kept-files.ts'
import { createKeySigner } from '../../src/ledger/signer.ts'
import { openDatabase } from '../../src/store/db.ts'
import { copyDatabase, openTestDatabase, type TestDatabase } from '../support/database.ts'
import { testKey } from '../support/grow-ledger.ts'
import {
  expectOneHistory,
  expectOneTree,
  keptNoteFile,
  makeFolder,
  ORIGIN,
  readLedger,
  runLedger,
  writeFacts,
} from '../support/run-ledger.ts'
import { runProgram, waitUntil } from '../support/service-process.ts'

const NEW_ORIGIN = 'registry.test/ledger-2'
const kept = makeFolder()
let newer: TestDatabase
let older: TestDatabase
let oldest: TestDatabase
let env: Record<string, string>

async function publishFacts(count: number): Promise<void> {
  const db = openDatabase(newer.serviceUrl, 2)
  const ledger = await runLedger({ url: newer.serviceUrl, folder: kept.folder })
  const before = ledger.status().size
  await writeFacts(db, count)
  await waitUntil(() => ledger.status().publishedSize >= Math.max(before, 1) + count)
  await ledger.close()
  await db.pool.end()
}

beforeAll(async () => {
  newer = await openTestDatabase()
  await publishFacts(10)
  older = await copyDatabase(newer)
  oldest = await copyDatabase(newer)
  mkdirSync(kept.folder, { recursive: true })
  env = { DATABASE_URL: older.serviceUrl, DATA_DIR: kept.dataDir, LEDGER_KEY_FILE: keyFile(7) }
})

function keyFile(byte: number): string {
  const file = path.join(kept.dataDir, `log-${byte}.pem`)
  writeFileSync(file, testKey(byte).export({ type: 'pkcs8', format: 'pem' }))
  return file
}

afterAll(async () => {
  await newer.drop()
  await older.drop()
  await oldest.drop()
  kept.remove()
})

async function resume(...args: string[]): Promise<{ code: number | string; stdout: string; stderr: string }> {
  const command = runProgram('src/cli/marktrace.ts', ['ledger', 'resume', ...args], { env })
  return { code: await command.exited, ...command.output() }
}

const why = ['--reason', 'Disk lost, no newer copy'] as const

async function readLink(): Promise<Record<string, unknown>> {
  const owner = new pg.Client(older.ownerUrl)
  await owner.connect()
  const { rows } = await owner.query<{ canonical: string }>(
    `select canonical from fact where kind = 'key-event' and canonical like '%"CONTINUED"%'`,
  )
  await owner.end()
  expect(rows.length).toBe(1)
  return JSON.parse(rows[0]?.canonical ?? '') as Record<string, unknown>
}

describe('marktrace ledger resume', () => {
  it('refuses where the log holds all that it has published, and what it does not understand', async () => {
    expect(await resume('--new-origin', NEW_ORIGIN, ...why)).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/goes on under its own name/) as string,
    })
    expect((await resume('--new-origin', 'two words', ...why)).code).toBe(2)
    expect((await resume('--new-origin', NEW_ORIGIN)).code).toBe(2)
  }, 60_000)

  it('lets the log go on under a new name, links it to the last word of the old one, and a running service notices', async () => {
    await publishFacts(20)
    const lastOfOld = readFileSync(keptNoteFile(kept.folder), 'utf8')
    const db = openDatabase(older.serviceUrl, 2)
    const signer = createKeySigner([testKey(8)])
    const ledger = await runLedger({ url: older.serviceUrl, folder: kept.folder, gate: db.gate, signer })
    await expect(writeFacts(db, 1)).rejects.toMatchObject({ code: 'ledger-behind' })
    expect(await resume('--new-origin', ORIGIN, ...why)).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/was used before/) as string,
    })

    // One policy shall be able to trust both names, and it takes each key once.
    expect(await resume('--new-origin', NEW_ORIGIN, ...why)).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/signed under the name registry.test\/ledger already.*make a new one/) as string,
    })
    env['LEDGER_KEY_FILE'] = keyFile(8)

    expect(await resume('--new-origin', NEW_ORIGIN, ...why)).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/goes on as registry.test\/ledger-2.*had signed 31 entries/) as string,
    })
    await waitUntil(() => ledger.status().role === 'LEADS')
    await writeFacts(db, 5)
    await waitUntil(() => ledger.status().publishedSize === 11 + 2 + 5)
    await ledger.close()
    // Whoever trusts the log from here on trusts the new name; who has proofs from before adds it to the policy that he has.
    const policy = parseTrustPolicy(
      await readTrustPolicy({ db, policy: undefined, logUrl: 'https://registry.test/ledger' }),
    )
    expect(policy.logs.map(({ key }) => key.name)).toEqual([NEW_ORIGIN])
    const [oldKey] = await createKeySigner([testKey(7)]).vkeys(ORIGIN)
    const both = parseTrustPolicy(
      formatTrustPolicy({ ...policy, logs: [...policy.logs, { key: parseVkey(oldKey ?? '') }] }),
    )
    expect(both.logs.map(({ key }) => key.name)).toEqual([NEW_ORIGIN, ORIGIN])
    await db.pool.end()

    const [, , oldRoot] = lastOfOld.split('\n')
    expect(await readLink()).toMatchObject({
      event: 'CONTINUED',
      origin: NEW_ORIGIN,
      previousOrigin: ORIGIN,
      previousSize: 31,
      previousRoot: oldRoot,
      reason: 'Disk lost, no newer copy',
    })
    // The mark lies outside the database, and has the last word of the old name.
    expect(readFileSync(path.join(kept.folder, formerName(ORIGIN)), 'utf8')).toBe(`${NEW_ORIGIN}\n\n${lastOfOld}`)
    expect(readdirSync(kept.folder).filter((name) => name.endsWith('.note')).length).toBe(1)
    const stored = await readLedger(older.ownerUrl)
    expectOneTree(stored)
    expectOneHistory(stored.notes, stored)
    const underNew = stored.notes.filter((note) => note.startsWith(`${NEW_ORIGIN}\n`))
    expect(underNew).not.toEqual([])
    expect(readFileSync(keptNoteFile(kept.folder, NEW_ORIGIN), 'utf8')).toBe(underNew.at(-1))
  }, 120_000)

  it('never goes back to a name that it bore, and says nothing of how far one had come whose note cannot be verified', async () => {
    env['LEDGER_KEY_FILE'] = keyFile(9)
    const third = ['--new-origin', `${NEW_ORIGIN}-3`, ...why] as const
    const file = keptNoteFile(kept.folder, NEW_ORIGIN)
    const note = readFileSync(file, 'utf8')
    writeFileSync(file, note.replace('\n18\n', '\n19\n'))
    expect(await resume(...third)).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/cannot be trusted.*must stand in the ledger.*--key-file/) as string,
    })

    // Of a key that this database does not know: it is older than the change of keys.
    const text = formatCheckpoint({ origin: NEW_ORIGIN, size: 40, root: Buffer.alloc(32, 4) })
    writeFileSync(file, signNote(text, ed25519Signer(NEW_ORIGIN, testKey(10))))
    expect((await resume(...third)).stderr).toMatch(/cannot be trusted.*--key-file/)
    expect((await resume(...third, '--key-file', path.join(kept.dataDir, 'none.pem'))).code).toBe(2)
    expect(await resume('--new-origin', ORIGIN, ...why, '--key-file', keyFile(10))).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/was used before/) as string,
    })
    expect(await resume(...third, '--key-file', keyFile(10))).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/had signed 40 entries/) as string,
    })
  }, 120_000)

  it('continues the last name by the marks outside, where a database comes back that is older than that name', async () => {
    env['DATABASE_URL'] = oldest.serviceUrl
    env['LEDGER_KEY_FILE'] = keyFile(11)
    expect(await resume('--new-origin', `${NEW_ORIGIN}-4`, ...why)).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(
        /goes on as registry.test\/ledger-2-4. It continues registry.test\/ledger-2-3/,
      ) as string,
    })
  }, 60_000)
})
