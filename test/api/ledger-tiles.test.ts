import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { decodeBundle } from '../../src/domain/ledger/entry-bundles.ts'
import { hashLeaf } from '../../src/domain/ledger/merkle.ts'
import { hashesOf } from '../../src/domain/ledger/tiles.ts'
import { openTestLedger, type TestLedger } from '../support/grow-ledger.ts'
import { startTestService, type TestService } from '../support/service.ts'

const SIZES = [256, 701]

let service: TestService
let ledger: TestLedger

const get = (path: string) => fetch(new URL(path, service.url))
const bytesOf = async (path: string): Promise<Buffer> => {
  const response = await get(path)
  if (response.status !== 200) throw new Error(`${path} answered ${response.status}`)
  return Buffer.from(await response.arrayBuffer())
}

beforeAll(async () => {
  service = await startTestService({ env: { LEDGER: 'off' } })
  ledger = await openTestLedger(service.database.ownerUrl)
  for (const size of SIZES) {
    await ledger.add(size - ledger.size())
    await ledger.publish()
  }
  // Sequenced, and under no checkpoint yet.
  await ledger.add(30)
})
afterAll(async () => {
  await ledger.close()
  await service.close()
})

/** Past the triggers that let nobody change a fact. */
async function asSuperuser(text: string): Promise<void> {
  const admin = new pg.Client(service.database.adminUrl)
  await admin.connect()
  await admin.query(`set session_replication_role = 'replica'`)
  await admin.query(text)
  await admin.end()
}

describe('the tiles of the served ledger', () => {
  it('gives any part of a tile below the last checkpoint, whatever width a checkpoint had: it is where the whole begins', async () => {
    const parts = [
      ['0/002.p/187', '0/002.p/189', 187],
      ['0/000.p/4', '0/000', 4],
      ['0/002.p/1', '0/002.p/189', 1],
      ['1/000.p/1', '1/000.p/2', 1],
    ] as const
    for (const [part, whole, width] of parts) {
      const bytes = await bytesOf(`/ledger/tile/${whole}`)
      expect([part, await bytesOf(`/ledger/tile/${part}`)]).toEqual([part, bytes.subarray(0, width * 32)])
    }
    const entries = decodeBundle(await bytesOf('/ledger/tile/entries/000.p/254'), 254)
    expect(entries).toEqual(ledger.entries().slice(0, 254))
  })

  it('has the tiles of a size that was signed and shown to witnesses, while too few have signed to publish it', async () => {
    await asSuperuser('insert into ledger_signed (size, recorded_at) values (720, now())')
    const tail = await bytesOf('/ledger/tile/0/002.p/208')
    expect(hashesOf(tail, { level: 0, index: 2, width: 208 }).map((hash) => Buffer.from(hash))).toEqual(
      ledger.entries().slice(512, 720).map(hashLeaf),
    )
    expect((await get('/ledger/tile/0/002.p/209')).status).toBe(404)
    const head = await (await get('/ledger/checkpoint')).text()
    expect(head.split('\n')[1]).toBe('701')
  })

  it('lets a proof of growth be kept for ever where it is of two sizes, and no line of a witness can come any more', async () => {
    const cacheOf = async (sizes: string) => (await get(`/ledger/consistency?${sizes}`)).headers.get('cache-control')
    expect(await Promise.all(['old=3', 'old=3&new=701', 'old=3&new=256'].map(cacheOf))).toEqual(
      Array(3).fill('public, max-age=1'),
    )
    await asSuperuser(`update ledger_checkpoint set recorded_at = recorded_at - interval '2 minutes' where size = 256`)
    expect(await cacheOf('old=3&new=256')).toBe('public, max-age=31536000, immutable')
  })

  it('serves no tile of a history that its database has no more, when the database was replaced under it', async () => {
    const before = await bytesOf('/ledger/tile/0/000')
    // As after `marktrace ledger resume`: another name, and another first entry.
    const admin = `
      update ledger_entry set leaf = sha256('another') where idx = 0;
      update ledger_tile set hashes = overlay(hashes placing sha256('another') from 1) where level = 0 and n = 0;
      update ledger_checkpoint set note = replace(note, '${ledger.origin}', '${ledger.origin}-2')`
    const undo = admin
      .replaceAll(`sha256('another')`, `decode('${before.subarray(0, 32).toString('hex')}', 'hex')`)
      .replace(/replace\(note.*\)/, `replace(note, '${ledger.origin}-2', '${ledger.origin}')`)
    await asSuperuser(admin)
    const after = await bytesOf('/ledger/tile/0/000')
    await asSuperuser(undo)
    expect(after.subarray(0, 32)).not.toEqual(before.subarray(0, 32))
    expect(await bytesOf('/ledger/tile/0/000')).toEqual(before)
  })
})
