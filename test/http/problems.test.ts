import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DomainError, ERROR_CODES } from '../../src/domain/errors.ts'
import type { Server } from '../../src/http/create-server.ts'
import { Problem, PROBLEM_KINDS, renderProblem } from '../../src/http/problems.ts'
import { Anything, BASE_URL, buildEdge, documented } from './support.ts'

const SECRET = 'constraint detail with SERIAL-4711'
let app: Server
const lines: string[] = []

beforeAll(async () => {
  const log = { level: 'info', stream: { write: (line: string) => void lines.push(line) } }
  app = await buildEdge(
    (server) => {
      const fault = documented('fail')
      const config = { ...fault.config, access: { public: true } as const }
      server.get('/v1/fail', { schema: { ...fault.schema, response: { 200: Anything } }, config }, async () => {
        throw Object.assign(new Error(SECRET), { code: '23505', constraint: 'weapons_id_key', detail: SECRET })
      })
      const broken = documented('broken')
      server.get(
        '/v1/broken',
        {
          schema: { ...broken.schema, response: { 200: Anything } },
          config: { ...broken.config, access: { public: true } },
        },
        async () => {
          throw new DomainError('internal', SECRET)
        },
      )
    },
    { server: { log } },
  )
})
afterAll(() => app.close())

describe('a fault of ours', () => {
  it.each(['/v1/fail', '/v1/broken'])('is answered without any of its inside: %s', async (url) => {
    const response = await app.inject(url)
    expect(response.statusCode).toBe(500)
    expect(Problem.parse(response.json())).toMatchObject({ code: 'internal', errors: [] })
    expect(response.body).not.toContain('SERIAL')
    expect(response.body).not.toContain('constraint')
  })

  it('is logged once, with its request id, code and constraint, and without a value', async () => {
    lines.length = 0
    const response = await app.inject({
      url: '/v1/fail?licence=SERIAL-4711',
      headers: { authorization: 'Bearer SERIAL-4711' },
    })
    const errors = lines.map((line) => JSON.parse(line) as Record<string, unknown>).filter(({ level }) => level === 50)
    expect(errors).toHaveLength(1)
    expect(errors[0]).toMatchObject({
      requestId: response.headers['x-request-id'],
      code: '23505',
      constraint: 'weapons_id_key',
    })
    expect(lines.join()).not.toContain('SERIAL')
  })
})

describe('the address', () => {
  it.each([
    ['nobody serves', 'GET', '/v1/nothing', 404, 'not-found'],
    ['with a broken percent-encoding in its path', 'GET', '/v1/%E0%A4%A', 400, 'invalid-request'],
    ['with a broken percent-encoding in its query', 'GET', '/health/live?a=%FF', 400, 'invalid-request'],
    ['with a part that is too long', 'GET', `/problems/${'x'.repeat(300)}`, 414, 'uri-too-long'],
    ['with a method it does not answer', 'DELETE', '/v1/fail', 405, 'method-not-allowed'],
    ['with a method it does not answer and a parameter', 'PUT', '/problems/conflict', 405, 'method-not-allowed'],
  ] as const)('%s is answered with a problem', async (_what, method, url, status, code) => {
    const response = await app.inject({ method, url })
    expect(Problem.parse(response.json())).toMatchObject({ status, code })
    expect(response.headers['x-request-id']).toBe(response.json<Problem>().requestId)
    if (status === 405) expect(response.headers['allow']).toBe('GET, HEAD')
  })
})

describe('a problem', () => {
  it.each(ERROR_CODES)('of the kind %s has a page at its type, or a type registered with IANA', async (code) => {
    const { type, status } = renderProblem({ code, detail: 'x', requestId: 'r', publicBaseUrl: BASE_URL })
    expect(status).toBe(PROBLEM_KINDS[code].status)
    if (type.startsWith('https://iana.org/')) return
    const page = await app.inject(type.slice(BASE_URL.length))
    expect(page.statusCode).toBe(200)
    expect(page.json()).toMatchObject({ type, code, status })
  })
})

describe('the request id', () => {
  it('is taken over when it is a plain token', async () => {
    expect(
      (await app.inject({ url: '/health/live', headers: { 'x-request-id': 'desk-12.call_34' } })).headers[
        'x-request-id'
      ],
    ).toBe('desk-12.call_34')
  })

  it.each(['short', 'a'.repeat(65), 'with space here', 'line\tbreaking', '<script>alert(1)</script>'])(
    'is made anew for %j',
    async (given) => {
      const id = (await app.inject({ url: '/health/live', headers: { 'x-request-id': given } })).headers['x-request-id']
      expect(id).toMatch(/^[0-9a-f-]{36}$/)
    },
  )
})
