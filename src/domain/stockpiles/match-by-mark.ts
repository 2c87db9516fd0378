import { MOST_ALIKE, type Prepared } from './prepare.ts'

type Pairs = Map<number, number>

/**
 * Pairs items with the weapons whose mark (or id) they are. Ids come first: a label names one weapon. Where several weapons of a store bear one mark, they are
 * paired where all of them were read; where fewer were read, which is missing is not known, and only what make and model tell apart is paired.
 */
export function matchByMark(prepared: Prepared, pairs: Pairs): void {
  const taken = new Set<number>()
  const pair = (item: number, weapon: number): void => {
    pairs.set(item, weapon)
    taken.add(weapon)
  }
  const { itemOrder, itemPrints, equal } = prepared
  for (const item of itemOrder) {
    const [weapon] = equal[item] ?? []
    if (itemPrints[item] === undefined && weapon !== undefined && !taken.has(weapon)) pair(item, weapon)
  }
  const open = (item: number) => (equal[item] ?? []).filter((weapon) => !taken.has(weapon))
  for (const group of groupsOf(
    itemOrder.filter((item) => !pairs.has(item)),
    open,
  )) {
    for (const [item, weapon] of pairGroup(group)) pair(item, weapon)
  }
}

interface Group {
  readonly items: readonly number[]
  readonly weapons: readonly number[]
  readonly choices: ReadonlyMap<number, readonly number[]>
}

/** Items and weapons that hang together by what may be whose. */
function groupsOf(items: readonly number[], open: (item: number) => readonly number[]): Group[] {
  const choices = new Map(items.map((item) => [item, open(item)] as const).filter(([, weapons]) => weapons.length > 0))
  const readers = new Map<number, number[]>()
  for (const [item, weapons] of choices) {
    for (const weapon of weapons) {
      const known = readers.get(weapon)
      if (known === undefined) readers.set(weapon, [item])
      else known.push(item)
    }
  }
  const seen = new Set<number>()
  const groups: Group[] = []
  for (const first of choices.keys()) {
    if (seen.has(first)) continue
    const inside = new Set([first])
    const weapons = new Set<number>()
    // A set may grow while it is walked, and the walk then reaches what was added.
    for (const item of inside) {
      for (const weapon of choices.get(item) ?? []) {
        if (weapons.has(weapon)) continue
        weapons.add(weapon)
        for (const reader of readers.get(weapon) ?? []) inside.add(reader)
      }
    }
    for (const item of inside) seen.add(item)
    groups.push({ items: items.filter((item) => inside.has(item)), weapons: [...weapons], choices })
  }
  return groups
}

/** All weapons of the group where each has a reading of its own; else the pairs that nothing else could be. */
function pairGroup(group: Group): Pairs {
  const found: Pairs = new Map()
  if (group.weapons.length > MOST_ALIKE) return found
  const reader = new Map<number, number>()
  for (const item of group.items) findPlace(item, group, reader, new Set())
  if (reader.size < group.weapons.length) return pairForced(group)
  for (const [weapon, item] of reader) found.set(item, weapon)
  return found
}

/** One step of a maximum matching (Kuhn): gives the item a weapon, moving others to their second choice where that helps. */
function findPlace(item: number, group: Group, reader: Map<number, number>, tried: Set<number>): boolean {
  for (const weapon of group.choices.get(item) ?? []) {
    if (tried.has(weapon)) continue
    tried.add(weapon)
    const other = reader.get(weapon)
    if (other !== undefined && !findPlace(other, group, reader, tried)) continue
    reader.set(weapon, item)
    return true
  }
  return false
}

/** Pairs of which item and weapon have no other choice, and what becomes so when they are taken out. */
function pairForced({ items, choices }: Group): Pairs {
  const pairs: Pairs = new Map()
  const taken = new Set<number>()
  for (let grown = true; grown; ) {
    const single = items.flatMap((item) => {
      const open = pairs.has(item) ? [] : (choices.get(item) ?? []).filter((weapon) => !taken.has(weapon))
      return open.length === 1 ? [[item, open[0] as number] as const] : []
    })
    grown = false
    for (const [item, weapon] of single) {
      if (taken.has(weapon)) continue
      pairs.set(item, weapon)
      taken.add(weapon)
      grown = true
    }
  }
  return pairs
}
