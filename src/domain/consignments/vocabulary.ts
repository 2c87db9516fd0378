import type { EventKind } from '../custody/event-kinds.ts'

/** The papers under which weapons cross borders (domain vocabulary 8.13), as far as they are records of their own. */
export const AUTHORISATION_KINDS = [
  'EXPORT_LICENCE',
  'IMPORT_LICENCE',
  'INTERNATIONAL_IMPORT_CERTIFICATE',
  'END_USER_CERTIFICATE',
  'TRANSIT_AUTHORISATION',
  'NO_OBJECTION',
  'RE_EXPORT_CONSENT',
  'UN_EXEMPTION_NOTIFICATION',
] as const
export type AuthorisationKind = (typeof AUTHORISATION_KINDS)[number]

/** Whether a paper was checked with its issuer. `UNVERIFIED` may also be said, where an earlier check turns out to be worth nothing. */
export const VERIFICATION_STATUSES = ['UNVERIFIED', 'AUTHENTICATED_WITH_ISSUER', 'REJECTED'] as const
export type VerificationStatus = (typeof VERIFICATION_STATUSES)[number]

/** What sends the weapons of a consignment off. */
export const SHIPPING_KINDS = [
  'EXPORTED',
  'RE_EXPORTED',
  'RETRANSFERRED',
  'GOV_TO_GOV_DONATED',
] as const satisfies readonly EventKind[]

/** What carries them on the way. */
export const CARRYING_KINDS = ['IN_TRANSIT', 'TRANSSHIPPED'] as const satisfies readonly EventKind[]

/** What says that they arrived. */
export const ARRIVING_KINDS = ['IMPORTED', 'DELIVERY_VERIFIED'] as const satisfies readonly EventKind[]

export function isShipping(kind: EventKind): boolean {
  return (SHIPPING_KINDS as readonly EventKind[]).includes(kind)
}

export function isArriving(kind: EventKind): boolean {
  return (ARRIVING_KINDS as readonly EventKind[]).includes(kind)
}

export function isCarrying(kind: EventKind): boolean {
  return (CARRYING_KINDS as readonly EventKind[]).includes(kind)
}

/** State of one weapon of a consignment. */
export const ITEM_STATES = ['SHIPPED', 'ARRIVED', 'MISSING', 'UNEXPECTED'] as const
export type ItemState = (typeof ITEM_STATES)[number]

/** What unpacking found of one weapon, compared with what was shipped. */
export const UNPACKED_STATUSES = ['MATCHED', 'DIFFERS', 'UNEXPECTED'] as const
export type UnpackedStatus = (typeof UNPACKED_STATUSES)[number]
