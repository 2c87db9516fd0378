import type { CustodyEvent } from '../custody/types.ts'
import type { Finding } from '../findings.ts'

/** Where each side stands in the body of a report. */
export interface SidePointers {
  readonly from: string
  readonly to: string
  readonly carrier: string
}

/** What is said of a side that had closed before the event; nothing refuses it, since a liquidator may well hand over what is left. */
export const PARTY_CLOSED_THEN = {
  code: 'PARTY_CLOSED_THEN',
  severity: 'WARNING',
  detail: 'This party was closed when it happened.',
  hint: 'Name who acted: its successor, or the State that took over its records.',
  paragraph: 'ITI 13',
} as const

/** Sides of an event that were closed when it happened. Its parties are as they were then. */
export function assessParties(event: Pick<CustodyEvent, 'from' | 'to' | 'carrier'>, pointers: SidePointers): Finding[] {
  const sides = ['from', 'to', 'carrier'] as const
  return sides
    .filter((side) => event[side]?.status === 'CLOSED')
    .map((side) => ({ ...PARTY_CLOSED_THEN, pointer: pointers[side] }))
}
