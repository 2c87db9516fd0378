import type { AnswerWeapon, ProvableAnswer } from './answer.ts'
import { descriptionFields, firstDifference, markFields, partiesIn } from './backed-fields.ts'
import { type Fields, fieldsShown } from './check-record.ts'
import { type Check, fails, holds, noted } from './codes.ts'
import type { ShownRecord } from './read-certificate.ts'

interface Shown {
  readonly place: string
  readonly fields: Fields
}

function ofKind(records: readonly ShownRecord[], kind: string): readonly Shown[] {
  return records
    .map(({ fact, place }) => ({ place, fields: fieldsShown(fact) }))
    .filter(({ fields }) => fields.get('/factKind') === kind)
}

function checkDescription(weapon: AnswerWeapon, records: readonly ShownRecord[]): Check[] {
  const expected = descriptionFields(weapon)
  const checks = ofKind(records, 'description').map(({ place, fields }) => {
    const isYearKnown = typeof fields.get('/yearOfManufacture') === 'number'
    const year = isYearKnown === (weapon.yearOfManufacture !== null) ? undefined : '/yearOfManufacture'
    const difference = firstDifference(fields, expected) ?? year
    if (difference === undefined) return holds('payload/weapon', 'What the weapon is, is what its record says.')
    const says = `The weapon is described otherwise than in the record, in the field ${difference} of the record.`
    return fails('weapon-differs', `payload/weapon, ${place}`, says)
  })
  const category = ofKind(records, 'weapon').flatMap(({ place, fields }) => {
    if (fields.get('/factId') === weapon.id && fields.get('/category') === weapon.category) return []
    return [fails('weapon-differs', `payload/weapon, ${place}`, 'The weapon has another id or category on record.')]
  })
  if (checks.length > 0) return [...checks, ...category]
  const says = "No record of the weapon's description is shown: the registry's answer alone states it."
  return [noted('payload/weapon', says), ...category]
}

function checkMarks({ id, markings }: AnswerWeapon, records: readonly ShownRecord[]): Check[] {
  const shown = ofKind(records, 'marking')
  const expected = markings.map((mark) => markFields(id, mark))
  const backing = expected.map((mark) => shown.find(({ fields }) => firstDifference(fields, mark) === undefined))
  const strays = shown
    .filter((record) => expected.every((mark) => firstDifference(record.fields, mark) !== undefined))
    .map(({ place }) =>
      fails('mark-differs', `payload/weapon/markings, ${place}`, 'A mark on record is not a mark of the answer.'),
    )
  const marks = markings.map(({ kind, text }, n) => {
    const place = `payload/weapon/markings/${n}`
    if (backing[n] !== undefined) return holds(place, `The mark ${text} (${kind}) is what its record says.`)
    return noted(place, `No record of the mark ${text} (${kind}) is shown: the registry's answer alone states it.`)
  })
  return [...strays, ...marks]
}

/** The weapon of the answer, with its marks, against their records. */
export function checkWeapon({ weapon }: ProvableAnswer, records: readonly ShownRecord[]): Check[] {
  if (weapon === null) return []
  return [...checkDescription(weapon, records), ...checkMarks(weapon, records)]
}

/** What the answer says of each party, its kind and its State, against what was said of it on record. */
export function checkParties(answer: ProvableAnswer, records: readonly ShownRecord[]): Check[] {
  const said = [
    ...ofKind(records, 'party').map(({ place, fields }) => ({ place, fields, id: fields.get('/factId') })),
    ...ofKind(records, 'party-version').map(({ place, fields }) => ({ place, fields, id: fields.get('/partyId') })),
  ]
  const named = new Map(
    partiesIn(answer).map((party) => [JSON.stringify([party.partyId, party.kind, party.country]), party]),
  )
  return [...named.values()].flatMap(({ partyId, kind, country }): Check[] => {
    const ofParty = said.filter(({ id }) => id === partyId)
    const places = ['payload', ...ofParty.map(({ place }) => place)].join(', ')
    if (ofParty.length === 0) return [noted('payload', `No record of the party ${partyId} is shown.`)]
    const agrees =
      ofParty.some(({ fields }) => fields.get('/partyKind') === kind) &&
      ofParty.some(({ fields }) => fields.get('/country') === country)
    if (agrees) return [holds('payload', `The party ${partyId} is on record as ${kind} in ${country}.`)]
    return [fails('party-differs', places, `The party ${partyId} is not on record as ${kind} in ${country}.`)]
  })
}
