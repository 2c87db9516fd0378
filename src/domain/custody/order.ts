import { ruleOf } from './event-kinds.ts'
import type { CustodyEvent } from './types.ts'

/**
 * An event as a step from one state of possession to another. States are written as text: a party's id holds it, `~id` lost it, `>id` awaits
 * it from abroad, and the empty text is a weapon of which nothing is recorded.
 */
interface Step {
  readonly event: CustodyEvent
  readonly fromMs: number
  readonly toMs: number
  readonly rank: number
  /** The states this event can begin in; empty where the record does not say from whom. */
  readonly starts: readonly string[]
  /** The state it leads to; null where it changes nothing. */
  readonly leadsTo: string | null
  readonly isEnd: boolean
}

/**
 * Puts the events of one weapon in their order: what was over before another began comes first; among those whose times overlap, what fits the
 * hand-overs so far, then the kind's natural rank, then the event's id (design 3.2). Arrival, `seq` and `recordedAt` play no part, so any order
 * of arrival gives the same chain. An end (destruction) comes last among the overlapping.
 */
export function orderEvents(events: readonly CustodyEvent[]): CustodyEvent[] {
  const steps = events.map(toStep).sort(byTimeThenId)
  const byEnd = [...steps].sort((a, b) => a.toMs - b.toMs)
  const taken = new Set<Step>()
  const ordered: CustodyEvent[] = []
  const open: Step[] = []
  // How many of the open steps lead to each state; counted along, because to count anew for each step made 1,000 overlapping events slow.
  const arrivals = new Map<string, number>()
  let [nextToOpen, earliestEnd, previous, state] = [0, 0, '', '']
  while (ordered.length < steps.length) {
    while (taken.has(byEnd[earliestEnd] as Step)) earliestEnd += 1
    const endMs = byEnd[earliestEnd]?.toMs ?? Number.POSITIVE_INFINITY
    // Nothing unordered was over before these began; they overlap the one that ends first, or are it.
    for (let step = steps[nextToOpen]; step !== undefined && step.fromMs < endMs; step = steps[nextToOpen]) {
      open.push(step)
      countArrival(arrivals, step, 1)
      nextToOpen += 1
    }
    const chosen = chooseNext(open, arrivals, state, previous)
    open.splice(open.indexOf(chosen), 1)
    countArrival(arrivals, chosen, -1)
    taken.add(chosen)
    ordered.push(chosen.event)
    if (chosen.leadsTo !== null && chosen.leadsTo !== state) [previous, state] = [state, chosen.leadsTo]
  }
  return ordered
}

function toStep(event: CustodyEvent): Step {
  const rule = ruleOf(event.kind)
  return {
    event,
    fromMs: Date.parse(event.occurred.from),
    toMs: Date.parse(event.occurred.to),
    rank: rule.rank,
    starts: startsOf(event),
    leadsTo: leadsTo(event),
    isEnd: rule.ends === 'FOR_GOOD',
  }
}

function startsOf(event: CustodyEvent): readonly string[] {
  const { from, to, kind } = event
  if (kind === 'FOUND_BY_HOLDER') return to === null ? [] : [`~${to.id}`]
  const stated = from === null ? [] : [from.id]
  if (kind === 'IMPORTED' || kind === 'DELIVERY_VERIFIED') return to === null ? stated : [`>${to.id}`, ...stated]
  if (kind === 'MANUFACTURED' || kind === 'STOCK_REGISTERED') return ['']
  return stated
}

function leadsTo({ kind, from, to }: CustodyEvent): string | null {
  switch (ruleOf(kind).possession) {
    case 'UNCHANGED':
      return null
    case 'IN_TRANSIT':
      return isCarriage(kind) || to === null ? null : `>${to.id}`
    case 'NONE':
      return `~${from?.id ?? ''}`
    case 'UNKNOWN':
      return to?.id ?? `~${from?.id ?? ''}`
    default:
      return to?.id ?? null
  }
}

/** Carriage goes on with a journey that another event began. */
export function isCarriage(kind: CustodyEvent['kind']): boolean {
  return kind === 'IN_TRANSIT' || kind === 'TRANSSHIPPED'
}

function chooseNext(
  open: readonly Step[],
  arrivals: ReadonlyMap<string, number>,
  state: string,
  previous: string,
): Step {
  const [only] = open
  if (open.length === 1 && only !== undefined) return only
  const living = open.filter((step) => !step.isEnd)
  const candidates = living.length > 0 ? living : open
  const fitting = candidates.filter((step) => fits(step, state, previous))
  if (fitting.length > 1) return firstOf(preferReturning(fitting, candidates, state))
  return fitting[0] ?? firstOf(preferBeginnings(candidates, arrivals))
}

function fits(step: Step, state: string, previous: string): boolean {
  if (isCarriage(step.event.kind)) return state.startsWith('>')
  if (step.starts.includes(state)) return true
  // The other side's report of the hand-over just taken belongs beside it.
  return step.leadsTo === state && step.starts.includes(previous) && state !== ''
}

/**
 * Of several that fit, first those after which the weapon can come back to where it is now: lent and returned, then sold. Taken the other way
 * round, the loan would look like a hand-over by somebody who no longer had it.
 */
function preferReturning(fitting: readonly Step[], candidates: readonly Step[], state: string): readonly Step[] {
  const startsByEnd = new Map<string, string[]>()
  for (const { leadsTo: end, starts } of candidates) {
    if (end === null) continue
    const known = startsByEnd.get(end)
    if (known === undefined) startsByEnd.set(end, [...starts])
    else known.push(...starts)
  }
  // A set may grow while it is walked, and the walk then reaches what was added.
  const returning = new Set([state])
  for (const reached of returning) for (const start of startsByEnd.get(reached) ?? []) returning.add(start)
  const back = fitting.filter((step) => step.leadsTo === null || returning.has(step.leadsTo))
  return back.length > 0 ? back : fitting
}

/** Where nothing fits there is a break; it is put before the first of a run of hand-overs and not in its midst. */
function preferBeginnings(candidates: readonly Step[], arrivals: ReadonlyMap<string, number>): readonly Step[] {
  const beginnings = candidates.filter((step) => !step.starts.some((start) => (arrivals.get(start) ?? 0) > 0))
  return beginnings.length > 0 ? beginnings : candidates
}

function countArrival(arrivals: Map<string, number>, { leadsTo: end }: Step, by: 1 | -1): void {
  if (end !== null) arrivals.set(end, (arrivals.get(end) ?? 0) + by)
}

function firstOf(steps: readonly Step[]): Step {
  return steps.reduce((best, step) => (byRankThenId(step, best) < 0 ? step : best))
}

function byRankThenId(a: Step, b: Step): number {
  return a.rank - b.rank || compareIds(a.event.id, b.event.id)
}

function byTimeThenId(a: Step, b: Step): number {
  return a.fromMs - b.fromMs || a.toMs - b.toMs || compareIds(a.event.id, b.event.id)
}

function compareIds(a: string, b: string): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}
