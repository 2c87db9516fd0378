import type { Prepared, Print } from './prepare.ts'

/** The weapons whose marks may be like what was read as an item: a few, so that a count is not every item against every weapon. */
export type Neighbours = (item: number) => Iterable<number>

// Patterns (unreadable characters) fit no index. So many of each side are compared with everything; a mark that is mostly guessed proves nothing anyway.
const MOST_PATTERNS = 100
// Candidates looked at for one item, alike or not: numbers in sequence share most of their characters.
const MOST_LOOKED_AT = 300
// No maker's serial is longer; a legend of a hundred characters would make a hundred keys.
const MOST_CHARACTERS = 32

/**
 * Finds by key what the folded keys find, and by deletions what is one error away: two texts one character more, less or other, or two neighbours exchanged, share
 * a text that each gives when one character is left out.
 */
export function neighboursOf(prepared: Prepared, weapons: readonly number[], items: readonly number[]): Neighbours {
  const index = new Map<string, number[]>()
  const patterned: number[] = []
  for (const weapon of weapons) {
    const prints = prepared.weaponPrints[weapon] ?? []
    if (prints.some(({ reading }) => !reading.certain)) patterned.push(weapon)
    for (const key of new Set(prints.flatMap(keysOf))) {
      const known = index.get(key)
      if (known === undefined) index.set(key, [weapon])
      else if (known.length < MOST_LOOKED_AT) known.push(weapon)
    }
  }
  const uncertain = new Set(
    items.filter((item) => prepared.itemPrints[item]?.reading.certain === false).slice(0, MOST_PATTERNS),
  )
  const patterns = patterned.slice(0, MOST_PATTERNS)
  return (item) => {
    const print = prepared.itemPrints[item]
    if (print === undefined) return []
    if (!print.reading.certain) return uncertain.has(item) ? ofLength(prepared, weapons, print) : []
    const found = new Set(ofLength(prepared, patterns, print))
    for (const key of keysOf(print)) {
      for (const weapon of index.get(key) ?? []) {
        found.add(weapon)
        if (found.size >= MOST_LOOKED_AT) return found
      }
    }
    return found
  }
}

function ofLength(prepared: Prepared, weapons: readonly number[], { reading }: Print): number[] {
  return weapons.filter((weapon) =>
    (prepared.weaponPrints[weapon] ?? []).some((own) => own.reading.units.length === reading.units.length),
  )
}

/** The texts under which a certain reading is found. A pattern has none. */
function keysOf({ reading, keys }: Print): string[] {
  if (!reading.certain) return []
  const characters = Array.from(keys.skeleton)
  const shorter = characters
    .slice(0, MOST_CHARACTERS)
    .map((_character, at) => `1 ${characters.toSpliced(at, 1).join('')}`)
  return [
    `z ${keys.noZero}`,
    `n ${keys.ncic}`,
    ...keys.phonetic.map((text) => `p ${text}`),
    `1 ${keys.skeleton}`,
    ...shorter,
  ]
}
