import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { RESTORED_MARK } from '../../src/domain/ledger/kept-files.ts'
import { backUp } from '../../src/pg/backup.ts'
import { type EmbeddedPostgres, startEmbedded } from '../../src/pg/embedded.ts'
import { DataFolderBusyError } from '../../src/pg/folder-lock.ts'
import { restore } from '../../src/pg/restore.ts'
import { waitUntil } from '../support/service-process.ts'

const quiet = { onProgress: () => undefined }
let dir: string
let dataDir: string
let hot: string
let running: EmbeddedPostgres
/** The last row that was acknowledged before the backup began. */
let before = 0

beforeAll(async () => {
  dir = mkdtempSync(path.join(os.tmpdir(), 'marktrace-backup-'))
  dataDir = path.join(dir, 'data')
  hot = path.join(dir, 'hot.tar.gz')
  running = await startEmbedded({ dataDir })
  writeFileSync(path.join(dataDir, 'demo-issuer.json'), '{"kept":true}', { mode: 0o600 })
  const client = new pg.Client(running.ownerUrl)
  await client.connect()
  await client.query('create table fact (id bigint primary key, text text not null)')
  const progress = { acknowledged: 0, isWriting: true }
  const writer = (async () => {
    for (let id = 1; progress.isWriting; id++) {
      await client.query('insert into fact select $1::bigint, repeat(md5($1::text), 30)', [id])
      progress.acknowledged = id
    }
  })()
  await waitUntil(() => progress.acknowledged >= 300)
  before = progress.acknowledged
  await backUp({ dataDir, file: hot, ...quiet })
  progress.isWriting = false
  await writer
  await client.end()
})

afterAll(async () => {
  await running.stop()
  rmSync(dir, { recursive: true, force: true })
})

async function readFacts(folder: string): Promise<{ count: number; last: number; damaged: number }> {
  const restored = await startEmbedded({ dataDir: folder })
  try {
    const client = new pg.Client(restored.ownerUrl)
    await client.connect()
    const { rows } = await client.query<{ count: number; last: number; damaged: number }>(
      `select count(*)::int as count, max(id)::int as last,
              (count(*) filter (where text <> repeat(md5(id::text), 30)))::int as damaged from fact`,
    )
    await client.end()
    return rows[0] ?? { count: -1, last: -1, damaged: -1 }
  } finally {
    await restored.stop()
  }
}

/** A data folder with a note, a key and a mark of a former name, and a backup of it. */
async function backUpWithNote(name: string): Promise<{ folder: string; file: string }> {
  const folder = path.join(dir, name)
  const file = path.join(dir, `${name}.tar.gz`)
  await restore({ dataDir: folder, file: hot, force: false, ...quiet })
  const ledger = path.join(folder, 'ledger')
  rmSync(ledger, { recursive: true })
  mkdirSync(ledger)
  writeFileSync(path.join(ledger, 'checkpoint-1.note'), 'a.test/ledger\n7\nroot\n')
  writeFileSync(path.join(ledger, 'checkpoint-0.former'), 'a.test/ledger\n')
  writeFileSync(path.join(ledger, 'key.pem'), 'key')
  await backUp({ dataDir: folder, file, ...quiet })
  return { folder, file }
}

describe('a backup', () => {
  it('made while the service writes holds every row that was acknowledged before it, and none is damaged or skipped', async () => {
    const folder = path.join(dir, 'restored')
    await restore({ dataDir: folder, file: hot, force: false, ...quiet })
    const facts = await readFacts(folder)
    expect(facts.count).toBeGreaterThanOrEqual(before)
    expect(facts).toEqual({ count: facts.last, last: facts.last, damaged: 0 })
  })

  it('holds passwords and demo key, so only its owner may read it, and they come back as they were', async () => {
    expect(statSync(hot).mode & 0o777).toBe(0o600)
    const folder = path.join(dir, 'keys')
    await restore({ dataDir: folder, file: hot, force: false, ...quiet })
    for (const name of ['credentials.json', 'demo-issuer.json']) {
      expect(readFileSync(path.join(folder, name), 'utf8')).toBe(readFileSync(path.join(dataDir, name), 'utf8'))
      expect(statSync(path.join(folder, name)).mode & 0o777).toBe(0o600)
    }
    expect(readdirSync(folder).toSorted()).toEqual(['credentials.json', 'demo-issuer.json', 'ledger', 'pg'])
  })

  it('can be made of a stopped service, and replaces other data only when forced', async () => {
    const folder = path.join(dir, 'stopped')
    const cold = path.join(dir, 'cold.tar.gz')
    await restore({ dataDir: folder, file: hot, force: false, ...quiet })
    await backUp({ dataDir: folder, file: cold, ...quiet })
    await expect(restore({ dataDir: folder, file: cold, force: false, ...quiet })).rejects.toThrow(/is not empty/)
    writeFileSync(path.join(folder, 'stray'), '')
    await restore({ dataDir: folder, file: cold, force: true, ...quiet })
    expect(existsSync(path.join(folder, 'stray'))).toBe(false)
    expect((await readFacts(folder)).damaged).toBe(0)
  })

  it('leaves the ledger’s folder as it is where there is one: what was published since is not forgotten with the data', async () => {
    const { folder, file } = await backUpWithNote('noted')
    const note = path.join(folder, 'ledger', 'checkpoint-1.note')
    writeFileSync(note, 'newer')
    await restore({ dataDir: folder, file, force: true, ...quiet })
    expect(readFileSync(note, 'utf8')).toBe('newer')
    expect(existsSync(path.join(folder, 'ledger', RESTORED_MARK))).toBe(false)
  })

  it('brings no note of the ledger, which would be as old as the data: it leaves a mark, and what else lay there', async () => {
    const { folder, file } = await backUpWithNote('lost')
    const elsewhere = path.join(dir, 'lost-elsewhere')
    await restore({ dataDir: elsewhere, file, force: false, ...quiet })
    const ledger = path.join(elsewhere, 'ledger')
    expect(readdirSync(ledger).toSorted()).toEqual(['checkpoint-0.former', 'key.pem', RESTORED_MARK])
    expect(JSON.parse(readFileSync(path.join(ledger, RESTORED_MARK), 'utf8'))).toEqual({
      notes: [{ origin: 'a.test/ledger', size: 7 }],
    })
    // The same where the folder is there and its note is not.
    rmSync(path.join(folder, 'ledger', 'checkpoint-1.note'))
    await restore({ dataDir: folder, file, force: true, ...quiet })
    expect(readdirSync(path.join(folder, 'ledger'))).toContain(RESTORED_MARK)
  })

  it('is restored beside the ledger’s folder that was saved from a lost machine, without being forced', async () => {
    const { folder, file } = await backUpWithNote('saved')
    const elsewhere = path.join(dir, 'saved-elsewhere')
    mkdirSync(elsewhere)
    cpSync(path.join(folder, 'ledger'), path.join(elsewhere, 'ledger'), { recursive: true })
    writeFileSync(path.join(elsewhere, 'ledger', 'checkpoint-1.note'), 'newer')
    await restore({ dataDir: elsewhere, file, force: false, ...quiet })
    expect(readFileSync(path.join(elsewhere, 'ledger', 'checkpoint-1.note'), 'utf8')).toBe('newer')
    expect(existsSync(path.join(elsewhere, 'pg', 'PG_VERSION'))).toBe(true)
  })

  it('is not restored under a running service, and never overwrites a file', async () => {
    await expect(restore({ dataDir, file: hot, force: true, ...quiet })).rejects.toThrow(DataFolderBusyError)
    await expect(backUp({ dataDir, file: hot, ...quiet })).rejects.toThrow(/exists already/)
    await expect(backUp({ dataDir: path.join(dir, 'none'), file: path.join(dir, 'x'), ...quiet })).rejects.toThrow(
      /no embedded database/,
    )
  })

  it('that is cut short or changed is refused, and the data it would have replaced stays', async () => {
    const folder = path.join(dir, 'kept')
    await restore({ dataDir: folder, file: hot, force: false, ...quiet })
    const bytes = readFileSync(hot)
    const cut = path.join(dir, 'cut.tar.gz')
    writeFileSync(cut, bytes)
    truncateSync(cut, Math.floor(bytes.length / 2))
    const changed = path.join(dir, 'changed.tar.gz')
    const middle = Math.floor(bytes.length / 2)
    bytes[middle] = (bytes[middle] ?? 0) ^ 0xff
    writeFileSync(changed, bytes)
    for (const file of [cut, changed]) {
      await expect(restore({ dataDir: folder, file, force: true, ...quiet })).rejects.toThrow(/damaged/)
    }
    expect(readdirSync(folder).toSorted()).toEqual(['credentials.json', 'demo-issuer.json', 'ledger', 'pg'])
    expect((await readFacts(folder)).damaged).toBe(0)
  })
})
