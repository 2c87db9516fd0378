import type { KeyPart, RangePart } from '../domain/identification/search-parts.ts'
import type { Belief } from './alphabet-memory.ts'
import type { Tx } from './db.ts'
import { type CandidateRow, type DescribedRow, gatherDescribed } from './marking-candidates.ts'

const SEARCH = {
  name: 'registry_search',
  // marking_alphabet_pk, marking_key_pk, marking_key_by_make, marking_key_by_make_end, marking_key_by_end and what registry_described names, inside the function.
  text: `
    select item, n, weapon_ids as "weaponIds", weapon_id as "weaponId", category, group_id as "groupId", type, make, model, calibre, country, year, marking_id as "markingId", kind, text,
      component, condition
    from registry_search($1::text[], $2::integer[], $3::bigint[], $4::integer[], $5::text[], $6::text[], $7::text[], $8::integer[],
      $9::integer[], $10::boolean[], $11::text[], $12::text[], $13::text[], $14::text[], $15, $16, $17::integer[], $18::text[], $19::text[], $20)`,
}

/** A part of one search, by the search's number `n` from 0 up. */
export type Numbered<Part> = Part & { readonly n: number }

/** What some searches look up: whole what can set a tier, and what is near. */
export interface RegistryQuestion {
  /** What the parts were made from. Where one of them is no longer so, nothing is looked up. */
  readonly beliefs: readonly Belief[]
  readonly whole: readonly Numbered<KeyPart>[]
  readonly near: readonly Numbered<KeyPart>[]
  readonly ranges: readonly Numbered<RangePart>[]
  /** Bare numbers, for searches of which neither `near` nor `ranges` finds any weapon. */
  readonly cores: readonly Numbered<KeyPart>[]
}

/** How many weapons a part gives at most, and of how many keys in a range the pattern is tried. */
export interface RegistryLimits {
  readonly whole: number
  readonly near: number
  readonly scanned: number
  readonly range: number
  readonly core: number
}

/** Which weapons each search found, by its number; of parts with the same number those of any. Sorted, each once. Searches that found nothing are not in the map. */
type Hits = ReadonlyMap<number, readonly string[]>

export interface RegistryFindings {
  readonly whole: Hits
  readonly near: Hits
  readonly ranges: Hits
  readonly cores: Hits
  /** What all of these are. */
  readonly described: ReadonlyMap<string, CandidateRow>
}

interface HitRow {
  readonly item: 'KEY' | 'RANGE' | 'BARE'
  readonly n: number
  readonly weaponIds: readonly string[]
}

type SearchRow = HitRow | { readonly item: 'CHANGED' } | (DescribedRow & { readonly item: 'WEAPON' })

// No text of a key is greater.
const LAST = '\u{10FFFF}'

/**
 * Every weapon under the keys and within the ranges, registry-wide, and what it is, in one statement. Undefined where an alphabet is not as it was believed to be: then
 * the parts have to be made anew.
 */
export async function findRegistered(
  tx: Tx,
  question: RegistryQuestion,
  limits: RegistryLimits,
): Promise<RegistryFindings | undefined> {
  const { whole, near, ranges, cores } = question
  // Nothing may be looked up because of a belief that is no longer true.
  if (question.beliefs.length + whole.length + near.length + ranges.length + cores.length === 0) return NOTHING
  const rows = await tx.rows<SearchRow>(SEARCH, valuesOf(question, limits))
  if (rows.some(({ item }) => item === 'CHANGED')) return undefined
  const hits = (kind: HitRow['item'], isOwn: (n: number) => boolean): Hits =>
    unite(rows.filter((row) => row.item === kind && isOwn(row.n)) as HitRow[])
  return {
    whole: hits('KEY', (n) => n < 0),
    near: hits('KEY', (n) => n >= 0),
    ranges: hits('RANGE', () => true),
    cores: hits('BARE', () => true),
    described: gatherDescribed(rows.filter((row) => row.item === 'WEAPON')),
  }
}

const NOTHING: RegistryFindings = {
  whole: new Map(),
  near: new Map(),
  ranges: new Map(),
  cores: new Map(),
  described: new Map(),
}

// Hits come back by number alone, and those that set a tier are told by it.
const wholeNumber = (n: number): number => -1 - n

function valuesOf({ beliefs, whole, near, ranges, cores }: RegistryQuestion, limits: RegistryLimits): unknown[] {
  const parts = [
    ...whole.map((part) => ({ ...part, n: wholeNumber(part.n), limit: limits.whole })),
    ...near.map((part) => ({ ...part, limit: limits.near })),
  ]
  return [
    beliefs.map(({ makeKey }) => makeKey),
    beliefs.map(({ length }) => length),
    beliefs.map(({ digest }) => digest),
    parts.map(({ n }) => n),
    parts.map(({ kind }) => kind),
    parts.map(({ makeKey }) => makeKey),
    parts.map(({ keys }) => keys.join(' ')),
    parts.map(({ limit }) => limit),
    ranges.map(({ n }) => n),
    ranges.map(({ isEnd }) => isEnd),
    ranges.map(({ makeKey }) => makeKey),
    ranges.map(({ from }) => from),
    ranges.map(({ from }) => from + LAST),
    ranges.map(({ pattern }) => pattern),
    limits.scanned,
    limits.range,
    cores.map(({ n }) => n),
    cores.map(({ makeKey }) => makeKey),
    cores.map(({ keys }) => keys.join(' ')),
    limits.core,
  ]
}

function unite(rows: readonly HitRow[]): Hits {
  const hits = new Map<number, readonly string[]>()
  for (const { n: given, weaponIds } of rows) {
    const n = given < 0 ? wholeNumber(given) : given
    const before = hits.get(n)
    hits.set(n, before === undefined ? weaponIds : Array.from(new Set([...before, ...weaponIds])).sort())
  }
  return hits
}
