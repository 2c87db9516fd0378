import type { EventKind } from '../custody/event-kinds.ts'
import type { Occurred } from '../time/occurred-at.ts'
import type { AuthorisationKind, UnpackedStatus, VerificationStatus } from './vocabulary.ts'

/** A number of weapons of one description; what is not said may be anything. */
export interface GoodsLine {
  readonly type?: string
  readonly make?: string
  readonly model?: string
  readonly calibre?: string
  readonly quantity: number
}

/** A paper as it is known now. Dates are `YYYY-MM-DD`; `expiresOn` is the last day of validity. */
export interface Authorisation {
  readonly id: string
  readonly kind: AuthorisationKind
  readonly number: string
  readonly issuer: string | null
  readonly country: string
  readonly issuedOn: string
  readonly expiresOn: string | null
  readonly exporterPartyId: string | null
  readonly consigneePartyId: string | null
  readonly endUserPartyId: string | null
  readonly destinationCountry: string | null
  readonly transitCountries: readonly string[]
  readonly lines: readonly GoodsLine[]
  readonly nonRetransferClause: boolean
  readonly embargoReferences: readonly string[]
  readonly verification: VerificationStatus
}

export interface Consignment {
  readonly id: string
  readonly reference: string | null
  readonly exporterPartyId: string
  readonly consigneePartyId: string
  readonly endUserPartyId: string | null
  readonly carrierPartyId: string | null
  readonly destinationCountry: string
  readonly transitCountries: readonly string[]
  readonly embargoReferences: readonly string[]
  readonly authorisationIds: readonly string[]
  readonly lines: readonly GoodsLine[]
  readonly agencyId: string
  readonly recordedAt: string
}

/** What a weapon is, with the keys by which makes, models and calibres are compared. */
export interface WeaponGoods {
  readonly type: string
  readonly make: string | null
  readonly model: string | null
  readonly calibre: string | null
  readonly makeKey: string
  readonly modelKey: string
  readonly calibreKey: string
}

/** One standing event of one weapon that belongs to the consignment. */
export interface Movement {
  readonly eventId: string
  readonly weaponId: string
  readonly kind: EventKind
  readonly occurred: Occurred
  readonly transitCountries: readonly string[]
  /** Kinds of the documents that the event names. */
  readonly papers: readonly string[]
  readonly weapon: WeaponGoods
  /** The serials of a weapon that was shipped; null where they were not asked for or are not the reader's to have. */
  readonly serials: readonly string[] | null
}

/** What the receiver says of one weapon, and what it was found to be. */
export interface UnpackedItem {
  readonly status: UnpackedStatus
  /** Absent where nothing shipped is like it. */
  readonly weaponId?: string
  /** What was read, where control data were given. */
  readonly given?: { readonly make: string; readonly model: string; readonly calibre: string; readonly serial: string }
}

export interface Delivery {
  readonly id: string
  readonly occurred: Occurred
  /** True where nothing more is to come of the consignment. */
  readonly complete: boolean
  readonly lines: readonly { readonly line: number; readonly quantity: number }[]
  readonly items: readonly UnpackedItem[]
  readonly documents: readonly { readonly kind: string }[]
  readonly recordedAt: string
}

/** Weapons of one description that other consignments shipped under papers of one kind. */
export interface ShippedElsewhere {
  readonly kind: AuthorisationKind
  readonly count: number
  readonly weapon: WeaponGoods
}

/** Everything that is recorded of one consignment. The order of the lists says nothing. */
export interface ConsignmentRecord {
  readonly consignment: Consignment
  readonly authorisations: readonly Authorisation[]
  readonly movements: readonly Movement[]
  readonly deliveries: readonly Delivery[]
  readonly shippedElsewhere: readonly ShippedElsewhere[]
}
