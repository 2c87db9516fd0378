import type { ErrorDeclaration } from '../corrections/declaration.ts'
import { statusAt } from '../corrections/declaration.ts'
import { type CustodyRecord, type IdentityLink, joinedRecords } from '../custody/record.ts'
import type { Custody } from '../custody/types.ts'
import type { Finding } from '../findings.ts'
import { resolveCalibre } from '../identification/calibre.ts'
import { resolveMake } from '../identification/maker.ts'
import { resolveModel } from '../identification/model.ts'

/** The words of a link for the states of any statement: it is proposed until a registrar confirms it. */
export const LINK_STATUSES = ['PROPOSED', 'CONFIRMED', 'REJECTED', 'WITHDRAWN'] as const
export type LinkStatus = (typeof LINK_STATUSES)[number]

/** Why two records cannot be linked now; null where they can. */
export function refuseLinking(record: CustodyRecord, otherWeaponId: string): string | null {
  if (joinedRecords(record).has(otherWeaponId)) return 'These records are one weapon already.'
  const waits = record.links.some(
    (link) =>
      [link.weaponId, link.otherWeaponId].includes(otherWeaponId) &&
      [link.weaponId, link.otherWeaponId].includes(record.weaponId) &&
      statusAt(link, record.declarations) === 'PENDING',
  )
  return waits ? 'A link of these records waits for a registrar already.' : null
}

/** Why a link cannot be decided or withdrawn; null where it can. */
export function refuseLinkStatus(
  link: IdentityLink,
  declarations: readonly ErrorDeclaration[],
  wanted: 'DECIDE' | 'WITHDRAW',
): string | null {
  const status = statusAt(link, declarations)
  if (wanted === 'DECIDE') return status === 'PENDING' ? null : 'This link does not wait for a decision.'
  return status === 'PENDING' || status === 'EFFECTIVE' ? null : 'This link is not in effect and does not wait.'
}

/** What two records say the weapon is. */
export interface Described {
  readonly make: string
  readonly model: string
  readonly calibre: string
}

/** What a registrar should see before he joins two records: where they describe different weapons, by the same comparison as a search. */
export function compareRecords(one: Described, other: Described): Finding[] {
  const maker = resolveMake(one.make).key
  const differs = [
    ['make', maker !== resolveMake(other.make).key] as const,
    [
      'model',
      resolveModel(one.model, maker).key !== resolveModel(other.model, resolveMake(other.make).key).key,
    ] as const,
    ['calibre', resolveCalibre(one.calibre).key !== resolveCalibre(other.calibre).key] as const,
  ]
  return differs.flatMap(([field, isOther]): Finding[] =>
    isOther
      ? [
          {
            code: 'RECORDS_DIFFER',
            severity: 'WARNING',
            pointer: '#/weaponIds/1',
            detail: `The records differ in ${field}.`,
            hint: 'Compare the marks themselves, by photo if need be, before the link is confirmed.',
          },
        ]
      : [],
  )
}

/** What the joined life of the records shows that neither showed alone. */
export function findingsOfJoint({ links, contenders }: Pick<Custody, 'links' | 'contenders'>): Finding[] {
  if (contenders.length > 0) {
    const detail = 'Joined, the records contradict each other about the holder.'
    return [{ code: 'HOLDER_CONFLICT', severity: 'WARNING', pointer: '#/weaponIds', detail }]
  }
  if (!links.some(({ type }) => type === 'GAP')) return []
  return [
    { code: 'CHAIN_BROKEN', severity: 'INFO', pointer: '#/weaponIds', detail: 'Joined, the records leave a step out.' },
  ]
}
