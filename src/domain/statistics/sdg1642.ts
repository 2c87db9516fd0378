import type { Outcome } from '../traces/outcome.ts'
import type { RecoveryClass, Traceability } from '../vocabulary/seizures.ts'

/** Outcomes by which the illicit origin or context of a weapon counts as traced or established (SDG 16.4.2). */
export const TRACED_OUTCOMES: readonly Outcome[] = [
  'MATCH_LOST_STOLEN',
  'TRACED_TO_DIVERSION',
  'TRACED_LAST_LICIT',
  'ORIGIN_ESTABLISHED_OTHER',
]

/** Recovered items that are alike as far as the indicator goes. */
export interface RecoveredItems {
  readonly recoveryClass: RecoveryClass
  /** Of the item's weapon record. */
  readonly category: string
  readonly traceability: Traceability
  /** Of its newest request that has an answer; null where none has. */
  readonly outcome: Outcome | null
  /** No request has an answer, and one is open. */
  readonly pending: boolean
  readonly items: number
}

/** One reading of the indicator. */
export interface Reading {
  readonly traced: number
  readonly denominator: number
  /** Null where nothing was recovered: no share is none, and not zero. */
  readonly share: number | null
}

export interface Sdg1642 {
  /** Of what could be traced: without what bears no readable mark, is older than records, or came in under an amnesty. */
  readonly traceable: Reading
  /** Of everything seized, found and surrendered. */
  readonly all: Reading
  /** No answer yet. They are in the denominators. */
  readonly tracePending: number
  /** Nobody asked for a trace. They are in the denominators. */
  readonly notAsked: number
  /** Recovered, and no small arm or light weapon: in no denominator. */
  readonly outsideScope: number
}

// ITI 4: small arms and light weapons. Essential components and the related items of resolution 2370 are counted by nobody's indicator.
const COVERED: readonly string[] = ['SMALL_ARM', 'LIGHT_WEAPON']
const SHARE_DIGITS = 4

export function isCovered({ category }: RecoveredItems): boolean {
  return COVERED.includes(category)
}

function countOf(groups: readonly RecoveredItems[]): number {
  return groups.reduce((sum, { items }) => sum + items, 0)
}

function isTraced({ outcome }: RecoveredItems): boolean {
  return outcome !== null && TRACED_OUTCOMES.includes(outcome)
}

function readingOf(groups: readonly RecoveredItems[]): Reading {
  const [traced, denominator] = [countOf(groups.filter(isTraced)), countOf(groups)]
  return { traced, denominator, share: denominator === 0 ? null : Number((traced / denominator).toFixed(SHARE_DIGITS)) }
}

/**
 * The two readings of SDG indicator 16.4.2 that are in use: traced arms of those potentially traceable, and of all recovered. In each, what is traced is part of
 * what is counted, so that no share exceeds one. One item is one, whatever its quantity: a weapon is an item of its own.
 */
export function sdg1642(groups: readonly RecoveredItems[]): Sdg1642 {
  const covered = groups.filter(isCovered)
  return {
    traceable: readingOf(covered.filter(({ traceability }) => traceability === 'TRACEABLE')),
    all: readingOf(covered),
    tracePending: countOf(covered.filter(({ pending }) => pending)),
    notAsked: countOf(covered.filter(({ outcome, pending }) => outcome === null && !pending)),
    outsideScope: countOf(groups) - countOf(covered),
  }
}
