import type { Finding } from '../findings.ts'
import type { Occurred } from '../time/occurred-at.ts'
import type { CustodyStatus } from './event-kind-rules.ts'
import type { CustodyEvent, Diversion, Link, PartyRef } from './types.ts'

/** An export that no import has closed. */
export interface OpenExport {
  readonly event: CustodyEvent
  readonly exporter: PartyRef | null
  readonly consignee: PartyRef | null
  readonly carrierIds: Set<string>
}

/** A State let the weapon go on the undertaking that its receiver does not pass it on. */
export interface RetransferClause {
  /** Whose consent is needed; null where the records do not say. */
  readonly country: string | null
  readonly exporter: PartyRef | null
  /** The event that came under it. */
  readonly eventId: string
  /** Where the weapon may be without a further consent. */
  readonly allowedCountries: Set<string>
}

/** A loss of control: who was answerable when it began, and the two ends of its diversion. */
export interface Loss {
  readonly diversion: Diversion
  /** Who had it, for himself or for another. */
  readonly possessor: PartyRef | null
  readonly holder: PartyRef | null
  readonly owner: PartyRef | null
}

/** What the events walked so far say. It lives only within one walk, which is why it may be changed in place. */
export interface WalkState {
  holder: PartyRef | null
  owner: PartyRef | null
  /** The licit holder of record: whoever lent, sent or had repaired the weapon stays it. */
  answerable: PartyRef | null
  /** Who had it before it was lost or left. */
  former: PartyRef | null
  control: 'NOT_RECORDED' | 'KEPT' | 'LOST' | 'STATE'
  status: CustodyStatus
  deactivated: boolean
  destroyed: boolean
  chainBroken: boolean
  maker: PartyRef | null
  openExport: OpenExport | null
  /** Each party's last hand-over, forgotten when the weapon comes back to that party. */
  readonly lastGivenBy: Map<string, CustodyEvent>
  readonly contenders: Map<string, PartyRef>
  /** Non-retransfer clauses by the State that may consent. */
  readonly clauses: Map<string, RetransferClause>
  lastLicitOn: Occurred | null
  loss: Loss | null
  readonly diversions: Diversion[]
  readonly links: Link[]
  readonly findings: Finding[]
}

export function newWalkState(): WalkState {
  return {
    holder: null,
    owner: null,
    answerable: null,
    former: null,
    control: 'NOT_RECORDED',
    status: 'NOT_RECORDED',
    deactivated: false,
    destroyed: false,
    chainBroken: false,
    maker: null,
    openExport: null,
    lastGivenBy: new Map(),
    contenders: new Map(),
    clauses: new Map(),
    lastLicitOn: null,
    loss: null,
    diversions: [],
    links: [],
    findings: [],
  }
}

export function isSame(a: PartyRef | null, b: PartyRef | null): boolean {
  return a !== null && b !== null && a.id === b.id
}

/** A finding on a chain: it points at no request, so its pointer is the whole document. */
export function note(code: string, severity: Finding['severity'], detail: string): Finding {
  return { code, severity, pointer: '#', detail }
}
