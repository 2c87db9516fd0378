import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { DomainError } from '../domain/errors.ts'
import type { ErrorEntry } from '../domain/errors.ts'
import { isDryRun } from './dry-run.ts'
import { IdempotencyKeyHeader, MISSING_KEY, parseIdempotencyKey } from './idempotency-key.ts'
import { type Handling, parseHandling, PreferHeader } from './prefer.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** The key of a call that stores (unquoted); null for a dry run and for a route that stores nothing. */
    idempotencyKey: string | null
    /** What `Prefer: handling=` asks for; `lenient` where nothing is said. */
    handling: Handling
  }
}

/** The headers of a route that stores: declaring them is what makes the key necessary. */
export const StoringHeaders = z.object({
  'idempotency-key': IdempotencyKeyHeader.optional(),
  prefer: PreferHeader.optional(),
})

function declares(request: FastifyRequest, header: string): boolean {
  const headers: unknown = request.routeOptions.schema?.headers
  return headers instanceof z.ZodObject && header in headers.shape
}

/** The entry of a key that is needed and was not sent; it is shown together with all other entries. */
export function missingKeyEntry(request: FastifyRequest): ErrorEntry | undefined {
  if (!declares(request, 'idempotency-key') || isDryRun(request.query)) return undefined
  return request.headers['idempotency-key'] === undefined ? MISSING_KEY : undefined
}

function headerText(request: FastifyRequest, name: string): string | undefined {
  const value = request.headers[name]
  return Array.isArray(value) ? value.join(', ') : value
}

/** Reads `Idempotency-Key` and `Prefer` once the request is valid, and tells which preference is applied (RFC 7240 section 3). */
export function registerStoring(app: FastifyInstance): void {
  app.decorateRequest('idempotencyKey', null)
  app.decorateRequest('handling', 'lenient')
  app.addHook('preHandler', async (request, reply) => {
    const missing = missingKeyEntry(request)
    if (missing !== undefined) throw new DomainError('idempotency-key-missing', missing.detail, { errors: [missing] })
    const key = headerText(request, 'idempotency-key')
    if (key !== undefined && declares(request, 'idempotency-key') && !isDryRun(request.query)) {
      request.idempotencyKey = parseIdempotencyKey(key) ?? null
    }
    const handling = declares(request, 'prefer') ? parseHandling(headerText(request, 'prefer')) : undefined
    if (handling === undefined) return
    request.handling = handling
    reply.header('preference-applied', `handling=${handling}`)
  })
}
