import type { JsonValue } from '../ledger/canonical-json.ts'
import { discloseFact } from '../ledger/disclosed-fact.ts'
import type { DisclosedFact } from '../ledger/disclosed-fields.ts'

/** The look that is told, as far as it is needed to find it in its fact. */
export interface ToldLook {
  /** The weapon, party, hand-over or request that was looked at. */
  readonly seenId: string
  readonly actorId: string
  readonly purpose: string | null
  readonly source: string
}

interface Group {
  readonly actorId?: unknown
  readonly purpose?: unknown
  readonly source?: unknown
  readonly weaponIds?: readonly unknown[]
  /** Of looks at what is no weapon, with `recordKind`. */
  readonly recordIds?: readonly unknown[]
}

/** The group of a fact in which a look stands, with the place of what was seen; several where one call saw it in two ways. */
function placesOf(fact: { readonly looks?: readonly Group[] }, look: ToldLook): readonly (readonly [number, number])[] {
  return (fact.looks ?? []).flatMap((group, n) => {
    const isIt = group.actorId === look.actorId && group.purpose === look.purpose && group.source === look.source
    const at = isIt ? (group.weaponIds ?? group.recordIds ?? []).indexOf(look.seenId) : -1
    return at < 0 ? [] : [[n, at] as const]
  })
}

const TOLD_OF_GROUP = /^(actorId|purpose|ownRecord|source|shown|shown\/\d+|weaponIds|recordKind|recordIds)$/

/**
 * The fact of a look, of which the owner of one record is shown that look alone: other records, other agencies' questions and the text of the legal basis stay
 * hidden, and the whole can be checked against its leaf. That there are other fields is seen, and so how many.
 *
 * @param secret the fact's 32 bytes
 */
export function discloseLook(secret: Buffer, canonical: string, look: ToldLook): DisclosedFact {
  const fact = JSON.parse(canonical) as JsonValue & { readonly looks?: readonly Group[] }
  const isOld = fact.looks === undefined
  const places = placesOf(fact, look)
  return discloseFact(secret, fact, (pointer) => {
    const [, head = '', n = '', ...rest] = pointer.split('/')
    // Facts from before looks were put together hold one look each.
    if (head !== 'looks') return !(isOld && head === 'textId')
    const field = rest.join('/')
    return places.some(([group, at]) => {
      const isSeen = field === `weaponIds/${at}` || field === `recordIds/${at}`
      return String(group) === n && (isSeen || TOLD_OF_GROUP.test(field))
    })
  })
}
