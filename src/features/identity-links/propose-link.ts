import { custodyOf, joinedRecords } from '../../domain/custody/record.ts'
import { notFound } from '../../domain/errors.ts'
import { compareRecords, findingsOfJoint, refuseLinking } from '../../domain/identity/link-rules.ts'
import { TRANSIT_DAYS } from '../../domain/policy.ts'
import { appendFacts } from '../../store/append-fact.ts'
import { recordAudit } from '../../store/audit.ts'
import { loadRecords } from '../../store/custody-history.ts'
import { lockRecords } from '../../store/lock-records.ts'
import type { Tx } from '../../store/db.ts'
import { insertRows } from '../../store/insert-rows.ts'
import { newId } from '../../store/new-id.ts'
import { keepPersonal } from '../../store/personal.ts'
import { identityLink } from '../../store/tables/corrections.ts'
import { conflict } from '../conflict.ts'
import { reproject } from '../reproject.ts'
import type { Stored, VerbWrite } from '../storing.ts'
import { findDescribed, findLink } from './queries.ts'
import type { NewIdentityLink, StoredIdentityLink } from './schemas.ts'

/** The custody that the records have together, once they are joined; what it shows is for who may read them both. */
export async function findingsOfJoined(tx: Tx, weaponId: string, now: string) {
  const record = (await loadRecords(tx, [weaponId])).get(weaponId)
  if (record === undefined || joinedRecords(record).size === 1) return []
  return findingsOfJoint(custodyOf(record, { now, transitDays: TRANSIT_DAYS }))
}

/**
 * Says that two records are one weapon (design 4). A registrar's word joins them at once; anybody else proposes, of records that he may see, and a registrar
 * decides. Joined, they have one chain, one holder, and count as one in every search.
 */
export async function proposeLink(write: VerbWrite, wanted: NewIdentityLink): Promise<Stored<StoredIdentityLink>> {
  const { tx, requester, actorId } = write
  const described = await findDescribed(tx, wanted.weaponIds)
  const [first, second] = wanted.weaponIds.map((id) => described.get(id))
  if (first === undefined || second === undefined) throw notFound('weapon')
  const { records, recordedAt } = await lockRecords(tx, wanted.weaponIds, 0)
  // One order for both ways of naming the two, so that a link is never stored twice.
  const [weaponId = '', otherWeaponId = ''] = wanted.weaponIds.toSorted()
  const record = records.get(weaponId)
  if (record === undefined) throw new Error('a locked weapon has no record')
  const refusal = refuseLinking(record, otherWeaponId)
  if (refusal !== null) throw conflict('link-not-possible', refusal)
  const id = wanted.id ?? newId()
  const note = { kind: 'NOTE' as const, subjectId: id, body: { note: wanted.evidence } }
  const evidenceId = await keepPersonal(write, recordedAt, note)
  const { agencyId } = requester
  const needsDecision = !requester.scopes.has('registry:write-any')
  const said = {
    weaponId,
    otherWeaponId,
    basis: wanted.basis,
    tier: wanted.tier ?? null,
    evidenceId,
    needsDecision,
    actorId,
  }
  await insertRows(tx, identityLink, [{ id, ...said, agencyId, recordedAt }])
  await appendFacts(tx, agencyId, recordedAt, [{ id, kind: 'identity-link', body: said }])
  if (!needsDecision) await reproject(write, weaponId, recordedAt)
  await recordAudit(write, recordedAt, 'identity-link.propose', [id, weaponId, otherWeaponId])
  const joint = needsDecision ? [] : await findingsOfJoined(tx, weaponId, recordedAt)
  const findings = [...compareRecords(first, second), ...joint]
  const found = await findLink(tx, id)
  if (found === undefined) throw new Error('a stored link is missing')
  return { body: { ...found.view, findings }, location: `/v1/identity-links/${id}`, findings }
}
