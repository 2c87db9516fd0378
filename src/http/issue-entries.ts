import type { z } from 'zod'
import type { ErrorEntry } from '../domain/errors.ts'

type Issue = z.core.$ZodIssue
type RawIssue = z.core.$ZodRawIssue
type Path = readonly PropertyKey[]
export type Place = 'params' | 'body' | 'querystring' | 'headers'

/** Longer lists of allowed values do not help a reader; the contract document has them. */
const MAX_VALUES_NAMED = 40
/** The shape of a field's name. Anything else sent as a name may be data (a serial, a person), and is not repeated. */
const FIELD_NAME = /^[A-Za-z][A-Za-z0-9_-]{0,63}$/

const TYPE_WORDS: Record<string, string> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
  null: 'null',
}

function fieldName(key: PropertyKey): string {
  return typeof key === 'number' || FIELD_NAME.test(String(key)) || key === '$schema' ? String(key) : '(unnamed)'
}

/**
 * Where an issue is: `#/markings/0/text` in the body (RFC 6901 section 6, a URI fragment), `?limit` in the query,
 * `{weaponId}` in the path, `header:prefer` among the headers.
 */
export function pointerTo(place: Place, path: Path): string {
  const names = path.map(fieldName)
  if (place === 'querystring') return `?${names.join('.')}`
  if (place === 'params') return `{${names.join('.')}}`
  if (place === 'headers') return `header:${names.join('.')}`
  return names.length === 0 ? '#' : `#/${names.map((name) => encodeURIComponent(name)).join('/')}`
}

function counted(limit: number | bigint, origin: string): string {
  if (origin === 'string') return `${limit} ${limit === 1 ? 'character' : 'characters'}`
  if (origin === 'array' || origin === 'set') return `${limit} ${limit === 1 ? 'item' : 'items'}`
  return String(limit)
}

function allowedValues(values: readonly unknown[]): string {
  if (values.length > MAX_VALUES_NAMED) return 'This value is not one of those allowed; the API document lists them.'
  return `This must be ${values.length === 1 ? '' : 'one of '}${values.map(String).join(', ')}.`
}

/**
 * A plain sentence for an issue that its schema gave no words for. It says what is allowed and never repeats what was sent,
 * which may be a serial or a name. To be passed as the `error` of a parse.
 */
export function sentenceOf(issue: RawIssue): string {
  if (issue.input === undefined) return 'This is required.'
  switch (issue.code) {
    case 'invalid_type':
      return Array.isArray(issue.input) && issue.expected === 'string'
        ? 'This must be one text, given once.'
        : `This must be ${TYPE_WORDS[String(issue.expected)] ?? String(issue.expected)}.`
    case 'invalid_value':
      return allowedValues(issue.values)
    case 'too_big':
      return `This may be at most ${counted(issue.maximum, String(issue.origin))}.`
    case 'too_small':
      return `This must be at least ${counted(issue.minimum, String(issue.origin))}.`
    case 'invalid_format':
      return `This does not have the form of ${String(issue.format)}.`
    case 'invalid_union':
      return 'This has none of the accepted forms.'
    case 'not_multiple_of':
      return `This must be a multiple of ${String(issue.divisor)}.`
    default:
      return 'This value is not allowed.'
  }
}

const ENTRY_CODES: Record<string, string> = {
  invalid_type: 'wrong-type',
  invalid_value: 'value-not-allowed',
  too_big: 'too-large',
  too_small: 'too-small',
  invalid_format: 'wrong-form',
  invalid_union: 'wrong-form',
  not_multiple_of: 'value-not-allowed',
  custom: 'value-not-allowed',
}

function valueAt(data: unknown, path: Path): unknown {
  let value = data
  for (const key of path) {
    if (typeof value !== 'object' || value === null) return undefined
    value = (value as Record<PropertyKey, unknown>)[key]
  }
  return value
}

function isTypeMismatchAtRoot(issues: readonly Issue[]): boolean {
  return issues.some(
    (issue) => issue.path.length === 0 && (issue.code === 'invalid_type' || issue.code === 'invalid_value'),
  )
}

/** Of a union's forms, the one that was meant is of the kind that was sent (text, object, list) and has the fewest issues; its own issues say more. */
function meantForm(branches: readonly (readonly Issue[])[]): readonly Issue[] | undefined {
  const fitting = branches.filter((issues) => issues.length > 0 && !isTypeMismatchAtRoot(issues))
  const fewest = Math.min(...fitting.map((issues) => issues.length))
  const meant = fitting.filter((issues) => issues.length === fewest)
  return meant.length === 1 ? meant[0] : undefined
}

function entry(pointer: string, code: string, detail: string, hint?: unknown): ErrorEntry {
  return typeof hint === 'string' ? { pointer, code, detail, hint } : { pointer, code, detail }
}

function unknownFields(place: Place, path: Path, keys: readonly string[]): ErrorEntry[] {
  const isQuery = place === 'querystring'
  return keys.map((key) =>
    entry(
      pointerTo(place, [...path, key]),
      'unknown-field',
      isQuery ? 'This parameter is not known here.' : 'This field is not known here.',
      'Check the spelling; names are camelCase and case matters.',
    ),
  )
}

function entriesOfIssue(place: Place, issue: Issue, data: unknown, base: Path): ErrorEntry[] {
  const path = [...base, ...issue.path]
  if (issue.code === 'unrecognized_keys') return unknownFields(place, path, issue.keys)
  if (issue.code === 'invalid_union') {
    const form = meantForm(issue.errors)
    if (form !== undefined) return form.flatMap((inner) => entriesOfIssue(place, inner, data, path))
  }
  if (issue.code === 'custom') {
    const code = issue.params?.['code']
    const named = typeof code === 'string' ? code : 'value-not-allowed'
    return [entry(pointerTo(place, path), named, issue.message, issue.params?.['hint'])]
  }
  const isMissing = valueAt(data, path) === undefined
  const code = isMissing ? 'required' : (ENTRY_CODES[issue.code] ?? 'value-not-allowed')
  return [entry(pointerTo(place, path), code, isMissing ? 'This is required.' : issue.message)]
}

/** Every issue of one place as entries, in the order in which the schema names the fields. `data` is what was parsed, and is not shown. */
export function entriesOf(place: Place, issues: readonly Issue[], data: unknown): ErrorEntry[] {
  return issues.flatMap((issue) => entriesOfIssue(place, issue, data, []))
}
