import type { Language } from './languages.ts'
import type { DateCodeSystem, SelectorLetters, SerialFormat } from './mark-entries.ts'

/**
 * What every entry says about itself: where it comes from, and how far it may be relied on: `HIGH` from official or museum records, `MEDIUM` from
 * specialist literature, `LOW` from general knowledge only.
 */
export interface Sourced {
  readonly source: string
  readonly certainty: Certainty
}

export const CERTAINTIES = ['HIGH', 'MEDIUM', 'LOW'] as const
export type Certainty = (typeof CERTAINTIES)[number]

/** Names in other languages of the United Nations, by language; they are shown, and never compared. */
export interface Labelled {
  readonly labels?: Readonly<Partial<Record<Language, string>>>
  /** True for an entry of an operator's file. */
  readonly isOperators?: boolean
}

export const MAKER_ROLES = ['MANUFACTURER', 'IMPORTER', 'ASSEMBLER', 'PROOF_HOUSE'] as const
type MakerRole = (typeof MAKER_ROLES)[number]

export interface Maker extends Sourced, Labelled {
  readonly id: string
  readonly name: string
  readonly aliases: readonly string[]
  /** Contact State of today; the country as marked (SU, YU, DD) is compared through `contactCountries`. */
  readonly country: string
  readonly roles: readonly MakerRole[]
  /** Shape of the serial, with the `u` flag, on the upper-cased text without spaces. A mismatch is a warning, never a refusal. */
  readonly serialPattern?: string
  /** The same in words. */
  readonly serialInWords?: string
  /** True where the numbers begin again each year, so that a serial without its year names several weapons. */
  readonly restartsYearly?: boolean
  /** Where the serial holds the year: the first group of the pattern plus `base` is the year. */
  readonly yearInSerial?: { readonly pattern: string; readonly base: number }
}

export interface Model extends Sourced, Labelled {
  readonly id: string
  readonly name: string
  readonly aliases: readonly string[]
  readonly makers: readonly string[]
  readonly calibres: readonly string[]
  readonly family?: string
  /** True where the name is used for any weapon of the family, as AK-47 is: it agrees with none of them more than as a family. */
  readonly isGeneric?: boolean
  readonly variantOf?: string
  /** The first year in which one can have been made, with what is known of that year alone. */
  readonly since?: Sourced & { readonly year: number }
}

export interface Calibre extends Sourced, Labelled {
  readonly id: string
  readonly aliases: readonly string[]
  /** Cartridges that are taken for this one and are not: each is told on both sides. */
  readonly notSameAs?: readonly string[]
}

/** A designation that names several cartridges. */
export interface AmbiguousCalibre {
  readonly text: string
  readonly possible: readonly string[]
}

export interface FactorySymbol extends Sourced, Labelled {
  readonly code: string
  /** The look in words. */
  readonly name: string
  /** Words of the look, as `symbolWords` reads them; `#` is any number. All must be there, and no other shape or number. */
  readonly words: readonly string[]
  /** Who may have struck it. Only one that can be one maker's alone may stand for a maker's name. */
  readonly makers: readonly string[]
  /** The States whose factories strike it, where they are known and the makers are not. */
  readonly countries?: readonly string[]
  /** Where several strike it: what on the weapon tells them apart. */
  readonly toDecide?: string
}

/** A kind of paper that a report may name. */
export interface DocumentKind extends Labelled {
  readonly code: string
  readonly name: string
  /** Who issues it, in words; absent where there is no one kind of issuer. */
  readonly issuer?: string
  /** What it must say to be of use, in words. */
  readonly keyFields: readonly string[]
  readonly aliases?: readonly string[]
}

/** The lists that are data: makers, models, calibres, symbols, codes of years and the like, kinds of papers. They grow, also by an operator's file; nothing in them is ever removed. */
export interface ReferenceLists {
  readonly version: string
  readonly makers: readonly Maker[]
  readonly models: readonly Model[]
  readonly calibres: readonly Calibre[]
  readonly ambiguousCalibres: readonly AmbiguousCalibre[]
  readonly symbols: readonly FactorySymbol[]
  readonly documentKinds: readonly DocumentKind[]
  readonly dateCodes: readonly DateCodeSystem[]
  readonly selectorLetters: readonly SelectorLetters[]
  readonly serialFormats: readonly SerialFormat[]
}
