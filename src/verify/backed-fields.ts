import type { JsonValue } from '../domain/ledger/canonical-json.ts'
import { type FactField, fieldsOf, pointerStep } from '../domain/ledger/commitment.ts'
import type { AnswerLink, AnswerMark, AnswerParty, AnswerWeapon, ProvableAnswer } from './answer.ts'

/** Fields of a record, by their pointers, with the values that an answer gives them. The registry shows these, and the verifier demands them. */
export type Backed = ReadonlyMap<string, JsonValue>

function placeFields(place: AnswerLink['place']): [string, JsonValue][] {
  if (place === undefined) return [['/place', null]]
  const { country, locality, latitude, longitude } = place
  return [
    ['/place/country', country],
    ['/place/locality', locality ?? null],
    ['/place/latitude', latitude?.toString() ?? null],
    ['/place/longitude', longitude?.toString() ?? null],
  ]
}

/** A party as the record of an event names it: by its id. One without an id is in no record, and gives what none holds. */
const idIn = (party: AnswerParty | null): JsonValue => (party === null ? null : (party.partyId ?? WITHOUT_ID))
const WITHOUT_ID = {}

/** What the record of an event must say for a link to be backed by it. */
export function linkFields(link: AnswerLink): Backed {
  return new Map<string, JsonValue>([
    ['/factKind', 'custody-event'],
    ['/eventKind', link.kind],
    ['/recordedAt', link.recordedAt],
    ['/fromPartyId', idIn(link.from)],
    ['/toPartyId', idIn(link.to)],
    ['/occurred/value', link.occurredAt.value],
    ['/occurred/precision', link.occurredAt.precision],
    ...placeFields(link.place),
    ...fieldsOf([...link.documents], '/documents').map(({ pointer, value }): [string, JsonValue] => [pointer, value]),
  ])
}

/** What a mark's record must say. */
export function markFields(weaponId: string, { kind, text, condition, component }: AnswerMark): Backed {
  return new Map<string, JsonValue>([
    ['/weaponId', weaponId],
    ['/markingKind', kind],
    ['/text', text],
    ['/condition', condition],
    ['/component', component ?? null],
  ])
}

/** What a description's record must say. A year that is not known is recorded as a code, and answered as null. */
export function descriptionFields(weapon: AnswerWeapon): Backed {
  const { id, type, make, model, calibre, countryOfManufacture, yearOfManufacture } = weapon
  const year: [string, JsonValue][] = yearOfManufacture === null ? [] : [['/yearOfManufacture', yearOfManufacture]]
  return new Map<string, JsonValue>([
    ['/weaponId', id],
    ['/type', type],
    ['/make', make],
    ['/model', model],
    ['/calibre', calibre],
    ['/countryOfManufacture', countryOfManufacture],
    ...year,
  ])
}

/** Where a record that is shown says otherwise; undefined where all agrees. */
export function firstDifference(fields: Backed, expected: Backed): string | undefined {
  return [...expected].find(([pointer, value]) => !fields.has(pointer) || !isSame(fields.get(pointer), value))?.[0]
}

/** Of two values of fields: scalars, and lists or objects without anything in them. */
export function isSame(a: JsonValue | undefined, b: JsonValue | undefined): boolean {
  return a === b || (typeof a === 'object' && typeof b === 'object' && JSON.stringify(a) === JSON.stringify(b))
}

/** A name that an answer gives to a party. */
export interface NamedParty {
  readonly partyId: string
  readonly name: string
}

const isNamed = (value: object): value is NamedParty => {
  const { partyId, name } = value as Partial<NamedParty>
  return typeof partyId === 'string' && typeof name === 'string'
}

/**
 * What an answer says and its own record holds: all but the names of parties (`namesIn`), which no record holds for ever, and the mark that it is superseded, which a
 * later record holds. One by one, so that who finds a difference looks no further.
 */
export function* recordedFields(answer: ProvableAnswer): Generator<FactField> {
  const { superseded: _later, ...given } = answer
  yield* fieldsBelow(given, '')
}

function* fieldsBelow(value: unknown, pointer: string): Generator<FactField> {
  const inside = typeof value === 'object' && value !== null ? Object.entries(value) : []
  if (inside.length === 0 || Array.isArray(value)) {
    yield { pointer, value: inside.length === 0 ? (value as JsonValue) : [] }
  }
  const isParty = typeof value === 'object' && value !== null && isNamed(value)
  for (const [key, inner] of inside) {
    if (isParty && key === 'name') continue
    yield* fieldsBelow(inner, `${pointer}/${pointerStep(key)}`)
  }
}

/** Every name that an answer gives to a party, each once. */
export function namesIn(answer: ProvableAnswer): readonly NamedParty[] {
  const inside = (value: unknown): readonly NamedParty[] => {
    if (typeof value !== 'object' || value === null) return []
    const below = Object.values(value).flatMap(inside)
    return isNamed(value) ? [{ partyId: value.partyId, name: value.name }, ...below] : below
  }
  return [...new Map(inside(answer).map((one) => [JSON.stringify([one.partyId, one.name]), one])).values()]
}

/** Every party that an answer names by its id, with what it says of it. */
export function partiesIn(value: unknown): readonly Required<AnswerParty>[] {
  if (typeof value !== 'object' || value === null) return []
  const inside = Object.values(value).flatMap(partiesIn)
  const { partyId, kind, country } = value as Partial<AnswerParty>
  if (typeof partyId !== 'string' || typeof kind !== 'string' || typeof country !== 'string') return inside
  return [{ partyId, kind, country }, ...inside]
}
