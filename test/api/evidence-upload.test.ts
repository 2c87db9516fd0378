import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { digestOf, FILES, type StoredFile } from '../support/evidence.ts'
import { type EvidenceRegistry, MAX_BYTES, openEvidenceRegistry } from '../support/evidence-registry.ts'
import { OURS, type Problem, THEIRS } from '../support/small-registry.ts'

let registry: EvidenceRegistry

beforeAll(async () => {
  registry = await openEvidenceRegistry()
})
afterAll(() => registry.close())

describe('an upload', () => {
  it('is answered with the digest, the type by content and the size, and comes back byte for byte as an attachment', async () => {
    const bytes = FILES.png('as it is')
    const stored = await registry.send<StoredFile>(bytes)
    expect(stored.status).toBe(201)
    expect(stored.body).toMatchObject({ digest: digestOf(bytes), mediaType: 'image/png', size: bytes.length })
    expect(stored.headers.get('location')).toBe(`/v1/evidence-files/${stored.body.id}`)
    const got = await registry.download(stored.body.id)
    expect([got.status, got.bytes.equals(bytes)]).toEqual([200, true])
    expect(Object.fromEntries(got.headers)).toMatchObject({
      'content-type': 'image/png',
      'content-disposition': `attachment; filename="${stored.body.id}.png"`,
      'content-digest': digestOf(bytes),
      'x-content-type-options': 'nosniff',
      'content-security-policy': "sandbox; default-src 'none'; frame-ancestors 'none'",
      'cache-control': 'no-store, private',
    })
  })

  it('of the largest size is taken, and of one byte more is refused with the limit, announced or not', async () => {
    const largest = Buffer.alloc(MAX_BYTES)
    FILES.jpeg().copy(largest)
    expect((await registry.send(largest)).status).toBe(201)
    const tooBig = Buffer.concat([largest, Buffer.alloc(1)])
    const refused = await registry.send(tooBig)
    expect([refused.status, refused.body.code]).toEqual([413, 'payload-too-large'])
    expect(refused.body.detail).toContain(String(MAX_BYTES))
    const token = await registry.service.token('integrator', OURS)
    const unannounced = await fetch(new URL('/v1/evidence-files', registry.service.url), {
      method: 'POST',
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'image/jpeg',
        'content-digest': digestOf(tooBig),
        'idempotency-key': randomUUID(),
      },
      body: new Blob([tooBig]).stream(),
      duplex: 'half',
    })
    const problem = (await unannounced.json()) as Problem
    expect([unannounced.status, problem.code]).toEqual([413, 'payload-too-large'])
    expect(problem.detail).toContain(String(MAX_BYTES))
  })

  it('whose bytes are not those of the digest is refused without telling any digest', async () => {
    const bytes = FILES.pdf('one')
    const { status, body, text } = await registry.send(bytes, {
      headers: { 'content-digest': digestOf(FILES.pdf('two')) },
    })
    expect([status, body.code]).toEqual([400, 'invalid-request'])
    expect(body.errors).toMatchObject([{ pointer: 'header:content-digest', code: 'digest-mismatch' }])
    expect(text).not.toContain(digestOf(bytes).slice(9, 40))
  })

  it('may tell a SHA-512 in the place of a SHA-256', async () => {
    const bytes = FILES.pdf('sha-512')
    const { status } = await registry.send(bytes, { headers: { 'content-digest': digestOf(bytes, 'sha-512') } })
    expect(status).toBe(201)
  })

  it('without a digest, or with one that cannot be read, is refused at the header', async () => {
    for (const digest of ['', 'md5=:1B2M2Y8AsgTpgAmY7PhCfg==:', 'abc']) {
      const { status, body } = await registry.send(FILES.png(), { headers: { 'content-digest': digest } })
      expect([digest, status, body.errors[0]?.pointer]).toEqual([digest, 400, 'header:content-digest'])
    }
  })

  it('of zero bytes is refused', async () => {
    const { status, body } = await registry.send(Buffer.alloc(0))
    expect([status, body.errors[0]?.code]).toEqual([400, 'required'])
  })

  it.each([
    ['an HTML page named image/png', Buffer.from('<!doctype html><script>1</script>'), 'image/png'],
    ['an HTML page named octet-stream', Buffer.from('<html><body>'), 'application/octet-stream'],
    ['an SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'image/svg+xml'],
    ['a PNG named image/jpeg', FILES.png(), 'image/jpeg'],
    ['a PNG named application/json', FILES.png(), 'application/json'],
    ['a PNG in a form', FILES.png(), 'multipart/form-data; boundary=x'],
    ['a PDF that begins behind a page', Buffer.from('<html>%PDF-1.4'), 'application/pdf'],
  ])('is refused where it is %s', async (_what, bytes, type) => {
    const before = await registry.countRows()
    const { status, body } = await registry.send(bytes, { headers: { 'content-type': type } })
    expect([status, body.code, body.errors[0]?.pointer]).toEqual([415, 'unsupported-media-type', 'header:content-type'])
    expect(await registry.countRows()).toEqual(before)
  })

  it('that is a photograph and a page at once is never shown in place', async () => {
    const id = await registry.keep(FILES.jpeg('<html><script>alert(1)</script></html>'))
    const { headers } = await registry.download(id)
    expect([headers.get('content-type'), headers.get('content-disposition')?.split(';')[0]]).toEqual([
      'image/jpeg',
      'attachment',
    ])
    expect([headers.get('x-content-type-options'), headers.get('content-security-policy')?.split(';')[0]]).toEqual([
      'nosniff',
      'sandbox',
    ])
  })

  it('that is repeated with its key gives the first reply, and with other bytes is refused', async () => {
    const key = randomUUID()
    const bytes = FILES.png('repeated')
    const [first, again] = [await registry.send(bytes, { key }), await registry.send(bytes, { key })]
    expect([again.status, again.text, again.headers.get('idempotent-replayed')]).toEqual([201, first.text, 'true'])
    const other = await registry.send(FILES.png('other'), { key })
    expect([other.status, other.body.code]).toEqual([422, 'idempotency-key-reused'])
  })

  it('under an id of the caller repeats by that id, and other bytes or another agency get 409 in the same words', async () => {
    const query = `?id=${randomUUID()}`
    const bytes = FILES.png('own id')
    const first = await registry.send<StoredFile>(bytes, { query })
    expect(first.body.id).toBe(query.slice(4))
    expect((await registry.send(bytes, { query })).text).toBe(first.text)
    const refusals = [
      await registry.send(FILES.png('else'), { query }),
      await registry.send(bytes, { query, ...THEIRS }),
    ]
    for (const { status, body } of refusals) {
      expect([status, body.code, body.errors[0]?.pointer]).toEqual([409, 'conflict', '?id'])
    }
    expect(refusals[0]?.body.detail).toBe(refusals[1]?.body.detail)
  })

  it('as a dry run stores nothing', async () => {
    const before = await registry.countRows()
    const { status, text } = await registry.send(FILES.png('dry'), { query: '?dryRun=true', key: null })
    expect([status, JSON.parse(text)]).toEqual([200, { dryRun: true, findings: [] }])
    expect(await registry.countRows()).toEqual(before)
  })

  it('needs an Idempotency-Key', async () => {
    const { status, body } = await registry.send(FILES.png(), { key: null })
    expect([status, body.code]).toEqual([400, 'idempotency-key-missing'])
  })

  it('keeps no name of the file and nothing of its bytes in the clear', async () => {
    const headers = { 'content-disposition': 'attachment; filename="Ines Invented-Person.png"' }
    const { body } = await registry.send<StoredFile>(FILES.png('PLAINTEXT-OF-A-PAPER'), { headers })
    const rows = await registry.asOwner<{ row: string }>(
      `select f::text || encode(c.sealed, 'escape') || (select t.canonical from fact t where t.id = f.id) as row
       from evidence_file f join evidence_content c on c.key_id = f.key_id where f.id = $1`,
      [body.id],
    )
    expect(rows).toHaveLength(1)
    expect(rows[0]?.row).not.toMatch(/Invented-Person|PLAINTEXT/)
  })

  it('is stored once for an agency however often it is sent, also at once, and apart for each agency', async () => {
    const bytes = FILES.png('once')
    const ids = await Promise.all([1, 2, 3, 4].map(() => registry.keep(bytes)))
    expect(new Set(ids).size).toBe(4)
    await registry.keep(bytes, THEIRS)
    const digest = digestOf(bytes).slice(9, -1)
    const rows = await registry.asOwner<{ agency: string; count: number }>(
      `select agency_id as agency, count(*)::integer as count from evidence_content where sha256 = decode($1, 'base64') group by 1`,
      [digest],
    )
    expect(rows.map(({ count }) => count)).toEqual([1, 1])
  })

  it('that is broken off gives its place back, so that others are served', async () => {
    const token = await registry.service.token('integrator', OURS)
    const { port } = new URL(registry.service.url)
    const head = [
      'POST /v1/evidence-files HTTP/1.1',
      'Host: x',
      `Authorization: Bearer ${token}`,
      'Content-Type: image/png',
      `Content-Digest: ${digestOf(FILES.png())}`,
      'Content-Length: 40000',
    ]
    for (let n = 0; n < 12; n++) {
      const socket = connect(Number(port), '127.0.0.1')
      await once(socket, 'connect')
      socket.write(`${head.join('\r\n')}\r\nIdempotency-Key: ${randomUUID()}\r\n\r\n\x89PNG`)
      socket.end()
      socket.on('error', () => undefined).resume()
      await once(socket, 'close')
    }
    expect((await registry.send(FILES.png('after them'))).status).toBe(201)
  })
})
