import { type ErrorDeclaration, type Statement, statusAt } from '../corrections/declaration.ts'
import { ASSEMBLY_NOTES, stayAt } from '../components/assembly.ts'
import { type Standing, standingAt } from '../corrections/standing.ts'
import { type LicenceOfParty, licencesInChain } from '../licences/licences-in-chain.ts'
import { PARTY_CLOSED_THEN } from '../parties/assess-parties.ts'
import {
  byParty,
  eventsWithPartiesThen,
  type VersionOfParty,
  type Versions,
  withStatusOn,
} from '../parties/parties-then.ts'
import type { LinkBasis } from '../vocabulary/identity-links.ts'
import { buildCustody, type ChainOptions } from './chain.ts'
import { saidAt, type TransferStatement } from './statements.ts'
import type { Custody, CustodyEvent, Link, PartyRef } from './types.ts'
import { type SharedLives, sharedEvents, staysOf } from './shared-life.ts'
import { note } from './walk-state.ts'

/** Two records that are one weapon, while the link is in effect. */
export interface IdentityLink extends Statement {
  readonly weaponId: string
  readonly otherWeaponId: string
  readonly basis: LinkBasis
}

/** Everything recorded of a weapon, of the records that were ever joined to it, and of those whose life it shared: weapons it was in, the lot it was of. */
export interface CustodyRecord extends Partial<SharedLives> {
  readonly weaponId: string
  readonly events: readonly CustodyEvent[]
  readonly declarations: readonly ErrorDeclaration[]
  readonly links: readonly IdentityLink[]
  /** What was said of the parties that the events name; the events hold them as they were registered. */
  readonly partyVersions: readonly VersionOfParty[]
  /** The licences of the firms that the events name; only where a chain is read to be shown. */
  readonly licences?: readonly LicenceOfParty[]
  readonly statements: readonly TransferStatement[]
  /** Events of which a part was lawfully erased: place, numbers of papers, note. Known at any moment, since it can be read at none. */
  readonly erased?: ReadonlySet<string>
}

const NONE: ReadonlySet<string> = new Set()

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
 * The events of a weapon's whole life that stood, as known at a moment: of all records joined to it then, less what was declared wrong by then; for a component
 * also what happened to the weapons it was in, and for a part of a lot what happened to the lot before. Each event has its parties as they were when it happened.
 * `shown` limits whose life is told: all where absent.
 */
export function eventsKnownAt(
  record: CustodyRecord,
  knownAt?: string,
  shown?: ReadonlySet<string>,
): readonly CustodyEvent[] {
  return standingOf(record, knownAt, shown).facts
}

function standingOf(
  record: CustodyRecord,
  knownAt: string | undefined,
  shown: ReadonlySet<string> | undefined,
  within: ReadonlySet<string> = new Set(),
): Standing<CustodyEvent> & { readonly versions: Versions } {
  const joined = joinedRecords(record, knownAt)
  const events = record.events.filter((event) => joined.has(event.weaponId))
  const standing = standingAt(events, record.declarations, knownAt)
  const versions = byParty(record.partyVersions)
  const { assemblies = [], lotParts = [] } = record
  const said = saidAt(record.statements, knownAt)
  const own = eventsWithPartiesThen(standing.facts, versions, knownAt).map((event) => {
    const ofEvent = said.get(event.id)
    return ofEvent === undefined ? event : { ...event, said: ofEvent }
  })
  if (assemblies.length === 0 && lotParts.length === 0) return { ...standing, versions, facts: own }
  // Contradicting records could put two components into each other; no life is told within itself.
  const inside = new Set([...within, ...joined])
  const lifeOf = (weaponId: string): readonly CustodyEvent[] =>
    inside.has(weaponId) ? [] : standingOf({ ...record, weaponId }, knownAt, shown, inside).facts
  const shared = sharedEvents({ assemblies, lotParts }, joined, own, { knownAt, shown, lifeOf })
  return { ...standing, versions, facts: [...own, ...shared] }
}

/** The weapons that a component was ever put into, by any record: those whose life may be part of its own. */
export function hostsOf({ assemblies = [] }: CustodyRecord): readonly string[] {
  return [...new Set(assemblies.map(({ hostId }) => hostId))]
}

/**
 * A component's custody is that of the weapon it is in. Where that weapon is not shown, or two of them contradict each other, nobody is named: the last holder
 * of the component itself would be a stale one.
 */
function withinHost(
  custody: Custody,
  record: CustodyRecord,
  options: ChainOptions,
  shown: ReadonlySet<string> | undefined,
): Custody {
  const stays = staysOf(
    { assemblies: record.assemblies ?? [] },
    joinedRecords(record, options.knownAt),
    options.knownAt,
  )
  const stay = stayAt(stays, options.at)
  if (stay === undefined) return custody
  const nobody = { holder: null, owner: null, lastLicitHolder: null, lastLicitOwner: null, consignee: null }
  if (stay.hostIds.length > 1) {
    const finding = note('COMPONENT_IN_TWO_WEAPONS', 'WARNING', ASSEMBLY_NOTES.COMPONENT_IN_TWO_WEAPONS)
    return { ...custody, ...nobody, chainBroken: true, findings: [...custody.findings, finding] }
  }
  if (stay.hostIds.every((id) => shown?.has(id) !== false)) return custody
  const finding = note('COMPONENT_IN_ANOTHER_WEAPON', 'INFO', 'It is part of another weapon, whose holder it follows.')
  return { ...custody, ...nobody, findings: [...custody.findings, finding] }
}

const ERASED =
  'Part of this record was lawfully erased: its place, the numbers of its papers, its note. The ledger proves the rest.'

/**
 * The custody of a weapon by its whole record (design 3.1, 3.2, 4): corrections and identity links as known at `knownAt`. A correction that waits for a registrar
 * is shown on the event it concerns; one that was withdrawn or refused leaves no trace. `shown` names the weapons whose life a component's chain may tell.
 */
export function custodyOf(record: CustodyRecord, options: ChainOptions, shown?: ReadonlySet<string>): Custody {
  const { facts, pending, replaces, versions } = standingOf(record, options.knownAt, shown)
  const built = withinHost(buildCustody(record.weaponId, facts, options), record, options, shown)
  const custody = withStatusToday(built, versions, options)
  const onLicences = licencesInChain(facts, record.licences ?? [], options.knownAt)
  const { erased = NONE } = record
  if ([pending, replaces, versions, onLicences, erased].every(({ size }) => size === 0)) return custody
  const mark = (link: Link): Link => {
    if (link.type !== 'EVENT' || link.eventId === undefined) return link
    const waits = pending.has(link.eventId)
      ? [note('CORRECTION_PENDING', 'INFO', 'A correction of this record waits for a registrar.')]
      : []
    const corrects = replaces.has(link.eventId)
      ? [note('CORRECTED', 'INFO', 'This replaces an earlier record of the same event.')]
      : []
    const gone = erased.has(link.eventId) ? [note('ERASED', 'INFO', ERASED)] : []
    const { code, severity, detail } = PARTY_CLOSED_THEN
    const isClosed = link.from?.status === 'CLOSED' || link.to?.status === 'CLOSED'
    const closed = isClosed ? [note(code, severity, detail)] : []
    return {
      ...link,
      findings: [...link.findings, ...waits, ...corrects, ...gone, ...closed, ...(onLicences.get(link.eventId) ?? [])],
    }
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
