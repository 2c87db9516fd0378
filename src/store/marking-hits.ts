import { type Alphabets, alphabetOf } from '../domain/identification/alphabet.ts'
import type { KeyPart, RangePart } from '../domain/identification/search-parts.ts'
import type { Tx } from './db.ts'

const ALPHABETS = {
  name: 'registry_alphabets',
  // marking_alphabet_pk, inside the function.
  text: 'select make_key as "makeKey", length, positions, characters from registry_alphabets($1::text[], $2::integer[])',
}

interface AlphabetRow {
  readonly makeKey: string
  /** Null in a row that only says that the make is registered. */
  readonly length: number | null
  readonly positions: readonly number[]
  /** What stands at each of these positions, with a space between two. */
  readonly characters: readonly string[]
}

/** What is registered of some makes at some lengths. A make of which nothing is registered is not in the map. */
export async function findAlphabets(
  tx: Tx,
  makeKeys: readonly string[],
  lengths: readonly number[],
): Promise<Alphabets> {
  if (makeKeys.length === 0 || lengths.length === 0) return new Map()
  const rows = await tx.rows<AlphabetRow>(ALPHABETS, [makeKeys, lengths])
  const byMake = new Map<string, Map<number, (readonly string[])[]>>()
  for (const { makeKey, length, positions, characters } of rows) {
    const own = byMake.get(makeKey) ?? new Map<number, (readonly string[])[]>()
    byMake.set(makeKey, own)
    if (length === null) continue
    const places: (readonly string[])[] = []
    for (const [n, position] of positions.entries()) places[position] = (characters[n] ?? '').split(' ')
    own.set(length, places)
  }
  return new Map(Array.from(byMake, ([makeKey, own]) => [makeKey, alphabetOf(own)]))
}

const HITS = {
  name: 'registry_marking_hits',
  // marking_key_pk and weapon_recovered, inside the function.
  text: `select n, weapon_ids::text[] as "weaponIds" from registry_marking_hits($1::integer[], $2::text[], $3::text[], $4::text[], $5::integer[])`,
}

/** A part of the search with the number `n`, which its hits come back with, and how many weapons it gives at most. */
export interface NumberedPart extends KeyPart {
  readonly n: number
  readonly limit: number
}

/** Which weapons each search found, by its number; of parts with the same number those of any. Sorted, each once. Searches that found nothing are not in the map. */
type Hits = ReadonlyMap<number, readonly string[]>

/**
 * Every weapon under one of the keys of each part, registry-wide, in one statement; at most `limit` for each part, so ask for one more than you can use to learn
 * that there were more.
 */
export async function findMarkingHits(tx: Tx, parts: readonly NumberedPart[]): Promise<Hits> {
  if (parts.length === 0) return new Map()
  return unite(await tx.rows<HitRow>(HITS, valuesOf(parts)))
}

const NEAR = {
  name: 'registry_near',
  // marking_key_pk, marking_key_by_make, marking_key_by_make_end, marking_key_by_end and weapon_recovered, inside the functions. One round trip for both.
  text: `
    select false as "isRange", n, weapon_ids::text[] as "weaponIds" from registry_marking_hits($1::integer[], $2::text[], $3::text[], $4::text[], $5::integer[])
    union all
    select true, n, weapon_ids::text[]
    from registry_marking_ranges($6::integer[], $7::boolean[], $8::text[], $9::text[], $10::text[], $11::text[], $12, $13)`,
}

/** What is looked up near to what was read. */
interface NearParts {
  readonly keys: readonly NumberedPart[]
  readonly ranges: readonly (RangePart & { readonly n: number })[]
  readonly cores: readonly NumberedPart[]
}

// No text of a key is greater.
const LAST = '\u{10FFFF}'

/** The weapons under each key, within each range (at most `limit` of the first `scanned` keys in it), and with each bare number, in one statement. */
export async function findNear(
  tx: Tx,
  { keys, ranges, cores }: NearParts,
  { scanned, limit }: { readonly scanned: number; readonly limit: number },
): Promise<{ readonly near: Hits; readonly held: Hits; readonly bare: Hits }> {
  if (keys.length + ranges.length + cores.length === 0) return { near: new Map(), held: new Map(), bare: new Map() }
  // Hits come back by number alone, and the kinds are told apart by it: those of bare numbers are negative.
  const parts = [...keys, ...cores.map((part) => ({ ...part, n: -1 - part.n }))]
  const rows = await tx.rows<HitRow & { isRange: boolean }>(NEAR, [
    ...valuesOf(parts),
    ranges.map(({ n }) => n),
    ranges.map(({ isEnd }) => isEnd),
    ranges.map(({ makeKey }) => makeKey),
    ranges.map(({ from }) => from),
    ranges.map(({ from }) => from + LAST),
    ranges.map(({ pattern }) => pattern),
    scanned,
    limit,
  ])
  return {
    near: unite(rows.filter(({ isRange, n }) => !isRange && n >= 0)),
    held: unite(rows.filter(({ isRange }) => isRange)),
    bare: unite(rows.filter(({ n }) => n < 0).map((row) => ({ ...row, n: -1 - row.n }))),
  }
}

function valuesOf(parts: readonly NumberedPart[]): readonly unknown[] {
  return [
    parts.map(({ n }) => n),
    parts.map(({ kind }) => kind),
    parts.map(({ makeKey }) => makeKey),
    parts.map(({ keys }) => keys.join(' ')),
    parts.map(({ limit }) => limit),
  ]
}

interface HitRow {
  readonly n: number
  readonly weaponIds: readonly string[]
}

function unite(rows: readonly HitRow[]): Hits {
  const hits = new Map<number, readonly string[]>()
  for (const { n, weaponIds } of rows) {
    const before = hits.get(n)
    hits.set(n, before === undefined ? weaponIds : Array.from(new Set([...before, ...weaponIds])).sort())
  }
  return hits
}
