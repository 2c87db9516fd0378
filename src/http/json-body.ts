import type { FastifyInstance } from 'fastify'
import { DomainError } from '../domain/errors.ts'

/** The deepest body of the contract has six levels; a recursive reader must not be driven into the end of its stack. */
const MAX_DEPTH = 32

/** Invalid bytes are refused instead of replaced by U+FFFD: a serial must not be changed on its way in, unseen. */
const utf8 = new TextDecoder('utf-8', { fatal: true })

function refuse(code: string, detail: string, hint?: string): DomainError {
  const entry = hint === undefined ? { pointer: '#', code, detail } : { pointer: '#', code, detail, hint }
  return new DomainError('invalid-request', detail, { errors: [entry] })
}

/** Counts brackets outside texts, before parsing: cheap, and it needs no stack itself. */
function isTooDeep(text: string): boolean {
  let depth = 0
  let inText = false
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i)
    if (inText) {
      if (c === 0x5c) i++
      else if (c === 0x22) inText = false
    } else if (c === 0x22) inText = true
    else if (c === 0x5b || c === 0x7b) {
      depth++
      if (depth > MAX_DEPTH) return true
    } else if (c === 0x5d || c === 0x7d) depth--
  }
  return false
}

/** `__proto__`, or any ASCII written as an escape. Only a body with this in it pays for the walk that looks whether it is a name. */
const SUSPECT = /__proto__|\\u00/i

function refuseForbiddenName(key: string, value: unknown): unknown {
  if (key === '__proto__') throw refuse('unknown-field', 'The name __proto__ is not allowed in a body.')
  return value
}

function decode(bytes: Buffer): string {
  try {
    return utf8.decode(bytes)
  } catch {
    throw refuse('not-utf-8', 'The body is not valid UTF-8.', 'Encode the body as UTF-8.')
  }
}

/** V8's own message quotes the text around the fault, which may be a serial: only the position is passed on. */
function positionIn(error: unknown): string | undefined {
  const found = error instanceof Error ? /at position (\d+)/.exec(error.message) : null
  return found?.[1] === undefined ? undefined : `The fault is near character ${Number(found[1]) + 1}.`
}

/**
 * Reads a JSON body (RFC 8259): UTF-8 only, at most 32 levels, no `__proto__`.
 * Throws `invalid-request` with a position and never with a piece of the text.
 */
export function parseJsonBody(bytes: Buffer): unknown {
  if (bytes.length === 0) throw refuse('required', 'A JSON body is needed.', 'The body is empty.')
  const text = decode(bytes)
  if (isTooDeep(text)) throw refuse('too-deep', `The body is nested more than ${MAX_DEPTH} levels deep.`)
  try {
    return JSON.parse(text, SUSPECT.test(text) ? refuseForbiddenName : undefined)
  } catch (error) {
    if (error instanceof DomainError) throw error
    throw refuse('not-json', 'The body is not valid JSON.', positionIn(error))
  }
}

/** JSON is the one content type; every other is answered 415. A route that takes files adds its own parser in its own plugin. */
export function registerJsonBody(app: FastifyInstance): void {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body, done) => {
    try {
      done(null, parseJsonBody(body as Buffer))
    } catch (error) {
      done(error as Error, undefined)
    }
  })
}
