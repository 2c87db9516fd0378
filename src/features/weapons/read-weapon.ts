import type { Requester } from '../../domain/requester.ts'
import { actorIdOf } from '../../store/actors.ts'
import { readClock } from '../../store/clock.ts'
import { type Database, inTransaction } from '../../store/db.ts'
import { recordLook } from '../../store/looks.ts'
import { findWeapon, isOwnWeapon, type Moments } from './queries.ts'
import { findRelated } from './related.ts'
import type { Weapon } from './schemas.ts'

/** A weapon that the asker may see. A look at what is not his own is recorded before the answer leaves. */
export async function readWeapon(
  db: Database,
  requester: Requester,
  requestId: string,
  id: string,
  moments: Moments = {},
): Promise<Weapon | undefined> {
  return inTransaction(db, requester, async (tx) => {
    const recorded = await findWeapon(tx, id, moments)
    if (recorded === undefined) return undefined
    const found = { ...recorded, ...(await findRelated(tx, id, moments)) }
    if (await isOwnWeapon(tx, id)) return found
    const write = { tx, requester, actorId: await actorIdOf(tx, requester), requestId }
    const look = { weaponId: id, ownRecord: false, shown: ['RECORD'], source: 'weapon' }
    await recordLook(write, await readClock(tx), [look])
    return found
  })
}
