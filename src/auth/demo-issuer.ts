import { randomUUID } from 'node:crypto'
import { mkdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import {
  calculateJwkThumbprint,
  exportJWK,
  generateKeyPair,
  importJWK,
  type JSONWebKeySet,
  type JWK,
  SignJWT,
} from 'jose'
import type { Scope } from '../domain/vocabulary/scopes.ts'
import { exists, refuseIfOpen, writeOnce } from './key-file.ts'

/** The issuer of demo tokens. It is no address: nobody but this installation's own key set can vouch for it. */
export const DEMO_ISSUER = 'urn:marktrace:demo-issuer'
/** A day: long enough for an evaluation, short enough that a token left in a shell history dies. */
export const MAX_TTL_SECONDS = 86_400
const KEY_FILE = 'demo-issuer.json'

export interface DemoTokenRequest {
  readonly subject: string
  readonly agencyId: string
  readonly scopes: readonly Scope[]
  readonly ttlSeconds: number
}

export interface DemoIssuer {
  readonly issuer: string
  /** The public key only. */
  readonly jwks: JSONWebKeySet
  sign(request: DemoTokenRequest): Promise<string>
}

async function makeKey(file: string): Promise<void> {
  const { privateKey } = await generateKeyPair('ES256', { extractable: true })
  const jwk = await exportJWK(privateKey)
  const kid = await calculateJwkThumbprint(jwk)
  await writeOnce(file, JSON.stringify({ ...jwk, kid, alg: 'ES256', use: 'sig' }))
}

async function readKey(file: string): Promise<JWK> {
  await refuseIfOpen(file, 'it signs tokens')
  return JSON.parse(await readFile(file, 'utf8')) as JWK
}

/**
 * The issuer of demo tokens: an ES256 key in `<dataDir>/demo-issuer.json` (mode 0600), made on the first call and kept, so that tokens
 * outlive a restart. For demo mode only: who can read the file can be anyone. Throws when the file can be read by others.
 */
export async function loadOrCreateDemoIssuer(dataDir: string, audience = 'marktrace'): Promise<DemoIssuer> {
  const file = path.join(path.resolve(dataDir), KEY_FILE)
  await mkdir(path.dirname(file), { recursive: true })
  if (!(await exists(file))) await makeKey(file)
  const jwk = await readKey(file)
  const key = await importJWK(jwk, 'ES256')
  const { d: _private, ...publicJwk } = jwk

  return {
    issuer: DEMO_ISSUER,
    jwks: { keys: [publicJwk] },
    async sign({ subject, agencyId, scopes, ttlSeconds }) {
      if (!Number.isInteger(ttlSeconds) || ttlSeconds < 1 || ttlSeconds > MAX_TTL_SECONDS) {
        throw new RangeError(`A demo token lives from 1 to ${MAX_TTL_SECONDS} seconds.`)
      }
      return new SignJWT({ agency: agencyId, scope: scopes.join(' ') })
        .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', ...(jwk.kid === undefined ? {} : { kid: jwk.kid }) })
        .setIssuer(DEMO_ISSUER)
        .setAudience(audience)
        .setSubject(subject)
        .setJti(randomUUID())
        .setIssuedAt()
        .setExpirationTime(`${ttlSeconds}s`)
        .sign(key)
    },
  }
}
