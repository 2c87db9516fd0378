import { ruleOf } from '../custody/event-kinds.ts'
import type { Custody, CustodyEvent, Link } from '../custody/types.ts'

/** Outcomes of a trace (domain vocabulary 8.11), in the order in which they are tried: the first that fits is the outcome. */
export const OUTCOMES = [
  'FAILED_INSUFFICIENT_ID',
  'FAILED_INVALID_SERIAL',
  'MATCH_LOST_STOLEN',
  'TRACED_TO_DIVERSION',
  'TRACED_LAST_LICIT',
  'TRACED_TO_FIRST_RETAIL',
  'TRACED_EXPORTED_TO',
  'TRACED_TO_IMPORTER',
  'TRACED_TO_MANUFACTURER_ONLY',
  'FAILED_CRAFT_MADE',
  'FAILED_OBLITERATED',
  'FAILED_NOT_FOUND',
] as const
export type Outcome = (typeof OUTCOMES)[number]

/** What was searched and not found, as far as it decides which failure it is. */
export interface NothingFound {
  /** Some mark could be searched. */
  readonly searched: boolean
  /** A serial is impossible for the maker named. */
  readonly serialImpossible: boolean
  readonly craftMade: boolean
  /** Every mark is gone, and restoring failed or was not possible. */
  readonly obliterated: boolean
}

/** Gone marks are told apart from weak ones before the table's order: nobody could have sent more of a mark that is ground off. */
export function outcomeOfNothing({ searched, serialImpossible, craftMade, obliterated }: NothingFound): Outcome {
  if (!searched) {
    if (craftMade) return 'FAILED_CRAFT_MADE'
    return obliterated ? 'FAILED_OBLITERATED' : 'FAILED_INSUFFICIENT_ID'
  }
  if (serialImpossible) return 'FAILED_INVALID_SERIAL'
  return craftMade ? 'FAILED_CRAFT_MADE' : 'FAILED_NOT_FOUND'
}

const TRADERS = ['IMPORTER', 'WHOLESALER', 'DEALER', 'EXPORTER']

type Shape = (last: Link, isFirstRetail: boolean) => boolean

/**
 * Where the records end. TRACED_LAST_LICIT is what remains when they end at none of the stages that only pass a weapon on: these say less, and name whom
 * to ask next, so a chain that ends there must not look as if it were complete.
 */
const ENDINGS: readonly (readonly [Outcome, Shape])[] = [
  ['TRACED_TO_FIRST_RETAIL', (last, isFirstRetail) => last.kind === 'RETAIL_SALE' && isFirstRetail],
  [
    'TRACED_EXPORTED_TO',
    (last) => ['EXPORTED', 'RE_EXPORTED', 'RETRANSFERRED', 'IN_TRANSIT', 'TRANSSHIPPED'].includes(last.kind),
  ],
  ['TRACED_TO_IMPORTER', (last) => last.kind === 'IMPORTED' && TRADERS.includes(last.to?.kind ?? '')],
  ['TRACED_TO_MANUFACTURER_ONLY', (last) => last.kind === 'MANUFACTURED' || last.kind === 'PROOFED'],
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

/** The outcome for an identified weapon whose custody was released. */
export function outcomeOfCustody(
  custody: Pick<Custody, 'links' | 'lastLicitHolder'>,
  events: readonly CustodyEvent[],
): Outcome {
  const byId = new Map(events.map((event) => [event.id, event]))
  const losses = custody.links.flatMap((link) => {
    const event = link.type === 'EVENT' && link.eventId !== undefined ? byId.get(link.eventId) : undefined
    return event !== undefined && ['LOST', 'RESTORED'].includes(ruleOf(event.kind).control) ? [event] : []
  })
  const loss = losses.at(-1)
  if (loss !== undefined && ruleOf(loss.kind).control === 'LOST') {
    return loss.kind === 'LOST' || loss.kind === 'STOLEN' ? 'MATCH_LOST_STOLEN' : 'TRACED_TO_DIVERSION'
  }
  const life = custody.links.filter((link) => isRecordOfLife(link, byId))
  const last = life.at(-1)
  if (last === undefined) return custody.lastLicitHolder === null ? 'TRACED_TO_MANUFACTURER_ONLY' : 'TRACED_LAST_LICIT'
  const isFirstRetail = life.filter((link) => link.kind === 'RETAIL_SALE').length === 1
  return ENDINGS.find(([, fits]) => fits(last, isFirstRetail))?.[0] ?? 'TRACED_LAST_LICIT'
}
