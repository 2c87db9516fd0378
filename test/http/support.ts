import { z } from 'zod'
import type { Agency, VerifiedToken } from '../../src/domain/requester.ts'
import { DomainError } from '../../src/domain/errors.ts'
import type { Scope } from '../../src/domain/vocabulary/scopes.ts'
import { type EdgeOptions, registerEdge } from '../../src/http/build-edge.ts'
import { createServer, type Server, type ServerOptions } from '../../src/http/create-server.ts'

export const BASE_URL = 'https://registry.example'
export const AGENCY_ID = '0197a1f0-0000-7000-8000-000000000001'
export const TAGS = [{ name: 'operations', description: 'Running the service.' }]

const agency: Agency = { id: AGENCY_ID, name: 'Test agency', country: 'RS', mandateCountries: ['RS'] }

/** Tokens of these tests are the scopes they carry, joined by dots; `bad` is refused. */
async function verifyToken(unverifiedToken: string): Promise<VerifiedToken> {
  if (unverifiedToken === 'bad') throw new DomainError('unauthenticated', 'The signature of the token is not valid')
  if (unverifiedToken === 'offline') throw new DomainError('not-ready', 'The keys cannot be had.')
  const [subject = '', ...scopes] = unverifiedToken.split('.')
  const agencyId = subject === 'stranger' ? '0197a1f0-0000-7000-8000-00000000dead' : AGENCY_ID
  return {
    subject,
    agencyId,
    scopes: new Set(scopes.map((scope) => scope.replace('_', ':') as Scope)),
    expiresAtMs: 9e15,
  }
}

export const Anything = z.object({}).catchall(z.unknown())

/** A token for these tests, as an Authorization header. */
export function bearer(subject: string, ...scopes: Scope[]): { authorization: string } {
  return { authorization: `Bearer ${[subject, ...scopes.map((scope) => scope.replace(':', '_'))].join('.')}` }
}

export type Overrides = Partial<Omit<EdgeOptions, 'publicBaseUrl' | 'secret'>> & { server?: Partial<ServerOptions> }

/** A server with the whole edge and the routes that `addRoutes` gives it. */
export async function buildEdge(
  addRoutes: (app: Server) => void = () => {},
  overrides: Overrides = {},
): Promise<Server> {
  const { server, ...edge } = overrides
  const app = createServer({ publicBaseUrl: BASE_URL, trustProxy: false, log: false, checkResponses: true, ...server })
  await registerEdge(app, {
    publicBaseUrl: BASE_URL,
    secret: Buffer.alloc(32, 7),
    access: { verifyToken, loadAgency: async (id) => (id === AGENCY_ID ? agency : null) },
    rateLimits: { perMinute: 1000 },
    health: { state: () => 'ready', pingDatabase: async () => true },
    metrics: { isPublic: false, gauges: [], processMetrics: false },
    openapi: { version: '0.0.0', tags: TAGS },
    ...edge,
  })
  addRoutes(app)
  await app.ready()
  return app
}

/** The facts that a route must tell, for routes whose documentation does not matter to a test. */
export function documented(operationId: string, status = 200) {
  return {
    schema: { operationId, summary: operationId, tags: ['operations'], response: { [status]: Anything } },
    config: { example: { role: null, status } },
  }
}
