import { DomainError, notFound } from '../../domain/errors.ts'
import { assessDescription, refuseImpossibleDescription } from '../../domain/marking/marking-rules.ts'
import type { WeaponCategory } from '../../domain/vocabulary/weapons.ts'
import { appendFacts } from '../../store/append-fact.ts'
import { recordAudit } from '../../store/audit.ts'
import { readClock } from '../../store/clock.ts'
import { insertRows } from '../../store/insert-rows.ts'
import { lockForDescription } from '../../store/lock-for-description.ts'
import { findMarksToKey } from '../../store/marking-keys.ts'
import { newId } from '../../store/new-id.ts'
import { weaponDescription } from '../../store/tables/weapons.ts'
import type { Stored, VerbWrite } from '../storing.ts'
import { keyMarks } from '../key-marks.ts'
import { descriptionFact } from '../weapon-facts.ts'
import { recordedAsMarked } from './marked.ts'
import { findOwnMakeKey, findWeapon } from './queries.ts'
import { renderDescription } from './render.ts'
import { descriptionRow } from '../weapon-rows.ts'
import type { NewDescription } from '../weapon-schemas.ts'
import type { StoredDescription } from './schemas.ts'

/** A new version of what the weapon is; the older ones stay readable. Under another make its marks get their search keys again, beside the old ones. */
export async function describeWeapon(
  write: VerbWrite,
  weaponId: string,
  wanted: NewDescription,
): Promise<Stored<StoredDescription>> {
  const { tx, requester } = write
  const makeKey = await findOwnMakeKey(tx, weaponId, requester.scopes.has('registry:write-any'))
  const found = makeKey === undefined ? undefined : await findWeapon(tx, weaponId)
  if (found === undefined) throw notFound('weapon')
  const { lastDescription } = await lockForDescription(tx, weaponId, { marks: 0, descriptions: 1 })
  const recordedAt = await readClock(tx)
  const category = found.category as WeaponCategory
  const errors = refuseImpossibleDescription({ ...wanted, category }, Number(recordedAt.slice(0, 4)))
  if (errors.length > 0) throw new DomainError('unprocessable', 'This description cannot be true.', { errors })
  const recording = { weaponId, agencyId: requester.agencyId, recordedAt }
  const row = descriptionRow(recording, wanted.id ?? newId(), lastDescription, { ...wanted, category })
  await insertRows(tx, weaponDescription, [row])
  await keyMarks(tx, weaponId, await findMarksToKey(tx, weaponId))
  await appendFacts(tx, requester.agencyId, recordedAt, [descriptionFact(row)])
  await recordAudit(write, recordedAt, 'weapon.describe', [weaponId, row.id])
  const described = renderDescription(row)
  const findings = assessDescription(recordedAsMarked({ ...found, ...described }), wanted.validFrom !== undefined)
  const body = { id: row.id, weaponId, version: row.version, ...described, recordedAt, findings }
  return { body, location: `/v1/weapons/${weaponId}`, findings }
}
