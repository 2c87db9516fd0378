import { compareReadings } from '../identification/compare-readings.ts'
import type { KeyRelation } from '../identification/tier.ts'
import type { Prepared, Print } from './prepare.ts'
import { type Neighbours, neighboursOf } from './neighbours.ts'

type Level = 'LIKELY' | 'ONE_ERROR'

// Keys that only find: at the best one error of copying away.
const WEAK: readonly KeyRelation[] = ['edit1', 'wide', 'affix', 'core']
// An item that may be more weapons than this is not worth guessing; it also bounds the work of one item.
const MOST_CANDIDATES = 6

/**
 * Pairs what is left with weapons of like marks: look-alike characters, zeros, script, a mark of a part, or an exact mark whose make or model is told otherwise;
 * then what is one error of copying away. Only where both sides have no other choice at that level. The pairs are for a person to confirm.
 *
 * @returns for items that stay unpaired, the weapons they may be
 */
export function matchBySimilarMark(
  prepared: Prepared,
  pairs: Map<number, number>,
  similar: Set<number>,
): ReadonlyMap<number, readonly number[]> {
  const taken = new Set(pairs.values())
  const weapons = prepared.weaponOrder.filter((weapon) => !taken.has(weapon))
  // A reading that is exactly some weapon's own mark is that weapon's, or a second reading of it: never a misreading of another.
  const isLeft = (item: number) =>
    !pairs.has(item) && prepared.itemPrints[item] !== undefined && (prepared.equal[item] ?? []).length === 0
  const items = prepared.itemOrder.filter(isLeft)
  const found = new Map<number, ReadonlyMap<number, Level>>()
  const neighbours = neighboursOf(prepared, weapons, items)
  for (const item of items) found.set(item, candidatesOf(prepared, neighbours, item))
  for (const level of ['LIKELY', 'ONE_ERROR'] as const) pairUnique(found, level, pairs, similar)
  const used = new Set(pairs.values())
  return new Map(
    items
      .filter((item) => !pairs.has(item))
      .map((item) => {
        const open = [...(found.get(item)?.keys() ?? [])].filter((weapon) => !used.has(weapon))
        return [item, open.length < MOST_CANDIDATES ? open : []]
      }),
  )
}

function candidatesOf(prepared: Prepared, neighbours: Neighbours, item: number): ReadonlyMap<number, Level> {
  const found = new Map<number, Level>()
  const print = prepared.itemPrints[item]
  if (print === undefined) return found
  for (const weapon of neighbours(item)) {
    const level = levelOf(print, prepared.weaponPrints[weapon] ?? [], prepared.contradicts(item, weapon))
    if (level !== undefined) found.set(weapon, level)
    if (found.size >= MOST_CANDIDATES) break
  }
  return found
}

/** Make and model told otherwise leave an exact mark likely, and a mark that is only alike no candidate at all. */
function levelOf(read: Print, own: readonly Print[], contradicted: boolean): Level | undefined {
  const relations = own.map((print) => compareReadings(read.reading, print.reading))
  const isExact = relations.some((relation) => relation === 'exact' || relation === 'visual')
  if (contradicted) return isExact ? 'LIKELY' : undefined
  if (relations.some((relation) => relation !== undefined && !WEAK.includes(relation))) return 'LIKELY'
  return relations.includes('edit1') ? 'ONE_ERROR' : undefined
}

/** In rounds, until no item and weapon are left that have only each other. */
function pairUnique(
  found: ReadonlyMap<number, ReadonlyMap<number, Level>>,
  level: Level,
  pairs: Map<number, number>,
  similar: Set<number>,
): void {
  const taken = new Set(pairs.values())
  for (;;) {
    const choices = new Map<number, number[]>()
    const readers = new Map<number, number>()
    for (const [item, weapons] of found) {
      // A list that was cut off says nothing of how many there are.
      if (pairs.has(item) || weapons.size === 0) continue
      const open = [...weapons].filter(([weapon, at]) => at === level && !taken.has(weapon)).map(([weapon]) => weapon)
      choices.set(item, weapons.size >= MOST_CANDIDATES ? [...open, -1] : open)
      for (const weapon of open) readers.set(weapon, (readers.get(weapon) ?? 0) + 1)
    }
    const single = [...choices].filter(([, open]) => open.length === 1 && readers.get(open[0] as number) === 1)
    if (single.length === 0) return
    for (const [item, [weapon]] of single) {
      pairs.set(item, weapon as number)
      taken.add(weapon as number)
      similar.add(item)
    }
  }
}
