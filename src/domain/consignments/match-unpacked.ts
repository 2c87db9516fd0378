import { resolveCalibre } from '../identification/calibre.ts'
import { resolveMake } from '../identification/maker.ts'
import { resolveModel } from '../identification/model.ts'
import { registeredKeys, type SearchKeys } from '../identification/search-keys.ts'
import type { ConsignmentRecord, Movement, UnpackedItem } from './record.ts'
import { isShipping } from './vocabulary.ts'

/** What is read on a weapon that comes out of a crate. */
export type GivenData = NonNullable<UnpackedItem['given']>

/** One field in which the weapon is not what was shipped. */
export interface Difference {
  readonly field: 'make' | 'model' | 'calibre' | 'serial'
  readonly given: string
  readonly shipped: string
}

export interface Unpacked extends UnpackedItem {
  readonly differences: readonly Difference[]
}

interface Shipped {
  readonly movement: Movement
  readonly keys: readonly (SearchKeys & { readonly text: string })[]
}

/** The weapons of a consignment by their serials; built once for a whole delivery. */
export interface PackingList {
  readonly byId: ReadonlyMap<string, Shipped>
  readonly byExact: ReadonlyMap<string, readonly Shipped[]>
  readonly byFolded: ReadonlyMap<string, readonly Shipped[]>
}

/** Reads the packing list out of what was shipped. */
export function packingListOf({ movements }: ConsignmentRecord): PackingList {
  const byId = new Map<string, Shipped>()
  const byExact = new Map<string, Shipped[]>()
  const byFolded = new Map<string, Shipped[]>()
  const add = (map: Map<string, Shipped[]>, key: string, shipped: Shipped) => {
    const there = map.get(key) ?? []
    if (key !== '' && !there.includes(shipped)) map.set(key, [...there, shipped])
  }
  for (const movement of movements) {
    if (!isShipping(movement.kind) || byId.has(movement.weaponId)) continue
    const keys = (movement.serials ?? []).flatMap((text) => {
      const found = registeredKeys(text, 'INTACT')
      return found === null ? [] : [{ ...found, text }]
    })
    const shipped = { movement, keys }
    byId.set(movement.weaponId, shipped)
    for (const key of keys) {
      add(byExact, key.visual, shipped)
      add(byFolded, key.noZero, shipped)
    }
  }
  return { byId, byExact, byFolded }
}

function differencesOf(given: GivenData, { movement, keys }: Shipped): Difference[] {
  const { weapon } = movement
  const makeKey = resolveMake(given.make).key
  const read = registeredKeys(given.serial, 'INTACT')
  const found: Difference[] = []
  const compare = (field: Difference['field'], isSame: boolean, shipped: string | null) => {
    if (!isSame) found.push({ field, given: given[field], shipped: shipped ?? '' })
  }
  compare('make', makeKey === weapon.makeKey, weapon.make)
  compare('model', resolveModel(given.model, makeKey).key === weapon.modelKey, weapon.model)
  compare('calibre', resolveCalibre(given.calibre).key === weapon.calibreKey, weapon.calibre)
  compare(
    'serial',
    keys.some(({ visual }) => visual === read?.visual),
    keys[0]?.text ?? null,
  )
  return found
}

/**
 * What one reading is of the weapons that were shipped: the one whose serial it is and that differs in the fewest fields. A serial that only looks alike (0 and O,
 * leading zeros) is a difference, and counts only where make, model and calibre agree. What is like none, or like several alike, is unexpected: nothing outside the
 * consignment is ever looked up for it.
 */
export function matchUnpacked(list: PackingList, given: GivenData): Unpacked {
  const read = registeredKeys(given.serial, 'INTACT')
  const exact = (read === null ? undefined : list.byExact.get(read.visual)) ?? []
  const alike = (read === null ? undefined : list.byFolded.get(read.noZero)) ?? []
  const judged = (exact.length > 0 ? exact : alike)
    .map((shipped) => ({ shipped, differences: differencesOf(given, shipped) }))
    .filter(({ differences }) => exact.length > 0 || differences.length === 1)
    .sort((a, b) => a.differences.length - b.differences.length)
  const [best, next] = judged
  const isOne = best !== undefined && (next === undefined || next.differences.length > best.differences.length)
  if (!isOne) return { status: 'UNEXPECTED', given, differences: [] }
  const { weaponId } = best.shipped.movement
  return {
    status: best.differences.length === 0 ? 'MATCHED' : 'DIFFERS',
    weaponId,
    given,
    differences: best.differences,
  }
}
