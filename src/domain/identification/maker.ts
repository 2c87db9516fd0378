import { canonicalText } from './characters.ts'
import type { Maker } from '../reference/entries.ts'
import { referenceInUse } from '../reference/in-use.ts'
import { nameForms, readDescriptor } from '../reference/names.ts'
import { remembering } from '../reference/remembering.ts'

/**
 * A name of a maker, model or calibre as the lists understand it. `key` is the entry's id, `~` and the normalised text where no list knows it, or
 * `UNKNOWN` or `NOT_APPLICABLE`. Names outside the lists are accepted, and compared by their normalised form (design: an INFO finding).
 */
export interface Resolved<E> {
  readonly key: string
  readonly known: boolean
  readonly status: 'ABSENT' | 'NONE' | 'NAMED'
  /** The normalised forms of the text. */
  readonly forms: readonly string[]
  /** The entries the name may mean; more than one where it is ambiguous. */
  readonly entries: readonly E[]
  readonly entry?: E
}

export type MakerRelation = 'agrees' | 'alias' | 'importerGiven' | 'absent' | 'contradicted'

/** What a make given in an observation or at registration stands for. */
export const resolveMake = remembering((text: string | null | undefined): Resolved<Maker> => {
  const { makersByName } = referenceInUse()
  return resolve(text, nameForms, (form) => makersByName.get(form) ?? [])
})

/**
 * How the make that was given compares with the registered one. Two weapons of which neither has a maker's name do not agree on one: that stays
 * `absent`. An importer, an assembler or a proof house in the maker's place is `importerGiven`, whatever else it makes.
 */
export function compareMaker(
  observed: string | null | undefined,
  registered: string | null | undefined,
): MakerRelation {
  const given = resolveMake(observed)
  const own = resolveMake(registered)
  if (given.status === 'ABSENT' || own.status === 'ABSENT') return 'absent'
  if (given.status === 'NONE' || own.status === 'NONE') return given.status === own.status ? 'absent' : 'contradicted'
  if (given.key === own.key) return given.forms[0] === own.forms[0] ? 'agrees' : 'alias'
  if (!given.known && !own.known && given.forms.some((form) => own.forms.includes(form))) return 'alias'
  return given.entry !== undefined && isNotOnlyMaker(given.entry) ? 'importerGiven' : 'contradicted'
}

/** True for a name that may stand on a weapon somebody else made. */
export function isNotOnlyMaker(maker: Maker): boolean {
  return maker.roles.some((role) => role !== 'MANUFACTURER')
}

/**
 * Whether the raw text could be a serial of this maker by any way of numbering that is known; undefined where none is, or others may be. A mismatch is a
 * warning, never a refusal.
 */
export function fitsSerialShape(maker: Maker | undefined, text: string): boolean | undefined {
  const formats = maker === undefined ? [] : (referenceInUse().formatsByMaker.get(maker.id) ?? [])
  const shaped = shapeText(text)
  if (formats.some(({ regExp }) => regExp.test(shaped))) return true
  return formats.some(({ isOnly }) => isOnly) ? false : undefined
}

/** The year that the serial itself holds, for a maker whose serials do (domain reference 9.1: Bulgarian year digits). */
export function yearInSerial(maker: Maker | undefined, text: string): number | undefined {
  if (maker?.yearInSerial === undefined) return undefined
  const digits = new RegExp(maker.yearInSerial.pattern, 'u').exec(shapeText(text))?.[1]
  return digits === undefined ? undefined : maker.yearInSerial.base + Number(digits)
}

/** The form in which shapes of serials are tried. */
export function shapeText(text: string): string {
  return canonicalText(text).replace(/\s/gu, '')
}

/** The steps that makers and models have in common. An ambiguous name has no `entry`, and its key is its text. */
export function resolve<E extends { readonly id: string }>(
  text: string | null | undefined,
  formsOf: (text: string) => readonly string[],
  entriesOf: (form: string) => readonly E[],
): Resolved<E> {
  const told = readDescriptor(text, formsOf)
  if (told.status === 'ABSENT') return { key: 'UNKNOWN', known: false, status: 'ABSENT', forms: [], entries: [] }
  if (told.status === 'NONE') return { key: 'NOT_APPLICABLE', known: false, status: 'NONE', forms: [], entries: [] }
  const { forms } = told
  const entries = Array.from(new Set(forms.flatMap(entriesOf)))
  const [entry] = entries
  const base = { known: entry !== undefined, status: 'NAMED', forms, entries } as const
  return entry !== undefined && entries.length === 1
    ? { ...base, key: entry.id, entry }
    : { ...base, key: `~${forms[0]}` }
}
