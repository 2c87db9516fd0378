import type { Finding } from '../../domain/findings.ts'
import type { Mark, MarkedWeapon } from '../../domain/marking/marked-weapon.ts'
import { type ProfileFacts, profileOf } from '../../domain/marking/marking-profile.ts'
import { assessMarkings } from '../../domain/marking/marking-rules.ts'
import { daysOf } from '../../domain/time/days.ts'
import type { MarkingCondition, MarkingKind } from '../../domain/vocabulary/markings.ts'
import type { WeaponCategory, WeaponType } from '../../domain/vocabulary/weapons.ts'
import { readMoment } from '../read-report.ts'
import type { VerbWrite } from '../storing.ts'
import type { NewMarking } from '../weapon-schemas.ts'
import type { NewWeapon, Weapon } from './schemas.ts'

/** A mark of a body as the marking rules read it, with the days on which it may have been put on. */
export function toMark({ appliedAt, ...mark }: NewMarking, at: string, recordedAt: string): Mark {
  const occurred = readMoment(appliedAt, `${at}/appliedAt`, recordedAt)
  if (occurred === null) return mark
  const { first, last } = daysOf(occurred)
  return { ...mark, applied: { from: first, to: last } }
}

/**
 * What the marking rules say of a new weapon, by the profile that the caller chose or that follows from who registers it, where and when it was made, and who
 * has held it since.
 */
export function assessNewWeapon(
  { requester }: VerbWrite,
  { markings, ...described }: Omit<NewWeapon, 'origin'>,
  recordedAt: string,
  known: Pick<ProfileFacts, 'origin' | 'chosen'> = {},
): Finding[] {
  const marks = markings.map((mark, n) => toMark(mark, `#/markings/${n}`, recordedAt))
  const profile = profileOf({ ...described, ...known, registeringCountry: requester.agency.country })
  return assessMarkings({ ...described, markings: marks }, profile)
}

type Recorded = Pick<
  Weapon,
  'category' | 'type' | 'make' | 'model' | 'calibre' | 'countryOfManufacture' | 'yearOfManufacture' | 'markings'
>

/** A weapon on record as the marking rules read it. On what day its marks were put on says nothing of the next one. */
export function recordedAsMarked({ category, type, markings, ...described }: Recorded): MarkedWeapon {
  return {
    ...described,
    category: category as WeaponCategory,
    type: type as WeaponType,
    markings: markings.map(({ appliedAt: _, ...mark }) => ({
      ...mark,
      kind: mark.kind as MarkingKind,
      condition: mark.condition as MarkingCondition,
    })),
  }
}
