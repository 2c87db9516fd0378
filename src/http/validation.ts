import type { FastifyRequest, FastifySchemaCompiler } from 'fastify'
import { z } from 'zod'
import type { ErrorEntry } from '../domain/errors.ts'
import { entriesOf, type Place, sentenceOf } from './issue-entries.ts'

/** The order in which Fastify checks the places of a request; it stops at the first that fails. */
const PLACES = ['params', 'body', 'querystring', 'headers'] as const satisfies readonly Place[]

/** The entries of one failed place, as the validator hands them to the error handler. */
export class InvalidPlaceError extends Error {
  readonly place: Place
  readonly entries: readonly ErrorEntry[]

  constructor(place: Place, entries: readonly ErrorEntry[]) {
    super(`invalid ${place}`)
    this.name = 'InvalidPlaceError'
    this.place = place
    this.entries = entries
  }
}

function isZodType(schema: unknown): schema is z.ZodType {
  return schema instanceof z.core.$ZodType
}

function isPlace(part: string | undefined): part is Place {
  return PLACES.some((place) => place === part)
}

type Checked = { ok: true; value: unknown } | { ok: false; entries: ErrorEntry[] }

function check(schema: z.ZodType, place: Place, data: unknown): Checked {
  if (place === 'body' && (data === null || data === undefined)) {
    const detail = 'A JSON body is needed.'
    return { ok: false, entries: [{ pointer: '#', code: 'required', detail, hint: 'Send it as application/json.' }] }
  }
  const result = schema.safeParse(data, { error: sentenceOf })
  return result.success
    ? { ok: true, value: result.data }
    : { ok: false, entries: entriesOf(place, result.error.issues, data) }
}

/**
 * Checks a place of a request by its zod schema. The library's own compiler is not used, because its messages may repeat what was sent;
 * here the sentences are ours (`sentenceOf`) unless the schema has better ones.
 */
export const compileValidator: FastifySchemaCompiler<unknown> = ({ schema, httpPart }) => {
  if (!isZodType(schema)) throw new Error('Request schemas are zod types.')
  const place: Place = isPlace(httpPart) ? httpPart : 'body'
  return (data: unknown) => {
    const checked = check(schema, place, data)
    return checked.ok ? { value: checked.value } : { error: new InvalidPlaceError(place, checked.entries) }
  }
}

function dataOf(request: FastifyRequest, place: Place): unknown {
  if (place === 'params') return request.params
  if (place === 'body') return request.body
  return place === 'querystring' ? request.query : request.headers
}

/**
 * The entries of every place of a refused request. Fastify stops at the first place that fails, and a caller should not have to
 * mend one place to hear of the next: so the places after it are checked here.
 */
export function collectEntries(request: FastifyRequest, failed: InvalidPlaceError): ErrorEntry[] {
  const schemas: Record<string, unknown> = { ...request.routeOptions.schema }
  const later = PLACES.slice(PLACES.indexOf(failed.place) + 1)
  const entries = [...failed.entries]
  for (const place of later) {
    const schema = schemas[place]
    if (!isZodType(schema)) continue
    const checked = check(schema, place, dataOf(request, place))
    if (!checked.ok) entries.push(...checked.entries)
  }
  return entries
}
