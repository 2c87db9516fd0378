/** A registered mark as the register holds it. A condition that nobody gave is INTACT. */
export interface CandidateMark {
  readonly markingId: string
  readonly kind: string
  readonly component?: string | null | undefined
  readonly text: string
  readonly condition?: string | null | undefined
}

/** A registered weapon that one of the looked-up keys led to. Recovered items are none: what was read on them may be another's number. */
export interface Candidate {
  readonly weaponId: string
  /** The same for records that are one weapon by an identity link; absent where a record stands alone. */
  readonly groupId?: string | null | undefined
  readonly category: string
  readonly type: string
  readonly make: string
  readonly model: string
  readonly calibre: string
  readonly countryOfManufacture?: string | null | undefined
  readonly yearOfManufacture?: number | null | undefined
  readonly marks: readonly CandidateMark[]
}

/** What records that are one weapon have in common: records joined by an identity link count as one (design 5). */
export function weaponOf({ weaponId, groupId }: Pick<Candidate, 'weaponId' | 'groupId'>): string {
  return groupId ?? weaponId
}
