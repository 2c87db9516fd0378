import { compareText } from '../compare-text.ts'
import { isKnown } from '../corrections/declaration.ts'
import type { EventKind } from '../custody/event-kinds.ts'
import { type Day, dayAfter } from '../time/days.ts'
import type { LicenceKind } from '../vocabulary/parties.ts'
import type { WeaponCategory } from '../vocabulary/weapons.ts'

/** What a licence allows; what is absent is not limited. */
export interface LicenceScope {
  readonly categories?: readonly WeaponCategory[] | undefined
  readonly types?: readonly string[] | undefined
  readonly eventKinds?: readonly EventKind[] | undefined
  /** Weapons in one report. */
  readonly maxQuantity?: number | undefined
  /** A note is free text and lies in the personal store. */
  readonly noteId?: string | undefined
}

export interface LicenceTerms {
  readonly kind: LicenceKind
  /** Null where it was lawfully erased. */
  readonly number: string | null
  readonly validFrom: Day
  /** The last day; null: without an end. */
  readonly validTo: Day | null
  readonly issuer: string | null
  readonly country: string | null
  readonly scope: LicenceScope | null
}

/**
 * What may become of a licence. REVOKED, SUSPENDED and REINSTATED say how it stands from a day on; EXTENDED gives it another term from a day on; CORRECTED says what
 * its terms were from the start; RECORDED_IN_ERROR says that there never was such a licence of this party.
 */
export const LICENCE_ACTIONS = [
  'REVOKED',
  'SUSPENDED',
  'REINSTATED',
  'EXTENDED',
  'CORRECTED',
  'RECORDED_IN_ERROR',
] as const
export type LicenceAction = (typeof LICENCE_ACTIONS)[number]

export interface LicenceVersion {
  readonly id: string
  readonly action: LicenceAction
  /** The first day on which it is so; null where it is so from the start. */
  readonly from: Day | null
  /** For CORRECTED the terms that were wrong; for EXTENDED the new `validTo`. */
  readonly terms: Partial<LicenceTerms>
  readonly recordedAt: string
}

export interface Licence extends LicenceTerms {
  readonly id: string
  readonly recordedAt: string
  readonly versions: readonly LicenceVersion[]
}

export const LICENCE_STATUSES = ['VALID', 'NOT_YET_VALID', 'EXPIRED', 'SUSPENDED', 'REVOKED'] as const
export type LicenceStatus = (typeof LICENCE_STATUSES)[number]

/** A stretch of days in which a licence runs, both ends included. */
interface Term {
  readonly from: Day
  readonly to: Day | null
}

/** A licence as known at a moment: its terms as corrected, and how it stood on any day. */
export interface KnownLicence extends LicenceTerms {
  readonly id: string
  readonly statusOn: (day: Day) => LicenceStatus
  /** The days on which its status may change, for asking about a range of days. */
  readonly turns: readonly Day[]
}

/** What was known of a licence at a moment; undefined where it was not recorded yet, or was known to be recorded in error. */
export function licenceKnownAt(licence: Licence, knownAt?: string): KnownLicence | undefined {
  if (!isKnown(licence.recordedAt, knownAt)) return undefined
  const versions = licence.versions.filter(({ recordedAt }) => isKnown(recordedAt, knownAt)).sort(byRecording)
  if (versions.some(({ action }) => action === 'RECORDED_IN_ERROR')) return undefined
  const { terms, running } = termsOf(licence, versions)
  const standings = versions.filter(({ action }) => STANDINGS.has(action)).sort(byBeginning)
  const statusOn = (day: Day): LicenceStatus => standingOn(standings, day) ?? runningOn(running, day)
  const turns = [
    ...running.flatMap(({ from, to }) => (to === null ? [from] : [from, dayAfter(to)])),
    ...standings.flatMap(({ from }) => from ?? []),
  ]
  return { id: licence.id, ...terms, statusOn, turns }
}

const STANDINGS: ReadonlySet<LicenceAction> = new Set(['REVOKED', 'SUSPENDED', 'REINSTATED'])

/**
 * Corrections and extensions, in the order in which they were recorded. A corrected end is the end of the whole licence, so that it takes the place of extensions
 * recorded before it; one recorded after it adds to it. An extension that begins later than the licence ended leaves the days between without one.
 */
function termsOf(licence: Licence, versions: readonly LicenceVersion[]): { terms: LicenceTerms; running: Term[] } {
  const { kind, number, issuer, country, scope } = licence
  let terms: LicenceTerms = {
    kind,
    number,
    validFrom: licence.validFrom,
    validTo: licence.validTo,
    issuer,
    country,
    scope,
  }
  let running: Term[] = [{ from: terms.validFrom, to: terms.validTo }]
  for (const version of versions) {
    if (version.action === 'CORRECTED') {
      terms = { ...terms, ...version.terms }
      const [, ...later] = running
      const first = { from: terms.validFrom, to: running[0]?.to ?? null }
      running = 'validTo' in version.terms ? [{ from: terms.validFrom, to: terms.validTo }] : [first, ...later]
    }
    if (version.action === 'EXTENDED') {
      const to = version.terms.validTo ?? null
      terms = { ...terms, validTo: to }
      running = [...running, { from: version.from ?? terms.validFrom, to }]
    }
  }
  return { terms, running }
}

/** The standing of the latest day; of two of one day, that recorded last: so a revocation that was annulled from the start leaves nothing. */
function standingOn(standings: readonly LicenceVersion[], day: Day): 'SUSPENDED' | 'REVOKED' | undefined {
  const last = standings.findLast(({ from }) => from === null || from <= day)
  return last?.action === 'SUSPENDED' || last?.action === 'REVOKED' ? last.action : undefined
}

function runningOn(running: readonly Term[], day: Day): LicenceStatus {
  if (running.some(({ from, to }) => from <= day && (to === null || day <= to))) return 'VALID'
  return running.every(({ from }) => day < from) ? 'NOT_YET_VALID' : 'EXPIRED'
}

function byRecording(a: LicenceVersion, b: LicenceVersion): number {
  return compareText(a.recordedAt, b.recordedAt) || compareText(a.id, b.id)
}

function byBeginning(a: LicenceVersion, b: LicenceVersion): number {
  return compareText(a.from ?? '', b.from ?? '') || byRecording(a, b)
}
