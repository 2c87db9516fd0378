import { type Assembly, type Stay, threadAssemblies } from '../components/assembly.ts'
import { isKnown } from '../corrections/declaration.ts'
import { before, type Occurred, overlaps } from '../time/occurred-at.ts'
import type { EventKind } from './event-kinds.ts'
import { ruleOf } from './event-kinds.ts'
import { orderEvents } from './order.ts'
import type { CustodyEvent } from './types.ts'

/** A record that began as a part of a lot: until then its life was the lot's. */
export interface LotPart {
  /** The split. */
  readonly id: string
  readonly weaponId: string
  readonly lotId: string
  readonly occurred: Occurred
  /** Who had the lot when it was split, if that was known. */
  readonly holderId: string | null
  readonly recordedAt: string
}

/** Kinds that tell of the weapon alone: its parts were made before, and outlive it. */
const NOT_SHARED: readonly EventKind[] = [
  'MANUFACTURED',
  'STOCK_REGISTERED',
  'ASSEMBLED_AS_NEW',
  'FRAME_REPLACED',
  'DISMANTLED_END_OF_LIFE',
]

/** True where an event of a weapon moves what is in it too: whoever gets the rifle gets its barrel; what is done to the rifle is not done to the barrel. */
function isShared({ kind }: CustodyEvent): boolean {
  return ruleOf(kind).possession !== 'UNCHANGED' && !NOT_SHARED.includes(kind)
}

/**
 * The events of a weapon that were a component's too, because it was in the weapon then. On the day of the assembly a hand-over counts where its giver is who
 * had the component, on the day of the removal where its receiver is who gave the component next: the same fit by which a chain is ordered.
 */
export function sharedDuring(
  own: readonly CustodyEvent[],
  host: readonly CustodyEvent[],
  { since, until }: Stay,
): readonly CustodyEvent[] {
  const ordered = orderEvents(own)
  const holderId = ordered.findLast(({ occurred, to }) => to !== null && !before(since, occurred))?.to?.id
  const giverId = until === null ? undefined : ordered.find(({ occurred }) => !before(occurred, until))?.from?.id
  return host.filter((event) => {
    const { occurred, from, to } = event
    if (!isShared(event) || before(occurred, since) || (until !== null && before(until, occurred))) return false
    if (overlaps(occurred, since)) return from !== null && from.id === holderId
    if (until !== null && overlaps(occurred, until)) return to !== null && to.id === giverId
    return true
  })
}

/** The life of a lot up to its split, which is the earlier life of each part. What its holder gave away on the day of the split was what remained. */
export function lotLifeBefore(lot: readonly CustodyEvent[], { occurred, holderId }: LotPart): readonly CustodyEvent[] {
  return lot.filter((event) => {
    if (before(event.occurred, occurred)) return true
    return overlaps(event.occurred, occurred) && (event.from === null || event.from.id !== holderId)
  })
}

/** What is recorded of where a record's parts were: enough to say whose life it shared. */
export interface SharedLives {
  readonly assemblies: readonly Assembly[]
  readonly lotParts: readonly LotPart[]
}

/** The times in which a weapon was in another one, as known at a moment. */
export function staysOf(
  { assemblies }: Pick<SharedLives, 'assemblies'>,
  joined: ReadonlySet<string>,
  knownAt?: string,
): readonly Stay[] {
  const own = assemblies.filter(({ componentId }) => joined.has(componentId))
  return own.length === 0 ? [] : threadAssemblies(own, knownAt).stays
}

/**
 * Events of other records that were this one's too: of the weapons it was in while it was there, of the lot it was part of until it was split off. A time in
 * which it was in two weapons by contradicting records shares the life of neither: nothing is bridged silently.
 *
 * @param lifeOf the events that stand of another record
 * @param shown weapons whose life may be told; all where absent
 */
export function sharedEvents(
  lives: SharedLives,
  joined: ReadonlySet<string>,
  own: readonly CustodyEvent[],
  options: {
    readonly knownAt?: string | undefined
    readonly shown?: ReadonlySet<string> | undefined
    readonly lifeOf: (weaponId: string) => readonly CustodyEvent[]
  },
): readonly CustodyEvent[] {
  const { knownAt, shown, lifeOf } = options
  const parts = lives.lotParts.filter(
    ({ weaponId, recordedAt }) => joined.has(weaponId) && isKnown(recordedAt, knownAt),
  )
  const earlier = parts.flatMap((part) => lotLifeBefore(lifeOf(part.lotId), part))
  const found = new Map(earlier.map((event) => [event.id, event]))
  for (const stay of staysOf(lives, joined, knownAt)) {
    const [hostId, rival] = stay.hostIds
    if (hostId === undefined || rival !== undefined || shown?.has(hostId) === false) continue
    const known = [...own, ...found.values()]
    for (const event of sharedDuring(known, lifeOf(hostId), stay)) found.set(event.id, event)
  }
  return [...found.values()]
}
