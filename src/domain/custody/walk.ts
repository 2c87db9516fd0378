import type { Finding } from '../findings.ts'
import { overlaps } from '../time/occurred-at.ts'
import { applyEvent, changeControlOutright, licitOf } from './apply-event.ts'
import type { Break } from './breaks.ts'
import { BREAK_REASONS, findBreak, isReportedTwice } from './breaks.ts'
import type { Licit } from './event-kind-rules.ts'
import { ruleOf } from './event-kinds.ts'
import { isCarriage } from './order.ts'
import { consentOf, findingsOfConsent, noteClauses } from './retransfer.ts'
import type { CustodyEvent, Link } from './types.ts'
import type { WalkState } from './walk-state.ts'
import { isSame, newWalkState, note } from './walk-state.ts'

/** Threads ordered events into links, one after the other. Linear in their number. */
export function walkEvents(ordered: readonly CustodyEvent[]): WalkState {
  const state = newWalkState()
  for (const event of ordered) walkOne(state, event)
  return state
}

function walkOne(state: WalkState, event: CustodyEvent): void {
  const found = findBreak(state, event)
  const consent = consentOf(state, event)
  const licit = licitOf(event, consent)
  const findings = found?.type === 'CONFLICT' ? [] : [...findingsOn(state, event), ...findingsOfConsent(consent)]
  if (found?.type === 'GAP') {
    state.chainBroken = true
    state.links.push(breakLink(state, event, found))
  }
  if (found?.type === 'CONFLICT') {
    contend(state, found)
    changeControlOutright(state, event, licit)
  }
  // A second report, and whatever contradicts a first, is shown and changes nothing but the list of contenders.
  const stands = found?.type !== 'CONFLICT' && !isEcho(state, event)
  // Also of an echo: the second report of an export may be the one that names the clause.
  if (found?.type !== 'CONFLICT') noteClauses(state, event, consent)
  if (stands) applyEvent(state, event, { afterGap: found !== null, licit })
  state.links.push(eventLink(state, event, licit, findings))
  if (found?.type === 'CONFLICT') state.links.push(breakLink(state, event, found))
}

function isEcho(state: WalkState, event: CustodyEvent): boolean {
  return state.destroyed || (state.control !== 'NOT_RECORDED' && isReportedTwice(state, event))
}

/** From here on nobody holds by the record: each of these does by some record, until an analyst decides (design 3.4). */
function contend(state: WalkState, found: Break): void {
  // Once there are contenders no one else is the holder whom a further record contradicts.
  const parties = state.contenders.size > 0 ? [found.to] : [state.holder, found.from, found.to]
  for (const party of parties) if (party !== null) state.contenders.set(party.id, party)
  state.holder = null
  state.owner = null
  state.answerable = null
  state.openExport = null
  if (!state.destroyed) state.status = 'CONFLICT'
}

function findingsOn(state: WalkState, event: CustodyEvent): Finding[] {
  const findings: Finding[] = []
  const rule = ruleOf(event.kind)
  if (state.control === 'NOT_RECORDED') {
    // Who built it on another frame is where it comes from.
    if (event.from !== null && event.kind !== 'ASSEMBLED_AS_NEW')
      findings.push(
        note(
          'ORIGIN_NOT_RECORDED',
          'INFO',
          'The records begin here: how the giver came to the weapon is not recorded.',
        ),
      )
    return findings
  }
  if (isEcho(state, event)) return [note('REPORTED_TWICE', 'INFO', 'Another record tells of the same event.')]
  const isElsewhere = event.from !== null && state.holder !== null && !isSame(event.from, state.holder)
  if (rule.possession === 'UNCHANGED' && isElsewhere) {
    findings.push(note('ACTOR_NOT_KNOWN_HOLDER', 'WARNING', 'Done by a party who is not the known holder.'))
  }
  if (needsExport(event) && state.openExport === null && !isSame(event.to, state.holder)) {
    findings.push(note('EXPORT_NOT_RECORDED', 'WARNING', 'No export is recorded for this journey.'))
  }
  if (
    event.kind === 'RETURNED_TO_OWNER' &&
    !isSame(event.to, state.loss?.owner ?? state.owner) &&
    state.owner !== null
  ) {
    findings.push(note('RECEIVER_NOT_OWNER', 'WARNING', 'Given back to a party who is not the recorded owner.'))
  }
  if (state.control === 'LOST' && rule.control === 'KEPT' && rule.possession === 'TO_RECEIVER') {
    findings.push(
      note('HANDED_OVER_AFTER_LOSS', 'WARNING', 'The weapon was recorded as out of control when this was reported.'),
    )
  }
  if (rule.control === 'RECOVERED' && state.openExport !== null) {
    findings.push(note('EXPORT_NOT_COMPLETED', 'WARNING', 'Recovered while on its way to a consignee.'))
  }
  return findings
}

function needsExport(event: CustodyEvent): boolean {
  return event.kind === 'IMPORTED' || isCarriage(event.kind)
}

function eventLink(state: WalkState, event: CustodyEvent, licit: Licit, findings: readonly Finding[]): Link {
  const { id: eventId, kind, from, to, occurred, recordedAt, place, documents, said } = event
  return {
    type: 'EVENT',
    eventId,
    kind,
    from,
    to,
    owner: state.owner,
    occurred,
    recordedAt,
    place,
    documents,
    licit,
    ...(said === undefined ? {} : { said }),
    findings,
  }
}

function breakLink(state: WalkState, event: CustodyEvent, found: Break): Link {
  const { type, kind, from, to } = found
  const findings = [note(kind, 'WARNING', BREAK_REASONS[kind])]
  return {
    type,
    eventId: event.id,
    kind,
    from,
    to,
    owner: state.owner,
    occurred: event.occurred,
    recordedAt: event.recordedAt,
    place: null,
    documents: [],
    licit: 'UNKNOWN',
    findings,
  }
}

/** What counts up to a recovery: events strictly after it are left out, and so is what followed the registry's own record of it. */
export function eventsUntil(
  ordered: readonly CustodyEvent[],
  recovery: CustodyEvent['occurred'],
): readonly CustodyEvent[] {
  const recoveryMs = Date.parse(recovery.to)
  const until = ordered.filter(({ occurred }) => Date.parse(occurred.from) < recoveryMs)
  const own = until.findIndex(
    ({ kind, occurred }) => ruleOf(kind).control === 'RECOVERED' && overlaps(occurred, recovery),
  )
  return own < 0 ? until : until.slice(0, own + 1)
}
