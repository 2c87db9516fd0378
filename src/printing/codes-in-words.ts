import { labelsOf } from '../domain/code-lists/labels.ts'
import { STATEMENT_WORDS } from '../domain/code-lists/words/answers.ts'
import { PARTY_KIND_WORDS } from '../domain/code-lists/words/parties.ts'
import { COUNTRY_NAMES } from '../domain/reference/country-names.ts'
import { FORMER_STATES } from '../domain/reference/countries.ts'
import type { PrintableParty } from './printable-answer.ts'

/** The English label of a code. A code without one, as a newer registry may send it, stands as itself: a court can look it up, and nothing is lost. */
export function wordOf(words: Readonly<Record<string, string>>, code: string): string {
  const label = Object.hasOwn(words, code) ? words[code] : undefined
  return label === undefined ? code : labelsOf(label).en
}

/** For codes with a label and a sentence. */
export function sentencesOf(
  words: Readonly<Record<string, readonly [string, string]>>,
  code: string,
): readonly [string, string] {
  const told = Object.hasOwn(words, code) ? words[code] : undefined
  return told ?? [code, '']
}

const FORMER: ReadonlyMap<string, string> = new Map(
  FORMER_STATES.flatMap(({ codes, name }) =>
    codes.map((code): [string, string] => [code, `${name}, a former State (${code})`]),
  ),
)
const NO_COUNTRY: Readonly<Record<string, string>> = { UNKNOWN: 'Not known', NOT_APPLICABLE: 'Not applicable' }

/** A State by its name and code. */
export function countryInWords(code: string): string {
  const name = COUNTRY_NAMES.get(code)
  return name === undefined ? (FORMER.get(code) ?? NO_COUNTRY[code] ?? code) : `${name} (${code})`
}

/**
 * A party by the name that the answer has for it, its kind and its country. Without a name the record's id tells two private persons of one country apart.
 */
export function partyInWords({ partyId, kind, country, name, status }: PrintableParty): string {
  const what = `${wordOf(PARTY_KIND_WORDS, kind)}, ${countryInWords(country)}`
  const closed = status === 'CLOSED' ? '; closed' : ''
  if (name !== undefined) return `${name} - ${what}${closed}`
  const record = partyId === undefined ? '' : `; record ${partyId}`
  return `${what}; no name in this answer${record}${closed}`
}

/** What a side of a hand-over says of its report. */
export function statementInWords(side: string, statement: string): string {
  const bySide: Readonly<Record<string, Readonly<Record<string, string>>>> = STATEMENT_WORDS
  return bySide[side]?.[statement] ?? `${side}: ${statement}`
}

export function daysInWords(count: number): string {
  return count === 1 ? '1 day' : `${count} days`
}
