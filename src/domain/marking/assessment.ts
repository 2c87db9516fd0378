import type { AppliedProfile } from './marking-profile.ts'
import type { Mark, MarkedWeapon } from './marked-weapon.ts'

/** A mark that the body brings, with its place there: `#/markings/0`, or `#` where the body is the mark. */
export interface PlacedMark {
  readonly mark: Mark
  readonly at: string
}

/** What a family of rules judges. `weapon.markings` are all marks; `placed` are those of the body, `onRecord` those that were there before and are not told of again. */
export interface Assessment {
  readonly weapon: MarkedWeapon
  readonly placed: readonly PlacedMark[]
  readonly onRecord: readonly Mark[]
  readonly profile: AppliedProfile
}
