/** A mark of a weapon on record, as far as a stock-taking compares it. */
export interface ExpectedMark {
  readonly kind: string
  readonly text: string
  readonly component: string | null
  readonly condition: string
}

/** A weapon that the register puts at the location at the time of the count. */
export interface ExpectedWeapon {
  readonly weaponId: string
  /** The other records of the same weapon (identity links). */
  readonly alsoIds: readonly string[]
  /** False where the register leaves open whether it was there at that time, as on the day of a hand-over: then it can be matched, and not be missing. */
  readonly certain: boolean
  readonly type: string
  readonly make: string
  readonly model: string
  readonly marks: readonly ExpectedMark[]
}

/** One item as it was read; named by its id where a label or tag carries it. */
export interface CountedItem {
  readonly weaponId?: string | undefined
  readonly serial?: string | undefined
  readonly make?: string | undefined
  readonly model?: string | undefined
  readonly component?: string | undefined
  readonly condition?: string | undefined
}

/** Weapons without any mark that could tell them apart, counted by number. */
export interface UnmarkedLine {
  readonly type?: string | undefined
  readonly make?: string | undefined
  readonly model?: string | undefined
  readonly quantity: number
}

export interface Counted {
  readonly items: readonly CountedItem[]
  readonly unmarked: readonly UnmarkedLine[]
  /** Whether everything at the location was counted: only then is what was not read missing. */
  readonly complete: boolean
}
