import type { Finding } from '../findings.ts'
import { CERTAINTIES, type Certainty } from '../reference/entries.ts'

export const MAKE = '#/observation/make'
export const MODEL = '#/observation/model'
export const CALIBRE = '#/observation/calibre'
export const COUNTRY = '#/observation/countryOfManufacture'
export const YEAR = '#/observation/yearOfManufacture'
export const MARKINGS = '#/observation/markings'

/** Where the text of a mark stands. */
export function textOf(index: number): string {
  return `${MARKINGS}/${index}/text`
}

export function info(code: string, pointer: string, detail: string, hint: string): Finding {
  return { code, severity: 'INFO', pointer, detail, hint }
}

export function warning(code: string, pointer: string, detail: string, hint: string, paragraph?: string): Finding {
  const finding: Finding = { code, severity: 'WARNING', pointer, detail, hint }
  return paragraph === undefined ? finding : { ...finding, paragraph }
}

/** The entry of a list that a finding rests on. Its source is read there: a museum that is a source may be a holder too, and no finding names one. */
export interface Grounds {
  readonly list: string
  readonly code: string
  readonly certainty: Certainty
}

/** A contradiction is as serious as the entry that it rests on is sure: one of general knowledge is a note only. */
export function contradiction(rests: Grounds, code: string, pointer: string, detail: string, hint: string): Finding {
  const told = `${detail} ${restsOn(rests)}`
  return rests.certainty === 'LOW' ? info(code, pointer, told, hint) : warning(code, pointer, told, hint)
}

const HOW_SURE = {
  HIGH: 'by official or museum records',
  MEDIUM: 'by specialist literature',
  LOW: 'by general knowledge only, so that it is no more than a hint',
} as const satisfies Record<Certainty, string>

/** How sure an entry is, for an officer who has to weigh it, and where its source is told. */
export function restsOn({ list, code, certainty }: Grounds): string {
  return `Known ${HOW_SURE[certainty]} (${certainty}, ${list} ${code}).`
}

/** The least sure of some entries. */
export function leastSure<Entry extends { readonly certainty: Certainty }>(
  entries: readonly [Entry, ...Entry[]],
): Entry {
  return entries.reduce((least, entry) =>
    CERTAINTIES.indexOf(entry.certainty) > CERTAINTIES.indexOf(least.certainty) ? entry : least,
  )
}
