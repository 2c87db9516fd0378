import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { Server } from '../../src/http/create-server.ts'
import type { LifecycleState } from '../../src/http/health.ts'
import { Problem } from '../../src/http/problems.ts'
import { buildEdge, documented } from './support.ts'

let app: Server
let looked = 0
afterEach(() => app.close())

async function build(state: LifecycleState, pingDatabase: () => Promise<boolean> = async () => true) {
  looked = 0
  const loadAgency = async () => {
    looked++
    return null
  }
  const verifyToken = async () => ({
    subject: 'a',
    agencyId: 'b',
    scopes: new Set(['weapons:read'] as const),
    expiresAtMs: 9e15,
  })
  const addRoutes = (server: Server) => {
    const { schema, config } = documented('listThings')
    server.get('/v1/things', { schema, config: { ...config, access: { scopes: ['weapons:read'] } } }, async () => ({}))
  }
  app = await buildEdge(addRoutes, {
    health: { state: () => state, pingDatabase },
    access: { verifyToken, loadAgency },
  })
}

describe.each(['starting', 'migrating', 'draining'] as const)('while the service is %s', (state) => {
  it('is alive and not ready, and says why', async () => {
    await build(state)
    expect((await app.inject('/health/live')).json()).toEqual({ status: 'live' })
    const ready = await app.inject('/health/ready')
    expect(ready.statusCode).toBe(503)
    expect(ready.json()).toMatchObject({ status: 'not-ready', state, reasons: [expect.stringContaining('The')] })
  })

  it('answers every other route with 503 and looks nothing up', async () => {
    await build(state)
    const response = await app.inject({ url: '/v1/things', headers: { authorization: 'Bearer x' } })
    expect(response.statusCode).toBe(503)
    expect(Number(response.headers['retry-after'])).toBeGreaterThan(0)
    expect(Problem.parse(response.json()).code).toBe('not-ready')
    expect(looked).toBe(0)
    if (state === 'draining') expect(response.headers['connection']).toBe('close')
  })
})

describe('when the service is ready', () => {
  it('says so', async () => {
    await build('ready')
    expect((await app.inject('/health/ready')).json()).toEqual({ status: 'ready', state: 'ready', reasons: [] })
  })

  it.each<[string, () => Promise<boolean>]>([
    ['says no', async () => false],
    ['fails', async () => Promise.reject(new Error('away'))],
    ['never answers', () => sleep(3_600_000, true, { ref: false })],
  ])('is not ready while the database %s', async (_what, ping) => {
    await build('ready', ping)
    const response = await app.inject('/health/ready')
    expect([response.statusCode, response.json<{ reasons: string[] }>().reasons]).toEqual([
      503,
      ['The database does not answer.'],
    ])
  })

  it('asks the database once for many who ask at the same time', async () => {
    let asked = 0
    await build('ready', async () => {
      asked++
      return true
    })
    await Promise.all(Array.from({ length: 20 }, () => app.inject('/health/ready')))
    expect(asked).toBe(1)
  })
})

describe('while the event loop lags', () => {
  it('sheds work with 503 and still answers its supervisor', async () => {
    const { schema, config } = documented('listThings')
    const addRoutes = (server: Server) => {
      server.get('/v1/things', { schema, config: { ...config, access: { public: true } } }, async () => ({}))
    }
    // Any loop lags by a microsecond; the first sample is taken after a second.
    app = await buildEdge(addRoutes, { maxEventLoopDelayMs: 0.001 })
    const refused = await vi.waitFor(
      async () => {
        const response = await app.inject('/v1/things')
        expect(response.statusCode).toBe(503)
        return response
      },
      { timeout: 10_000 },
    )
    expect(Problem.parse(refused.json()).code).toBe('overloaded')
    expect(refused.headers['retry-after']).toBe('2')
    expect((await app.inject('/health/live')).statusCode).toBe(200)
  })
})

it('shows the documentation to whoever opens the address in a browser', async () => {
  await build('ready')
  const opened = await app.inject('/')
  expect({ status: opened.statusCode, location: opened.headers.location }).toEqual({ status: 302, location: '/docs' })
})
