import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, describe, expect, it } from 'vitest'
import { judgeAddCheckpoint, parseAddCheckpoint } from '../../src/domain/ledger/add-checkpoint.ts'
import { formatCheckpoint } from '../../src/domain/ledger/checkpoint.ts'
import { cosign } from '../../src/domain/ledger/cosignature.ts'
import {
  ED25519_COSIGNATURE,
  ED25519_NOTE,
  ed25519Signer,
  ed25519Verifier,
  parseVkey,
  rawPublicKey,
  vkey,
} from '../../src/domain/ledger/note-keys.ts'
import { signNote } from '../../src/domain/ledger/signed-note.ts'
import { parseTrustPolicy, type TrustPolicy } from '../../src/domain/ledger/trust-policy.ts'
import type { Cosigner, KeptLine } from '../../src/ledger/cosigner.ts'
import { createCosigner } from '../../src/ledger/create-cosigner.ts'
import { naiveTree } from '../domain/ledger/naive-tree.ts'
import { testKey } from '../support/grow-ledger.ts'

const ORIGIN = 'registry.test/ledger'
const tree = naiveTree(100)
const logKey = testKey(7)
const log = ed25519Verifier(parseVkey(vkey(ORIGIN, ED25519_NOTE, rawPublicKey(logKey))))

function noteOf(size: number, root = tree.rootAt(size)): string {
  return signNote(formatCheckpoint({ origin: ORIGIN, size, root }), ed25519Signer(ORIGIN, logKey))
}

/** A witness of a test, that does as it is told. */
interface FakeWitness {
  readonly name: string
  readonly vkey: string
  readonly url: string
  readonly asked: string[]
  behave: (body: string, response: ServerResponse) => void | Promise<void>
  known: { size: number; root: Uint8Array } | undefined
  readonly honest: FakeWitness['behave']
}

const open: Server[] = []
const cosigners: Cosigner[] = []
afterEach(() => Promise.all(cosigners.splice(0).map((cosigner) => cosigner.close())))
afterAll(() => open.forEach((server) => server.close()))

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString()
}

async function startWitness(name: string, byte: number): Promise<FakeWitness> {
  const signer = ed25519Signer(`${name}.example`, testKey(byte), ED25519_COSIGNATURE)
  const honest: FakeWitness['behave'] = (body, response) => {
    const request = parseAddCheckpoint(body)
    const verdict = judgeAddCheckpoint({ request, known: witness.known, logs: [log] })
    if (verdict.status === 409) response.writeHead(409, { 'content-type': 'text/x.tlog.size' }).end(`${verdict.size}\n`)
    else if (verdict.status !== 200) response.writeHead(verdict.status).end('no\n')
    else {
      witness.known = verdict.checkpoint
      response.end(cosign(verdict.text, signer, 1_700_000_000))
    }
  }
  const server = createServer((request, response) => {
    void bodyOf(request).then(async (body) => {
      witness.asked.push(`${request.method} ${request.url} ${body.split('\n')[0]}`)
      await witness.behave(body, response)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  open.push(server)
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/witness/`
  const key = vkey(`${name}.example`, ED25519_COSIGNATURE, rawPublicKey(testKey(byte)))
  const witness: FakeWitness = { name, vkey: key, url, asked: [], behave: honest, honest, known: undefined }
  return witness
}

function policyOf(quorum: string, ...witnesses: readonly FakeWitness[]): TrustPolicy {
  const lines = witnesses.map(({ name, vkey: key, url }) => `witness ${name} ${key} ${url}\n`).join('')
  const group = quorum === 'none' ? '' : `group all ${quorum} ${witnesses.map(({ name }) => name).join(' ')}\n`
  return parseTrustPolicy(`${lines}${group}quorum ${quorum === 'none' ? 'none' : 'all'}\n`)
}

function cosignerOf(policy: TrustPolicy, timeoutMs = 1_000) {
  const kept: { size: number; lines: readonly KeptLine[] }[] = []
  const told: string[] = []
  const cosigner = createCosigner({
    policy,
    logs: () => [log],
    proveGrowth: async (oldSize, size) => (oldSize === 0 ? [] : tree.proof(oldSize, size)),
    keepLines: async (size, lines) => void kept.push({ size, lines }),
    tell: (line) => void told.push(line),
    timeoutMs,
  })
  cosigners.push(cosigner)
  return { cosigner, kept, told }
}

async function until(isSo: () => boolean): Promise<void> {
  for (let n = 0; n < 200 && !isSo(); n++) await sleep(20)
  expect(isSo()).toBe(true)
}

describe('asking the witnesses', () => {
  it('brings their verified lines, and asks from the size that each has seen', async () => {
    const [a, b] = [await startWitness('a', 21), await startWitness('b', 22)]
    const { cosigner } = cosignerOf(policyOf('all', a, b))
    for (const size of [5, 9, 30]) {
      const { lines, isQuorumMet } = await cosigner.cosign(noteOf(size), size)
      expect([isQuorumMet, lines.map((line) => line.vkey).toSorted()]).toEqual([true, [a.vkey, b.vkey].toSorted()])
    }
    expect(a.asked).toEqual([0, 5, 9].map((old) => `POST /witness/add-checkpoint old ${old}`))
    expect(cosigner.isRequired).toBe(true)
  })

  it('starts from the size that a witness names, where it has seen more than this process knows', async () => {
    const a = await startWitness('a', 21)
    a.known = { size: 12, root: tree.rootAt(12) }
    const { cosigner } = cosignerOf(policyOf('all', a))
    expect((await cosigner.cosign(noteOf(40), 40)).isQuorumMet).toBe(true)
    expect(a.asked.map((line) => line.split(' old ')[1])).toEqual(['0', '12'])
  })

  it('meets no quorum by silence, refusals, other keys, other texts or junk, and throws for none of it', async () => {
    const a = await startWitness('a', 21)
    const stranger = ed25519Signer('a.example', testKey(30), ED25519_COSIGNATURE)
    const own = ed25519Signer('a.example', testKey(21), ED25519_COSIGNATURE)
    const text = (size: number) => noteOf(size).split('\n\n')[0] + '\n'
    const wrong: Record<string, FakeWitness['behave']> = {
      'another key': (_body, response) => void response.end(cosign(text(5), stranger, 1)),
      'another text': (_body, response) => void response.end(cosign(text(6), own, 1)),
      nothing: (_body, response) => void response.end(),
      junk: (_body, response) => void response.end('<html>\n\n</html>'),
      'a long answer': (_body, response) => void response.end('x'.repeat(2_000_000)),
      'a refusal': (_body, response) => void response.writeHead(403).end(),
      'a redirect': (_body, response) => void response.writeHead(307, { location: '/elsewhere' }).end(),
      'a conflict without a size': (_body, response) => void response.writeHead(409).end('many'),
      'ever another size': (_body, response) => void response.writeHead(409).end(`${a.asked.length % 5}\n`),
      'a closed line': (_body, response) => void response.destroy(),
      silence: () => undefined,
    }
    for (const [what, behave] of Object.entries(wrong)) {
      a.behave = behave
      a.asked.length = 0
      const { cosigner } = cosignerOf(policyOf('all', a), 300)
      const { isQuorumMet, lines } = await cosigner.cosign(noteOf(5), 5)
      expect([what, isQuorumMet, lines, a.asked.length <= 3]).toEqual([what, false, [], true])
      expect(cosigner.report()[0]?.trouble).toMatch(/^its? /)
    }
  })

  it('says which witness has seen more than this log has, or something else', async () => {
    const [a, b] = [await startWitness('a', 21), await startWitness('b', 22)]
    a.known = { size: 50, root: tree.rootAt(50) }
    b.known = { size: 5, root: naiveTree(5, (n) => `other ${n}`).rootAt(5) }
    const { cosigner } = cosignerOf(policyOf('any', a, b))
    const { dissenting, isQuorumMet } = await cosigner.cosign(noteOf(20), 20)
    expect([dissenting.toSorted(), isQuorumMet]).toEqual([['a', 'b'], false])
  })

  it('goes on once enough have signed, keeps the others’ lines when they come, and asks nobody who is late already', async () => {
    const [a, b] = [await startWitness('a', 21), await startWitness('b', 22)]
    b.behave = async (body, response) => {
      await sleep(400)
      await b.honest(body, response)
    }
    const { cosigner, kept } = cosignerOf(policyOf('any', a, b))
    const begun = performance.now()
    const { lines, isQuorumMet } = await cosigner.cosign(noteOf(5), 5)
    expect(performance.now() - begun).toBeLessThan(350)
    expect([isQuorumMet, lines.map((line) => line.vkey)]).toEqual([true, [a.vkey]])
    cosigner.follow(noteOf(5), 5)
    expect((await cosigner.cosign(noteOf(6), 6)).isQuorumMet).toBe(true)
    await until(() => kept.length > 0)
    expect(kept.map(({ size, lines: late }) => [size, late.map((line) => line.vkey)])).toEqual([[5, [b.vkey]]])
    expect(b.asked.length).toBe(1)
  })

  it('holds up nothing where the policy asks for no quorum, and follows with the newest checkpoint', async () => {
    const a = await startWitness('a', 21)
    a.behave = async (body, response) => {
      await sleep(100)
      await a.honest(body, response)
    }
    const { cosigner, kept } = cosignerOf(policyOf('none', a))
    expect(cosigner.isRequired).toBe(false)
    for (let size = 1; size <= 20; size++) cosigner.follow(noteOf(size), size)
    await until(() => kept.some(({ size }) => size === 20))
    expect(a.asked.length).toBeLessThanOrEqual(3)
  })

  it('tells the operator when a witness ceases to cosign and when it does again, and not each second', async () => {
    const a = await startWitness('a', 21)
    const { cosigner, told } = cosignerOf(policyOf('all', a))
    a.behave = (_body, response) => void response.writeHead(500).end()
    for (const size of [5, 6, 7]) await cosigner.cosign(noteOf(size), size)
    a.behave = a.honest
    for (const size of [8, 9]) await cosigner.cosign(noteOf(size), size)
    expect(told).toEqual(['the witness a does not cosign: it answers 500', 'the witness a cosigns again'])
  })
})

describe('reading what the witnesses saw last', () => {
  const own = ed25519Signer('a.example', testKey(21), ED25519_COSIGNATURE)
  const cosigned = (note: string) => note + cosign(`${note.split('\n\n')[0]}\n`, own, 1_700_000_000)

  it('believes what the log and the witness have both signed, and nothing else', async () => {
    const a = await startWitness('a', 21)
    const { cosigner } = cosignerOf(policyOf('none', a), 300)
    const read = async (status: number, text: string) => {
      a.behave = (_body, response) => void response.writeHead(status).end(text)
      const [seen] = await cosigner.readWitnessed(ORIGIN)
      return seen
    }
    const foreign = signNote(
      formatCheckpoint({ origin: ORIGIN, size: 90, root: tree.rootAt(90) }),
      ed25519Signer(ORIGIN, testKey(8)),
    )
    expect(await read(200, cosigned(noteOf(30)))).toMatchObject({ name: 'a', state: 'SEEN', size: 30 })
    expect(await read(404, '')).toEqual({ name: 'a', state: 'NONE' })
    for (const text of [noteOf(30), cosigned(foreign), 'junk', '', cosigned(noteOf(30)).replace('30', '31')])
      expect((await read(200, text))?.state).toBe('UNKNOWN')
    expect((await read(500, cosigned(noteOf(30))))?.state).toBe('UNKNOWN')
    a.behave = () => undefined
    expect((await cosigner.readWitnessed(ORIGIN))[0]?.state).toBe('UNKNOWN')
    expect(a.asked[0]).toMatch(/^GET \/witness\/[0-9a-f]{64}\/checkpoint/)
  })
})
