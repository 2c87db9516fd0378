import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openCheckpoint } from '../../src/domain/ledger/checkpoint.ts'
import { decodeBundle } from '../../src/domain/ledger/entry-bundles.ts'
import { hashLeaf, verifyConsistency, verifyInclusion } from '../../src/domain/ledger/merkle.ts'
import { ED25519_NOTE, ed25519Verifier, parseVkey, rawPublicKey, vkey } from '../../src/domain/ledger/note-keys.ts'
import { parseAddCheckpoint } from '../../src/domain/ledger/add-checkpoint.ts'
import { entriesPath, tilePath } from '../../src/domain/ledger/tile-paths.ts'
import { hashesOf, tilesOfSize } from '../../src/domain/ledger/tiles.ts'
import { parseProof } from '../../src/domain/ledger/tlog-proof.ts'
import { openTestLedger, type TestLedger, testKey } from '../support/grow-ledger.ts'
import { AUDITOR, OFFICER, openSmallRegistry, OURS, type SmallRegistry, THEIRS } from '../support/small-registry.ts'

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

  it('shows nothing beyond the last checkpoint, and no width that no checkpoint had', async () => {
    const beyond = ['0/002.p/190', '0/002.p/219', '0/002', 'entries/002.p/219', '1/000', '1/000.p/3', '2/000.p/1']
    const never = ['0/002.p/187', '0/000.p/4', 'entries/000.p/254', '0/002.p/1']
    for (const path of beyond.concat(never))
      expect([path, (await get(`/ledger/tile/${path}`)).status]).toEqual([path, 404])
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
      '0/../0/000.p/7',
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
    expect((await get('/ledger/tile/0/000?again=1')).status).toBe(400)
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

async function query(text: string, values: readonly unknown[]): Promise<void> {
  const owner = new pg.Client(registry.service.database.ownerUrl)
  await owner.connect()
  await owner.query(text, [...values])
  await owner.end()
}

describe('the proof of a fact', () => {
  const proofOf = (id: string, call: object, prefer?: string) =>
    registry.service.request(`/v1/facts/${id}/proof`, {
      ...call,
      ...(prefer === undefined ? {} : { headers: { prefer } }),
    })

  it('is pending until a checkpoint has the fact, is waited for, and then verifies', async () => {
    const { id } = await registry.registerWeapon(OURS)
    const pending = await proofOf(id, OURS)
    expect([pending.status, pending.body]).toEqual([202, { factId: id, state: 'PENDING' }])
    expect(pending.headers.get('retry-after')).toBe('1')
    const begun = performance.now()
    const waiting = proofOf(id, OURS, 'wait=10')
    await ledger.takeQueue()
    await ledger.publish()
    const proved = await waiting
    expect([proved.status, proved.headers.get('preference-applied')]).toEqual([200, 'wait=10'])
    expect(performance.now() - begun).toBeLessThan(9_000)
    const { index, proof, checkpoint } = parseProof(proved.text)
    const { size, root } = openCheckpoint(checkpoint, [ed25519Verifier(parseVkey(ledger.vkey))]).checkpoint
    const leafHash = hashLeaf(ledger.entries()[index] ?? Buffer.alloc(0))
    expect(verifyInclusion({ leafHash, index, size, proof, root })).toBe(true)
  })

  it('waits no longer than it is asked to, and not at all for what it is not asked', async () => {
    const { id } = await registry.registerWeapon(OURS)
    const begun = performance.now()
    expect((await proofOf(id, OURS, 'wait=1')).status).toBe(202)
    expect(performance.now() - begun).toBeGreaterThan(900)
    expect((await proofOf(id, OURS, 'wait=-1')).status).toBe(202)
    expect((await proofOf(id, OURS, 'handling=strict')).status).toBe(202)
  })

  it('is had by whom the fact concerns, and by others neither proof nor word of it', async () => {
    const { id } = await registry.registerWeapon(OURS)
    await ledger.takeQueue()
    await ledger.publish()
    for (const call of [OURS, AUDITOR]) expect((await proofOf(id, call)).status).toBe(200)
    const unknown = await proofOf(randomUUID(), THEIRS)
    for (const call of [THEIRS, OFFICER]) {
      const refused = await proofOf(id, call, 'wait=10')
      const { instance: _i, requestId: _r, ...said } = refused.body as Record<string, unknown>
      const { instance: _j, requestId: _s, ...saidOfNone } = unknown.body as Record<string, unknown>
      expect([refused.status, said]).toEqual([404, saidOfNone])
    }
  })
})
