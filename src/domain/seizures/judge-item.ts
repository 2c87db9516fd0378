import { refuseRecoveredLot } from '../components/lot.ts'
import type { Quantity } from '../components/quantity.ts'
import type { ErrorEntry } from '../errors.ts'
import type { Finding } from '../findings.ts'
import { malformedMarks, type ObservedWeapon } from '../identification/observation.ts'
import { refuseImpossibleDescription, refuseImpossibleMark } from '../marking/marking-rules.ts'
import { isItiWeapon } from '../marking/marked-weapon.ts'
import { assessSeen, refuseUnmarked } from '../traces/check-request.ts'
import type { MarkingCondition, MarkingKind } from '../vocabulary/markings.ts'
import type { DoneOnTheSpot } from '../vocabulary/seizures.ts'
import type { WeaponCategory, WeaponType } from '../vocabulary/weapons.ts'
import { isUniquelyMarked } from './disposition.ts'

/** An item as it is judged by itself: what was seen, what it is by that, and what was done with it where it lay. */
export interface ItemToJudge {
  readonly category: WeaponCategory
  readonly observation: ObservedWeapon & {
    readonly type?: WeaponType | undefined
    readonly markings?:
      | readonly {
          readonly kind: MarkingKind
          readonly text: string
          readonly condition?: MarkingCondition | undefined
          readonly year?: number | undefined
        }[]
      | undefined
  }
  /** Null for what is counted one by one. */
  readonly lot: Quantity | null
  readonly disposition: DoneOnTheSpot
}

function refuseDescription({ category, observation }: ItemToJudge, at: string, currentYear: number): ErrorEntry[] {
  const { type = 'UNKNOWN', calibre, yearOfManufacture } = observation
  const entries = refuseImpossibleDescription({ category, type, calibre, yearOfManufacture }, currentYear)
  return entries.map((entry) => ({ ...entry, pointer: entry.pointer.replace('#', at) }))
}

function refuseMarks({ observation }: ItemToJudge, at: string, currentYear: number): ErrorEntry[] {
  const malformed = malformedMarks(observation).map(({ index, error }) => ({
    pointer: `${at}/markings/${index}/text`,
    code: error.code,
    detail: error.detail,
    hint: 'Put a backslash before a character that stands on the item itself.',
  }))
  const years = (observation.markings ?? []).map(({ year }) => ({ year: year ?? undefined }))
  return [...malformed, ...years.flatMap((mark, n) => refuseImpossibleMark(mark, `${at}/markings/${n}`, currentYear))]
}

/** ITI 9 asks for a unique mark; that an item was recorded does not make it marked. */
function refuseUnmarkedAsMarked({ disposition, observation }: ItemToJudge, at: string): ErrorEntry[] {
  if (disposition !== 'MARKED_AND_RECORDED' || isUniquelyMarked(observation.markings ?? [])) return []
  const detail = 'None of its marks is a whole, readable serial, so that it is not uniquely marked (ITI 9).'
  const hint = 'Give the mark that was put on it as SERIAL_STATE_ASSIGNED, or leave disposition out.'
  return [{ pointer: `${at}/disposition`, code: 'unique-mark-required', detail, hint }]
}

/** Everything about a recovered item that cannot be true, whatever else is recovered with it; an empty answer lets it be stored. `at` is its place in the body. */
export function refuseItem(item: ItemToJudge, at: string, currentYear: number): ErrorEntry[] {
  const observation = `${at}/observation`
  return [
    ...refuseUnmarked(item.observation, observation),
    ...refuseDescription(item, observation, currentYear),
    ...refuseMarks(item, observation, currentYear),
    ...(item.lot === null ? [] : refuseRecoveredLot(item.category, item.lot, `${at}/quantity`)),
    ...refuseUnmarkedAsMarked(item, at),
  ]
}

/** What would help to identify an item that is taken. Of parts, aircraft and explosives nothing is asked, and a craft-made weapon need not have a calibre. */
export function assessItem(
  { category, observation }: Omit<ItemToJudge, 'lot' | 'disposition'>,
  hasPhotos: boolean,
  at: string,
): Finding[] {
  if (!isItiWeapon({ category })) return []
  const findings = assessSeen(observation, hasPhotos, `${at}/observation`)
  return observation.type === 'CRAFT_OR_PRIVATELY_MADE'
    ? findings.filter(({ code }) => code !== 'CALIBRE_UNKNOWN')
    : findings
}
