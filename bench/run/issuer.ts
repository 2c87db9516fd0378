import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { exportJWK, generateKeyPair, SignJWT } from 'jose'
import { type Role, SCOPES_OF_ROLE } from '../../src/domain/vocabulary/scopes.ts'
import { cleanUpLater } from './cleaning.ts'

/** An issuer of tokens as an installation has one: the service fetches its keys and verifies each signature. */
export interface BenchIssuer {
  readonly issuer: string
  readonly jwksUrl: string
  sign(role: Role, agencyId: string): Promise<string>
}

const ISSUER = 'https://issuer.bench.example'
const AUDIENCE = 'marktrace'

export async function startIssuer(): Promise<BenchIssuer> {
  const { publicKey, privateKey } = await generateKeyPair('ES256')
  const jwks = JSON.stringify({ keys: [{ ...(await exportJWK(publicKey)), kid: 'bench', alg: 'ES256', use: 'sig' }] })
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json' }).end(jwks)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  cleanUpLater(() => server.close())
  const { port } = server.address() as AddressInfo
  return {
    issuer: ISSUER,
    jwksUrl: `http://127.0.0.1:${port}/jwks.json`,
    sign: (role, agencyId) =>
      new SignJWT({ agency: agencyId, scope: SCOPES_OF_ROLE[role].join(' ') })
        .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', kid: 'bench' })
        .setIssuer(ISSUER)
        .setAudience(AUDIENCE)
        .setSubject(`bench-${role}`)
        .setIssuedAt()
        .setExpirationTime('12h')
        .sign(privateKey),
  }
}
