import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loadOrCreateDemoIssuer } from '../../src/auth/demo-issuer.ts'
import { agencyOfRole } from '../../src/demo/agencies.ts'
import { type Role, SCOPES_OF_ROLE } from '../../src/domain/vocabulary/scopes.ts'
import { digestOf, FILES } from '../support/evidence.ts'
import { findFreePort, makeDataDir, startReady } from '../support/service-process.ts'
import { openSmallRegistry, type SmallRegistry, traceBody, weaponBody } from '../support/small-registry.ts'

const SERIAL = 'LOGGED77SERIAL'
const NAME = 'Lea Logged-Person'
const SUBJECT = 'lea.logged@police.example'
const CASE = 'CASE-LOGGED-19'

const folder = makeDataDir()
let registry: SmallRegistry
let jwks: Server
const tokens: string[] = []
let statuses: number[]
let output: { stdout: string; stderr: string }

beforeAll(async () => {
  registry = await openSmallRegistry()
  const issuer = await loadOrCreateDemoIssuer(path.join(folder.dataDir, 'issuer'))
  jwks = createServer((_request, response) => response.end(JSON.stringify(issuer.jwks))).listen(0, '127.0.0.1')
  await once(jwks, 'listening')
  const port = await findFreePort()
  const service = await startReady({
    PORT: port,
    DATA_DIR: folder.dataDir,
    DATABASE_URL: registry.service.database.serviceUrl,
    AUTH_ISSUER: issuer.issuer,
    AUTH_JWKS_URL: `http://127.0.0.1:${(jwks.address() as AddressInfo).port}/jwks`,
    LOG_LEVEL: 'trace',
  })
  const call = async (role: Role, method: string, target: string, body?: unknown): Promise<number> => {
    const scopes = SCOPES_OF_ROLE[role]
    const token = await issuer.sign({ subject: SUBJECT, agencyId: agencyOfRole(role).id, scopes, ttlSeconds: 600 })
    tokens.push(token)
    const response = await fetch(`http://127.0.0.1:${port}${target}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        'idempotency-key': randomUUID(),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    await response.text()
    return response.status
  }
  const markings = [{ kind: 'SERIAL_PRIMARY', text: SERIAL }]
  const uploadNamed = async (): Promise<number> => {
    const bytes = FILES.png(`${NAME} ${SERIAL}`)
    const response = await fetch(`http://127.0.0.1:${port}/v1/evidence-files`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${tokens[0] ?? ''}`,
        'content-type': 'image/png',
        'content-disposition': `attachment; filename="${NAME} ${CASE}.png"`,
        'content-digest': digestOf(bytes),
        'idempotency-key': randomUUID(),
      },
      body: bytes,
    })
    await response.text()
    return response.status
  }
  statuses = [
    await call('integrator', 'POST', '/v1/weapons', weaponBody({ markings })),
    await call('integrator', 'POST', '/v1/parties', { kind: 'PRIVATE_PERSON', name: NAME, country: 'FR' }),
    await call('officer', 'POST', '/v1/trace-requests', traceBody({ markings }, { caseReference: CASE })),
    await call(
      'integrator',
      'POST',
      '/v1/weapons',
      weaponBody({ markings: [{ kind: SERIAL, text: `${SERIAL}\u0000` }] }),
    ),
    await call('integrator', 'GET', `/v1/parties?licence=${SERIAL}`),
    await call('integrator', 'GET', `/v1/weapons/${SERIAL}`),
    await call('integrator', 'GET', `/v1/${SERIAL}/${encodeURIComponent(NAME)}?access_token=${tokens[0] ?? ''}`),
    await uploadNamed(),
  ]
  service.child.kill('SIGTERM')
  await service.exited
  output = service.output()
})

afterAll(async () => {
  jwks.close()
  await registry.close()
  folder.remove()
})

describe('the logs of a real process, at their most talkative', () => {
  it('tell of each request, so that finding nothing in them means something', () => {
    expect(statuses).toEqual([201, 201, 201, 400, 200, 400, 404, 201])
    const lines = output.stdout.split('\n').filter((line) => line.includes('"statusCode"') || line.includes('"status"'))
    expect(lines.length).toBeGreaterThanOrEqual(7)
    expect(output.stdout).toContain('/v1/weapons')
  })

  it('hold no serial, no name, no case, no subject and no token', () => {
    const whole = output.stdout + output.stderr
    const { password } = new URL(registry.service.database.serviceUrl)
    const signatures = tokens.map((token) => token.split('.')[2] ?? '')
    for (const secret of [SERIAL, NAME, encodeURIComponent(NAME), CASE, SUBJECT, password, ...signatures]) {
      expect(secret.length).toBeGreaterThan(5)
      expect(whole).not.toContain(secret)
    }
  })
})
