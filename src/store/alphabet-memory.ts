import { type Alphabets, alphabetOf } from '../domain/identification/alphabet.ts'
import type { Tx } from './db.ts'

/** What is believed of one alphabet: of a make at a length, or, with the length 0, whether the make is registered at all. */
export interface Belief {
  readonly makeKey: string
  readonly length: number
  /** Of the rows that it was read from; equal for equal rows. */
  readonly digest: string
}

/** Alphabets to plan by, and what they rest on: who searches by what was remembered must have it confirmed. */
interface Remembered {
  readonly alphabets: Alphabets
  readonly beliefs: readonly Belief[]
}

interface AlphabetRow extends Belief {
  /** A position, and what stands there, with a space between two; null with the length 0 and where nothing is registered. */
  readonly characters: readonly string[] | null
}

interface Kept {
  readonly digest: string
  readonly places: readonly (readonly string[])[]
}

type Memory = Map<string, Map<number, Kept>>

/** Of no row. */
const EMPTY = '0'
const ANY_LENGTH = 0
// Whoever asks chooses the makes and lengths: what an agency makes up must not fill the memory. Some 2 kB each.
const KEPT_MAX = 5_000
const memory: Memory = new Map()
let keptCount = 0

const ALPHABETS = {
  name: 'registry_alphabets',
  // marking_alphabet_pk, inside the function.
  text: 'select make_key as "makeKey", length, digest, characters from registry_alphabets($1::text[], $2::integer[], $3::bigint[])',
}

/**
 * What is registered of some makes at some lengths, by what the process remembers; what it does not, and with `isFresh` all of it, is asked for, in two statements at
 * most. A make of which nothing is registered is not in the map.
 *
 * What is remembered may be older than what was registered a moment ago, or be of a registration that was rolled back: it counts only where the statement that
 * searches by it confirms its beliefs.
 */
export async function recallAlphabets(
  tx: Tx,
  makeKeys: readonly string[],
  lengths: readonly number[],
  { isFresh }: { readonly isFresh: boolean },
): Promise<Remembered> {
  if (makeKeys.length === 0 || lengths.length === 0) return { alphabets: new Map(), beliefs: [] }
  // A copy: what other searches learn or forget in between is not of the moment of this one.
  const own: Memory = new Map(makeKeys.map((makeKey) => [makeKey, new Map(isFresh ? [] : memory.get(makeKey))]))
  const digestOf = (makeKey: string, length: number) => own.get(makeKey)?.get(length)?.digest ?? EMPTY
  await learn(tx, own, makeKeys, [ANY_LENGTH])
  const registered = makeKeys.filter((makeKey) => digestOf(makeKey, ANY_LENGTH) !== EMPTY)
  await learn(tx, own, registered, lengths)
  const beliefsOf = (makeKey: string) => {
    const resting = registered.includes(makeKey) ? lengths : [ANY_LENGTH]
    return resting.map((length) => ({ makeKey, length, digest: digestOf(makeKey, length) }))
  }
  return {
    alphabets: new Map(registered.map((makeKey) => [makeKey, alphabetOf(placesOf(own.get(makeKey), lengths))])),
    beliefs: makeKeys.flatMap(beliefsOf),
  }
}

async function learn(tx: Tx, own: Memory, makeKeys: readonly string[], lengths: readonly number[]): Promise<void> {
  const missing = makeKeys.flatMap((makeKey) =>
    lengths.filter((length) => own.get(makeKey)?.has(length) !== true).map((length) => ({ makeKey, length })),
  )
  if (missing.length === 0) return
  const rows = await tx.rows<AlphabetRow>(ALPHABETS, [
    missing.map(({ makeKey }) => makeKey),
    missing.map(({ length }) => length),
    missing.map(() => null),
  ])
  for (const row of rows) {
    const kept = toKept(row)
    own.get(row.makeKey)?.set(row.length, kept)
    remember(row, kept)
  }
}

function toKept({ digest, characters }: AlphabetRow): Kept {
  const places: (readonly string[])[] = []
  for (const place of characters ?? []) {
    const [position, ...found] = place.split(' ')
    places[Number(position)] = found
  }
  return { digest, places }
}

function remember({ makeKey, length }: Belief, kept: Kept): void {
  if (keptCount >= KEPT_MAX) {
    memory.clear()
    keptCount = 0
  }
  const lengths = memory.get(makeKey) ?? new Map<number, Kept>()
  memory.set(makeKey, lengths)
  if (!lengths.has(length)) keptCount += 1
  lengths.set(length, kept)
}

function placesOf(
  own: ReadonlyMap<number, Kept> | undefined,
  lengths: readonly number[],
): ReadonlyMap<number, readonly (readonly string[])[]> {
  return new Map(lengths.map((length) => [length, own?.get(length)?.places ?? []]))
}
