import { statusAt } from '../corrections/declaration.ts'
import { type CustodyRecord, type IdentityLink, joinedRecords } from '../custody/record.ts'

const isOfItem = ({ basis }: IdentityLink): boolean => basis === 'RECOVERED_ITEM'

/** The record as if no recovered item had been taken for the weapon: joined is only what was registered twice. */
export function apartFromItems(record: CustodyRecord): CustodyRecord {
  return { ...record, links: record.links.filter((link) => !isOfItem(link)) }
}

/** True where a recovered item and a registered weapon are taken for one now, in this record or in one joined to it. */
export function isJoinedToItem(record: CustodyRecord): boolean {
  const joined = joinedRecords(record)
  return record.links.some(
    (link) => isOfItem(link) && joined.has(link.weaponId) && statusAt(link, record.declarations) === 'EFFECTIVE',
  )
}

/** The records at both ends of links to recovered items: whether they are joined for a reader depends on whether he sees them. */
export function endsOfItemLinks({ links }: CustodyRecord): readonly string[] {
  return [...new Set(links.filter(isOfItem).flatMap(({ weaponId, otherWeaponId }) => [weaponId, otherWeaponId]))]
}

/**
 * The record as a reader may have it who sees only some of the records, `record.weaponId` among them: a recovered item and a registered weapon are joined for who
 * sees both. Who seized an item must not read the life of the weapon it is taken for, nor who once held that weapon what the police do with the exhibit. A weapon
 * that was registered twice is seen by who sees one of its records.
 */
export function asSeenBy(visible: ReadonlySet<string>, record: CustodyRecord, knownAt?: string): CustodyRecord {
  const apart = apartFromItems(record)
  if (apart.links.length === record.links.length) return record
  const seen = new Set(
    [record.weaponId, ...visible].flatMap((weaponId) => [...joinedRecords({ ...apart, weaponId }, knownAt)]),
  )
  const isShown = (link: IdentityLink) => !isOfItem(link) || (seen.has(link.weaponId) && seen.has(link.otherWeaponId))
  return { ...record, links: record.links.filter(isShown) }
}
