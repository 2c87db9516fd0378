import { ruleOf } from '../custody/event-kinds.ts'
import type { Custody, CustodyEvent, Link } from '../custody/types.ts'

/** Where the records of a released weapon end. */
export type End =
  | 'LOST_OR_STOLEN'
  | 'OTHER_LOSS_OF_CONTROL'
  | 'LICIT_HOLDER'
  | 'FIRST_RETAIL'
  | 'EXPORT'
  | 'IMPORTER'
  | 'MANUFACTURER'

const TRADERS = ['IMPORTER', 'WHOLESALER', 'DEALER', 'EXPORTER']

type Shape = (last: Link, isFirstRetail: boolean) => boolean

/**
 * The stages that only pass a weapon on. LICIT_HOLDER is what remains when the records end at none of them: these say less, and name whom to ask next, so a
 * chain that ends there must not look as if it were complete.
 */
const STAGES: readonly (readonly [End, Shape])[] = [
  ['FIRST_RETAIL', (last, isFirstRetail) => last.kind === 'RETAIL_SALE' && isFirstRetail],
  ['EXPORT', (last) => ['EXPORTED', 'RE_EXPORTED', 'RETRANSFERRED', 'IN_TRANSIT', 'TRANSSHIPPED'].includes(last.kind)],
  ['IMPORTER', (last) => last.kind === 'IMPORTED' && TRADERS.includes(last.to?.kind ?? '')],
  ['MANUFACTURER', (last) => last.kind === 'MANUFACTURED' || last.kind === 'PROOFED'],
]

function isRecordOfLife(link: Link, byId: ReadonlyMap<string, CustodyEvent>): boolean {
  const event = link.eventId === undefined ? undefined : byId.get(link.eventId)
  return (
    link.type === 'EVENT' &&
    event !== undefined &&
    ruleOf(event.kind).control === 'KEPT' &&
    link.licit !== 'STATE_CUSTODY'
  )
}

/** Where the records end: with a loss of control that no return to a licit holder followed, else with the last licit step of the weapon's life. */
export function endOf(custody: Pick<Custody, 'links' | 'lastLicitHolder'>, events: readonly CustodyEvent[]): End {
  const byId = new Map(events.map((event) => [event.id, event]))
  const turns = custody.links.flatMap((link) => {
    const event = link.type === 'EVENT' && link.eventId !== undefined ? byId.get(link.eventId) : undefined
    return event !== undefined && ['LOST', 'RESTORED'].includes(ruleOf(event.kind).control) ? [event] : []
  })
  const turn = turns.at(-1)
  if (turn !== undefined && ruleOf(turn.kind).control === 'LOST') {
    return turn.kind === 'LOST' || turn.kind === 'STOLEN' ? 'LOST_OR_STOLEN' : 'OTHER_LOSS_OF_CONTROL'
  }
  const life = custody.links.filter((link) => isRecordOfLife(link, byId))
  const last = life.at(-1)
  if (last === undefined) return custody.lastLicitHolder === null ? 'MANUFACTURER' : 'LICIT_HOLDER'
  const isFirstRetail = life.filter((link) => link.kind === 'RETAIL_SALE').length === 1
  return STAGES.find(([, fits]) => fits(last, isFirstRetail))?.[0] ?? 'LICIT_HOLDER'
}
