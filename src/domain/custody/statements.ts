import { isKnown } from '../corrections/declaration.ts'
import type { StandingFact } from '../corrections/standing.ts'

export const SIDES = ['GIVER', 'RECEIVER'] as const
export type Side = (typeof SIDES)[number]

/** What a side of a hand-over may say of the other's report. */
export const STATEMENTS = ['ACCEPTED', 'DISPUTED'] as const
export type StatementKind = (typeof STATEMENTS)[number]

/** What one side said of one event that the other reported. */
export interface TransferStatement {
  readonly id: string
  readonly weaponId: string
  readonly eventId: string
  readonly side: Side
  readonly statement: StatementKind
  readonly recordedAt: string
}

/** What each side says of an event, as far as it has said anything. */
export type Said = { readonly [side in Side]?: StatementKind }

/** What the sides of each event said, as known at a moment: of a side the newest statement counts, for it may accept what it disputed before. */
export function saidAt(statements: readonly TransferStatement[], knownAt?: string): ReadonlyMap<string, Said> {
  const said = new Map<string, Said>()
  const known = statements.filter(({ recordedAt }) => isKnown(recordedAt, knownAt))
  for (const { eventId, side, statement } of [...known].sort(byRecording))
    said.set(eventId, { ...said.get(eventId), [side]: statement })
  return said
}

/** The side that denies an event; the receiver where both do. */
export function disputedBy(said: Said | undefined): Side | null {
  if (said?.RECEIVER === 'DISPUTED') return 'RECEIVER'
  return said?.GIVER === 'DISPUTED' ? 'GIVER' : null
}

function byRecording(a: TransferStatement, b: TransferStatement): number {
  if (a.recordedAt === b.recordedAt) return a.id < b.id ? -1 : 1
  return a.recordedAt < b.recordedAt ? -1 : 1
}

/**
 * Of the events that some side spoke of, whether its giver denies each now: what a receiver claimed opens nothing to him then. A receiver who denies takes the
 * giver's sight from nobody: the giver's own report told him nothing that he did not know.
 */
export function disputesNow(statements: readonly TransferStatement[]): readonly StandingFact[] {
  const said = saidAt(statements)
  const events = new Map(statements.map(({ eventId, weaponId }) => [eventId, weaponId]))
  return [...events].map(([factId, weaponId]) => ({
    weaponId,
    factId,
    reason: 'DISPUTED',
    stands: said.get(factId)?.GIVER !== 'DISPUTED',
  }))
}
