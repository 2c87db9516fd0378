import { ruleOf } from '../custody/event-kinds.ts'
import { lastLicitBefore, lastLicitIn } from '../custody/last-licit.ts'
import { orderEvents } from '../custody/order.ts'
import { eventsUntil, walkEvents } from '../custody/walk.ts'
import { type TimeSpan, timeToCrimeDays, timeToDiversionDays } from '../custody/times.ts'
import type { Custody, CustodyEvent, Diversion, PartyRef } from '../custody/types.ts'
import { type NextAuthority, nextAfterCustody } from './next-authorities.ts'
import type { Recovery } from './flags.ts'
import { type Outcome, outcomeOfCustody } from './outcome.ts'

/** What a released answer concludes from a weapon's custody. */
export interface Conclusion {
  readonly outcome: Outcome
  readonly manufacturer: PartyRef | null
  readonly lastLicitHolder: PartyRef | null
  readonly lastLicitOwner: PartyRef | null
  readonly contenders: readonly PartyRef[]
  readonly diversion: Diversion | null
  readonly diversions: readonly Diversion[]
  readonly timeToCrime: TimeSpan | null
  readonly timeToDiversion: TimeSpan | null
  readonly nextAuthorities: readonly NextAuthority[]
}

/** What happened after the recovery asked about says nothing of how the weapon came there. */
function outcomeAsOf(custody: Custody, until: readonly CustodyEvent[], recovery: Recovery['occurred']): Outcome {
  if (recovery === null) return outcomeOfCustody(custody, until)
  const state = walkEvents(until)
  return outcomeOfCustody({ links: state.links, lastLicitHolder: lastLicitIn(state).holder }, until)
}

/** The State that recovered a weapon which is in State custody: whichever office or laboratory has it by now, that State knows where it is. */
function custodianOf(custody: Custody, ordered: readonly CustodyEvent[]): string | null {
  if (custody.status !== 'STATE_CUSTODY') return null
  const recovered = ordered.findLast(
    ({ kind }) => ruleOf(kind).control === 'RECOVERED' && ruleOf(kind).from === 'FORBIDDEN',
  )
  return recovered?.to?.country ?? recovered?.place?.country ?? null
}

/**
 * Concludes an answer: last licit holder and diversion as of the asker's recovery, times to crime and to diversion (design 4), the outcome by the one
 * precedence table, and whom to ask next, which is never the asking agency's own State. Contenders of the whole custody count, also those that later records
 * brought.
 */
export function concludeTrace(
  custody: Custody,
  events: readonly CustodyEvent[],
  recovery: Recovery,
  askingCountry: string,
): Conclusion {
  const { occurred } = recovery
  const ordered = orderEvents(events)
  const until = occurred === null ? ordered : eventsUntil(ordered, occurred)
  const found =
    occurred === null
      ? { ...custody, holder: custody.lastLicitHolder, owner: custody.lastLicitOwner }
      : lastLicitBefore(events, occurred)
  const isContended = custody.contenders.length > 0
  const contenders = isContended ? custody.contenders : found.contenders
  const lastLicitHolder = isContended ? null : found.holder
  const notAfter = found.diversion?.notAfter ?? null
  const outcome = outcomeAsOf(custody, until, occurred)
  const manufacturer = custody.links.find((link) => link.type === 'EVENT' && link.kind === 'MANUFACTURED')?.to ?? null
  const lastLicit = lastLicitHolder === null ? contenders : [lastLicitHolder]
  const custodian = custodianOf(custody, ordered)
  return {
    outcome,
    manufacturer,
    lastLicitHolder,
    lastLicitOwner: isContended ? null : found.owner,
    contenders,
    diversion: found.diversion,
    diversions: found.diversions,
    timeToCrime: occurred === null ? null : timeToCrimeDays(events, occurred),
    timeToDiversion: notAfter === null ? null : timeToDiversionDays(events, notAfter),
    nextAuthorities: nextAfterCustody({ outcome, events: until, manufacturer, lastLicit, custodian }, askingCountry),
  }
}
