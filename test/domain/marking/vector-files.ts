import { readdirSync, readFileSync } from 'node:fs'
import { assessMarksForEvent, type MarkingOccasion } from '../../../src/domain/marking/event-marks.ts'
import { type AppliedProfile, type MarkingProfile, profileOf } from '../../../src/domain/marking/marking-profile.ts'
import {
  assessDescription,
  assessMarkings,
  assessNewMark,
  refuseImpossibleDescription,
  refuseImpossibleMark,
} from '../../../src/domain/marking/marking-rules.ts'
import type { Mark, MarkedWeapon } from '../../../src/domain/marking/marked-weapon.ts'
import type { Finding } from '../../../src/domain/findings.ts'
import type { WeaponType } from '../../../src/domain/vocabulary/weapons.ts'

/** A case as it stands on disk; what happens is the first of `event`, `newMark`, `newDescription` that is there, else the registration of the weapon. */
export interface MarkingVector {
  readonly shows: string
  readonly registeredIn?: string
  readonly chosenProfile?: MarkingProfile
  readonly origin?: { readonly kind: string; readonly holderKind: 'MILITARY' | 'POLICE' | 'MANUFACTURER' }
  readonly weapon: MarkedWeapon & { readonly type: WeaponType }
  readonly newMark?: Mark
  readonly newDescription?: Pick<MarkedWeapon, 'calibre'> & { readonly isChange: boolean }
  readonly event?: Partial<MarkingOccasion> & Pick<MarkingOccasion, 'kind'>
  /** Each as `CODE at pointer`. */
  readonly refused?: readonly string[]
  readonly warnings: readonly string[]
  readonly notes: readonly string[]
}

const FOLDER = new URL('../../vectors/marking/', import.meta.url)

/** All cases of a folder, by the name of the file. */
export function readVectors(folder: 'valid' | 'invalid'): { name: string; vector: MarkingVector }[] {
  const files = new URL(`${folder}/`, FOLDER)
  return readdirSync(files)
    .sort()
    .map((name) => ({ name, vector: JSON.parse(readFileSync(new URL(name, files), 'utf8')) as MarkingVector }))
}

/** The profile of a case; registered in Mali, which adds no rules of its own, unless told. */
export function profileFor({ registeredIn = 'ML', chosenProfile, origin, weapon }: MarkingVector): AppliedProfile {
  return profileOf({ ...weapon, chosen: chosenProfile, registeringCountry: registeredIn, origin })
}

const OCCASION = { lastDay: '2025-05-14', country: 'FR', receiverKind: null, documentKinds: [] }

/** What the rules say of a case. */
export function judge(vector: MarkingVector): Finding[] {
  const { weapon, newMark, newDescription, event } = vector
  if (event !== undefined) return assessMarksForEvent(weapon, { ...OCCASION, ...event }, '#/weaponIds/0')
  if (newMark !== undefined) return assessNewMark(weapon, newMark, profileFor(vector))
  if (newDescription === undefined) return assessMarkings(weapon, profileFor(vector))
  const { isChange, ...described } = newDescription
  return assessDescription({ ...weapon, ...described }, isChange)
}

/** What cannot be true of a case in 2026. */
export function refuse({ weapon, newMark, newDescription }: MarkingVector): string[] {
  const marks = newMark === undefined ? [] : refuseImpossibleMark(newMark, '#', 2026)
  const each = weapon.markings.flatMap((mark, n) => refuseImpossibleMark(mark, `#/markings/${n}`, 2026))
  const entries = [...refuseImpossibleDescription({ ...weapon, ...newDescription }, 2026), ...each, ...marks]
  return entries.map(({ code, pointer }) => `${code} at ${pointer}`)
}

/** Findings of a severity, as a case writes them. */
export function told(findings: readonly Finding[], severity: Finding['severity']): string[] {
  return findings.filter((one) => one.severity === severity).map(({ code, pointer }) => `${code} at ${pointer}`)
}
