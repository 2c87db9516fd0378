import { compareMaker } from '../identification/maker.ts'
import { compareModel } from '../identification/model.ts'
import { isSecondaryMark, mayBeSerial } from '../identification/observation.ts'
import { isLiteral, parseReading, type Reading } from '../identification/reading.ts'
import { type SearchKeys, searchKeys } from '../identification/search-keys.ts'
import type { CountedItem, ExpectedMark, ExpectedWeapon } from './count.ts'

/** A mark that more weapons of one store share is no mark to tell them apart by; it also bounds the work of one count. */
export const MOST_ALIKE = 100
// Weapons bear one to five numbers; whoever records hundreds on each must not make a count dear.
const MOST_MARKS = 20

/** A reading with its keys, computed once. */
export interface Print {
  readonly reading: Reading
  readonly keys: SearchKeys
  readonly secondary: boolean
}

/** A count and a stock, ready to be compared: by number of the item and of the weapon, in an order that is the same whatever order they came in. */
export interface Prepared {
  /** Item numbers, sorted by what was read. */
  readonly itemOrder: readonly number[]
  /** Weapon numbers, sorted by id. */
  readonly weaponOrder: readonly number[]
  readonly itemPrints: readonly (Print | undefined)[]
  readonly weaponPrints: readonly (readonly Print[])[]
  /** For each item the weapons that it names by id, or whose own mark is exactly what was read and whose make and model do not contradict. */
  readonly equal: readonly (readonly number[])[]
  /** Whether make or model of an item contradict those of a weapon. */
  readonly contradicts: (item: number, weapon: number) => boolean
}

export function prepare(expected: readonly ExpectedWeapon[], items: readonly CountedItem[]): Prepared {
  const itemPrints = items.map(printOfItem)
  const weaponPrints = expected.map(printsOfWeapon)
  const contradicts = contradictions(expected, items)
  const texts = items.map((item) =>
    JSON.stringify([item.weaponId, item.serial, item.make, item.model, item.component, item.condition]),
  )
  const byText = (a: number, b: number) => ((texts[a] ?? '') < (texts[b] ?? '') ? -1 : texts[a] === texts[b] ? 0 : 1)
  const byId = (a: number, b: number) => ((expected[a]?.weaponId ?? '') < (expected[b]?.weaponId ?? '') ? -1 : 1)
  const itemOrder = items.map((_item, n) => n).sort(byText)
  const weaponOrder = expected.map((_weapon, n) => n).sort(byId)
  const ids = new Map(
    expected.flatMap(({ weaponId, alsoIds }, n) => [weaponId, ...alsoIds].map((id) => [id, n] as const)),
  )
  const byMark = weaponsByMark(weaponOrder, weaponPrints)
  const equal = items.map((item, n) => {
    if (item.weaponId !== undefined) return ids.has(item.weaponId) ? [ids.get(item.weaponId) as number] : []
    const print = itemPrints[n]
    if (print === undefined || print.secondary) return []
    const found = wholeKeysOf(item, print).flatMap((key) => byMark.get(key) ?? [])
    return [...new Set(found)].filter((weapon) => !contradicts(n, weapon))
  })
  return { itemOrder, weaponOrder, itemPrints, weaponPrints, equal, contradicts }
}

/** What was read, as a pattern and as it stands: a register may hold `No. 123` or a real question mark. */
function wholeKeysOf({ serial = '' }: CountedItem, { reading, keys }: Print): string[] {
  const literal = parseReading(serial, { literal: true })
  return [...(reading.certain ? [keys.visual] : []), ...(literal.ok ? [searchKeys(literal.reading).visual] : [])]
}

/** Equal exact keys have equal visual keys, so one look-up finds both. */
function weaponsByMark(order: readonly number[], prints: readonly (readonly Print[])[]): Map<string, number[]> {
  const found = new Map<string, number[]>()
  for (const weapon of order) {
    const own = (prints[weapon] ?? []).filter(({ reading, secondary }) => reading.certain && !secondary)
    for (const key of new Set(own.map(({ keys }) => keys.visual))) {
      const alike = found.get(key) ?? []
      if (alike.length <= MOST_ALIKE) alike.push(weapon)
      found.set(key, alike)
    }
  }
  return found
}

function printOfItem({ serial, component, condition }: CountedItem): Print | undefined {
  if (serial === undefined) return undefined
  const read = parseReading(serial, { literal: false })
  const keys = read.ok ? searchKeys(read.reading) : undefined
  if (!read.ok || keys === undefined || keys.exact === '') return undefined
  return { reading: read.reading, keys, secondary: isSecondaryMark({ kind: 'SERIAL_PRIMARY', component, condition }) }
}

/** Of a weapon that bears no mark of its own but that of a part, or a doubtful one, this is what its keepers know it by. */
function printsOfWeapon({ marks }: ExpectedWeapon): Print[] {
  const prints = marks
    .filter(({ kind }) => mayBeSerial(kind))
    .slice(0, MOST_MARKS)
    .flatMap(printsOfMark)
  return prints.every(({ secondary }) => secondary) ? prints.map((print) => ({ ...print, secondary: false })) : prints
}

function printsOfMark(mark: ExpectedMark): Print[] {
  const read = parseReading(mark.text, { literal: isLiteral(mark.condition) })
  const keys = read.ok ? searchKeys(read.reading) : undefined
  return read.ok && keys !== undefined && keys.exact !== ''
    ? [{ reading: read.reading, keys, secondary: isSecondaryMark(mark) }]
    : []
}

/** A store holds few makes and models, each on many weapons: each pair of texts is compared once. */
function contradictions(expected: readonly ExpectedWeapon[], items: readonly CountedItem[]): Prepared['contradicts'] {
  const known = new Map<string, boolean>()
  return (item, weapon) => {
    const [read, own] = [items[item], expected[weapon]]
    if (read === undefined || own === undefined || (read.make === undefined && read.model === undefined)) return false
    const pair = JSON.stringify([read.make, read.model, own.make, own.model])
    const told = known.get(pair)
    if (told !== undefined) return told
    const maker = compareMaker(read.make, own.make)
    const isContradicted = maker === 'contradicted' || compareModel(read.model, own.model) === 'contradicted'
    known.set(pair, isContradicted)
    return isContradicted
  }
}
