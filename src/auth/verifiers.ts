import type { VerifiedToken } from '../domain/requester.ts'
import { DEMO_ISSUER, loadOrCreateDemoIssuer } from './demo-issuer.ts'
import { createTokenVerifier } from './token-verifier.ts'

type Verify = (unverifiedToken: string) => Promise<VerifiedToken>

/** Checks tokens of the demo issuer, whose key lies in the data folder: for evaluation only. */
export async function createDemoVerifier(dataDir: string, audience: string): Promise<Verify> {
  const { jwks } = await loadOrCreateDemoIssuer(dataDir, audience)
  return createTokenVerifier({ issuer: DEMO_ISSUER, audience, jwks: { local: jwks } })
}

/** Checks tokens of the issuer that the operator named, by its published keys. */
export async function createIssuerVerifier(auth: {
  issuer: string
  audience: string
  jwksUrl: string
}): Promise<Verify> {
  return createTokenVerifier({ issuer: auth.issuer, audience: auth.audience, jwks: { url: auth.jwksUrl } })
}
