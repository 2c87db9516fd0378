import { chmod, mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { DEMO_ISSUER, type DemoIssuer, loadOrCreateDemoIssuer } from '../../src/auth/demo-issuer.ts'
import { createTokenVerifier } from '../../src/auth/token-verifier.ts'

const request = {
  subject: 'demo-officer',
  agencyId: '0197a1f0-0000-7000-8000-000000000001',
  scopes: ['traces:request'],
  ttlSeconds: 60,
} as const

let dir: string
beforeEach(async () => {
  dir = await mkdtemp(path.join(os.tmpdir(), 'demo-issuer-'))
})
afterEach(() => rm(dir, { recursive: true, force: true }))

function verifierOf(issuer: DemoIssuer) {
  return createTokenVerifier({ issuer: DEMO_ISSUER, audience: 'marktrace', jwks: { local: issuer.jwks } })
}

it('signs tokens that the verifier accepts, with the subject, agency and scopes asked for', async () => {
  const issuer = await loadOrCreateDemoIssuer(dir)
  const token = await verifierOf(issuer)(await issuer.sign(request))
  expect(token).toMatchObject({
    subject: 'demo-officer',
    agencyId: request.agencyId,
    scopes: new Set(['traces:request']),
  })
})

it('keeps its key, so that a token outlives a restart', async () => {
  const before = await loadOrCreateDemoIssuer(dir)
  const after = await loadOrCreateDemoIssuer(dir)
  await expect(verifierOf(after)(await before.sign(request))).resolves.toBeDefined()
})

it('makes one key when two processes start at once', async () => {
  const issuers = await Promise.all(Array.from({ length: 8 }, () => loadOrCreateDemoIssuer(dir)))
  expect(new Set(issuers.map((issuer) => JSON.stringify(issuer.jwks))).size).toBe(1)
  expect(await readdir(dir)).toEqual(['demo-issuer.json'])
})

it('shows no private part of its key, and keeps the file to its owner', async () => {
  const issuer = await loadOrCreateDemoIssuer(dir)
  expect(Object.keys(issuer.jwks.keys[0] ?? {})).not.toContain('d')
  expect((await stat(path.join(dir, 'demo-issuer.json'))).mode & 0o777).toBe(0o600)
})

it('refuses a key that others can read', async () => {
  await loadOrCreateDemoIssuer(dir)
  await chmod(path.join(dir, 'demo-issuer.json'), 0o644)
  await expect(loadOrCreateDemoIssuer(dir)).rejects.toThrow('can be read by others')
})

it.each([0, -1, 1.5, 86_401, Number.NaN])('refuses to sign a token for %s seconds', async (ttlSeconds) => {
  const issuer = await loadOrCreateDemoIssuer(dir)
  await expect(issuer.sign({ ...request, ttlSeconds })).rejects.toThrow(RangeError)
})
