import { once } from 'node:events'
import { existsSync, statSync, writeFileSync } from 'node:fs'
import net from 'node:net'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openCheckpoint } from '../../src/domain/ledger/checkpoint.ts'
import { ed25519Verifier, parseVkey } from '../../src/domain/ledger/note-keys.ts'
import { createKeySigner, loadLedgerKeys } from '../../src/ledger/signer.ts'
import { answerQuestions, createSocketSigner } from '../../src/ledger/signer-socket.ts'
import { type Database, openDatabase } from '../../src/store/db.ts'
import { openTestDatabase, type TestDatabase } from '../support/database.ts'
import { testKey } from '../support/grow-ledger.ts'
import { expectOneHistory, makeFolder, ORIGIN, readLedger, runLedger, writeFacts } from '../support/run-ledger.ts'
import { type RunningProgram, runProgram, waitUntil } from '../support/service-process.ts'

let database: TestDatabase
let db: Database
let kept: ReturnType<typeof makeFolder>

beforeEach(async () => {
  database = await openTestDatabase()
  db = openDatabase(database.serviceUrl, 2)
  kept = makeFolder()
})

afterEach(async () => {
  await db.pool.end()
  await database.drop()
  kept.remove()
})

/** Runs a ledger with this signer until so many facts more are published. */
async function publishWith(signer: Parameters<typeof runLedger>[0]['signer'], count: number): Promise<string[]> {
  const ledger = await runLedger({ url: database.serviceUrl, folder: kept.folder, signer })
  const before = ledger.status().size
  await writeFacts(db, count)
  await waitUntil(() => ledger.status().publishedSize >= before + count)
  await waitUntil(() => ledger.status().waiting === 0 && ledger.status().publishedSize === ledger.status().size)
  await ledger.close()
  return ledger.lines
}

async function keyEvents(): Promise<Record<string, unknown>[]> {
  const owner = new pg.Client(database.ownerUrl)
  await owner.connect()
  const { rows } = await owner.query<{ canonical: string }>(
    `select canonical from fact where kind = 'key-event' order by recorded_at`,
  )
  await owner.end()
  return rows.map(({ canonical }) => JSON.parse(canonical) as Record<string, unknown>)
}

const signersOf = (note: string, vkeys: readonly string[]): number =>
  openCheckpoint(
    note,
    vkeys.map((key) => ed25519Verifier(parseVkey(key))),
  ).signatures.length

describe('the keys of the log', () => {
  it('change with an overlap: both sign, each is on record before it signs, and all old checkpoints verify still', async () => {
    await publishWith(createKeySigner([testKey(7)]), 3)
    const lines = await publishWith(createKeySigner([testKey(7), testKey(8)]), 3)
    expect(lines.join('\n')).toMatch(/signs with a new key/)
    await publishWith(createKeySigner([testKey(8)]), 3)
    const stored = await readLedger(database.ownerUrl)
    expect(stored.vkeys.length).toBe(2)
    expectOneHistory(stored.notes, stored)
    const numbers = stored.notes.map((note) => signersOf(note, stored.vkeys))
    expect([numbers[0], numbers.at(-1), Math.max(...numbers)]).toEqual([1, 1, 2])
    const events = await keyEvents()
    expect(events.map(({ event, use, origin }) => ({ event, use, origin }))).toEqual(
      Array.from({ length: 2 }, () => ({ event: 'ADDED', use: 'LEDGER', origin: ORIGIN })),
    )
    const known = stored.vkeys.map((key) => parseVkey(key).keyId.toString('hex'))
    expect(events.map(({ kid }) => kid)).toEqual(known)
  })

  it('are made at the first start of a demo, readable by the service alone, and never where an operator names a file', () => {
    const file = path.join(kept.folder, 'key.pem')
    expect(() => loadLedgerKeys([file], false)).toThrow(/openssl genpkey/)
    const [made] = loadLedgerKeys([file], true)
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(loadLedgerKeys([file], true)[0]?.equals(made ?? testKey(1))).toBe(true)
    writeFileSync(file, 'no key')
    expect(() => loadLedgerKeys([file], false)).toThrow(/cannot be read as a private key/)
  })

  it('may be absent: entries get their numbers, and who has a key later signs them too', async () => {
    const ledger = await runLedger({ url: database.serviceUrl, folder: kept.folder, signer: undefined })
    await writeFacts(db, 5)
    await waitUntil(() => ledger.status().size === 5)
    await ledger.close()
    expect(ledger.lines.join('\n')).toMatch(/no checkpoint is signed: give LEDGER_KEY_FILE/)
    expect((await readLedger(database.ownerUrl)).notes).toEqual([])
    await publishWith(createKeySigner([testKey(7)]), 1)
    const stored = await readLedger(database.ownerUrl)
    expectOneHistory(stored.notes, stored)
    expect(stored.entries.length).toBe(7)
  })
})

describe('a ledger whose signer is away', () => {
  it('starts all the same, gives entries their numbers, and says why it signs nothing', async () => {
    const away = createSocketSigner(path.join(kept.dataDir, 'nobody.sock'))
    const ledger = await runLedger({ url: database.serviceUrl, folder: kept.folder, signer: away })
    await writeFacts(db, 3)
    await waitUntil(() => ledger.status().size === 3 && ledger.status().role === 'LEADS')
    await ledger.close()
    expect(ledger.lines.join('\n')).toMatch(/no checkpoint is signed: the signer at .*nobody.sock/)
  })
})

describe('a signer process', () => {
  let signer: RunningProgram
  let socket: string
  let keyFile: string

  const start = async (): Promise<void> => {
    signer = runProgram('src/cli/marktrace.ts', ['signer', '--key', keyFile, '--socket', socket])
    await waitUntil(() => signer.output().stderr.includes('signing at'))
  }

  beforeEach(async () => {
    socket = path.join(kept.dataDir, 's.sock')
    keyFile = path.join(kept.dataDir, 'log.pem')
    writeFileSync(keyFile, testKey(7).export({ type: 'pkcs8', format: 'pem' }))
    await start()
  })

  afterEach(() => {
    signer.child.kill('SIGKILL')
  })

  const checkpoint = (size: number, byte: number): string =>
    `${ORIGIN}\n${size}\n${Buffer.alloc(32, byte).toString('base64')}\n`

  it('signs for a service that has no key; while it is away entries get their numbers, and it catches up', async () => {
    await publishWith(createSocketSigner(socket), 4)
    const ledger = await runLedger({
      url: database.serviceUrl,
      folder: kept.folder,
      signer: createSocketSigner(socket),
    })
    await waitUntil(() => ledger.status().role === 'LEADS')
    signer.child.kill('SIGKILL')
    await signer.exited
    await writeFacts(db, 3)
    await waitUntil(() => ledger.status().size === 8 && ledger.lines.join().includes('no checkpoint is signed'))
    await start()
    await waitUntil(() => ledger.status().publishedSize === 8)
    await ledger.close()
    const stored = await readLedger(database.ownerUrl)
    expectOneHistory(stored.notes, stored)
  }, 60_000)

  it('signs nothing but checkpoints, and no second tree of a size or a smaller one, also after it was killed', async () => {
    const ours = createSocketSigner(socket)
    await expect(ours.sign('a letter\n')).rejects.toThrow(/does not sign/)
    await ours.sign(checkpoint(10, 1))
    await ours.sign(checkpoint(10, 1))
    await expect(ours.sign(checkpoint(10, 2))).rejects.toThrow(/another or an older tree/)
    await expect(ours.sign(checkpoint(9, 1))).rejects.toThrow(/another or an older tree/)
    signer.child.kill('SIGKILL')
    await signer.exited
    await start()
    await expect(ours.sign(checkpoint(10, 2))).rejects.toThrow(/another or an older tree/)
    await ours.sign(checkpoint(11, 2))
    const second = runProgram('src/cli/marktrace.ts', ['signer', '--key', keyFile, '--socket', socket])
    expect(await second.exited).toBe(1)
    expect(second.output().stderr).toMatch(/at work at/)
  }, 60_000)

  it('takes no other file for its socket, so that a name given by mistake costs no key', async () => {
    const mistaken = runProgram('src/cli/marktrace.ts', ['signer', '--key', keyFile, '--socket', keyFile])
    expect(await mistaken.exited).toBe(1)
    expect(mistaken.output().stderr).toMatch(/is no socket/)
    expect(existsSync(keyFile)).toBe(true)
  })
})

describe('what is asked of a signer at once', () => {
  it('is answered one after another: of two trees of one size one is signed, however slow the disk', async () => {
    const heads = new Map<string, { size: number; root: string }>()
    const keep = async (origin: string, head: { size: number; root: string }): Promise<void> => {
      await sleep(50)
      heads.set(origin, head)
    }
    const answer = answerQuestions(createKeySigner([testKey(7)]), { find: (origin) => heads.get(origin), keep })
    const socket = path.join(kept.dataDir, 'slow.sock')
    const server = net.createServer(answer).listen(socket)
    await once(server, 'listening')
    const ours = createSocketSigner(socket)
    const text = (byte: number): string => `${ORIGIN}\n10\n${Buffer.alloc(32, byte).toString('base64')}\n`
    const words = await Promise.allSettled([ours.sign(text(1)), ours.sign(text(2))])
    server.close()
    expect(words.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  })
})
