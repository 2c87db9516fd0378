import { createHmac, randomUUID } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type CryptoKey, exportJWK, exportSPKI, generateKeyPair, type JSONWebKeySet, SignJWT } from 'jose'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { createTokenVerifier, type TokenVerifier, type TokenVerifierOptions } from '../../src/auth/token-verifier.ts'
import { DomainError } from '../../src/domain/errors.ts'

const ISSUER = 'https://issuer.example'
const AGENCY = '0197A1F0-0000-7000-8000-000000000001'
const NOW_SECONDS = 1_800_000_000

let privateKey: CryptoKey
let publicKey: CryptoKey
let otherPrivateKey: CryptoKey
let jwks: JSONWebKeySet
let clockSeconds = NOW_SECONDS

beforeAll(async () => {
  ;({ privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true }))
  ;({ privateKey: otherPrivateKey } = await generateKeyPair('ES256', { extractable: true }))
  jwks = { keys: [{ ...(await exportJWK(publicKey)), kid: 'one', alg: 'ES256' }] }
})

function verifier(options: Partial<TokenVerifierOptions> = {}): TokenVerifier {
  clockSeconds = NOW_SECONDS
  const now = () => clockSeconds * 1000
  return createTokenVerifier({ issuer: ISSUER, audience: 'marktrace', jwks: { local: jwks }, now, ...options })
}

const claims = {
  iss: ISSUER,
  aud: 'marktrace',
  sub: 'officer-7',
  agency: AGENCY,
  scope: 'weapons:read no:such',
  iat: NOW_SECONDS - 10,
  exp: NOW_SECONDS + 600,
}

async function sign(
  changes: Record<string, unknown> = {},
  header: Record<string, unknown> = {},
  key: CryptoKey = privateKey,
): Promise<string> {
  const payload = Object.fromEntries(
    Object.entries({ ...claims, ...changes }).filter(([, value]) => value !== undefined),
  )
  return new SignJWT(payload).setProtectedHeader({ alg: 'ES256', kid: 'one', ...header }).sign(key)
}

function encode(part: unknown): string {
  return Buffer.from(JSON.stringify(part)).toString('base64url')
}

async function codeOf(verify: TokenVerifier, token: string): Promise<string> {
  const error: unknown = await verify(token).then(
    () => undefined,
    (reason: unknown) => reason,
  )
  if (error === undefined) return 'accepted'
  return error instanceof DomainError ? error.code : 'not translated'
}

describe('a good token', () => {
  it('gives its subject, its agency in lower case and the scopes that are known', async () => {
    const token = await verifier()(await sign())
    expect(token).toEqual({
      subject: 'officer-7',
      agencyId: AGENCY.toLowerCase(),
      scopes: new Set(['weapons:read']),
      expiresAtMs: claims.exp * 1000,
    })
  })

  it('may do nothing when it carries no scope', async () => {
    expect((await verifier()(await sign({ scope: undefined }))).scopes.size).toBe(0)
  })

  it('is accepted within the clock tolerance of its end', async () => {
    expect(await codeOf(verifier(), await sign({ iat: NOW_SECONDS - 60, exp: NOW_SECONDS - 20 }))).toBe('accepted')
  })
})

describe('a token that is not good is refused', () => {
  it.each<[string, Record<string, unknown>, Record<string, unknown>?]>([
    ['from another issuer', { iss: 'https://evil.example' }],
    ['without an issuer', { iss: undefined }],
    ['for another audience', { aud: 'other' }],
    ['without an audience', { aud: undefined }],
    ['that has expired', { exp: NOW_SECONDS - 31 }],
    ['that never ends', { exp: undefined }],
    ['that is not valid yet', { nbf: NOW_SECONDS + 31 }],
    ['issued in the future', { iat: NOW_SECONDS + 31 }],
    ['without the time of issue', { iat: undefined }],
    ['that ends before it begins', { iat: NOW_SECONDS - 5, exp: NOW_SECONDS - 10 }],
    ['without an agency', { agency: undefined }],
    ['with an agency that is no UUID', { agency: '1 or 1=1' }],
    ['with an agency that is a list', { agency: [AGENCY] }],
    ['without a subject', { sub: undefined }],
    ['with an empty subject', { sub: ' ' }],
    ['with a subject of 256 characters', { sub: 'x'.repeat(256) }],
    ['with a line break in its subject', { sub: 'a\nb' }],
    ['with a scope that is a list', { scope: ['weapons:read'] }],
    ['bound to a key', { cnf: { jkt: 'abc' } }],
    ['that is a DPoP proof', {}, { typ: 'dpop+jwt' }],
    ['that is a logout token', {}, { typ: 'logout+jwt' }],
    ['signed with a key that is not known', {}, { kid: 'two' }],
    ['with an unknown critical header', {}, { crit: ['x'], x: 1 }],
  ])('%s', async (_what, changes, header = {}) => {
    const token = await sign(changes, header).catch(
      () => `${encode({ alg: 'ES256', kid: 'one', ...header })}.${encode(claims)}.AAAA`,
    )
    expect(await codeOf(verifier(), token)).toBe('unauthenticated')
  })

  it('with alg none', async () => {
    for (const alg of ['none', 'None', 'NONE']) {
      expect(await codeOf(verifier(), `${encode({ alg, kid: 'one' })}.${encode(claims)}.`)).toBe('unauthenticated')
    }
  })

  it('with HS256 and the public key as the secret', async () => {
    const secrets = [await exportSPKI(publicKey), JSON.stringify(jwks.keys[0])]
    for (const secret of secrets) {
      const signed = `${encode({ alg: 'HS256', kid: 'one' })}.${encode(claims)}`
      const token = `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`
      expect(await codeOf(verifier(), token)).toBe('unauthenticated')
    }
  })

  it('with the kid of a good key and the signature of another', async () => {
    expect(await codeOf(verifier(), await sign({}, {}, otherPrivateKey))).toBe('unauthenticated')
  })

  it('with its own key in the header', async () => {
    const { publicKey: ownKey, privateKey: own } = await generateKeyPair('ES256', { extractable: true })
    const jwk = await exportJWK(ownKey)
    expect(await codeOf(verifier(), await sign({}, { jwk, kid: undefined }, own))).toBe('unauthenticated')
    expect(await codeOf(verifier(), await sign({}, { jku: 'https://evil.example/jwks', kid: 'one' }, own))).toBe(
      'unauthenticated',
    )
  })

  it('with an algorithm that is not allowed here, though its key is', async () => {
    expect(await codeOf(verifier({ algorithms: ['RS256'] }), await sign())).toBe('unauthenticated')
  })

  it('with one character of any part changed', async () => {
    const token = await sign()
    for (const part of [0, 1, 2]) {
      const parts = token.split('.')
      const text = parts[part] ?? ''
      parts[part] = `${text.slice(0, 8)}${text[8] === 'A' ? 'B' : 'A'}${text.slice(9)}`
      expect(await codeOf(verifier(), parts.join('.'))).toBe('unauthenticated')
    }
  })

  it('of any other form, however large', async () => {
    for (const token of [
      '',
      '.',
      '..',
      'a.b.c',
      'a.b.c.d.e',
      'x'.repeat(9000),
      `${'a'.repeat(3000)}.${'b'.repeat(3000)}.c`,
    ]) {
      expect(await codeOf(verifier(), token)).toBe('unauthenticated')
    }
  })
})

describe('a verified token', () => {
  it('is remembered, and forgotten the moment it ends', async () => {
    const verify = verifier()
    const token = await sign({ exp: NOW_SECONDS + 20 })
    expect(await verify(token)).toBe(await verify(token))
    clockSeconds = NOW_SECONDS + 51
    expect(await codeOf(verify, token)).toBe('unauthenticated')
  })

  it('is checked again after a minute', async () => {
    const verify = verifier()
    const token = await sign()
    const first = await verify(token)
    clockSeconds = NOW_SECONDS + 59
    expect(await verify(token)).toBe(first)
    clockSeconds = NOW_SECONDS + 61
    expect(await verify(token)).not.toBe(first)
  })
})

describe('a remote key set', () => {
  let server: Server | undefined
  afterEach(() => server?.close())

  async function serve(answer: () => { status: number; body: string }): Promise<{ url: string; asked: () => number }> {
    let asked = 0
    const made = createServer((_request, response) => {
      asked++
      const { status, body } = answer()
      response.writeHead(status, { 'content-type': 'application/json' }).end(body)
    })
    server = made
    await new Promise<void>((resolve) => made.listen(0, '127.0.0.1', resolve))
    return { url: `http://127.0.0.1:${(made.address() as AddressInfo).port}/jwks`, asked: () => asked }
  }

  it('is fetched once for many tokens, and an unknown kid cannot make it be fetched at will', async () => {
    const { url, asked } = await serve(() => ({ status: 200, body: JSON.stringify(jwks) }))
    const verify = verifier({ jwks: { url } })
    for (let i = 0; i < 5; i++) expect(await codeOf(verify, await sign({ jti: randomUUID() }))).toBe('accepted')
    for (let i = 0; i < 5; i++)
      expect(await codeOf(verify, await sign({}, { kid: `made-up-${i}` }))).toBe('unauthenticated')
    expect(asked()).toBe(1)
  })

  it.each([
    ['an error', { status: 500, body: '' }],
    ['something else than a key set', { status: 200, body: '{"keys": 7}' }],
    ['something else than JSON', { status: 200, body: '<html>' }],
  ])('that answers with %s leaves the question open: not-ready, and nobody gets in', async (_what, answer) => {
    const { url } = await serve(() => answer)
    expect(await codeOf(verifier({ jwks: { url } }), await sign())).toBe('not-ready')
  })

  it('that cannot be reached leaves the question open too', async () => {
    expect(await codeOf(verifier({ jwks: { url: 'http://127.0.0.1:1/jwks' } }), await sign())).toBe('not-ready')
  })
})
