import { overlaps } from '../time/occurred-at.ts'
import { HOLDS_FOR_OTHERS } from './event-kind-rules.ts'
import { ruleOf } from './event-kinds.ts'
import { isCarriage } from './order.ts'
import type { ConflictKind, CustodyEvent, GapKind, PartyRef } from './types.ts'
import { disputedBy } from './statements.ts'
import type { OpenExport, WalkState } from './walk-state.ts'
import { isSame } from './walk-state.ts'

/** What stands between an event and the chain so far. `from` and `to` bound a GAP; in a CONFLICT they are the two who cannot both be right. */
export interface Break {
  readonly type: 'GAP' | 'CONFLICT'
  readonly kind: GapKind | ConflictKind
  readonly from: PartyRef | null
  readonly to: PartyRef | null
}

/** The reason of each break in plain words. They name no party: they are shown to reporters too. */
export const BREAK_REASONS: Record<GapKind | ConflictKind, string> = {
  GIVER_NOT_KNOWN_HOLDER: 'The giver is not the known holder: how the weapon came to the giver is not recorded.',
  RETURN_NOT_RECORDED: 'The giver had handed the weapon on; its return to the giver is not recorded.',
  HOLDER_NOT_KNOWN: 'No holder was known at this time: how the weapon came to the giver is not recorded.',
  EXPORT_WITHOUT_IMPORT: 'The weapon was exported and its import was not recorded in time.',
  IMPORT_NOT_RECORDED: 'The consignee acts as holder, but the import is not recorded.',
  EXPORT_NOT_COMPLETED: 'The exporter acts as holder after an export whose cancelling or return is not recorded.',
  CONSIGNEE_DIFFERS: 'The importer is not the consignee of the export.',
  TWO_RECEIVERS_AT_ONE_TIME: 'One giver handed the weapon to two receivers at times that overlap.',
  GIVER_HAD_PARTED_WITH_IT: 'The giver had parted with the weapon and its title to another before.',
  EVENT_AFTER_DESTRUCTION: 'The weapon was recorded as destroyed before this.',
  TWO_MANUFACTURERS: 'Two makers are recorded for one weapon.',
  MANUFACTURED_AFTER_USE: 'The weapon is recorded as in use before it was made.',
  DISPUTED_BY_RECEIVER: 'The receiver denies this hand-over.',
  DISPUTED_BY_GIVER: 'The giver denies this hand-over.',
}

/**
 * Decides whether an event fits the chain so far (design 3.4). The line between the two kinds of break:
 *
 * - GAP: both records can be true if a step is missing. The later licit record stands, and the chain is flagged broken.
 * - CONFLICT: both records cannot be true. One giver hands over to two receivers at overlapping times; a giver who parted with possession and
 *   title gives again with no recorded return; anything happens after destruction; two makers.
 *
 * A giver who only lent, sent or had repaired the weapon kept its title and may have had it back: a GAP. Whoever sold it and sells it again may
 * have bought it back too, but the record that says so is missing, and to name the second buyer by himself would be to name a person on the
 * word of a giver whose earlier word was the opposite. That is left to an analyst.
 */
export function findBreak(state: WalkState, event: CustodyEvent): Break | null {
  const rule = ruleOf(event.kind)
  if (state.destroyed) {
    return rule.ends === 'FOR_GOOD' ? null : conflict('EVENT_AFTER_DESTRUCTION', state.former, event.to ?? event.from)
  }
  const denied = disputedBy(event.said)
  if (denied !== null) return conflict(`DISPUTED_BY_${denied}`, event.from, event.to)
  if (state.control === 'NOT_RECORDED' || isReportedTwice(state, event)) return null
  if (event.kind === 'MANUFACTURED') return breakOfMaking(state, event)
  if (event.kind === 'STOCK_REGISTERED') return breakOfClaim(state, state.holder, event.to)
  if (event.kind === 'FOUND_BY_HOLDER') return breakOfClaim(state, state.holder ?? state.former, event.to)
  if (rule.possession === 'UNCHANGED' || isCarriage(event.kind)) return null
  if (rule.control === 'RECOVERED' && rule.from === 'FORBIDDEN') return null
  if (event.from !== null && state.contenders.has(event.from.id)) return null
  return state.openExport === null ? breakOfGiver(state, event) : breakWhileInTransit(state, state.openExport, event)
}

/** True for the second report of one and the same event, as giver and receiver each make it. */
export function isReportedTwice(state: WalkState, event: CustodyEvent): boolean {
  if (event.kind === 'MANUFACTURED') return isSame(state.maker, event.to)
  if (event.from === null || event.to === null) return false
  const earlier = state.lastGivenBy.get(event.from.id)
  if (earlier === undefined || !isSame(earlier.to, event.to) || !overlaps(earlier.occurred, event.occurred))
    return false
  if (passedTitle(event) && !passedTitle(earlier)) return false
  const samePossession = ruleOf(earlier.kind).possession === ruleOf(event.kind).possession
  const isThere = [state.holder, state.openExport?.consignee ?? null, state.contenders.get(event.to.id) ?? null].some(
    (party) => isSame(party, event.to),
  )
  return samePossession && isThere
}

function breakOfMaking(state: WalkState, event: CustodyEvent): Break {
  const kind = state.maker === null ? 'MANUFACTURED_AFTER_USE' : 'TWO_MANUFACTURERS'
  return conflict(kind, state.holder ?? state.former ?? state.maker, event.to)
}

/** A record that says who has the weapon and not from whom: it fits only the one the chain expects. */
function breakOfClaim(state: WalkState, expected: PartyRef | null, claimant: PartyRef | null): Break | null {
  if (claimant === null || isSame(expected, claimant) || state.contenders.has(claimant.id)) return null
  return expected === null ? gap('HOLDER_NOT_KNOWN', null, claimant) : gap('GIVER_NOT_KNOWN_HOLDER', expected, claimant)
}

function breakOfGiver(state: WalkState, event: CustodyEvent): Break | null {
  const giver = event.from
  if (giver === null) return breakOfUnstatedGiver(state, event)
  if (isSame(giver, state.holder)) return null
  // An owner sells to the borrower in possession: nothing needs to be handed over, and nothing is missing.
  if (isSame(giver, state.owner) && isSame(event.to, state.holder)) return null
  const given = state.lastGivenBy.get(giver.id)
  const last = state.holder ?? state.former
  if (given === undefined) {
    if (isSame(giver, state.former)) return gap('RETURN_NOT_RECORDED', last, giver)
    return gap(state.holder === null ? 'HOLDER_NOT_KNOWN' : 'GIVER_NOT_KNOWN_HOLDER', last, giver)
  }
  const rival = event.to ?? giver
  if (isSame(rival, state.holder)) return gap('RETURN_NOT_RECORDED', last, giver)
  if (overlaps(given.occurred, event.occurred)) return conflict('TWO_RECEIVERS_AT_ONE_TIME', last, rival)
  if (passedTitle(given) && !isSame(state.owner, giver)) return conflict('GIVER_HAD_PARTED_WITH_IT', last, rival)
  return gap('RETURN_NOT_RECORDED', last, giver)
}

function passedTitle(event: CustodyEvent): boolean {
  return ruleOf(event.kind).title === 'TO_RECEIVER' && event.to !== null && !HOLDS_FOR_OTHERS.has(event.to.kind)
}

/**
 * A hand-over that names no giver lacks a step, unless the weapon is with the State and goes to another of its offices, to one who had a right to it or to
 * destruction, or the receiver has it already. To take the known holder for the giver would make whoever reports last the holder.
 */
function breakOfUnstatedGiver(state: WalkState, event: CustodyEvent): Break | null {
  const { licit } = ruleOf(event.kind)
  if (state.contenders.size > 0 || licit === 'ILLICIT' || licit === 'UNKNOWN') return null
  if (state.control === 'STATE' && isForStateToGive(state, event)) return null
  if (state.holder === null) return gap('HOLDER_NOT_KNOWN', state.former, event.to)
  return isSame(state.holder, event.to) ? null : gap('GIVER_NOT_KNOWN_HOLDER', state.holder, event.to)
}

/** What an authority does with a weapon in its custody without saying which of its offices had it. */
function isForStateToGive(state: WalkState, event: CustodyEvent): boolean {
  const { control, ends } = ruleOf(event.kind)
  if (event.kind !== 'RETURNED_TO_OWNER') return control !== 'KEPT' || ends === 'FOR_GOOD'
  const entitled = [state.loss?.owner ?? null, state.loss?.holder ?? null, state.loss?.possessor ?? null, state.owner]
  return entitled.some((party) => isSame(party, event.to))
}

function breakWhileInTransit(state: WalkState, sent: OpenExport, event: CustodyEvent): Break | null {
  const giver = event.from
  const isOnTheWay = giver === null || isSame(giver, sent.exporter) || sent.carrierIds.has(giver.id)
  if (event.kind === 'IMPORTED' || event.kind === 'DELIVERY_VERIFIED') {
    if (!isOnTheWay) return gap('GIVER_NOT_KNOWN_HOLDER', sent.exporter, giver)
    return isSame(event.to, sent.consignee) ? null : gap('CONSIGNEE_DIFFERS', sent.exporter, event.to)
  }
  if (isSame(giver, sent.consignee)) return gap('IMPORT_NOT_RECORDED', sent.exporter, giver)
  if (giver === null) return breakOfUnstatedGiver(state, event)
  if (isOnTheWay && ruleOf(event.kind).control !== 'KEPT') return null
  if (!isSame(giver, sent.exporter)) return gap('GIVER_NOT_KNOWN_HOLDER', sent.exporter, giver)
  if (ruleOf(event.kind).ends === 'FOR_GOOD') return gap('EXPORT_NOT_COMPLETED', sent.exporter, giver)
  return overlaps(sent.event.occurred, event.occurred)
    ? conflict('TWO_RECEIVERS_AT_ONE_TIME', sent.consignee, event.to)
    : gap('EXPORT_NOT_COMPLETED', sent.exporter, giver)
}

function gap(kind: GapKind, from: PartyRef | null, to: PartyRef | null): Break {
  return { type: 'GAP', kind, from, to }
}

function conflict(kind: ConflictKind, from: PartyRef | null, to: PartyRef | null): Break {
  return { type: 'CONFLICT', kind, from, to }
}
