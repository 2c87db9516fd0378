import http from 'node:http'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openCheckpoint } from '../../src/domain/ledger/checkpoint.ts'
import { decodeBundle } from '../../src/domain/ledger/entry-bundles.ts'
import { hashLeaf, verifyConsistency } from '../../src/domain/ledger/merkle.ts'
import { ED25519_NOTE, ed25519Verifier, parseVkey, rawPublicKey, vkey } from '../../src/domain/ledger/note-keys.ts'
import { parseAddCheckpoint } from '../../src/domain/ledger/add-checkpoint.ts'
import { entriesPath, tilePath } from '../../src/domain/ledger/tile-paths.ts'
import { hashesOf, tilesOfSize } from '../../src/domain/ledger/tiles.ts'
import { openTestLedger, type TestLedger, testKey } from '../support/grow-ledger.ts'
import { OFFICER, openSmallRegistry, type SmallRegistry } from '../support/small-registry.ts'

// 65,536 entries fill a tile of the second level; two sizes of it are published before and one after a full tile of the first.
const SIZES = [3, 255, 256, 700, 701]

let registry: SmallRegistry
let ledger: TestLedger

const get = (path: string) => fetch(new URL(path, registry.service.url))
const bytesOf = async (path: string): Promise<Buffer> => {
  const response = await get(path)
  if (response.status !== 200) throw new Error(`${path} answered ${response.status}`)
  return Buffer.from(await response.arrayBuffer())
}

beforeAll(async () => {
  registry = await openSmallRegistry({ env: { LEDGER: 'off' } })
  ledger = await openTestLedger(registry.service.database.ownerUrl)
})
afterAll(async () => {
  await ledger.close()
  await registry.close()
})

describe('before the first checkpoint', () => {
  it('there is no checkpoint, no tile, no proof of growth, and the policy names the key that will sign', async () => {
    for (const path of ['checkpoint', 'tile/0/000', 'tile/0/000.p/1', 'tile/entries/000.p/1', 'consistency?old=0'])
      expect([path, (await get(`/ledger/${path}`)).status]).toEqual([path, 404])
    const policy = await get('/.well-known/marktrace/trust-policy')
    expect(await policy.text()).toBe(`log ${ledger.vkey} http://registry.test/ledger\nquorum none\n`)
    expect(await (await get('/ledger/health')).json()).toEqual({
      size: 0,
      checkpoint: null,
      waiting: null,
      role: 'OFF',
      readOnlyBecause: null,
      witnesses: [],
    })
  })
})

describe('the served ledger', () => {
  beforeAll(async () => {
    for (const size of SIZES) {
      await ledger.add(size - ledger.size())
      await ledger.publish()
    }
    // Sequenced, and under no checkpoint yet.
    await ledger.add(30)
  })

  it('shows the last checkpoint, to be kept for a moment only', async () => {
    const response = await get('/ledger/checkpoint')
    expect(response.headers.get('content-type')).toBe('text/plain; charset=utf-8')
    expect(response.headers.get('cache-control')).toBe('public, max-age=1')
    const { checkpoint } = openCheckpoint(await response.text(), [ed25519Verifier(parseVkey(ledger.vkey))])
    expect(checkpoint).toMatchObject({ origin: ledger.origin, size: 701 })
    expect(Buffer.from(checkpoint.root)).toEqual(Buffer.from(ledger.rootAt(701)))
  })

  it('holds each tile and bundle of each size that was published, also when it has grown since', async () => {
    for (const size of SIZES) {
      for (const tile of tilesOfSize(size)) {
        const hashes = await bytesOf(`/ledger/${tilePath(tile.level, tile.index, tile.width)}`)
        expect(hashes.length).toBe(tile.width * 32)
        if (tile.level > 0) continue
        const entries = decodeBundle(await bytesOf(`/ledger/${entriesPath(tile.index, tile.width)}`), tile.width)
        expect(entries.map(hashLeaf)).toEqual(hashesOf(hashes, tile).map((hash) => Buffer.from(hash)))
        expect(entries).toEqual(ledger.entries().slice(tile.index * 256, tile.index * 256 + tile.width))
      }
    }
  })

  it('may be kept for ever where it is found, and is not remembered as missing', async () => {
    const found = await get('/ledger/tile/0/000')
    expect(found.headers.get('content-type')).toBe('application/octet-stream')
    expect(found.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
    const missing = await get('/ledger/tile/0/003')
    expect([missing.status, missing.headers.get('cache-control')]).toEqual([404, 'no-store'])
  })

  it('shows nothing beyond the last checkpoint that was signed', async () => {
    const beyond = ['0/002.p/190', '0/002.p/219', '0/002', 'entries/002.p/219', '1/000', '1/000.p/3', '2/000.p/1']
    for (const path of beyond) expect([path, (await get(`/ledger/tile/${path}`)).status]).toEqual([path, 404])
  })

  it('has one address for each tile: every other spelling is 404, and none is a fault', async () => {
    const wrong = [
      '64/000',
      '-1/000',
      '0/000/',
      '0//000',
      '0/%30%30%30',
      '0/000%2Ep/3',
      'entries/000.p/0',
      'entries/x000/001',
      '0/x999/x999/x999/x999/x999/999',
      '0/..%2f000',
      '63/000',
      'entries/entries',
      '0/000.p/3/3',
      '',
      '0',
      'entries',
      `0/${'x000/'.repeat(40)}000`,
      `0/${'9'.repeat(240)}`,
      '0/000.P/3',
      '0/０００',
    ]
    for (const path of wrong) {
      const { status } = await get(`/ledger/tile/${path}`)
      expect([path, status]).toEqual([path, 404])
    }
    expect((await get('/ledger/tile')).status).toBe(404)
    expect((await get('/ledger/tile/0/000?again=1')).status).toBe(400)
  })

  it('does not take a path that walks for another tile, as a client sends it that does not tidy it up', async () => {
    for (const path of [
      'tile/0/../0/000',
      'tile/0/../0/000.p/7',
      'tile/./0/000',
      'tile/../checkpoint',
      'tile/0/000/..',
      '../ledger/tile/0/000',
    ])
      expect([path, await statusOf(`/ledger/${path}`)]).toEqual([path, 404])
    expect(await statusOf('/ledger/tile/0/000')).toBe(200)
  })

  it('is read to the end by many at once, and by each whole', async () => {
    const read = await Promise.all(Array.from({ length: 300 }, () => bytesOf('/ledger/tile/0/002.p/188')))
    expect(new Set(read.map((bytes) => bytes.toString('hex'))).size).toBe(1)
  })

  it('proves from any size on that the last checkpoint continues it, in the form that a witness is sent', async () => {
    for (const old of [0, 1, 3, 256, 500, 701]) {
      const response = await get(`/ledger/consistency?old=${old}`)
      const { oldSize, proof, checkpoint } = parseAddCheckpoint(await response.text())
      const head = openCheckpoint(checkpoint, [ed25519Verifier(parseVkey(ledger.vkey))]).checkpoint
      const claim = { oldSize, oldRoot: ledger.rootAt(old), size: head.size, root: head.root, proof }
      expect([old, oldSize, verifyConsistency(claim)]).toEqual([old, old, true])
    }
    expect((await get('/ledger/consistency?old=3&new=256')).status).toBe(200)
    expect((await get('/ledger/consistency?old=3&new=257')).status).toBe(404)
    expect((await get('/ledger/consistency?old=702')).status).toBe(422)
    expect((await get('/ledger/consistency?old=01')).status).toBe(400)
  })

  it('shows a witness’s line below the checkpoint that it is of', async () => {
    const line = '— witness.example/w1 AAAAAAA=\n'
    await query(`insert into ledger_cosignature (size, vkey, line, recorded_at) values (701, 'w', $1, now())`, [line])
    expect(await (await get('/ledger/checkpoint')).text()).toMatch(new RegExp(`\\n${line}$`))
  })

  it('names in its trust policy the keys that signed the last checkpoint, and no retired one', async () => {
    const retired = vkey(ledger.origin, ED25519_NOTE, rawPublicKey(testKey(5)))
    const row = [ledger.origin, retired, '2001-01-01T00:00:00Z']
    await query('insert into ledger_log (origin, vkey, recorded_at) values ($1, $2, $3)', row)
    const text = await (await get('/.well-known/marktrace/trust-policy')).text()
    expect(text).toBe(`log ${ledger.vkey} http://registry.test/ledger\nquorum none\n`)
  })
})

/** Of a call whose path is sent as it is: `fetch` would resolve its dots. */
function statusOf(path: string): Promise<number | undefined> {
  const { hostname, port } = new URL(registry.service.url)
  return new Promise((resolve, reject) => {
    http
      .get({ hostname, port, path }, (response) => {
        response.resume()
        resolve(response.statusCode)
      })
      .on('error', reject)
  })
}

async function query(text: string, values: readonly unknown[]): Promise<void> {
  const owner = new pg.Client(registry.service.database.ownerUrl)
  await owner.connect()
  await owner.query(text, [...values])
  await owner.end()
}

describe('a ledger that is not public', () => {
  it('shows checkpoint, tiles and health to whoever has a token, to be kept by him alone, and to nobody else', async () => {
    const closed = await openSmallRegistry({ env: { LEDGER: 'off', LEDGER_PUBLIC: '0' } })
    const other = await openTestLedger(closed.service.database.ownerUrl)
    try {
      await other.add(256)
      await other.publish()
      for (const path of [
        'checkpoint',
        'tile/0/000',
        'tile/entries/000',
        'tile/1/000.p/1',
        'consistency?old=0',
        'health',
      ]) {
        expect((await closed.service.request(`/ledger/${path}`)).status).toBe(401)
        const shown = await closed.service.request(`/ledger/${path}`, OFFICER)
        expect([path, shown.status, shown.headers.get('cache-control')]).toEqual([
          path,
          200,
          expect.not.stringMatching(/public/),
        ])
      }
      expect((await closed.service.request('/.well-known/marktrace/trust-policy')).status).toBe(200)
    } finally {
      await other.close()
      await closed.close()
    }
  })
})
