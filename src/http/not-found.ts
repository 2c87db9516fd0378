import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { DomainError } from '../domain/errors.ts'

interface KnownRoute {
  readonly segments: readonly string[]
  readonly methods: Set<string>
}

function segmentsOf(path: string): string[] {
  return path.split('/').slice(1)
}

/** Whether a path fits a route's pattern: a segment with a parameter fits any text, a wildcard fits the rest, if only an empty segment. */
function fits(pattern: readonly string[], path: readonly string[]): boolean {
  if (pattern.at(-1) === '*') {
    return (
      path.length >= pattern.length && pattern.slice(0, -1).every((part, i) => part.includes(':') || part === path[i])
    )
  }
  return (
    pattern.length === path.length &&
    pattern.every((part, i) => (part.includes(':') ? path[i] !== '' : part === path[i]))
  )
}

/** The methods of the routes that fit a path, sorted; empty for an unknown address. */
function methodsOf(known: Iterable<KnownRoute>, path: string): string[] {
  const segments = segmentsOf(path)
  const fitting = [...known].filter((route) => fits(route.segments, segments))
  return [...new Set(fitting.flatMap((route) => [...route.methods]))].sort()
}

/**
 * Answers an address that nobody serves with 404, and a known one with another method with 405 and `Allow` (RFC 9110 section 15.5.6).
 * Which addresses exist is public anyway: the API document lists them.
 */
export function registerNotFound(app: FastifyInstance): void {
  const known = new Map<string, KnownRoute>()
  app.addHook('onRoute', (route) => {
    const entry = known.get(route.url) ?? { segments: segmentsOf(route.url), methods: new Set<string>() }
    for (const method of [route.method].flat()) entry.methods.add(method)
    known.set(route.url, entry)
  })
  app.setNotFoundHandler(async (request: FastifyRequest, reply: FastifyReply) => {
    const path = request.url.split('?', 1)[0] ?? ''
    const methods = methodsOf(known.values(), path)
    if (methods.length === 0) throw new DomainError('not-found', 'There is nothing at this address.')
    reply.header('allow', methods.join(', '))
    throw new DomainError('method-not-allowed', `This address answers ${methods.join(', ')}.`)
  })
}
