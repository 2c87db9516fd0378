import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import fc from 'fast-check'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { formatAddCheckpoint } from '../../src/domain/ledger/add-checkpoint.ts'
import { formatCheckpoint, openCheckpoint } from '../../src/domain/ledger/checkpoint.ts'
import { EMPTY_ROOT } from '../../src/domain/ledger/merkle.ts'
import { verifierOf } from '../../src/domain/ledger/cosignature.ts'
import { ED25519_NOTE, ed25519Signer, parseVkey, rawPublicKey, vkey } from '../../src/domain/ledger/note-keys.ts'
import { signNote } from '../../src/domain/ledger/signed-note.ts'
import { naiveTree, type NaiveTree } from '../domain/ledger/naive-tree.ts'
import { testKey } from '../support/grow-ledger.ts'
import { startTestService, type TestService } from '../support/service.ts'

const isLong = process.env['LONG'] === '1'
const LOG = 'partner.example/ledger'
const OTHER = 'other.example/ledger'
const key = testKey(11)
const logVkey = (origin: string) => vkey(origin, ED25519_NOTE, rawPublicKey(key))
const hexOf = (origin: string) => createHash('sha256').update(origin).digest('hex')

const folder = mkdtempSync(path.join(os.tmpdir(), 'marktrace-witness-'))
let service: TestService
let witnessKey: string

/** Two histories of one log that are the same up to 20 entries. */
const SHARED = 20
const trees: readonly NaiveTree[] = ['left', 'right'].map((branch) =>
  naiveTree(60, (index) => (index < SHARED ? `${index}` : `${branch} ${index}`)),
)
const treeOf = (branch: number): NaiveTree => trees[branch] ?? naiveTree(1)

function noteOf(origin: string, size: number, branch = 0): string {
  const root = size === 0 ? EMPTY_ROOT : treeOf(branch).rootAt(size)
  return signNote(formatCheckpoint({ origin, size, root }), ed25519Signer(origin, key))
}

function requestOf(oldSize: number, size: number, { origin = LOG, branch = 0 } = {}): string {
  const proof = oldSize === 0 || oldSize >= size ? [] : treeOf(branch).proof(oldSize, size)
  return formatAddCheckpoint({ oldSize, proof, checkpoint: noteOf(origin, size, branch) })
}

async function add(body: string | Buffer): Promise<{ status: number; type: string | null; text: string }> {
  const init = { method: 'POST', body: typeof body === 'string' ? body : new Uint8Array(body) }
  const response = await fetch(new URL('/witness/add-checkpoint', service.url), init)
  return { status: response.status, type: response.headers.get('content-type'), text: await response.text() }
}

async function seenOf(origin: string): Promise<number> {
  const response = await fetch(new URL(`/witness/${hexOf(origin)}/checkpoint`, service.url))
  if (response.status === 404) return 0
  return openCosigned(await response.text(), origin)
}

/** The size of a head that both the log and the witness signed. */
function openCosigned(note: string, origin: string): number {
  const verifiers = [logVkey(origin), witnessKey].map((text) => verifierOf(parseVkey(text)))
  const { checkpoint, cosignatures } = openCheckpoint(note, verifiers)
  expect(cosignatures.length).toBe(1)
  return checkpoint.size
}

async function forget(): Promise<void> {
  const owner = new pg.Client(service.database.adminUrl)
  await owner.connect()
  await owner.query("set session_replication_role = 'replica'")
  await owner.query('delete from witnessed_checkpoint')
  await owner.end()
}

beforeAll(async () => {
  const file = path.join(folder, 'logs.txt')
  const more = path.join(folder, 'more.txt')
  writeFileSync(file, `# a partner\nlog ${logVkey(LOG)}\nquorum none\n`)
  writeFileSync(more, `log ${logVkey(OTHER)}\nquorum none\n`)
  service = await startTestService({ env: { WITNESSED_LOGS_FILE: `${file}, ${more}`, WITNESS_KEY_FILE: keyFile() } })
  witnessKey = (await (await fetch(new URL('/witness/vkey', service.url))).text()).trim()
})
afterAll(async () => {
  await service.close()
  rmSync(folder, { recursive: true })
})

function keyFile(): string {
  const file = path.join(folder, 'key.pem')
  writeFileSync(file, testKey(9).export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 })
  return file
}

describe('a witness', () => {
  it('keeps the head of a log without entries too: what it has cosigned can be asked for', async () => {
    expect((await add(requestOf(0, 0))).status).toBe(200)
    expect((await fetch(new URL(`/witness/${hexOf(LOG)}/checkpoint`, service.url))).status).toBe(200)
    const together = await Promise.all([add(requestOf(0, 3)), add(requestOf(0, 4)), add(requestOf(0, 0))])
    expect(together.filter(({ status }) => status === 409).length).toBeGreaterThan(0)
    await forget()
  })

  it('answers each request as tlog-witness says, with the content types that it says', async () => {
    const first = await add(requestOf(0, 5))
    expect([first.status, first.type]).toEqual([200, 'text/plain; charset=utf-8'])
    expect(openCosigned(noteOf(LOG, 5) + first.text, LOG)).toBe(5)
    expect(await seenOf(LOG)).toBe(5)

    expect(await add(requestOf(0, 7))).toEqual({ status: 409, type: 'text/x.tlog.size', text: '5\n' })
    expect((await add(requestOf(5, 5))).status).toBe(200)
    expect((await add(requestOf(5, 12))).status).toBe(200)
    expect(await add(requestOf(5, 8))).toMatchObject({ status: 409, text: '12\n' })
    expect((await add(requestOf(12, 3))).status).toBe(400)
    expect((await add(requestOf(12, 30, { branch: 1 }))).status).toBe(200)
    expect((await add(requestOf(30, 30))).status).toBe(422)
    expect((await add(requestOf(30, 40))).status).toBe(422)
    expect(await seenOf(LOG)).toBe(30)
    expect(await seenOf(OTHER)).toBe(0)
    expect((await add(requestOf(0, 4, { origin: OTHER }))).status).toBe(200)
  })

  it('refuses what no log that it knows has signed, and what is no request, in the words of a problem', async () => {
    const good = requestOf(30, 35, { branch: 1 })
    const unsigned = good.replace(/— .*\n$/, (line) => line.replace(/ [^ ]{8}/, ' AAAAAAAA'))
    expect((await add(unsigned)).status).toBe(403)
    expect((await add(good.replace(/.{10}\n$/, 'AAAAAAAAA=\n'))).status).toBe(403)
    expect((await add(requestOf(0, 3, { origin: 'stranger.example/log' }))).status).toBe(404)
    for (const body of [
      '',
      'old',
      'old 1\n',
      'old 01\n\nx',
      `old -1\n\n${noteOf(LOG, 5)}`,
      `${good}x`,
      '\n\n',
      '{"old":1}',
    ])
      expect([body.slice(0, 10), (await add(body)).status]).toEqual([body.slice(0, 10), 400])
    expect((await add(Buffer.concat([Buffer.from(good), Buffer.of(0xff)]))).status).toBe(400)
    expect((await add(`old 0\n${'A'.repeat(140_000)}`)).status).toBe(413)
    expect((await add(requestOf(0, 3, { origin: 'stranger.example/log' }))).type).toMatch(/^application\/problem\+json/)
    expect((await fetch(new URL('/witness/nothing/checkpoint', service.url))).status).toBe(400)
    expect((await fetch(new URL(`/witness/${hexOf('stranger')}/checkpoint`, service.url))).status).toBe(404)
  })

  it('keeps no line that it has not verified, whoever adds it on the way', async () => {
    await forget()
    const junk = `— stranger.example/w ${Buffer.alloc(3000, 7).toString('base64')}\n`
    expect((await add(requestOf(0, 6) + junk)).status).toBe(200)
    const kept = await (await fetch(new URL(`/witness/${hexOf(LOG)}/checkpoint`, service.url))).text()
    expect(kept).not.toContain('stranger')
    expect(kept.match(/^— /gm)?.length).toBe(2)
  })

  it('takes a checkpoint with the lines of 16 other signers, of the longest signatures', async () => {
    await forget()
    const lines = Array.from({ length: 16 }, (_, n) => `— w${n}.example ${Buffer.alloc(5000, n).toString('base64')}\n`)
    expect((await add(requestOf(0, 6) + lines.join(''))).status).toBe(200)
  })

  it('keeps one line of the log, however often it is repeated on the way, so that what it shows can be read', async () => {
    await forget()
    const request = requestOf(0, 6)
    const [line = ''] = /^— .*\n/m.exec(request) ?? []
    expect((await add(request + line.repeat(63))).status).toBe(200)
    const kept = await (await fetch(new URL(`/witness/${hexOf(LOG)}/checkpoint`, service.url))).text()
    expect(kept.match(/^— /gm)?.length).toBe(2)
    expect(openCosigned(kept, LOG)).toBe(6)
  })

  it('lets one of two win that continue the same head at the same time', async () => {
    for (let n = 0; n < (isLong ? 50 : 8); n++) {
      await forget()
      await add(requestOf(0, 10))
      const sizes = [25, 30, 35, 40]
      const answers = await Promise.all(
        sizes.flatMap((size) =>
          [0, 1].map(async (branch) => ({ size, branch, ...(await add(requestOf(10, size, { branch }))) })),
        ),
      )
      const won = answers.filter(({ status }) => status === 200)
      expect(won.length).toBe(1)
      expect(await seenOf(LOG)).toBe(won[0]?.size)
      expect(answers.filter(({ status }) => status !== 200 && status !== 409)).toEqual([])
    }
  })

  it('never signs two heads of which one does not continue the other, in whatever order they are brought', async () => {
    const step = fc.record({
      old: fc.oneof(fc.constant(undefined), fc.integer({ min: 0, max: 60 })),
      size: fc.integer({ min: 1, max: 60 }),
      branch: fc.integer({ min: 0, max: 1 }),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(step, { minLength: 1, maxLength: 4 }), { maxLength: 12 }), async (rounds) => {
        await forget()
        const signed: { size: number; branch: number }[] = []
        for (const round of rounds) {
          const seen = await seenOf(LOG)
          const answered = await Promise.all(
            round.map(async ({ old = seen, size, branch }) => {
              const { status } = await add(requestOf(old, size, { branch }))
              return { size, branch, status }
            }),
          )
          signed.push(...answered.filter(({ status }) => status === 200))
        }
        for (const a of signed) for (const b of signed) expect(isConsistent(a, b)).toBe(true)
      }),
      { numRuns: isLong ? 300 : 25 },
    )
  })
})

/** The two histories part after 20 entries: heads of both are consistent only as far as the smaller one lies before. */
function isConsistent(a: { size: number; branch: number }, b: { size: number; branch: number }): boolean {
  return a.branch === b.branch || Math.min(a.size, b.size) <= SHARED
}

describe('a registry that is to be no witness', () => {
  it('says that it witnesses no log', async () => {
    const plain = await startTestService()
    try {
      for (const target of ['/witness/vkey', `/witness/${hexOf(LOG)}/checkpoint`])
        expect((await plain.request(target)).status).toBe(404)
      const init = { method: 'POST', body: requestOf(0, 5) }
      expect((await fetch(new URL('/witness/add-checkpoint', plain.url), init)).status).toBe(404)
    } finally {
      await plain.close()
    }
  })
})

describe('the key of a witness', () => {
  it('is made once where a demo has none, readable by its owner alone, and is none of the logs’', async () => {
    const { loadWitnessSigner } = await import('../../src/ledger/witness-signer.ts')
    const file = path.join(folder, 'made', 'key.pem')
    const make = () => loadWitnessSigner({ name: 'a/witness', keyFile: file, mayMakeKey: true, logKeys: [] }).vkey
    expect(make()).toBe(make())
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(readFileSync(file, 'utf8')).toMatch(/^-----BEGIN PRIVATE KEY-----/)
    const logKeys = [rawPublicKey(key)]
    writeFileSync(file, key.export({ type: 'pkcs8', format: 'pem' }))
    expect(() => loadWitnessSigner({ name: 'a/witness', keyFile: file, mayMakeKey: false, logKeys })).toThrow(
      /key of a log/,
    )
    expect(() =>
      loadWitnessSigner({ name: 'a/witness', keyFile: path.join(folder, 'none'), mayMakeKey: false, logKeys }),
    ).toThrow(/cannot be read/)
  })
})
