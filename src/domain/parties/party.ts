import { compareText } from '../compare-text.ts'
import { isKnown } from '../corrections/declaration.ts'
import type { Day } from '../time/days.ts'
import type { PartyKind } from '../vocabulary/parties.ts'

/** A firm or force may close; what it held and recorded passes to the State, or to a successor (ITI 13). */
export const PARTY_STATUSES = ['ACTIVE', 'CLOSED'] as const
export type PartyStatus = (typeof PARTY_STATUSES)[number]

/** Why there is a version: the party changed on a day, or what was recorded of it was wrong. */
export const VERSION_REASONS = ['CHANGED', 'INCORRECT_DATA'] as const
export type VersionReason = (typeof VERSION_REASONS)[number]

/** What can be different from one day to another. A name lies in the personal store, and `nameId` leads to it. */
export interface PartyState {
  readonly kind: PartyKind
  /** ISO 3166-1 alpha-2, or a former State's code. */
  readonly country: string
  readonly nameId: string | null
  readonly status: PartyStatus
  /** Who has the records of a closed party; null: the State. */
  readonly successorPartyId: string | null
}

/** What was said of a party at one time; null says nothing of that field. */
export interface PartyVersion {
  readonly id: string
  readonly kind: PartyKind | null
  readonly country: string | null
  readonly nameId: string | null
  readonly status: PartyStatus | null
  readonly successorPartyId: string | null
  /** The first day on which it is so; null: from the start. */
  readonly validFrom: Day | null
  readonly recordedAt: string
}

/** A party as it was registered, with everything that was said of it since. */
export interface PartyRecord {
  readonly id: string
  readonly kind: PartyKind
  readonly country: string
  readonly nameId: string | null
  readonly versions: readonly PartyVersion[]
}

interface When {
  readonly at: Day
  /** Everything is known where it is absent. */
  readonly knownAt?: string | undefined
}

/**
 * What a party was on a day, as known at a moment (design 3.2). Each field is taken by itself: of the versions that say it, the one that begins last by that day
 * is in force, and of those that begin together the one recorded last, so that a correction of a change takes its place and leaves later changes as they are.
 * Closing and its successor are said together, so the successor is of the version that closed.
 */
export function partyAt(party: PartyRecord, { at, knownAt }: When): PartyState {
  const { kind, country, nameId, versions } = party
  if (versions.length === 0) return { kind, country, nameId, status: 'ACTIVE', successorPartyId: null }
  const inForce = versions
    .filter(({ validFrom, recordedAt }) => (validFrom === null || validFrom <= at) && isKnown(recordedAt, knownAt))
    .sort(byBeginning)
  const last = <Field extends keyof PartyVersion>(field: Field) =>
    inForce.findLast((version) => version[field] !== null)
  const closing = last('status')
  return {
    kind: last('kind')?.kind ?? kind,
    country: last('country')?.country ?? country,
    nameId: last('nameId')?.nameId ?? nameId,
    status: closing?.status ?? 'ACTIVE',
    successorPartyId: closing?.successorPartyId ?? null,
  }
}

/** The database's clock is text of one length, so that it is compared as text. */
function byBeginning(a: PartyVersion, b: PartyVersion): number {
  return (
    compareText(a.validFrom ?? '', b.validFrom ?? '') ||
    compareText(a.recordedAt, b.recordedAt) ||
    compareText(a.id, b.id)
  )
}
