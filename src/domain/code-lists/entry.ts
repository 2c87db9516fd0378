import { createHash } from 'node:crypto'
import type { WantedPaper } from '../custody/event-kind-rules.ts'
import { canonicalJson, type JsonValue } from '../ledger/canonical-json.ts'
import { type Labels, labelsOf } from './labels.ts'

/** The same thing in another body's codes. */
export interface Mapping {
  readonly scheme: string
  readonly code: string
}

/** One code with all that is said about it. Which of the other fields a list has is told where the list is made. */
export interface CodeEntry {
  readonly code: string
  readonly labels: Labels
  readonly mappings: readonly Mapping[]
  readonly description?: string
  readonly deprecatedAt?: string
  readonly parent?: string
  readonly aliases?: readonly string[]
  readonly source?: string
  readonly certainty?: string
  /** True for an entry of an operator's file. */
  readonly addedByOperator?: true
  /** Weapon types: LISTED in ITI 4, covered by its INTER_ALIA, or OUTSIDE the Instrument. */
  readonly iti?: 'LISTED' | 'INTER_ALIA' | 'OUTSIDE'
  /** Marking kinds: whether such a mark identifies the weapon, supports an identification, or is never searched. */
  readonly asSerial?: 'PRIMARY' | 'SECONDARY' | 'NO'
  /** Components: essential in the sense of ITI 10 and the law of the European Union. */
  readonly essential?: boolean
  /** Components: a number on it is the weapon's own. */
  readonly carriesSerial?: boolean
  readonly rule?: string
  readonly channels?: readonly string[]
  readonly from?: string
  readonly to?: string
  /** Party kinds that may hold afterwards; `ANY` alone for each. */
  readonly receivers?: readonly string[]
  readonly possession?: string
  readonly title?: string
  readonly licit?: string
  readonly control?: string
  readonly ends?: string
  readonly statusAfter?: string
  readonly papers?: readonly WantedPaper[]
  readonly issuer?: string
  readonly keyFields?: readonly string[]
  readonly recoveryClass?: string
  /** Outcomes: counted as traced for SDG indicator 16.4.2. */
  readonly success?: 'YES' | 'PARTIAL' | 'NO'
  readonly country?: string
  readonly roles?: readonly string[]
  /** Makers: a regular expression for the shape of the serial. A mismatch is a warning, never a refusal. */
  readonly serialPattern?: string
  readonly restartsYearly?: boolean
  readonly makers?: readonly string[]
  readonly calibres?: readonly string[]
  readonly family?: string
  readonly isGeneric?: boolean
  /** Calibres: cartridges that are taken for this one and are not. */
  readonly notSameAs?: readonly string[]
  /** Calibres: several cartridges have this designation. */
  readonly possible?: readonly string[]
  /** Symbols: the ways in which the look is told in words; `#` is any number. */
  readonly looks?: readonly string[]
  /** Countries: the States to ask today about a weapon marked with this code. */
  readonly contacts?: readonly string[]
  /** Symbols, selector letters: the States they point at. */
  readonly countries?: readonly string[]
  /** Codes of years: the year it stands for. Tables have none. */
  readonly year?: number
  /** Symbols that several strike: what tells them apart. */
  readonly toDecide?: string
  /** Selector letters: each position. */
  readonly letters?: readonly string[]
  /** Models: the first year, with what is known of that year alone. Ways of numbering: the first year. */
  readonly since?: { readonly year: number; readonly source?: string; readonly certainty?: string }
  /** Ways of numbering: no other is known of the maker, so that another is noted. */
  readonly isOnly?: boolean
  readonly formerState?: boolean
}

export interface CodeList {
  readonly id: string
  readonly title: string
  /** Closed lists stand in the program, because their codes have behaviour; open ones grow with each version and by an operator's file. */
  readonly closed: boolean
  readonly version: string
  readonly entries: readonly CodeEntry[]
}

const VERSION_DIGITS = 12

/** A list whose codes have behaviour. Its version is a digest of all that is said in it: it changes with any of it, and with nothing else. */
export function closedList(id: string, title: string, entries: readonly CodeEntry[]): CodeList {
  // Undefined fields are dropped on the way to JSON, so that they do not count.
  const content = JSON.parse(JSON.stringify({ id, title, entries })) as JsonValue
  const version = createHash('sha256').update(canonicalJson(content)).digest('hex').slice(0, VERSION_DIGITS)
  return { id, title, closed: true, version, entries }
}

/** An entry for each code of a table of words, in the order of the codes. */
export function entriesOf<Code extends string>(
  codes: readonly Code[],
  words: Readonly<Record<Code, string>>,
  more: (code: Code) => Partial<CodeEntry> = () => ({}),
): CodeEntry[] {
  return codes.map((code) => ({ code, labels: labelsOf(words[code]), mappings: [], ...more(code) }))
}
