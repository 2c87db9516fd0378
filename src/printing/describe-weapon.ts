import { COMPONENT_WORDS, CONDITION_WORDS, MARKING_KIND_WORDS } from '../domain/code-lists/words/markings.ts'
import { CATEGORY_WORDS, TYPE_WORDS } from '../domain/code-lists/words/weapons.ts'
import { PRIMARY_SERIAL_KINDS, SECONDARY_SERIAL_KINDS } from '../domain/vocabulary/markings.ts'
import { countryInWords, partyInWords, wordOf } from './codes-in-words.ts'
import type { Fact, Section } from './document.ts'
import type { PrintableAnswer, PrintableMark, PrintableWeapon } from './printable-answer.ts'
import { spell } from './spelling.ts'

const SERIALS: readonly string[] = [...PRIMARY_SERIAL_KINDS, ...SECONDARY_SERIAL_KINDS]
// What is no ASCII may look like something else, or stand in an order that only its reader knows: it is spelled whatever it is.
const ASCII = /^[ -~]*$/

function described(weapon: PrintableWeapon, manufacturer: PrintableAnswer['manufacturer']): readonly Fact[] {
  const { type, category, make, model, calibre, countryOfManufacture, yearOfManufacture, id } = weapon
  return [
    { label: 'Type', value: `${wordOf(TYPE_WORDS, type)} (${wordOf(CATEGORY_WORDS, category)})` },
    { label: 'Make', value: make },
    { label: 'Model', value: model },
    { label: 'Calibre', value: calibre },
    { label: 'Country of manufacture', value: countryInWords(countryOfManufacture) },
    { label: 'Year of manufacture', value: yearOfManufacture === null ? 'Not recorded' : String(yearOfManufacture) },
    ...(manufacturer === null ? [] : [{ label: 'Manufacturer', value: partyInWords(manufacturer) }]),
    { label: 'Record of the weapon', value: id, isExact: true },
  ]
}

function markFact({ kind, text, component, condition }: PrintableMark): Fact {
  const where = component === undefined ? '' : `On: ${wordOf(COMPONENT_WORDS, component)}. `
  return {
    label: wordOf(MARKING_KIND_WORDS, kind),
    value: text === '' ? 'No text' : text,
    isExact: true,
    note: `${where}Condition: ${wordOf(CONDITION_WORDS, condition)}.`,
    ...(SERIALS.includes(kind) || !ASCII.test(text) ? { spelled: spell(text) } : {}),
  }
}

/** What the weapon is by its record, with every mark. */
export function describeWeapon({ weapon, manufacturer }: PrintableAnswer): Section {
  const heading = 'The weapon'
  if (weapon === null) return { heading, blocks: [{ kind: 'PARAGRAPH', text: 'This answer names no weapon.' }] }
  const marks = weapon.markings.map(markFact)
  return {
    heading,
    blocks: [
      { kind: 'FACTS', facts: described(weapon, manufacturer) },
      { kind: 'PARAGRAPH', text: marks.length === 0 ? 'No marks are recorded.' : 'Marks on record:' },
      ...(marks.length === 0 ? [] : [{ kind: 'FACTS' as const, facts: marks }]),
    ],
  }
}
