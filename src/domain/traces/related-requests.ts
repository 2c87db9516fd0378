import { compareInstants } from '../time/instants.ts'
import type { RequestStatus } from '../vocabulary/traces.ts'
import { isOpen } from './request-steps.ts'

/** What a request is about. `weaponId` is the weapon that it was identified as beyond doubt or by persons, and for joined records the one id of their group. */
export interface Subject {
  readonly agencyId: string
  readonly seizureItemId: string | null
  readonly weaponId: string | null
}

/** Another request as far as it decides: never its case itself, only whether it is the same. */
export interface OtherRequest extends Subject {
  readonly requestId: string
  /** True where both give the same case reference. */
  readonly isSameCase: boolean
  readonly status: RequestStatus
  readonly recordedAt: string
}

export interface Relations {
  /** The open request that this one repeats (DUPLICATE_REQUEST), or null. */
  readonly duplicateOf: string | null
  /** The agency's own other requests on the same weapon or item, oldest first. */
  readonly own: readonly string[]
  /** Other agencies that seek the weapon, each once, the one that asked first before the others: told by country and contact alone (design 3.5). */
  readonly soughtBy: readonly string[]
}

function isAboutTheSame(a: Subject, b: Subject): boolean {
  const isSameWeapon = a.weaponId !== null && a.weaponId === b.weaponId
  return isSameWeapon || (a.seizureItemId !== null && a.seizureItemId === b.seizureItemId)
}

// Whoever has withdrawn or closed his request seeks the weapon no more.
function isSeeking({ status }: OtherRequest): boolean {
  return status !== 'WITHDRAWN' && status !== 'CLOSED' && status !== 'DRAFT'
}

/**
 * How a new request stands to those before it. It repeats one of the same agency in the same case on the same weapon or item that is still open; one that is
 * answered it does not repeat, since whoever asks again wants to know what is known by now.
 */
export function relateRequests(asked: Subject, others: readonly OtherRequest[]): Relations {
  const same = others
    .filter((other) => isAboutTheSame(asked, other))
    .toSorted((a, b) => compareInstants(a.recordedAt, b.recordedAt) || (a.requestId < b.requestId ? -1 : 1))
  const own = same.filter(({ agencyId }) => agencyId === asked.agencyId)
  const foreign = same.filter((other) => other.agencyId !== asked.agencyId && isSeeking(other))
  return {
    duplicateOf: own.find(({ isSameCase, status }) => isSameCase && isOpen(status))?.requestId ?? null,
    own: own.map(({ requestId }) => requestId),
    soughtBy: [...new Set(foreign.map(({ agencyId }) => agencyId))],
  }
}
