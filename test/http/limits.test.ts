import { describe, expect, it } from 'vitest'
import type { Server } from '../../src/http/create-server.ts'
import { Problem } from '../../src/http/problems.ts'
import { type Overrides, bearer, buildEdge, documented } from './support.ts'

function addRoutes(app: Server): void {
  const list = documented('listThings')
  app.get(
    '/v1/things',
    { schema: list.schema, config: { ...list.config, access: { scopes: ['weapons:read'] } } },
    async () => ({}),
  )
  const open = documented('readTile')
  app.get(
    '/ledger/tile',
    { schema: open.schema, config: { ...open.config, access: { public: true }, rateLimit: false } },
    async () => ({}),
  )
  const page = documented('readPage')
  app.get('/v1/page', { schema: page.schema, config: { ...page.config, access: { public: true } } }, async () => ({}))
}

const build = (perMinute: number, overrides: Overrides = {}) =>
  buildEdge(addRoutes, { rateLimits: { perMinute }, ...overrides })

async function statuses(
  app: Server,
  times: number,
  url: string,
  headers: Record<string, string> = {},
  remoteAddress = '192.0.2.1',
) {
  const seen: number[] = []
  for (let i = 0; i < times; i++) seen.push((await app.inject({ url, headers, remoteAddress })).statusCode)
  return seen
}

describe('the limit per client', () => {
  it('tells what is left with each answer and refuses with 429 when nothing is', async () => {
    const app = await build(2)
    const call = () => app.inject({ url: '/v1/things', headers: bearer('ana', 'weapons:read') })
    const first = await call()
    expect(first.headers).toMatchObject({ 'ratelimit-policy': '"default";q=2;w=60', ratelimit: '"default";r=1;t=60' })
    await call()
    const refused = await call()
    expect(refused.statusCode).toBe(429)
    expect(refused.headers['ratelimit']).toMatch(/^"default";r=0;t=\d+$/)
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0)
    expect(Problem.parse(refused.json())).toMatchObject({
      type: 'https://iana.org/assignments/http-problem-types#quota-exceeded',
      code: 'too-many-requests',
      'violated-policies': ['default'],
    })
    await app.close()
  })

  it('counts each caller by itself, from whatever address, and strangers by address', async () => {
    const app = await build(1)
    expect(await statuses(app, 2, '/v1/things', bearer('ana', 'weapons:read'), '192.0.2.1')).toEqual([200, 429])
    expect(await statuses(app, 1, '/v1/things', bearer('ana', 'weapons:read'), '192.0.2.9')).toEqual([429])
    expect(await statuses(app, 1, '/v1/things', bearer('ben', 'weapons:read'), '192.0.2.1')).toEqual([200])
    expect(await statuses(app, 2, '/v1/page', {}, '192.0.2.1')).toEqual([200, 429])
    expect(await statuses(app, 1, '/v1/page', {}, '192.0.2.2')).toEqual([200])
    await app.close()
  })

  it('counts an IPv6 subscriber once, whichever of its addresses it takes', async () => {
    const app = await build(1)
    expect(await statuses(app, 1, '/v1/page', {}, '2001:db8:1:1::1')).toEqual([200])
    expect(await statuses(app, 1, '/v1/page', {}, '2001:db8:1:1::2')).toEqual([429])
    expect(await statuses(app, 1, '/v1/page', {}, '2001:db8:1:2::1')).toEqual([200])
    await app.close()
  })

  it('holds for addresses that nobody serves', async () => {
    const app = await build(1)
    expect(await statuses(app, 2, '/v1/nothing')).toEqual([404, 429])
    await app.close()
  })

  it('leaves out health, metrics and routes that opt out', async () => {
    const app = await build(1)
    for (const url of ['/health/live', '/health/ready', '/ledger/tile'])
      expect(await statuses(app, 3, url)).toEqual([200, 200, 200])
    await app.close()
  })

  it('believes X-Forwarded-For only of a trusted proxy', async () => {
    const distrusting = await build(1)
    const trusting = await build(1, { server: { trustProxy: 1 } })
    for (const [app, second] of [
      [distrusting, 429],
      [trusting, 200],
    ] as const) {
      expect(await statuses(app, 1, '/v1/page', { 'x-forwarded-for': '198.51.100.1' })).toEqual([200])
      expect(await statuses(app, 1, '/v1/page', { 'x-forwarded-for': '198.51.100.2' })).toEqual([second])
      await app.close()
    }
  })

  it('counts hops from this service, so that a made-up first address does not help', async () => {
    const app = await build(1, { server: { trustProxy: 1 } })
    expect(await statuses(app, 1, '/v1/page', { 'x-forwarded-for': '1.1.1.1, 198.51.100.1' })).toEqual([200])
    expect(await statuses(app, 1, '/v1/page', { 'x-forwarded-for': '2.2.2.2, 198.51.100.1' })).toEqual([429])
    await app.close()
  })
})

describe('failed authentications', () => {
  it('are limited by address, and shut out nobody with a good token behind the same address', async () => {
    const app = await build(1000)
    const failed = await statuses(app, 31, '/v1/things', { authorization: 'Bearer bad' })
    expect([failed.slice(0, 30).every((status) => status === 401), failed[30]]).toEqual([true, 429])
    expect(await statuses(app, 1, '/v1/things', bearer('ana', 'weapons:read'))).toEqual([200])
    expect(await statuses(app, 1, '/v1/things', {}, '192.0.2.2')).toEqual([401])
    await app.close()
  })
})
