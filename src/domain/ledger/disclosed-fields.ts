import { excerpt } from './base64.ts'
import type { JsonValue } from './canonical-json.ts'
import { LedgerFormatError } from './ledger-format-error.ts'

/** A field that is shown: a scalar, `[]` or `{}`. `[]` is also the mark of a list that has fields below. */
export interface ShownField {
  readonly pointer: string
  readonly value: JsonValue
  /** base64url of 32 bytes. */
  readonly salt: string
}

/** A field that is withheld or erased. That there is such a field is told, and nothing of its value. */
export interface HiddenField {
  readonly pointer: string
  /** base64url of 32 bytes. */
  readonly digest: string
}

/** A fact of which some fields are shown, and which can be checked against its leaf all the same. Plain JSON; both lists are sorted by the pointers' bytes. */
export interface DisclosedFact {
  readonly shown: readonly ShownField[]
  readonly hidden: readonly HiddenField[]
}

/** A place in the fact: a field of its own, or what lies below, or both (the mark of a list and its items). */
interface Place {
  readonly pointer: string
  field: { readonly isShown: boolean; readonly value?: JsonValue } | undefined
  readonly below: Map<string, Place>
}

/** Facts are a few steps deep. What comes from outside is walked by a function that calls itself. */
const DEPTH_LIMIT = 64

/** @throws LedgerFormatError `disclosure-pointer-invalid` for what is no RFC 6901 pointer, or too deep */
function stepsOf(pointer: string): readonly string[] {
  if (pointer === '') return []
  const steps = pointer.split('/').slice(1)
  const isPointer = pointer.startsWith('/') && pointer.isWellFormed() && !/~(?![01])/.test(pointer)
  if (isPointer && steps.length <= DEPTH_LIMIT) {
    return steps.map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))
  }
  throw new LedgerFormatError('disclosure-pointer-invalid', `${excerpt(pointer)} names no field of a fact.`)
}

function placesOf({ shown, hidden }: DisclosedFact): Place {
  const root: Place = { pointer: '', field: undefined, below: new Map() }
  const put = (pointer: string, field: Place['field']): void => {
    let place = root
    for (const step of stepsOf(pointer)) {
      const next = place.below.get(step) ?? { pointer, field: undefined, below: new Map() }
      place.below.set(step, next)
      place = next
    }
    if (place.field !== undefined) throw contradiction(`${excerpt(pointer)} is there twice.`)
    place.field = field
  }
  for (const { pointer, value } of shown) put(pointer, { isShown: true, value })
  for (const { pointer } of hidden) put(pointer, { isShown: false })
  return root
}

function contradiction(message: string): LedgerFormatError {
  return new LedgerFormatError('disclosure-contradicts-itself', `The fields are not those of one fact: ${message}`)
}

/** A field with others below is the mark of a list, seen or unseen: nothing else has both. */
const isList = ({ field, below }: Place): boolean => field !== undefined && below.size > 0

function checkPlace(place: Place): void {
  const { field, below, pointer } = place
  if (field === undefined && below.size === 0) throw contradiction('there is none.')
  if (isList(place)) {
    if (field?.isShown === true && !Array.isArray(field.value)) {
      throw contradiction(`${excerpt(pointer)} lies within a value that has nothing within.`)
    }
    const isWhole = Array.from(below.keys(), Number).every((at) => at < below.size) && [...below.keys()].every(isIndex)
    if (!isWhole) throw contradiction(`the list around ${excerpt(pointer)} does not have each of its items.`)
  }
  for (const inner of below.values()) checkPlace(inner)
}

const isIndex = (step: string): boolean => /^(0|[1-9][0-9]*)$/.test(step)

function checkSorted(fields: readonly { readonly pointer: string }[]): void {
  const pointers = fields.map(({ pointer }) => Buffer.from(pointer))
  const isSorted = pointers.every((pointer, at) => at === 0 || Buffer.compare(pointers[at - 1] ?? pointer, pointer) < 0)
  if (isSorted) return
  throw new LedgerFormatError('disclosure-not-sorted', 'The fields are not in the order of their pointers, each once.')
}

/** @throws LedgerFormatError `disclosure-not-sorted`, `disclosure-pointer-invalid`, `disclosure-contradicts-itself` */
export function checkFields(fact: DisclosedFact): void {
  checkSorted(fact.shown)
  checkSorted(fact.hidden)
  checkPlace(placesOf(fact))
}

/**
 * The fact as far as it is shown, for a person to read. What is hidden is left out; in a list, null keeps the place of an item of which nothing is shown, so
 * that the others keep their numbers (`hidden` tells it from a null that was recorded).
 *
 * @returns undefined where nothing at all is shown
 */
export function factOfDisclosed(fact: DisclosedFact): JsonValue | undefined {
  return valueAt(placesOf(fact))
}

function valueAt(place: Place): JsonValue | undefined {
  const { field, below } = place
  if (below.size === 0) return field?.value
  const inside = [...below].map(([step, inner]) => [step, valueAt(inner)] as const)
  const seen = inside.filter((entry): entry is readonly [string, JsonValue] => entry[1] !== undefined)
  if (seen.length === 0 && field?.isShown !== true) return undefined
  if (!isList(place)) return Object.fromEntries(seen)
  const items = new Map(seen)
  return Array.from(below.keys(), (_, at) => items.get(String(at)) ?? null)
}
