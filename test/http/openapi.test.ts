import { createConfig, lintFromString } from '@redocly/openapi-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { Server } from '../../src/http/create-server.ts'
import { DryRunQuery } from '../../src/http/dry-run.ts'
import { type OpenApiDocument, renderOpenApi } from '../../src/http/openapi.ts'
import { StoringHeaders } from '../../src/http/storing.ts'
import { cursor, limit, text, Uuid } from '../../src/http/text.ts'
import { BASE_URL, buildEdge, documented } from './support.ts'

const Thing = z.object({ id: Uuid, make: text(20) }).meta({ id: 'Thing' })
const made = { id: '0197a1f0-7c3e-7b2a-9f00-0c2f6d3f2b11', make: 'Zastava' }
let app: Server
let document: OpenApiDocument

function addRoutes(server: Server): void {
  const schema = {
    operationId: 'makeThing',
    tags: ['operations'],
    summary: 'Make a thing',
    params: z.strictObject({ boxId: Uuid }),
  }
  const example = {
    role: 'integrator',
    params: { boxId: made.id },
    query: { dryRun: false },
    body: { make: 'Zastava' },
    status: 201,
    response: made,
  } as const
  server.post(
    '/v1/boxes/:boxId/things',
    {
      schema: {
        ...schema,
        querystring: DryRunQuery,
        headers: StoringHeaders,
        body: z.strictObject({ make: text(20) }),
        response: { 201: Thing },
      },
      config: { access: { scopes: ['weapons:write'] }, example },
    },
    async (_request, reply) => reply.code(201).send(made),
  )
  const list = { operationId: 'listThings', tags: ['operations'], summary: 'List things' }
  server.get(
    '/v1/things',
    {
      schema: {
        ...list,
        querystring: z.strictObject({ limit, cursor }),
        response: { 200: z.object({ items: z.array(Thing), next: z.string().nullable() }) },
      },
      config: {
        access: { scopes: ['weapons:read'] },
        example: { role: 'integrator', query: { limit: 2 }, status: 200, response: { items: [made], next: null } },
      },
    },
    async () => ({ items: [made], next: null }),
  )
}

beforeAll(async () => {
  app = await buildEdge(addRoutes)
  document = renderOpenApi(app)
})
afterAll(() => app.close())

const operation = (path: string, method: string) => document.paths[path]?.[method]

describe('the document', () => {
  it('is valid OpenAPI 3.1 by an outside checker, examples included', async () => {
    const config = await createConfig({
      rules: {
        struct: 'error',
        'no-unresolved-refs': 'error',
        'operation-operationId-unique': 'error',
        'path-parameters-defined': 'error',
        'no-invalid-media-type-examples': 'error',
        'no-invalid-parameter-examples': 'error',
        'security-defined': 'error',
        'operation-4xx-response': 'error',
      },
    })
    const problems = await lintFromString({ source: JSON.stringify(document), config })
    expect(
      problems.map(({ ruleId, message, location }) => `${ruleId} ${message} ${location[0]?.pointer ?? ''}`),
    ).toEqual([])
    expect(document.openapi).toBe('3.1.1')
  })

  it('shows the example of an operation: whose token, which parameters, body and answer', () => {
    const make = operation('/v1/boxes/{boxId}/things', 'post')
    expect(make).toMatchObject({
      'x-marktrace-role': 'integrator',
      'x-marktrace-status': 201,
      requestBody: { required: true, content: { 'application/json': { example: { make: 'Zastava' } } } },
      responses: { '201': { content: { 'application/json': { example: made } } } },
    })
    const shown = Object.fromEntries((make?.parameters ?? []).map(({ name, example }) => [name, example]))
    expect(shown).toMatchObject({ boxId: made.id, dryRun: false, 'Idempotency-Key': expect.any(String) as string })
    expect(Object.keys(shown)).toContain('Prefer')
  })

  it('shows the scopes of an operation and the refusals it can answer', () => {
    const make = operation('/v1/boxes/{boxId}/things', 'post')
    expect(make?.['security']).toEqual([{ bearer: ['weapons:write'] }])
    expect(Object.keys(make?.responses ?? {})).toEqual([
      '201',
      '400',
      '401',
      '403',
      '404',
      '409',
      '413',
      '415',
      '422',
      '429',
      '503',
    ])
    const live = operation('/health/live', 'get')
    expect([live?.['security'], Object.keys(live?.responses ?? {})]).toEqual([[], ['200', '400', '503']])
  })

  it('lets answers grow and keeps requests closed', () => {
    const make = operation('/v1/boxes/{boxId}/things', 'post')
    const body = make?.requestBody?.content?.['application/json']
    expect(body).toMatchObject({ schema: { additionalProperties: false } })
    expect(document.components['schemas']?.['Thing']).not.toHaveProperty('additionalProperties')
    expect(make?.responses['201']).toMatchObject({ description: 'Created' })
  })

  it('names no machine when it is exported, and its public address when it is served', async () => {
    expect(document.servers).toEqual([{ url: '/' }])
    const served = (await app.inject('/openapi.json')).json<OpenApiDocument>()
    expect(served.servers).toEqual([{ url: BASE_URL }])
    expect({ ...served, servers: [] }).toEqual({ ...document, servers: [] })
  })

  it('is shown at /docs from local files only, under a policy that allows nothing else', async () => {
    const page = await app.inject('/docs')
    const assets = [...page.body.matchAll(/(?:src|href)="([^"]+)"/g)].map(
      ([, url]) => new URL(url ?? '', 'http://here/docs').href,
    )
    expect(page.statusCode).toBe(200)
    expect(page.body).not.toMatch(/<script(?![^>]*src=)[^>]*>\s*\S/)
    expect(assets.length).toBeGreaterThan(2)
    for (const asset of assets) {
      expect(asset).toMatch(/^http:\/\/here\/docs\//)
      expect((await app.inject(asset.slice('http://here'.length))).statusCode).toBe(200)
    }
    expect(page.headers['content-security-policy']).toContain("default-src 'none'; script-src 'self';")
    expect((await app.inject('/health/live')).headers['content-security-policy']).toBe(
      "default-src 'none';frame-ancestors 'none'",
    )
  })
})

describe('the build stops at a route', () => {
  const access = { scopes: [] }
  const { schema, config } = documented('fine')
  it.each([
    ['without an operationId', { ...schema, operationId: undefined }, config, 'no schema.operationId'],
    ['without a summary', { ...schema, summary: undefined }, config, 'no schema.summary'],
    ['without a tag', { ...schema, tags: [] }, config, 'no schema.tags'],
    ['without an example', schema, {}, 'no config.example'],
    [
      'with an example of a status it never answers',
      schema,
      { example: { role: null, status: 202 } },
      'undeclared status',
    ],
    ['with the operationId of another', { ...schema, operationId: 'getLive' }, config, 'of another operation'],
  ])('%s', async (_what, routeSchema, routeConfig, message) => {
    const broken = Object.fromEntries(Object.entries(routeSchema).filter(([, value]) => value !== undefined))
    const build = buildEdge((server) =>
      server.get('/v1/x', { schema: broken, config: { ...routeConfig, access } }, async () => ({})),
    )
    await expect(build).rejects.toThrow(message)
  })
})
