import type { Requester } from '../../domain/requester.ts'
import type { Database, Tx } from '../../store/db.ts'
import { type Asked, type Read, readTogether } from '../../store/read-together.ts'
import { findWeapon, isOwnWeapon, type Moments } from './queries.ts'
import { findRelated } from './related.ts'
import type { Weapon } from './schemas.ts'

interface WeaponQuestion {
  readonly weaponId: string
  readonly moments: Moments
}

async function answer(tx: Tx, { weaponId, moments }: WeaponQuestion): Promise<Read<Weapon | undefined>> {
  const recorded = await findWeapon(tx, weaponId, moments)
  if (recorded === undefined) return { answer: undefined, looks: [] }
  const found = { ...recorded, ...(await findRelated(tx, weaponId, moments)) }
  const ownRecord = await isOwnWeapon(tx, weaponId)
  return { answer: found, looks: [{ weaponId, ownRecord, shown: ['RECORD'], source: 'weapon' }] }
}

/** Each by its own statements, sent without waiting for one another: what is shared is the transaction and its looks. */
function answerAll(tx: Tx, asked: readonly Asked<WeaponQuestion>[]): Promise<Read<Weapon | undefined>[]> {
  return Promise.all(asked.map(({ question }) => answer(tx, question)))
}

/** Reads weapons that their askers may see; undefined for another. Each look, also at one's own, is recorded before the answer leaves. */
export function weaponReader(
  db: Database,
): (requester: Requester, requestId: string, weaponId: string, moments?: Moments) => Promise<Weapon | undefined> {
  const ask = readTogether(db, answerAll, { largest: 16, atOnce: 4 })
  return (requester, requestId, weaponId, moments = {}) =>
    ask({ requester, requestId, question: { weaponId, moments } })
}
