/**
 * What every entry says about itself: where it comes from, and how far it may be relied on: `HIGH` from official or museum records, `MEDIUM` from
 * specialist literature, `LOW` from general knowledge only.
 */
export interface Sourced {
  readonly source: string
  readonly certainty: 'HIGH' | 'MEDIUM' | 'LOW'
}

type MakerRole = 'MANUFACTURER' | 'IMPORTER' | 'ASSEMBLER' | 'PROOF_HOUSE'

export interface Maker extends Sourced {
  readonly id: string
  readonly name: string
  readonly aliases: readonly string[]
  /** Contact State of today; the country as marked (SU, YU, DD) is compared through `contactCountries`. */
  readonly country: string
  readonly roles: readonly MakerRole[]
  /** Shape of the serial, with the `u` flag, on the upper-cased text without spaces. A mismatch is a warning, never a refusal. */
  readonly serialPattern?: string
  /** True where the numbers begin again each year, so that a serial without its year names several weapons. */
  readonly restartsYearly?: boolean
  /** Where the serial holds the year: the first group of the pattern plus `base` is the year. */
  readonly yearInSerial?: { readonly pattern: string; readonly base: number }
}

export interface Model extends Sourced {
  readonly id: string
  readonly name: string
  readonly aliases: readonly string[]
  readonly makers: readonly string[]
  readonly calibres: readonly string[]
  readonly family?: string
  /** True where the name is used for any weapon of the family, as AK-47 is: it agrees with none of them more than as a family. */
  readonly isGeneric?: boolean
  readonly variantOf?: string
}

export interface Calibre extends Sourced {
  readonly id: string
  readonly aliases: readonly string[]
}
