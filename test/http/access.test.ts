import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { createServer, type Server } from '../../src/http/create-server.ts'
import { requesterOf } from '../../src/http/access.ts'
import { Problem } from '../../src/http/problems.ts'
import { AGENCY_ID, Anything, BASE_URL, bearer, buildEdge, documented } from './support.ts'

let app: Server
let bodiesRead = 0

beforeAll(async () => {
  app = await buildEdge((server) => {
    const read = documented('readThing')
    server.get(
      '/v1/things',
      {
        schema: { ...read.schema, response: { 200: Anything } },
        config: { ...read.config, access: { scopes: ['weapons:read', 'custody:read'] } },
      },
      async (request) => {
        const { subject, agencyId, agency, scopes } = requesterOf(request)
        return { subject, agencyId, name: agency.name, scopes: [...scopes] }
      },
    )
    const write = documented('writeThing', 201)
    server.post(
      '/v1/things',
      {
        schema: { ...write.schema, body: z.strictObject({}), response: { 201: Anything } },
        config: { ...write.config, access: { scopes: ['weapons:write'] } },
        preParsing: async () => {
          bodiesRead++
        },
      },
      async (_request, reply) => reply.code(201).send({}),
    )
  })
})
afterAll(() => app.close())

const get = (headers: Record<string, string>, method: 'GET' | 'HEAD' = 'GET') =>
  app.inject({ method, url: '/v1/things', headers })

describe('a route with scopes', () => {
  it('answers a token that carries all of them, and knows who calls', async () => {
    const response = await get(bearer('ana', 'weapons:read', 'custody:read'))
    expect(response.json()).toEqual({
      subject: 'ana',
      agencyId: AGENCY_ID,
      name: 'Test agency',
      scopes: ['weapons:read', 'custody:read'],
    })
  })

  it('asks for a token without an error code when there is none (RFC 6750 section 3.1)', async () => {
    const response = await get({})
    expect(response.statusCode).toBe(401)
    expect(response.headers['www-authenticate']).toBe('Bearer realm="marktrace"')
    expect(Problem.parse(response.json()).code).toBe('unauthenticated')
  })

  it('says invalid_token for a token that is not good', async () => {
    const response = await get({ authorization: 'Bearer bad' })
    expect(response.statusCode).toBe(401)
    expect(response.headers['www-authenticate']).toContain('error="invalid_token"')
  })

  it.each(['Basic abc', 'Bearer', 'Bearer a b', 'Bearer a, Bearer b', 'Bearer \u00e9'])(
    'refuses credentials of another form: %s',
    async (authorization) => {
      const response = await get({ authorization })
      expect(response.statusCode).toBe(401)
      expect(response.headers['www-authenticate']).toContain('error="invalid_request"')
      expect(response.body).not.toContain(authorization)
    },
  )

  it('names the scopes when one is missing (insufficient_scope)', async () => {
    const response = await get(bearer('ana', 'weapons:read'))
    expect(response.statusCode).toBe(403)
    expect(response.headers['www-authenticate']).toBe(
      'Bearer realm="marktrace", error="insufficient_scope", scope="weapons:read custody:read"',
    )
    expect(Problem.parse(response.json()).detail).toContain('custody:read')
  })

  it('refuses an agency that is unknown or not active', async () => {
    const response = await get(bearer('stranger', 'weapons:read', 'custody:read'))
    expect(response.statusCode).toBe(403)
  })

  it('answers 503 and not 401 when nobody can tell whether the token is good', async () => {
    const response = await get({ authorization: 'Bearer offline' })
    expect(response.statusCode).toBe(503)
    expect(response.headers['retry-after']).toBe('5')
    expect(response.headers['www-authenticate']).toBeUndefined()
  })

  it('treats HEAD as GET', async () => {
    expect((await get({}, 'HEAD')).statusCode).toBe(401)
    const response = await get(bearer('ana', 'weapons:read', 'custody:read'), 'HEAD')
    expect([response.statusCode, response.body]).toEqual([200, ''])
  })

  it('reads no byte of the body of a caller it does not know', async () => {
    const payload = JSON.stringify({ big: 'x'.repeat(2_000_000) })
    const headers = { 'content-type': 'application/json' }
    const refused = await app.inject({ method: 'POST', url: '/v1/things', headers, payload })
    expect([refused.statusCode, bodiesRead]).toEqual([401, 0])
    await app.inject({
      method: 'POST',
      url: '/v1/things',
      headers: { ...headers, ...bearer('ana', 'weapons:write') },
      payload: '{}',
    })
    expect(bodiesRead).toBe(1)
  })
})

describe('the build', () => {
  it('stops at a route that does not say who may call it', async () => {
    const { schema, config } = documented('open')
    const build = buildEdge((server) =>
      server.get('/v1/open', { schema: { ...schema, response: { 200: Anything } }, config }, async () => ({})),
    )
    await expect(build).rejects.toThrow('does not declare config.access')
  })

  it('denies a route that got past the check', async () => {
    const { schema, config } = documented('late')
    const bare = await buildEdge((server) => {
      void server.register(async (child) => {
        child.addHook('onRoute', (route) => {
          delete route.config?.access
        })
        const access = { public: true } as const
        child.get('/v1/late', { schema, exposeHeadRoute: false, config: { ...config, access } }, async () => ({}))
      })
    })
    expect((await bare.inject('/v1/late')).statusCode).toBe(403)
    await bare.close()
  })

  it('needs nothing but its options: a bare server answers without any edge', async () => {
    const bare = createServer({ publicBaseUrl: BASE_URL, trustProxy: 1, log: false, checkResponses: true })
    expect((await bare.inject('/')).statusCode).toBe(404)
    await bare.close()
  })
})
