import type { AnswerWeapon, ProvableAnswer } from './answer.ts'
import { type Backed, descriptionFields, firstDifference, markFields } from './backed-fields.ts'
import { type Check, fails, holds, noted } from './codes.ts'
import type { ShownRecords } from './shown-records.ts'

function checkDescription(weapon: AnswerWeapon, records: ShownRecords): Check[] {
  const expected = descriptionFields(weapon)
  const checks = records.ofKind('description').map(({ place, fields }) => {
    const isYearKnown = typeof fields.get('/yearOfManufacture') === 'number'
    const year = isYearKnown === (weapon.yearOfManufacture !== null) ? undefined : '/yearOfManufacture'
    const difference = firstDifference(fields, expected) ?? year
    if (difference === undefined) return holds('payload/weapon', 'What the weapon is, is what its record says.')
    const says = `The weapon is described otherwise than in the record, in the field ${difference} of the record.`
    return fails('weapon-differs', `payload/weapon, ${place}`, says)
  })
  // Of a record that is joined to it only the lot is shown, from which it came.
  const category = records.ofKind('weapon').flatMap(({ factId, place, fields }) => {
    if (factId === weapon.id ? fields.get('/category') === weapon.category : !fields.has('/category')) return []
    return [fails('weapon-differs', `payload/weapon, ${place}`, 'The weapon has another id or category on record.')]
  })
  if (checks.length > 0) return [...checks, ...category]
  const says = "No record of the weapon's description is shown: the registry's answer alone states it."
  return [noted('payload/weapon', says), ...category]
}

/** The values of what a mark's record must say, as one text. */
const keyOf = (expected: Backed, fields: Backed): string =>
  JSON.stringify([...expected.keys()].map((pointer) => fields.get(pointer) ?? [fields.has(pointer)]))

function checkMarks({ id, markings }: AnswerWeapon, records: ShownRecords): Check[] {
  const shown = records.ofKind('marking')
  const expected = markings.map((mark) => markFields(id, mark))
  const [form] = expected
  const onRecord = new Set(form === undefined ? [] : shown.map(({ fields }) => keyOf(form, fields)))
  const answered = new Set(expected.map((mark) => keyOf(mark, mark)))
  const strays = shown
    .filter(({ fields }) => form === undefined || !answered.has(keyOf(form, fields)))
    .map(({ place }) =>
      fails('mark-differs', `payload/weapon/markings, ${place}`, 'A mark on record is not a mark of the answer.'),
    )
  const marks = expected.map((mark, n) => {
    const place = `payload/weapon/markings/${n}`
    const what = `the mark ${String(markings[n]?.text)} (${String(markings[n]?.kind)})`
    if (onRecord.has(keyOf(mark, mark))) return holds(place, `What the answer says of ${what} is what its record says.`)
    return noted(place, `No record of ${what} is shown: the registry's answer alone states it.`)
  })
  return [...strays, ...marks]
}

/** The weapon of the answer, with its marks, against their records. */
export function checkWeapon({ weapon }: ProvableAnswer, records: ShownRecords): Check[] {
  if (weapon === null) return []
  return [...checkDescription(weapon, records), ...checkMarks(weapon, records)]
}
