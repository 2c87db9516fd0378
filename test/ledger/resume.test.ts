import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parseTrustPolicy } from '../../src/domain/ledger/trust-policy.ts'
import { readTrustPolicy } from '../../src/features/ledger/trust-policy.ts'
import { noteFile } from '../../src/ledger/published-note.ts'
import { openDatabase } from '../../src/store/db.ts'
import { copyDatabase, openTestDatabase, type TestDatabase } from '../support/database.ts'
import { testKey } from '../support/grow-ledger.ts'
import {
  expectOneHistory,
  expectOneTree,
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
  const keyFile = path.join(kept.dataDir, 'log.pem')
  mkdirSync(kept.folder, { recursive: true })
  writeFileSync(keyFile, testKey(7).export({ type: 'pkcs8', format: 'pem' }))
  env = { DATABASE_URL: older.serviceUrl, DATA_DIR: kept.dataDir, LEDGER_KEY_FILE: keyFile }
})

afterAll(async () => {
  await newer.drop()
  await older.drop()
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
    const lastOfOld = readFileSync(noteFile(kept.folder, ORIGIN), 'utf8')
    const db = openDatabase(older.serviceUrl, 2)
    const ledger = await runLedger({ url: older.serviceUrl, folder: kept.folder, gate: db.gate })
    await expect(writeFacts(db, 1)).rejects.toMatchObject({ code: 'ledger-behind' })
    expect(await resume('--new-origin', ORIGIN, ...why)).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/was used before/) as string,
    })

    expect(await resume('--new-origin', NEW_ORIGIN, ...why)).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/goes on as registry.test\/ledger-2.*had signed 31 entries/) as string,
    })
    await waitUntil(() => ledger.status().role === 'LEADS')
    await writeFacts(db, 5)
    await waitUntil(() => ledger.status().publishedSize === 11 + 2 + 5)
    await ledger.close()
    // Whoever trusts the log from here on trusts the new name, although the key is the old one.
    const policy = parseTrustPolicy(
      await readTrustPolicy({ db, policy: undefined, logUrl: 'https://registry.test/ledger' }),
    )
    expect(policy.logs.map(({ key }) => key.name)).toEqual([NEW_ORIGIN])
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
    expect(readFileSync(noteFile(kept.folder, ORIGIN), 'utf8')).toBe(lastOfOld)
    const stored = await readLedger(older.ownerUrl)
    expectOneTree(stored)
    expectOneHistory(stored.notes, stored)
    const underNew = stored.notes.filter((note) => note.startsWith(`${NEW_ORIGIN}\n`))
    expect(underNew).not.toEqual([])
    expect(readFileSync(noteFile(kept.folder, NEW_ORIGIN), 'utf8')).toBe(underNew.at(-1))
  }, 120_000)

  it('never goes back to a name that it bore, and tells where the last one stood although its note was changed', async () => {
    const file = noteFile(kept.folder, NEW_ORIGIN)
    const note = readFileSync(file, 'utf8')
    writeFileSync(file, note.replace('\n18\n', '\n19\n'))
    expect(await resume('--new-origin', ORIGIN, ...why)).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/was used before/) as string,
    })
    expect(await resume('--new-origin', `${NEW_ORIGIN}-3`, ...why)).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/had signed 18 entries/) as string,
    })
  }, 60_000)
})
