import { DomainError } from '../../domain/errors.ts'
import { resolveMake } from '../../domain/identification/maker.ts'
import type { Requester } from '../../domain/requester.ts'
import { type Database, inTransaction } from '../../store/db.ts'
import { recordReading } from '../../store/record-reading.ts'
import { refuseOtherAgency } from '../refuse-other-agency.ts'
import { type Position, startOf } from '../send-page.ts'
import { actsFor, listWeapons } from './list-queries.ts'
import type { WeaponQuery, WeaponSummary } from './list-schemas.ts'

/** Before every weapon that there is. */
const EVER = '-infinity'

/** Says the same whether the party exists or not. */
function refuseHolder(): never {
  const detail = 'Your agency does not act for this party.'
  const hint = 'GET /v1/me lists the parties you act for.'
  throw new DomainError('forbidden', detail, {
    errors: [{ pointer: '?holderPartyId', code: 'party-not-yours', detail, hint }],
  })
}

/**
 * Weapons that the caller's agency registered or holds, or anyone's for the registry's readers. What a page shows of weapons that are not their own is
 * recorded before it leaves. Throws `forbidden` for another agency's or another party's weapons.
 */
export async function readWeapons(
  db: Database,
  call: { requester: Requester; requestId: string; query: WeaponQuery; after: Position | undefined },
): Promise<WeaponSummary[]> {
  const { requester, requestId, query } = call
  const { agencyId, holderPartyId, status, category, type, serial, limit } = query
  refuseOtherAgency(requester, agencyId)
  const anyAgency = requester.scopes.has('registry:read-any')
  const makeKey = query.make === undefined ? undefined : resolveMake(query.make).key
  const filters = { agencyId, holderPartyId, status, category, type, makeKey, serial }
  const before = startOf(call.after, query.registeredTo)
  const from = query.registeredFrom ?? EVER
  return inTransaction(db, requester, async (tx) => {
    if (holderPartyId !== undefined && !anyAgency && !(await actsFor(tx, holderPartyId))) refuseHolder()
    const found = await listWeapons(tx, { filters, anyAgency, from, before, limit })
    // The one weapon beyond the page is not shown.
    const others = found.slice(0, limit).flatMap(({ id, own }) => (own ? [] : [id]))
    const look = { ownRecord: false, shown: ['LISTED'], source: 'weapon-list' }
    const audits = [{ action: 'weapon.list', subjectIds: others }]
    await recordReading(
      tx,
      { requester, requestId },
      others.map((weaponId) => ({ weaponId, ...look })),
      audits,
    )
    return found.map(({ own: _, ...weapon }) => weapon)
  })
}
