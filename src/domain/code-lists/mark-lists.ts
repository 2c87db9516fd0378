import type { ReferenceLists } from '../reference/entries.ts'
import { allSerialFormats } from '../reference/serial-formats.ts'
import type { CodeEntry } from './entry.ts'
import { base } from './open-entry.ts'

/** A table, and each code of it under the table: `IT_PROOF.XX8`. */
export function dateCodeEntries({ dateCodes }: ReferenceLists): CodeEntry[] {
  return dateCodes.flatMap(({ code, name, country, makers, codes, ...rest }) => {
    const { labels: _, ...sourced } = rest
    const table = { ...base(code, name, rest), country, ...(makers.length === 0 ? {} : { makers }) }
    const each = codes.map(({ text, year }) => ({ ...base(`${code}.${text}`, text, sourced), parent: code, year }))
    return [table, ...each]
  })
}

export function selectorEntries({ selectorLetters }: ReferenceLists): CodeEntry[] {
  return selectorLetters.map(({ code, name, letters, script, countries, ...rest }) => ({
    ...base(code, name, rest),
    letters,
    countries,
    ...(script === undefined ? {} : { description: `Any letters of the ${script} script.` }),
  }))
}

export function serialFormatEntries(lists: ReferenceLists): CodeEntry[] {
  return allSerialFormats(lists).map(({ code, name, makers, country, pattern, since, isOnly, yearCodes, ...rest }) => ({
    ...base(code, name, rest),
    makers,
    serialPattern: pattern,
    isOnly,
    ...(country === undefined ? {} : { country }),
    ...(since === undefined ? {} : { since: { year: since } }),
    ...(yearCodes === undefined ? {} : { description: `The year is a code of ${yearCodes}.` }),
  }))
}
