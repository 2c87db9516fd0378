import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { Server } from '../../src/http/create-server.ts'
import { bearer, buildEdge, documented } from './support.ts'

const lines: string[] = []
const addRoutes = (app: Server) => {
  const { schema, config } = documented('readThing')
  const route = {
    schema: { ...schema, params: z.strictObject({ thingId: z.string() }) },
    config: { ...config, access: { scopes: ['weapons:read'] } as const },
  }
  app.get('/v1/things/:thingId', route, async () => ({ ok: true }))
}
let app: Server

beforeAll(async () => {
  const log = { level: 'info', stream: { write: (line: string) => void lines.push(line) } }
  app = await buildEdge(addRoutes, {
    server: { log },
    metrics: {
      isPublic: false,
      processMetrics: false,
      gauges: [{ name: 'pool_waiting', help: 'Waiting.', read: () => 3 }],
    },
  })
})
beforeEach(() => {
  lines.length = 0
})
afterAll(() => app.close())

const read = (subject = 'AnaPetrovic') =>
  app.inject({ url: '/v1/things/SERIAL-4711', headers: bearer(subject, 'weapons:read') })

describe('the log', () => {
  it('has one line for a request, with the pattern of its route and the agency', async () => {
    const response = await read()
    expect(lines).toHaveLength(1)
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      requestId: response.headers['x-request-id'],
      method: 'GET',
      route: '/v1/things/:thingId',
      status: 200,
      agencyId: expect.any(String) as string,
      caller: expect.stringMatching(/^[0-9a-f]{16}$/) as string,
    })
  })

  it('has no address, no subject, no token and no refused value in it', async () => {
    await app.inject({
      url: '/v1/things/SERIAL-4711?licence=SERIAL-4711',
      headers: { authorization: 'Bearer SERIAL-4711' },
    })
    await app.inject({ url: '/SERIAL-4711' })
    await app.inject({ url: '/%E0%A4%A-SERIAL-4711' })
    await read()
    expect(lines.join()).not.toMatch(/SERIAL|Petrovi|weapons_read/)
  })

  it('lets the lines of one caller be put together, without naming it', async () => {
    await read('ana')
    await read('ana')
    await read('ben')
    const callers = lines.map((line) => (JSON.parse(line) as { caller: string }).caller)
    expect([callers[0] === callers[1], callers[0] === callers[2]]).toEqual([true, false])
  })
})

describe('the metrics', () => {
  it('count by pattern, method and status, refused requests too, and hold no value of a request', async () => {
    await read()
    await app.inject('/v1/things/SERIAL-4711')
    await app.inject('/SERIAL-4711')
    const { body } = await app.inject('/metrics')
    expect(body).toContain('http_request_duration_seconds_count{route="/v1/things/:thingId",method="GET",status="200"}')
    expect(body).toContain('http_request_duration_seconds_count{route="/v1/things/:thingId",method="GET",status="401"}')
    expect(body).toContain('route="(unknown)",method="GET",status="404"')
    expect(body).toContain('pool_waiting 3')
    expect(body).not.toMatch(/SERIAL|0197a1f0/)
  })

  it.each([
    ['another machine', '192.0.2.1', {}],
    ['another machine, through a proxy here', '127.0.0.1', { 'x-forwarded-for': '192.0.2.1' }],
  ])('are not shown to %s', async (_who, remoteAddress, headers) => {
    expect((await app.inject({ url: '/metrics', remoteAddress, headers })).statusCode).toBe(404)
  })

  it('are shown to everyone where they are made public', async () => {
    const open = await buildEdge(() => {}, { metrics: { isPublic: true, gauges: [], processMetrics: false } })
    expect((await open.inject({ url: '/metrics', remoteAddress: '192.0.2.1' })).statusCode).toBe(200)
    await open.close()
  })
})

describe('an answer to an authenticated GET', () => {
  it('has a strong ETag of its bytes, is not to be kept by caches, and is 304 when the caller has it', async () => {
    const first = await read()
    const etag = String(first.headers['etag'])
    expect(etag).toMatch(/^"[A-Za-z0-9_-]{43}"$/)
    expect(first.headers['cache-control']).toBe('no-store')
    for (const ifNoneMatch of [etag, `"other", ${etag}`, `W/${etag}`, '*']) {
      const again = await app.inject({
        url: '/v1/things/x',
        headers: { ...bearer('ana', 'weapons:read'), 'if-none-match': ifNoneMatch },
      })
      expect([again.statusCode, again.body, again.headers['etag']]).toEqual([304, '', etag])
    }
    const other = await app.inject({
      url: '/v1/things/x',
      headers: { ...bearer('ana', 'weapons:read'), 'if-none-match': '"other"' },
    })
    expect(other.statusCode).toBe(200)
  })

  it('has the same ETag for HEAD', async () => {
    const head = await app.inject({ method: 'HEAD', url: '/v1/things/x', headers: bearer('ana', 'weapons:read') })
    expect(head.headers['etag']).toBe((await read()).headers['etag'])
  })
})

it('sends security headers with every answer, HSTS among them where the service is reached by https', async () => {
  const { headers } = await app.inject('/v1/nothing')
  expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer' })
  expect(headers['strict-transport-security']).toBe('max-age=31536000')
  expect(headers['x-powered-by']).toBeUndefined()
})
