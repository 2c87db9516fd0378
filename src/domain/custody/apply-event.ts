import type { EventKindRule, Licit } from './event-kind-rules.ts'
import { HOLDS_FOR_OTHERS } from './event-kind-rules.ts'
import { ruleOf } from './event-kinds.ts'
import { isCarriage } from './order.ts'
import type { CustodyEvent, PartyRef } from './types.ts'
import type { WalkState } from './walk-state.ts'
import { type Consent, licitUnder } from './retransfer.ts'
import { isSame } from './walk-state.ts'

/** A reactivation is illicit unless a licence is named; naming one is no proof, so what it makes of the weapon is then unknown. */
function isLicensedReactivation(event: CustodyEvent): boolean {
  return event.kind === 'REACTIVATED' && event.documents.some(({ kind }) => kind === 'MANUFACTURING_LICENCE')
}

/** `licit` of one event: by its kind, for a reactivation by its papers, and by what non-retransfer clauses make of it. */
export function licitOf(event: CustodyEvent, consent: Consent): Licit {
  const byKind = isLicensedReactivation(event) ? 'UNKNOWN' : ruleOf(event.kind).licit
  return licitUnder(consent, byKind)
}

/** A hand-over that its kind would make licit and a clause makes illicit: control is lost by it. */
function isBreach(event: CustodyEvent, licit: Licit): boolean {
  return ruleOf(event.kind).licit === 'LICIT' && licit === 'ILLICIT'
}

interface Circumstances {
  /** True where a GAP stands before the event, so that its giver is new to the chain. */
  readonly afterGap: boolean
  readonly licit: Licit
}

/** What one event, once it stands, changes: control first, since it needs to know who held before, then possession, title and status. */
export function applyEvent(state: WalkState, event: CustodyEvent, { afterGap, licit }: Circumstances): void {
  const rule = ruleOf(event.kind)
  const staysLost = isStrangerAfterLoss(state, event, afterGap)
  if (!staysLost && licit === 'LICIT') beginWithGiver(state, event, rule, afterGap)
  changeControl(state, event, rule, { licit, staysLost })
  const receiver = receiverOf(state, event, rule)
  changePossession(state, event, rule, receiver)
  if (event.kind === 'MANUFACTURED') state.maker = event.to
  if (state.contenders.size > 0) {
    joinContenders(state, rule.control === 'RECOVERED' ? null : receiver)
    return endIfFinal(state, rule)
  }
  changeTitle(state, rule, receiver, licit)
  // A return is no acquisition: to one who never had the weapon it makes nobody its licit holder.
  const isStrangeReturn = afterGap && rule.control === 'RESTORED'
  const answers = rule.answerable === 'RECEIVER' && licit === 'LICIT' && !staysLost && !isStrangeReturn
  if (answers && receiver !== null && !HOLDS_FOR_OTHERS.has(receiver.kind)) state.answerable = receiver
  if (!staysLost) changeStatus(state, event, isBreach(event, licit) ? { ...rule, status: 'DIVERTED' } : rule)
  endIfFinal(state, rule)
}

/**
 * A licit hand-over of a weapon that is out of control ends the loss only where the giver is one who had a right to it, or an authority that
 * had recovered it; a return after a GAP only where it goes to one who had that right. By anybody else it is shown, and the loss stays open:
 * the records do not say that control was regained.
 */
function isStrangerAfterLoss(state: WalkState, event: CustodyEvent, afterGap: boolean): boolean {
  const { control, possession } = ruleOf(event.kind)
  if (state.loss === null || possession === 'UNCHANGED') return false
  const entitled = [state.loss.possessor, state.loss.holder, state.loss.owner]
  if (control === 'RESTORED') return afterGap && !entitled.some((party) => isSame(party, event.to))
  if (control !== 'KEPT') return false
  if (state.control === 'STATE' && (event.from === null || isSame(event.from, state.holder))) return false
  return !entitled.some((party) => isSame(party, event.from))
}

/** The first record, or one after a GAP, is licit and names a giver: then the giver was the licit holder before it. */
function beginWithGiver(state: WalkState, event: CustodyEvent, rule: EventKindRule, afterGap: boolean): void {
  const giver = event.from
  const isFirst = state.control === 'NOT_RECORDED'
  if (giver === null || (!isFirst && !afterGap) || state.contenders.size > 0) return
  // Whoever destroys a weapon is often an authority, and is not its licit holder by that.
  if (rule.ends === 'FOR_GOOD') return
  state.holder = giver
  if (HOLDS_FOR_OTHERS.has(giver.kind)) return
  state.answerable = giver
  if (isFirst && rule.control === 'KEPT') state.owner = giver
}

/** Evidence that control was lost or regained counts even where the rest of a record contradicts the chain; true where the kind is such. */
export function changeControlOutright(state: WalkState, event: CustodyEvent, licit: Licit): boolean {
  const { control } = ruleOf(event.kind)
  const isLoss = (control === 'LOST' && !isLicensedReactivation(event)) || isBreach(event, licit)
  if (!isLoss && control !== 'RECOVERED') return false
  if (isLoss && state.control === 'STATE') endLoss(state)
  beginLoss(state, event)
  state.control = isLoss ? 'LOST' : 'STATE'
  return true
}

function changeControl(
  state: WalkState,
  event: CustodyEvent,
  rule: EventKindRule,
  { licit, staysLost }: { licit: Licit; staysLost: boolean },
): void {
  if (changeControlOutright(state, event, licit) || staysLost) return
  const handsOver = rule.possession === 'TO_RECEIVER' || rule.possession === 'IN_TRANSIT'
  if (rule.control === 'RESTORED' || (handsOver && !isCarriage(event.kind))) endLoss(state)
  if (state.loss !== null) return
  state.control = 'KEPT'
  if (licit === 'LICIT') state.lastLicitOn = event.occurred
}

function beginLoss(state: WalkState, event: CustodyEvent): void {
  state.loss ??= {
    diversion: { notBefore: state.lastLicitOn, notAfter: event.occurred },
    possessor: state.holder,
    holder: state.answerable,
    owner: state.owner,
  }
}

function endLoss(state: WalkState): void {
  if (state.loss === null) return
  state.diversions.push(state.loss.diversion)
  state.loss = null
}

function receiverOf(state: WalkState, event: CustodyEvent, rule: EventKindRule): PartyRef | null {
  return rule.possession === 'BACK_TO_FORMER' ? (event.to ?? state.former ?? state.holder) : event.to
}

function changePossession(state: WalkState, event: CustodyEvent, rule: EventKindRule, receiver: PartyRef | null): void {
  if (event.from !== null && rule.possession !== 'UNCHANGED' && !isCarriage(event.kind))
    state.lastGivenBy.set(event.from.id, event)
  switch (rule.possession) {
    case 'UNCHANGED':
      return
    case 'IN_TRANSIT':
      return send(state, event)
    case 'NONE':
    case 'UNKNOWN':
      state.former = event.from ?? state.holder ?? state.former
      state.holder = receiver
      state.openExport = null
      return
    default:
      state.former = state.holder ?? state.former
      state.holder = receiver
      state.openExport = null
      if (receiver !== null) state.lastGivenBy.delete(receiver.id)
  }
}

function send(state: WalkState, event: CustodyEvent): void {
  if (isCarriage(event.kind)) {
    for (const carrier of [event.to, event.carrier]) if (carrier !== null) state.openExport?.carrierIds.add(carrier.id)
    return
  }
  const exporter = event.from ?? state.holder
  state.holder = exporter
  const carrierIds = new Set(event.carrier === null ? [] : [event.carrier.id])
  state.openExport = { event, exporter, consignee: event.to, carrierIds }
}

function changeTitle(state: WalkState, rule: EventKindRule, receiver: PartyRef | null, licit: Licit): void {
  if (rule.title === 'NONE') state.owner = null
  if (rule.title !== 'TO_RECEIVER' || receiver === null || licit === 'ILLICIT') return
  if (!HOLDS_FOR_OTHERS.has(receiver.kind)) state.owner = receiver
}

function changeStatus(state: WalkState, event: CustodyEvent, rule: EventKindRule): void {
  if (rule.ends === 'UNTIL_REACTIVATED') state.deactivated = true
  if (event.kind === 'REACTIVATED') state.deactivated = false
  const status = isLicensedReactivation(event) ? 'IN_POSSESSION' : rule.status
  const next = status === 'UNCHANGED' ? state.status : status
  const rests = next === 'IN_POSSESSION' || next === 'NOT_RECORDED'
  state.status = rests ? (state.deactivated ? 'DEACTIVATED' : 'IN_POSSESSION') : next
}

/** An authority that recovered the weapon holds it, but does not contend to have been its licit holder. */
function joinContenders(state: WalkState, receiver: PartyRef | null): void {
  if (receiver !== null) state.contenders.set(receiver.id, receiver)
  state.holder = null
  state.owner = null
  state.answerable = null
}

function endIfFinal(state: WalkState, rule: EventKindRule): void {
  if (rule.ends !== 'FOR_GOOD') return
  state.destroyed = true
  state.former = state.holder ?? state.former
  state.holder = null
  state.openExport = null
  state.status = rule.status === 'UNCHANGED' ? 'DESTROYED' : rule.status
}
