import { SKELETON_ALPHABET } from './folds.ts'

/** Stands for all makes together in the learned alphabets; no make's key is written so. */
export const ANY_MAKE = '*'

/** A character that stands at a position (from 0) of a registered NO_ZERO key of that many characters. */
export interface LearnedCharacter {
  readonly makeKey: string
  readonly length: number
  readonly position: number
  readonly character: string
}

/** Which characters registered keys of a length hold at a position; undefined where nothing was learned, so that it may be any. */
export type Alphabet = (length: number, position: number) => readonly string[] | undefined

/** The alphabets of some makes, as far as they were asked for. A make of which no key is registered is not in the map. */
export type Alphabets = ReadonlyMap<string, Alphabet>

/** Where nothing is known of what is registered: a character may be any that a readable one can be in a skeleton. */
export const NOTHING_LEARNED: Alphabets = new Map([[ANY_MAKE, () => undefined]])

/** What most makers number in. */
export const DIGITS: readonly string[] = Array.from('0123456789')

const CHARACTER = /[^\p{Mn}\p{Mc}][\p{Mn}\p{Mc}]*|[\p{Mn}\p{Mc}]+/gu

/** The characters of a key; a letter carries its combining marks, as in a reading. */
export function charactersOf(key: string): readonly string[] {
  return key.match(CHARACTER) ?? []
}

/** What registered NO_ZERO keys teach: each character for its make and for all makes, once, in an order that all writers share. */
export function learnedFrom(keys: readonly { readonly makeKey: string; readonly key: string }[]): LearnedCharacter[] {
  const learned = new Map<string, LearnedCharacter>()
  for (const { makeKey: own, key } of keys) {
    const characters = charactersOf(key)
    for (const makeKey of [own, ANY_MAKE]) {
      for (const [position, character] of characters.entries()) {
        const one = { makeKey, length: characters.length, position, character }
        learned.set(learnedKey(one), one)
      }
    }
  }
  // Two registrations that wait for one another's rows would be a deadlock; in one order, the second waits.
  return Array.from(learned.entries())
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([, one]) => one)
}

/** The text under which a learned character is known. */
export function learnedKey({ makeKey, length, position, character }: LearnedCharacter): string {
  return [makeKey, length, position, character].join('\u0000')
}

/** One alphabet from its rows: `characters[length][position]`. A length of which no key is registered has no character at all. */
export function alphabetOf(lengths: ReadonlyMap<number, readonly (readonly string[])[]>): Alphabet {
  return (length, position) => lengths.get(length)?.[position] ?? []
}

/** What an unreadable character may be at this place. */
export function unreadable(alphabet: Alphabet, length: number, position: number): readonly string[] {
  return alphabet(length, position) ?? SKELETON_ALPHABET
}
