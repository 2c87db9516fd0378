/** A registered mark as the register holds it. A condition that nobody gave is INTACT. */
export interface CandidateMark {
  readonly markingId: string
  readonly kind: string
  readonly component?: string | null | undefined
  readonly text: string
  readonly condition?: string | null | undefined
}

/** A registered weapon that one of the looked-up keys led to. Recovered items that no link joins to a registered weapon are not candidates. */
export interface Candidate {
  readonly weaponId: string
  readonly category: string
  readonly type: string
  readonly make: string
  readonly model: string
  readonly calibre: string
  readonly countryOfManufacture?: string | null | undefined
  readonly yearOfManufacture?: number | null | undefined
  readonly marks: readonly CandidateMark[]
}
