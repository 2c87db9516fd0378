import { type EventKind, ruleOf } from './event-kinds.ts'
import type { Custody, PartyRef } from './types.ts'

/** One step by which a new weapon comes to where the old one was. */
export interface ContinuingStep {
  readonly kind: EventKind
  readonly from: PartyRef | null
  readonly to: PartyRef
}

/**
 * How a weapon begins that continues an old one on another frame (design 4): built by `builder` for who owned the old one, and, where another had that in his hands
 * (a gunsmith, a borrower), handed to him as the old one was. Empty where nobody is known to hold the old one: then there is nobody to hold the new one.
 */
export function continueCustody({ holder, owner, links }: Custody, builder: PartyRef): readonly ContinuingStep[] {
  const first = owner ?? holder
  if (holder === null || first === null) return []
  const built: ContinuingStep = { kind: 'ASSEMBLED_AS_NEW', from: builder.id === first.id ? null : builder, to: first }
  if (holder.id === first.id) return [built]
  const handedOver = links.findLast(
    ({ type, kind, to }) => type === 'EVENT' && to?.id === holder.id && isLent(kind as EventKind),
  )
  return [built, { kind: (handedOver?.kind as EventKind | undefined) ?? 'LOANED', from: first, to: holder }]
}

/** Kinds by which possession passes and title does not. */
function isLent(kind: EventKind): boolean {
  const { possession, title, control, channels } = ruleOf(kind)
  return possession === 'TO_RECEIVER' && title === 'UNCHANGED' && control === 'KEPT' && channels.includes('TRANSFER')
}
