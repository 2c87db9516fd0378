/**
 * What is printed of an answer to a trace request. The shape is stated here and not imported, so that printing knows the domain alone; the route that prints
 * hands its answer over, and so the compiler proves that it fits.
 */
export interface PrintableAnswer {
  readonly requestId: string
  readonly answerId?: string | undefined
  readonly answeredAt: string
  readonly outcome: string
  readonly identification: PrintableIdentification
  readonly decided?: PrintableDecision | undefined
  readonly weapon: PrintableWeapon | null
  readonly manufacturer: (PrintableParty & { readonly make: string }) | null
  readonly chain: readonly PrintableLink[]
  readonly holder: PrintableParty | null
  readonly owner: PrintableParty | null
  readonly lastLicitHolder: PrintableParty | null
  readonly contenders?: readonly PrintableParty[] | undefined
  readonly diversion: PrintableDiversion | null
  readonly diversions: readonly PrintableDiversion[]
  readonly timeToCrime: PrintableDays | null
  readonly timeToDiversion: PrintableDays | null
  readonly nextAuthorities: readonly { readonly country: string; readonly reason: string }[]
  readonly flags: readonly PrintableFlag[]
  readonly relations: readonly { readonly kind: string; readonly weaponId: string }[]
  /** Requests of the same agency for the same weapon. */
  readonly relatedRequests?: readonly string[] | undefined
  /** The one of them that asked in the same case before. */
  readonly duplicateOf?: string | undefined
  readonly restrictions: readonly { readonly ground?: string | undefined; readonly detail: string }[]
  readonly supersedes?: string | undefined
  readonly superseded?: PrintableSupersession | undefined
  readonly disclaimer: string
}

export interface PrintableIdentification {
  readonly tier: string | null
  readonly keysUsed: readonly string[]
  readonly substitutions: readonly {
    readonly observed: string
    readonly registered: string
    /** From 0. */
    readonly position: number
  }[]
  readonly candidates: readonly {
    readonly weaponId: string
    /** Absent in answers of before there was one. */
    readonly score?: number | undefined
    readonly reasons: readonly {
      readonly descriptor: string
      readonly relation: string
      readonly observed?: string | undefined
      readonly kind?: string | undefined
    }[]
  }[]
}

export interface PrintableDecision {
  /** How many confirmed the identification. */
  readonly persons: number
  readonly decidedAt: string
}

export interface PrintableWeapon {
  readonly id: string
  readonly category: string
  readonly type: string
  readonly make: string
  readonly model: string
  readonly calibre: string
  readonly countryOfManufacture: string
  readonly yearOfManufacture: number | null
  readonly markings: readonly PrintableMark[]
}

export interface PrintableMark {
  readonly kind: string
  readonly text: string
  readonly component?: string | undefined
  readonly condition: string
}

export interface PrintableParty {
  readonly partyId?: string | undefined
  readonly kind: string
  readonly country: string
  readonly name?: string | undefined
  readonly status?: string | undefined
}

export interface PrintableDate {
  readonly value: string
  readonly precision: string
}

export interface PrintableLink {
  readonly type: 'EVENT' | 'GAP' | 'CONFLICT'
  readonly eventId?: string | undefined
  readonly kind: string
  readonly from: PrintableParty | null
  readonly to: PrintableParty | null
  readonly owner: PrintableParty | null
  readonly occurredAt: PrintableDate
  readonly recordedAt: string
  readonly place?:
    | {
        readonly country: string
        readonly locality?: string | undefined
        readonly latitude?: number | undefined
        readonly longitude?: number | undefined
      }
    | undefined
  readonly documents: readonly PrintablePaper[]
  readonly licit: string
  readonly reportedBy?: { readonly country: string; readonly office?: string | undefined } | undefined
  readonly confidence?: { readonly level: string; readonly basis: readonly string[] } | undefined
  readonly statements?: readonly { readonly side: string; readonly statement: string }[] | undefined
  readonly findings: readonly { readonly severity: string; readonly detail: string }[]
}

export interface PrintablePaper {
  readonly kind: string
  /** Absent where it was erased. */
  readonly number?: string | undefined
  readonly erased?: boolean | undefined
  readonly issuer?: string | undefined
  readonly issuedOn?: string | undefined
  readonly expiresOn?: string | undefined
  readonly country?: string | undefined
  readonly nonRetransferClause?: boolean | undefined
  readonly verification?: string | undefined
}

export interface PrintableDiversion {
  readonly notBefore: PrintableDate | null
  readonly notAfter: PrintableDate | null
}

export interface PrintableDays {
  readonly minDays: number
  readonly maxDays: number
  readonly basis: string
}

export interface PrintableFlag {
  readonly code: string
  readonly blocking: boolean
  readonly country?: string | undefined
  readonly contact?: string | undefined
}

export interface PrintableSupersession {
  readonly recordedAt: string
  readonly differences: readonly string[]
  readonly byAnswerId?: string | undefined
}
