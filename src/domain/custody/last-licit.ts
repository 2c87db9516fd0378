import type { Occurred } from '../time/occurred-at.ts'
import { orderEvents } from './order.ts'
import type { CustodyEvent, Diversion, PartyRef } from './types.ts'
import { eventsUntil, walkEvents } from './walk.ts'
import type { WalkState } from './walk-state.ts'

/** Who last held and owned the weapon licitly, and between which two moments it left licit control (ITI 5). */
export interface LastLicit {
  readonly holder: PartyRef | null
  readonly owner: PartyRef | null
  /** Non-empty after a CONFLICT; then `holder` and `owner` are null. */
  readonly contenders: readonly PartyRef[]
  readonly diversion: Diversion | null
  readonly diversions: readonly Diversion[]
}

/**
 * The last licit holder before the latest loss of control at or before a recovery (design 4). Events strictly after the recovery do not count, and
 * neither does what followed the registry's own record of it, such as the return to the owner. Where no loss was recorded, the recovery itself is
 * the first evidence: the diversion then lies between the last licit event and the recovery.
 *
 * A CONFLICT shown only by later events does not appear here: whoever releases a person on this answer must ask `buildCustody` for contenders too.
 */
export function lastLicitBefore(events: readonly CustodyEvent[], recovery: Occurred): LastLicit {
  const state = walkEvents(eventsUntil(orderEvents(events), recovery))
  const found = lastLicitIn(state)
  return found.diversion === null
    ? { ...found, diversion: { notBefore: state.lastLicitOn, notAfter: recovery } }
    : found
}

/** The same by the latest loss of control of the whole walk, or the present licit holder where there was none. */
export function lastLicitIn(state: WalkState): LastLicit {
  const contenders = [...state.contenders.values()].sort((a, b) => (a.id < b.id ? -1 : 1))
  const diversion = state.loss?.diversion ?? null
  const diversions = [...state.diversions]
  if (contenders.length > 0) return { holder: null, owner: null, contenders, diversion, diversions }
  if (state.loss !== null)
    return { holder: state.loss.holder, owner: state.loss.owner, contenders, diversion, diversions }
  const isOwnerKnown = state.answerable !== null
  return { holder: state.answerable, owner: isOwnerKnown ? state.owner : null, contenders, diversion, diversions }
}
