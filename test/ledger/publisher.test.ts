import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import pg from 'pg'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readNote } from '../../src/domain/ledger/signed-note.ts'
import type { Cosigner } from '../../src/ledger/cosigner.ts'
import { createPublisher } from '../../src/ledger/publish-checkpoint.ts'
import { takeLeaves } from '../../src/ledger/sequence-leaves.ts'
import { createKeySigner, type LedgerSigner } from '../../src/ledger/signer.ts'
import { type Database, openDatabase } from '../../src/store/db.ts'
import { openLedgerSession } from '../../src/store/ledger-session.ts'
import { openTestDatabase, type TestDatabase } from '../support/database.ts'
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
import { waitUntil } from '../support/service-process.ts'

let database: TestDatabase
let db: Database
let kept: ReturnType<typeof makeFolder>
/** Every note that was ever signed, published or not. */
let signed: string[]
let signer: LedgerSigner

beforeEach(async () => {
  database = await openTestDatabase()
  db = openDatabase(database.serviceUrl, 2)
  kept = makeFolder()
  signed = []
  const keys = createKeySigner([testKey(7)])
  signer = {
    ...keys,
    sign: async (text) => {
      const lines = await keys.sign(text)
      signed.push(`${text}\n${lines.join('')}`)
      return lines
    },
  }
})

afterEach(async () => {
  await db.pool.end()
  await database.drop()
  kept.remove()
})

const sizeOf = (note: string): number => Number(readNote(note).unverifiedText.split('\n')[1])

function witness(overrides: Partial<Cosigner>): Cosigner {
  return {
    isRequired: true,
    cosign: async () => ({ lines: [], isQuorumMet: true, dissenting: [] }),
    follow: () => undefined,
    readWitnessed: async () => [],
    report: () => [],
    close: async () => undefined,
    ...overrides,
  }
}

/** As a superuser can, past every trigger. */
async function changeFirstLeaf(): Promise<void> {
  const admin = new pg.Client(database.adminUrl)
  await admin.connect()
  await admin.query(
    `set session_replication_role = 'replica'; update ledger_entry set leaf = sha256('x') where idx = 0`,
  )
  await admin.end()
}

const start = (more: Partial<Parameters<typeof runLedger>[0]> = {}) =>
  runLedger({ url: database.serviceUrl, folder: kept.folder, signer, ...more })

/** A life that ends as it is told to, and one after it that finds the world as the first left it. */
async function expectGoodEnd(): Promise<void> {
  await writeFacts(db, 3)
  const next = await start()
  await waitUntil(() => next.status().waiting === 0 && next.status().publishedSize === next.status().size)
  await waitUntil(() => next.status().publishedSize > 6)
  await next.close()
  const stored = await readLedger(database.ownerUrl)
  expectOneTree(stored)
  expectOneHistory([...signed, ...stored.notes], stored)
}

describe('the publisher that ends', () => {
  it('after it signed and before the note is kept outside has published nothing, and the next signs no other tree', async () => {
    await writeFacts(db, 4)
    const ledger = await start({ signer: undefined })
    await waitUntil(() => ledger.status().size === 4)
    await ledger.close()
    // A file where the folder should be: the note cannot be kept.
    writeFileSync(kept.folder, '')
    const session = await openLedgerSession(database.serviceUrl)
    await session.tryLock()
    const tools = { session, signer, folder: kept.folder, witnesses: undefined }
    const publish = createPublisher({ ...tools, log: { origin: ORIGIN, vkeys: await signer.vkeys(ORIGIN) } })
    await expect(publish()).rejects.toThrow(/EEXIST|ENOTDIR/)
    await session.close()
    expect(signed.map(sizeOf)).toEqual([4])
    expect((await readLedger(database.ownerUrl)).notes).toEqual([])
    rmSync(kept.folder)
    mkdirSync(kept.folder)
    await expectGoodEnd()
  })

  it('after the note is kept and before it is published leaves a note that the next finds true', async () => {
    await writeFacts(db, 4)
    const cosign = async (): Promise<never> => Promise.reject(new Error('the end'))
    const ledger = await start({ witnesses: witness({ cosign }) })
    await waitUntil(() => ledger.lines.some((line) => line.includes('the end')))
    await ledger.close()
    expect((await readLedger(database.ownerUrl)).notes).toEqual([])
    await expectGoodEnd()
  })
})

describe('the publisher', () => {
  it('publishes nothing that too few witnesses have signed, goes on numbering, and publishes when they sign', async () => {
    let isQuorumMet = false
    const asked: number[] = []
    const cosign: Cosigner['cosign'] = async (_note, size) => {
      asked.push(size)
      return { lines: [], isQuorumMet, dissenting: [] }
    }
    const ledger = await start({ witnesses: witness({ cosign }) })
    await writeFacts(db, 5)
    await waitUntil(() => asked.includes(6) && ledger.status().size === 6)
    expect(ledger.status().publishedSize).toBe(0)
    isQuorumMet = true
    await waitUntil(() => ledger.status().publishedSize === 6)
    await ledger.close()
    expect(ledger.lines.join('\n')).toMatch(/too few witnesses.*[\s\S]*published again/)
    const stored = await readLedger(database.ownerUrl)
    expectOneHistory([...signed, ...stored.notes], stored)
  })

  it('tells once that too few have signed, also where a witness dissents with each tick', async () => {
    let asked = 0
    const cosign: Cosigner['cosign'] = async () => {
      asked++
      return { lines: [], isQuorumMet: false, dissenting: ['w1'] }
    }
    await writeFacts(db, 3)
    const ledger = await start({ witnesses: witness({ cosign }) })
    await waitUntil(() => asked > 3)
    await ledger.close()
    expect(ledger.lines.filter((line) => line.includes('too few witnesses')).length).toBe(1)
  })

  it('stands back when a witness has seen more than this database holds, although the note outside is gone too', async () => {
    await writeFacts(db, 2)
    const seen = { name: 'w1', state: 'SEEN' as const, size: 50, root: Buffer.alloc(32, 1), note: '' }
    const ledger = await start({ witnesses: witness({ readWitnessed: async () => [seen] }) })
    expect(ledger.status().behindBecause).toMatch(/the witness w1 says that 50 were published/)
    await ledger.close()
    expect(signed).toEqual([])
  })

  it('is not held up by a witness that does not answer, and says so', async () => {
    await writeFacts(db, 2)
    const silent = { name: 'w1', state: 'UNKNOWN' as const, reason: 'it is away' }
    const ledger = await start({ witnesses: witness({ isRequired: false, readWitnessed: async () => [silent] }) })
    await waitUntil(() => ledger.status().publishedSize >= 2)
    await ledger.close()
    expect(ledger.lines.join('\n')).toMatch(/w1 could not be asked: it is away/)
  })

  it('signs nothing that it read before it stood still: another may have the lock by now', async () => {
    await writeFacts(db, 2)
    const session = await openLedgerSession(database.serviceUrl)
    await session.tryLock()
    await session.transact(takeLeaves)
    const tools = {
      signer,
      folder: kept.folder,
      witnesses: undefined,
      log: { origin: ORIGIN, vkeys: await signer.vkeys(ORIGIN) },
    }
    expect(await createPublisher({ ...tools, session: { ...session, silentMs: () => 5_001 } })()).toEqual({
      state: 'LATE',
    })
    expect(signed).toEqual([])
    expect(await createPublisher({ ...tools, session })()).toEqual({ state: 'PUBLISHED', size: 2 })
    await session.close()
  })

  it('gives out nothing that its own keys do not verify, whatever a signer answers', async () => {
    await writeFacts(db, 2)
    const session = await openLedgerSession(database.serviceUrl)
    await session.tryLock()
    await session.transact(takeLeaves)
    const log = { origin: ORIGIN, vkeys: await signer.vkeys(ORIGIN) }
    const stranger = createKeySigner([testKey(8)])
    const publish = createPublisher({ session, log, signer: stranger, folder: kept.folder, witnesses: undefined })
    await expect(publish()).rejects.toThrow(/None of the trusted keys/)
    await session.close()
    expect((await readLedger(database.ownerUrl)).notes).toEqual([])
    expect(existsSync(kept.folder)).toBe(false)
  })

  it('holds a tree against what it signed and could not publish too', async () => {
    await writeFacts(db, 2)
    const session = await openLedgerSession(database.serviceUrl)
    await session.tryLock()
    await session.transact(takeLeaves)
    const log = { origin: ORIGIN, vkeys: await signer.vkeys(ORIGIN) }
    const cosign: Cosigner['cosign'] = async () => ({ lines: [], isQuorumMet: false, dissenting: [] })
    const publish = createPublisher({ session, signer, folder: kept.folder, witnesses: witness({ cosign }), log })
    expect(await publish()).toMatchObject({ state: 'UNWITNESSED', size: 2 })
    await changeFirstLeaf()
    expect(await publish()).toMatchObject({
      state: 'REFUSED',
      trouble: expect.stringMatching(/what this process signed last/) as string,
    })
    await session.close()
    expect(signed.map(sizeOf)).toEqual([2])
  })

  it('signs no tree that does not hold what it signed last, and says that it was changed', async () => {
    await writeFacts(db, 2)
    const session = await openLedgerSession(database.serviceUrl)
    await session.tryLock()
    await session.transact(takeLeaves)
    const log = { origin: ORIGIN, vkeys: await signer.vkeys(ORIGIN) }
    const publish = createPublisher({ session, signer, folder: kept.folder, witnesses: undefined, log })
    expect(await publish()).toMatchObject({ state: 'PUBLISHED' })
    await changeFirstLeaf()
    await writeFacts(db, 1)
    await session.transact(takeLeaves)
    expect(await publish()).toMatchObject({
      state: 'REFUSED',
      trouble: expect.stringMatching(/were changed/) as string,
    })
    await session.close()
    expect(signed.map(sizeOf)).toEqual([2])
  })
})
