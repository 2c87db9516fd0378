import { type ErrorDeclaration, type Statement, statusAt } from '../corrections/declaration.ts'
import { standingAt } from '../corrections/standing.ts'
import { PARTY_CLOSED_THEN } from '../parties/assess-parties.ts'
import {
  byParty,
  eventsWithPartiesThen,
  type VersionOfParty,
  type Versions,
  withStatusOn,
} from '../parties/parties-then.ts'
import { buildCustody, type ChainOptions } from './chain.ts'
import type { Custody, CustodyEvent, Link, PartyRef } from './types.ts'
import { note } from './walk-state.ts'

/** Two records that are one weapon, while the link is in effect. */
export interface IdentityLink extends Statement {
  readonly weaponId: string
  readonly otherWeaponId: string
}

/** Everything recorded of a weapon and of the records that were ever joined to it. */
export interface CustodyRecord {
  readonly weaponId: string
  readonly events: readonly CustodyEvent[]
  readonly declarations: readonly ErrorDeclaration[]
  readonly links: readonly IdentityLink[]
  /** What was said of the parties that the events name; the events hold them as they were registered. */
  readonly partyVersions: readonly VersionOfParty[]
}

/** The records that were one weapon, as known at a moment: the weapon itself and all that links in effect lead to. */
export function joinedRecords({ weaponId, links, declarations }: CustodyRecord, knownAt?: string): ReadonlySet<string> {
  const joined = new Set([weaponId])
  const inEffect = links.filter((link) => statusAt(link, declarations, knownAt) === 'EFFECTIVE')
  // A set may grow while it is walked, and the walk then reaches what was added.
  for (const member of joined) {
    for (const { weaponId: one, otherWeaponId: other } of inEffect) {
      if (one === member) joined.add(other)
      if (other === member) joined.add(one)
    }
  }
  return joined
}

/**
 * The events of a weapon's whole life that stood, as known at a moment: of all records joined to it then, less what was declared wrong by then, each with its parties
 * as they were when it happened.
 */
export function eventsKnownAt(record: CustodyRecord, knownAt?: string): readonly CustodyEvent[] {
  return standingOf(record, knownAt).facts
}

function standingOf(record: CustodyRecord, knownAt: string | undefined) {
  const joined = joinedRecords(record, knownAt)
  const events = record.events.filter((event) => joined.has(event.weaponId))
  const standing = standingAt(events, record.declarations, knownAt)
  const versions = byParty(record.partyVersions)
  return { ...standing, versions, facts: eventsWithPartiesThen(standing.facts, versions, knownAt) }
}

/**
 * The custody of a weapon by its whole record (design 3.1, 3.2, 4): corrections and identity links as known at `knownAt`. A correction that waits for a registrar
 * is shown on the event it concerns; one that was withdrawn or refused leaves no trace.
 */
export function custodyOf(record: CustodyRecord, options: ChainOptions): Custody {
  const { facts, pending, replaces, versions } = standingOf(record, options.knownAt)
  const custody = withStatusToday(buildCustody(record.weaponId, facts, options), versions, options)
  if (pending.size === 0 && replaces.size === 0 && versions.size === 0) return custody
  const mark = (link: Link): Link => {
    if (link.type !== 'EVENT' || link.eventId === undefined) return link
    const waits = pending.has(link.eventId)
      ? [note('CORRECTION_PENDING', 'INFO', 'A correction of this record waits for a registrar.')]
      : []
    const corrects = replaces.has(link.eventId)
      ? [note('CORRECTED', 'INFO', 'This replaces an earlier record of the same event.')]
      : []
    const { code, severity, detail } = PARTY_CLOSED_THEN
    const isClosed = link.from?.status === 'CLOSED' || link.to?.status === 'CLOSED'
    const closed = isClosed ? [note(code, severity, detail)] : []
    return { ...link, findings: [...link.findings, ...waits, ...corrects, ...closed] }
  }
  return { ...custody, links: custody.links.map(mark) }
}

/** Who holds, owns or last held is marked where it is closed on the day asked about, whatever it was at the event that made it so. */
function withStatusToday(custody: Custody, versions: Versions, { at, now, knownAt }: ChainOptions): Custody {
  if (versions.size === 0) return custody
  const today = (party: PartyRef | null) => withStatusOn(party, versions, (at ?? now).slice(0, 10), knownAt)
  const { holder, owner, lastLicitHolder, lastLicitOwner } = custody
  return {
    ...custody,
    holder: today(holder),
    owner: today(owner),
    lastLicitHolder: today(lastLicitHolder),
    lastLicitOwner: today(lastLicitOwner),
  }
}

/** A party that an answer names, marked where it is closed on the day of the answer. */
export function partyToday(record: CustodyRecord, party: PartyRef | null, now: string): PartyRef | null {
  return withStatusOn(party, byParty(record.partyVersions), now.slice(0, 10))
}
