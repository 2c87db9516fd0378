import type { JsonValue } from '../domain/ledger/canonical-json.ts'
import { type FactField, fieldsOf } from '../domain/ledger/commitment.ts'
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

/** What the record of an event must say for a link to be backed by it. */
export function linkFields(link: AnswerLink): Backed {
  return new Map<string, JsonValue>([
    ['/factKind', 'custody-event'],
    ['/eventKind', link.kind],
    ['/recordedAt', link.recordedAt],
    ['/fromPartyId', link.from?.partyId ?? null],
    ['/toPartyId', link.to?.partyId ?? null],
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

const isOfSupersession = (pointer: string): boolean => /^\/superseded(\/|$)/.test(pointer)

/**
 * The fields of an answer that its own record holds: all but the names of parties, which no record holds for ever, and the mark that it is superseded, which a later
 * record holds.
 */
export function recordedFields(answer: ProvableAnswer): readonly FactField[] {
  const fields = fieldsOf(answer as unknown as JsonValue)
  const pointers = new Set(fields.map(({ pointer }) => pointer))
  const isName = (pointer: string): boolean => pointers.has(pointer.replace(/\/name$/, '/partyId'))
  return fields.filter(({ pointer }) => !(pointer.endsWith('/name') && isName(pointer)) && !isOfSupersession(pointer))
}

/** A name that an answer gives to a party. */
export interface NamedParty {
  readonly partyId: string
  readonly name: string
}

/** Every name that an answer gives to a party, each once. */
export function namesIn(answer: ProvableAnswer): readonly NamedParty[] {
  const inside = (value: unknown): readonly NamedParty[] => {
    if (typeof value !== 'object' || value === null) return []
    const below = Object.values(value).flatMap(inside)
    const { partyId, name } = value as Partial<NamedParty>
    return typeof partyId === 'string' && typeof name === 'string' ? [{ partyId, name }, ...below] : below
  }
  return [...new Map(inside(answer).map((one) => [JSON.stringify([one.partyId, one.name]), one])).values()]
}

/** Every party that an answer names by its id, with what it says of it. */
export function partiesIn(value: unknown): readonly Required<AnswerParty>[] {
  if (typeof value !== 'object' || value === null) return []
  const inside = Object.values(value).flatMap(partiesIn)
  const { partyId, kind, country } = value as Partial<AnswerParty>
  if (partyId === undefined || kind === undefined || country === undefined) return inside
  return [{ partyId, kind, country }, ...inside]
}
