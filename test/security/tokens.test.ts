import { createHmac } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { exportJWK, exportSPKI, generateKeyPair, type JWTPayload, SignJWT } from 'jose'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { agencyOfRole } from '../../src/demo/agencies.ts'
import { SCOPES_OF_ROLE } from '../../src/domain/vocabulary/scopes.ts'
import { knock, listOperations, type Operation } from '../support/operations.ts'
import { startTestService, type TestService } from '../support/service.ts'

type Keys = Awaited<ReturnType<typeof generateKeyPair>>

const ISSUER = 'https://id.example'
const AUDIENCE = 'registry-of-tests'
const HOUR = 3600

let service: TestService
let jwks: Server
let keys: Keys
let guarded: Operation[]

beforeAll(async () => {
  keys = await generateKeyPair('ES256', { extractable: true })
  const body = JSON.stringify({ keys: [{ ...(await exportJWK(keys.publicKey)), kid: 'k1', alg: 'ES256', use: 'sig' }] })
  jwks = createServer((_request, response) => response.end(body)).listen(0, '127.0.0.1')
  await once(jwks, 'listening')
  const AUTH_JWKS_URL = `http://127.0.0.1:${(jwks.address() as AddressInfo).port}/jwks`
  const auth = { DEMO: '0', AUTH_ISSUER: ISSUER, AUTH_AUDIENCE: AUDIENCE, AUTH_JWKS_URL }
  service = await startTestService({ env: { ...auth, TRUST_PROXY: '1' } })
  guarded = (await listOperations(service)).filter(({ isPublic }) => !isPublic)
})

afterAll(async () => {
  await service.close()
  jwks.close()
})

const now = () => Math.floor(Date.now() / 1000)

/** A token of the registrar that is good in everything; a test changes one thing of it. */
function claims(): JWTPayload {
  const agency = agencyOfRole('registrar').id
  const scope = SCOPES_OF_ROLE.registrar.join(' ')
  return { iss: ISSUER, aud: AUDIENCE, sub: 'tester', agency, scope, iat: now(), exp: now() + HOUR }
}

function sign(
  change: Record<string, unknown> = {},
  key: Keys['privateKey'] = keys.privateKey,
  header: object = {},
): Promise<string> {
  const payload = Object.fromEntries(
    Object.entries({ ...claims(), ...change }).filter(([, value]) => value !== undefined),
  )
  return new SignJWT(payload).setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', kid: 'k1', ...header }).sign(key)
}

const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')

/** RFC 8725 section 2.1: the public key of the issuer, which anyone has, used as the secret of an HMAC. */
async function signWithPublicKey(): Promise<string> {
  const head = `${encode({ alg: 'HS256', typ: 'at+jwt', kid: 'k1' })}.${encode(claims())}`
  return `${head}.${createHmac('sha256', await exportSPKI(keys.publicKey))
    .update(head)
    .digest('base64url')}`
}

const BAD: [string, () => Promise<string>][] = [
  ['expired', () => sign({ iat: now() - 2 * HOUR, exp: now() - HOUR })],
  ['without an end', () => sign({ exp: undefined })],
  ['not yet valid', () => sign({ nbf: now() + HOUR })],
  ['issued in the future', () => sign({ iat: now() + HOUR, exp: now() + 2 * HOUR })],
  ['for another audience', () => sign({ aud: 'another-service' })],
  ['without an audience', () => sign({ aud: undefined })],
  ['of another issuer', () => sign({ iss: 'https://id.example.org' })],
  ['without a subject', () => sign({ sub: undefined })],
  ['without an agency', () => sign({ agency: undefined })],
  ['with an agency that would be SQL', () => sign({ agency: "'; drop table fact; --" })],
  ['bound to a key that nobody proves', () => sign({ cnf: { jkt: 'x' } })],
  ['signed with another key', async () => sign({}, (await generateKeyPair('ES256')).privateKey)],
  ['of another type: a logout token', () => sign({}, keys.privateKey, { typ: 'logout+jwt' })],
  ['with a key that the issuer does not publish', () => sign({}, keys.privateKey, { kid: 'k2' })],
  ['without a signature (alg none)', async () => `${encode({ alg: 'none', typ: 'at+jwt' })}.${encode(claims())}.`],
  ['signed with the public key as a secret', signWithPublicKey],
  ['cut short', async () => (await sign()).slice(0, -6)],
  [
    'with other claims under the same signature',
    async () => {
      const [head, , signature] = (await sign()).split('.')
      return `${head}.${encode({ ...claims(), scope: 'registry:write-any' })}.${signature}`
    },
  ],
]

describe('a token', () => {
  it('that is good in everything opens the door, so that each refusal below is of the one thing changed', async () => {
    const token = await sign()
    const { status, body } = await service.request<{ subject: string }>('/v1/me', { token })
    expect({ status, subject: body.subject }).toEqual({ status: 200, subject: 'tester' })
  })

  it.each(BAD)('%s is refused by every operation, with nothing of it in the answer', async (_name, make) => {
    for (const operation of guarded) {
      const token = await make()
      const answer = await knock(service, operation, { token })
      const { name } = operation
      expect({ name, status: answer.status, code: answer.body.code }).toEqual({
        name,
        status: 401,
        code: 'unauthenticated',
      })
      expect(answer.headers.get('www-authenticate')).toMatch(/^Bearer realm="marktrace"/)
      const whole = `${answer.text}${JSON.stringify([...answer.headers])}`
      for (const part of token.split('.').filter((text) => text !== '')) expect(whole).not.toContain(part)
      expect(whole).not.toContain(ISSUER)
    }
  })

  it('in the query, in a cookie or twice in the header is no token', async () => {
    const token = await sign()
    const tries = [
      service.request(`/v1/me?access_token=${token}`),
      service.request('/v1/me', { headers: { cookie: `access_token=${token}` } }),
      service.request('/v1/me', { headers: { authorization: `Bearer ${token}, Bearer ${token}` } }),
      service.request('/v1/me', { headers: { authorization: `Basic ${token}` } }),
    ]
    for (const answer of await Promise.all(tries)) expect(answer.status).toBe(401)
  })

  it('that is guessed too often from one address is 429, and a good one from there still passes', async () => {
    const headers = { 'x-forwarded-for': '192.0.2.7' }
    const statuses: number[] = []
    for (let n = 0; n < 35; n++) statuses.push((await service.request('/v1/me', { token: 'x.y.z', headers })).status)
    expect(statuses.slice(0, 30)).toEqual(Array.from({ length: 30 }, () => 401))
    expect(statuses.slice(30)).toEqual([429, 429, 429, 429, 429])
    expect((await service.request('/v1/me', { token: await sign(), headers })).status).toBe(200)
  })
})
