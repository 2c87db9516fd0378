import type { Finding } from '../findings.ts'
import type { Occurred } from '../time/occurred-at.ts'
import type { Said } from './statements.ts'
import type { PartyKind } from '../vocabulary/parties.ts'
import type { CustodyStatus, Licit } from './event-kind-rules.ts'
import type { EventKind } from './event-kinds.ts'

/** A party as custody needs it: no name, because custody is decided without personal data (design 3.11). */
export interface PartyRef {
  readonly id: string
  readonly kind: PartyKind
  /** ISO 3166-1 alpha-2, or a former State's code (`YU`). */
  readonly country: string
  /** Present where the party was closed at the time that the reference is about. */
  readonly status?: 'CLOSED'
}

/** A paper named by a report. Kinds are versioned data, so any text is kept; `EVENT_KINDS` names those a kind of event wants. */
export interface DocumentRef {
  readonly kind: string
  /** Absent where it was erased. */
  readonly number?: string
  /** Its number and its issuer were lawfully erased. */
  readonly erased?: true
  readonly issuer?: string
  /** `YYYY-MM-DD`. */
  readonly issuedOn?: string
  /** `YYYY-MM-DD`, the last day of validity. */
  readonly expiresOn?: string
  /** The State that issued it, ISO 3166-1 alpha-2. */
  readonly country?: string
  /** Of an end-user certificate that forbids passing the weapon on; filled in from the registered authorisation. */
  readonly nonRetransferClause?: boolean
  /** Whether the paper was checked with its issuer, as known at recording; filled in from the registered authorisation. */
  readonly verification?: 'UNVERIFIED' | 'AUTHENTICATED_WITH_ISSUER' | 'REJECTED'
}

export interface Place {
  readonly country: string
  readonly locality?: string
  /** Degrees, WGS 84. */
  readonly latitude?: number
  /** Degrees, WGS 84. */
  readonly longitude?: number
}

/** One recorded fact of one weapon's custody. */
export interface CustodyEvent {
  readonly id: string
  readonly weaponId: string
  /** The weapon's own counter at recording; it never decides order (design 3.2). */
  readonly seq: number
  readonly kind: EventKind
  readonly from: PartyRef | null
  readonly to: PartyRef | null
  readonly carrier: PartyRef | null
  readonly occurred: Occurred
  /** For a loss: when the holder learnt of it. */
  readonly knownSince: Occurred | null
  /** The database's clock, ISO 8601 UTC with microseconds, kept as text because a `Date` would drop three digits. */
  readonly recordedAt: string
  readonly place: Place | null
  readonly destinationCountry: string | null
  readonly transitCountries: readonly string[]
  readonly documents: readonly DocumentRef[]
  readonly reporterAgencyId: string
  /** The error declaration whose replacement this event is; null for a first report. */
  readonly declarationId: string | null
  /** What the sides said of it since; absent where neither has. */
  readonly said?: Said
}

/** Why a step is missing: `GAP` links carry one of these as `kind`. */
export const GAP_KINDS = [
  'GIVER_NOT_KNOWN_HOLDER',
  'RETURN_NOT_RECORDED',
  'HOLDER_NOT_KNOWN',
  'EXPORT_WITHOUT_IMPORT',
  'IMPORT_NOT_RECORDED',
  'EXPORT_NOT_COMPLETED',
  'CONSIGNEE_DIFFERS',
] as const
export type GapKind = (typeof GAP_KINDS)[number]

/** Why two records cannot both be true: `CONFLICT` links carry one of these as `kind`. */
export const CONFLICT_KINDS = [
  'TWO_RECEIVERS_AT_ONE_TIME',
  'GIVER_HAD_PARTED_WITH_IT',
  'EVENT_AFTER_DESTRUCTION',
  'TWO_MANUFACTURERS',
  'MANUFACTURED_AFTER_USE',
  'DISPUTED_BY_RECEIVER',
  'DISPUTED_BY_GIVER',
] as const
export type ConflictKind = (typeof CONFLICT_KINDS)[number]

/**
 * One link of a chain. A `GAP` stands before the event that shows it (`eventId`) and runs from the last known holder to the giver;
 * a `CONFLICT` stands after the event that cannot be true beside an earlier one. `owner` is the owner after the link.
 */
export interface Link {
  readonly type: 'EVENT' | 'GAP' | 'CONFLICT'
  /** The event itself; for a GAP or CONFLICT the event that shows it, absent where only the passing of time does. */
  readonly eventId?: string
  readonly kind: EventKind | GapKind | ConflictKind
  readonly from: PartyRef | null
  readonly to: PartyRef | null
  readonly owner: PartyRef | null
  readonly occurred: Occurred
  readonly recordedAt: string
  readonly place: Place | null
  readonly documents: readonly DocumentRef[]
  readonly licit: Licit
  /** What the sides said of the event since. */
  readonly said?: Said
  readonly findings: readonly Finding[]
}

/** Between these two the weapon left licit control (ITI 5): the last licit event, and the first illicit evidence or the recovery. */
export interface Diversion {
  readonly notBefore: Occurred | null
  readonly notAfter: Occurred | null
}

/** What a weapon's records say, as of a moment and as known at a moment. */
export interface Custody {
  readonly weaponId: string
  readonly links: readonly Link[]
  /** The one holder, or null: nobody known, lost, destroyed, or `contenders`. In transit: the last confirmed holder, who is the exporter. */
  readonly holder: PartyRef | null
  readonly owner: PartyRef | null
  readonly lastLicitHolder: PartyRef | null
  readonly lastLicitOwner: PartyRef | null
  /** Non-empty after a CONFLICT: each of them holds according to some record, and an analyst decides (design 3.4). */
  readonly contenders: readonly PartyRef[]
  /** To whom an open export goes. */
  readonly consignee: PartyRef | null
  readonly diversion: Diversion | null
  /** Earlier diversions whose weapon came back under control, oldest first. */
  readonly diversions: readonly Diversion[]
  readonly status: CustodyStatus
  readonly chainBroken: boolean
  readonly findings: readonly Finding[]
}
