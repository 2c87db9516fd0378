import { joinedRecords } from '../domain/custody/record.ts'
import type { Tier } from '../domain/vocabulary/traces.ts'
import { appendFacts } from '../store/append-fact.ts'
import { recordAudit } from '../store/audit.ts'
import { lockRecords } from '../store/lock-records.ts'
import { insertRows } from '../store/insert-rows.ts'
import { newId } from '../store/new-id.ts'
import { keepPersonalTexts } from '../store/personal.ts'
import { identityLink } from '../store/tables/corrections.ts'
import { reprojectAll } from '../features/reproject.ts'
import type { VerbWrite } from '../features/storing.ts'

/** A recovered item that was identified as a registered weapon, and on what that stands. */
export interface Join {
  readonly itemWeaponId: string
  readonly weaponId: string
  readonly tier: Tier
  readonly evidence: string
}

/**
 * Joins recovered items to the weapons they were identified as (design 4): links in effect, which a registrar may withdraw, in a fixed number of statements. What is
 * joined already stays as it is. True where anything was joined.
 *
 * Only for an identification that releases by itself, or that persons confirmed: the caller has decided that.
 */
export async function joinRecovered(write: VerbWrite, joins: readonly Join[]): Promise<boolean> {
  if (joins.length === 0) return false
  const { tx, requester, actorId } = write
  const { agencyId } = requester
  const named = [...new Set(joins.flatMap(({ itemWeaponId, weaponId }) => [itemWeaponId, weaponId]))]
  const { records, recordedAt } = await lockRecords(tx, named, 0)
  const fresh = joins.filter(({ itemWeaponId, weaponId }) => {
    const record = records.get(itemWeaponId)
    if (record === undefined) throw new Error('a recovered item has no record')
    return !joinedRecords(record).has(weaponId)
  })
  if (fresh.length === 0) return false
  const ids = fresh.map(() => newId())
  const texts = fresh.map(({ evidence: note }, n) => ({
    kind: 'NOTE' as const,
    subjectId: ids[n] ?? '',
    body: { note },
  }))
  const evidenceIds = await keepPersonalTexts(write, recordedAt, texts)
  const rows = fresh.map(({ itemWeaponId, weaponId: registered, tier }, n) => {
    const [weaponId = '', otherWeaponId = ''] = [itemWeaponId, registered].toSorted()
    const said = { weaponId, otherWeaponId, basis: 'RECOVERED_ITEM' as const, tier, needsDecision: false }
    return { id: ids[n] ?? '', ...said, evidenceId: evidenceIds[n] ?? '', actorId, agencyId, recordedAt }
  })
  await insertRows(tx, identityLink, rows)
  const facts = rows.map(({ id, agencyId: _agency, recordedAt: _at, ...body }) => ({
    id,
    kind: 'identity-link' as const,
    body,
  }))
  await appendFacts(tx, agencyId, recordedAt, facts)
  await reprojectAll(write, named, recordedAt)
  await recordAudit(write, recordedAt, 'identity-link.join', [...ids, ...named], fresh.length)
  return true
}
