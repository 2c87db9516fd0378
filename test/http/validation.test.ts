import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { Server } from '../../src/http/create-server.ts'
import { DryRunQuery } from '../../src/http/dry-run.ts'
import { Problem } from '../../src/http/problems.ts'
import { StoringHeaders } from '../../src/http/storing.ts'
import { text, Uuid } from '../../src/http/text.ts'
import { bearer, buildEdge, documented } from './support.ts'

const OccurredAt = z.union([
  z.string().max(40),
  z.strictObject({ value: z.string(), precision: z.enum(['DAY', 'MONTH']) }),
  z.strictObject({ from: z.string(), to: z.string(), precision: z.literal('INTERVAL') }),
])
const NewThing = z.strictObject({
  id: Uuid.optional(),
  make: text(20),
  kind: z.enum(['A', 'B']),
  occurredAt: OccurredAt.optional(),
  marks: z
    .array(z.strictObject({ text: text(64), year: z.number().int().min(1500).max(9999).optional() }))
    .min(1)
    .max(3),
})

const SERIAL = 'SECRET-SERIAL-4711'
const URL_OK = '/v1/things/0197a1f0-7c3e-7b2a-9f00-0c2f6d3f2b11'
let app: Server

beforeAll(async () => {
  app = await buildEdge((server) => {
    const { schema, config } = documented('makeThing', 201)
    server.post(
      '/v1/things/:thingId',
      {
        schema: {
          ...schema,
          params: z.strictObject({ thingId: Uuid }),
          querystring: DryRunQuery,
          headers: StoringHeaders,
          body: NewThing,
          response: {
            201: z.object({ key: z.string().nullable(), handling: z.string(), dryRun: z.boolean(), make: z.string() }),
          },
        },
        config: { ...config, access: { scopes: ['weapons:write'] } },
      },
      async (request, reply) => {
        const { idempotencyKey, handling, query, body } = request
        return reply.code(201).send({ key: idempotencyKey, handling, dryRun: query.dryRun, make: body.make })
      },
    )
  })
})
afterAll(() => app.close())

const headers = { ...bearer('ana', 'weapons:write'), 'idempotency-key': 'k-1' }
const valid = { make: 'Zastava', kind: 'A', marks: [{ text: '1' }] }

async function post(payload: unknown, options: { url?: string; headers?: Record<string, string>; raw?: boolean } = {}) {
  const asText = options.raw === true ? (payload as string | Buffer) : JSON.stringify(payload)
  const all: Record<string, string> = { 'content-type': 'application/json', ...(options.headers ?? headers) }
  const response = await app.inject({ method: 'POST', url: options.url ?? URL_OK, headers: all, payload: asText })
  const problem = response.statusCode >= 400 ? Problem.parse(response.json()) : undefined
  if (problem !== undefined) expect(response.headers['content-type']).toBe('application/problem+json; charset=utf-8')
  return { response, problem, at: (problem?.errors ?? []).map(({ pointer, code }) => `${pointer} ${code}`) }
}

describe('a valid request', () => {
  it('reaches its handler with the key and the preference read', async () => {
    const { response } = await post(valid, { headers: { ...headers, prefer: 'handling=strict' } })
    expect(response.statusCode).toBe(201)
    expect(response.json()).toEqual({ key: 'k-1', handling: 'strict', dryRun: false, make: 'Zastava' })
    expect(response.headers['preference-applied']).toBe('handling=strict')
  })

  it('needs no key for a dry run', async () => {
    const { response } = await post(valid, { url: `${URL_OK}?dryRun=true`, headers: bearer('ana', 'weapons:write') })
    expect(response.json()).toMatchObject({ key: null, dryRun: true })
  })
})

describe('an invalid request', () => {
  it('hears of every place at once: path, body, query, headers and the missing key', async () => {
    const { problem, at } = await post(
      { kind: 'C', marks: [{ text: '', extra: 1 }, 7], surplus: true },
      {
        url: '/v1/things/no-uuid?dryRun=maybe&colour=red',
        headers: { ...bearer('ana', 'weapons:write'), prefer: 'x'.repeat(2000) },
      },
    )
    expect(problem).toMatchObject({ status: 400, code: 'invalid-request' })
    expect(at).toEqual([
      '{thingId} wrong-form',
      '#/make required',
      '#/kind value-not-allowed',
      '#/marks/0/text too-small',
      '#/marks/0/extra unknown-field',
      '#/marks/1 wrong-type',
      '#/surplus unknown-field',
      '?dryRun value-not-allowed',
      '?colour unknown-field',
      'header:prefer too-large',
      'header:idempotency-key idempotency-key-missing',
    ])
  })

  it('is told of a missing key under its own code when nothing else is wrong', async () => {
    const { problem } = await post(valid, { headers: bearer('ana', 'weapons:write') })
    expect(problem).toMatchObject({ status: 400, code: 'idempotency-key-missing' })
  })

  it('gets the errors of the union form that was meant', async () => {
    const { at } = await post({ ...valid, occurredAt: { value: '2014', precision: 'EON' } })
    expect(at).toEqual(['#/occurredAt/precision value-not-allowed'])
  })

  it('gets one error for a union of which no form was meant', async () => {
    const { at } = await post({ ...valid, occurredAt: 7 })
    expect(at).toEqual(['#/occurredAt wrong-form'])
  })

  it('gets at most a hundred errors, and the number of those not listed', async () => {
    const surplus = Object.fromEntries(Array.from({ length: 150 }, (_, i) => [`field${i}`, 1]))
    const { problem } = await post({ ...valid, ...surplus })
    expect(problem?.errors).toHaveLength(100)
    expect(problem?.detail).toContain('50 more')
  })

  it.each([
    ['a text with NUL', { ...valid, make: 'a\u0000b' }, '#/make control-character'],
    ['a lone surrogate', { ...valid, make: 'a\ud800' }, '#/make lone-surrogate'],
    ['white space only', { ...valid, make: '   ' }, '#/make blank'],
    ['a line break', { ...valid, make: 'a\nb' }, '#/make control-character'],
    ['a text of 10,000 characters', { ...valid, make: 'x'.repeat(10_000) }, '#/make too-large'],
    ['a year beyond the calendar', { ...valid, marks: [{ text: '1', year: 99_999 }] }, '#/marks/0/year too-large'],
    ['too many items', { ...valid, marks: Array(4).fill({ text: '1' }) }, '#/marks too-large'],
    ['a list for a body', [valid], '# wrong-type'],
    ['null for a body', null, '# required'],
  ])('is refused for %s', async (_what, body, expected) => {
    expect((await post(body)).at).toEqual([expected])
  })

  it('never gets back what it sent', async () => {
    const bodies = [
      { ...valid, make: `${SERIAL}\u0000` },
      { ...valid, kind: SERIAL },
      { ...valid, id: SERIAL },
      { ...valid, occurredAt: { value: SERIAL, precision: SERIAL } },
      { ...valid, [`${SERIAL} with spaces`]: 1 },
      { ...valid, marks: SERIAL },
    ]
    for (const body of bodies) expect((await post(body)).response.body).not.toContain(SERIAL)
    for (const raw of [`{"make": "${SERIAL}" oops`, `"${SERIAL}`, `{"a":${SERIAL}}`]) {
      const { response, problem } = await post(raw, { raw: true })
      expect(problem?.code).toBe('invalid-request')
      expect(response.body).not.toContain(SERIAL)
    }
    const byAddress = await post(valid, { url: `/v1/things/${SERIAL}?dryRun=${SERIAL}` })
    expect(byAddress.response.body).not.toContain(SERIAL)
  })
})

describe('a body that cannot be read', () => {
  const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`
  it.each([
    ['empty', '', '# required'],
    ['cut off', '{"make": ', '# not-json'],
    ['100,000 levels deep', deep, '# too-deep'],
    ['not UTF-8', Buffer.from([0x22, 0xff, 0xfe, 0x22]), '# not-utf-8'],
    ['poisoned with __proto__', '{"__proto__": {"a": 1}}', '# unknown-field'],
    ['poisoned with an escaped __proto__', '{"\\u005f_proto__": {"a": 1}}', '# unknown-field'],
    [
      'poisoned with __proto__ deep inside, another letter escaped',
      '{"a": [{"__pr\\u006Fto__": 1}]}',
      '# unknown-field',
    ],
  ])('is refused as a problem: %s', async (_what, payload, expected) => {
    const { problem, at } = await post(payload, { raw: true })
    expect(problem?.status).toBe(400)
    expect(at).toEqual([expected])
  })

  it('is refused with 415 when it is not JSON', async () => {
    const { problem } = await post('<a/>', { raw: true, headers: { ...headers, 'content-type': 'application/xml' } })
    expect(problem).toMatchObject({ status: 415, code: 'unsupported-media-type' })
  })

  it('is refused with 413 when it is larger than a megabyte', async () => {
    const { problem } = await post({ ...valid, make: 'x'.repeat(10_000_000) })
    expect(problem).toMatchObject({ status: 413, code: 'payload-too-large' })
  })
})
