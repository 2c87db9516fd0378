import type { Labelled, Sourced } from './entries.ts'

/** One code of a table, as it is struck, and the year it stands for. */
export interface DateCode {
  readonly text: string
  readonly year: number
}

/** The codes of years that the proof houses of one State, or some makers, strike beside their marks. */
export interface DateCodeSystem extends Sourced, Labelled {
  readonly code: string
  readonly name: string
  /** The State of the proof houses or of the makers. */
  readonly country: string
  /** The makers whose own code it is; empty where proof houses strike it on the weapons of any maker. */
  readonly makers: readonly string[]
  readonly codes: readonly DateCode[]
}

/** Letters at the fire selector, and the States whose weapons have them. */
export interface SelectorLetters extends Sourced, Labelled {
  readonly code: string
  readonly name: string
  /** Each position; a set of one script without fixed letters has none. */
  readonly letters: readonly string[]
  /** Where any letters of one script are meant: its name in Unicode. */
  readonly script?: 'Arabic'
  /** As marked, so that former States (`YU`, `DD`) are among them. */
  readonly countries: readonly string[]
}

/** A way of numbering that several makers share, or one of several of a maker. The one shape of a maker stands with the maker. */
export interface SerialFormat extends Sourced, Labelled {
  readonly code: string
  /** The shape in words. */
  readonly name: string
  readonly makers: readonly string[]
  /** Every maker of this State, beside those named. */
  readonly country?: string
  /** As `serialPattern` of a maker. The group `year` holds the last two digits of the year, or its code, where the number tells it. */
  readonly pattern: string
  /** The first year in which it was struck; two digits of a year count from it. */
  readonly since?: number
  /** Where the year is told by a code: the table of it. */
  readonly yearCodes?: string
}
