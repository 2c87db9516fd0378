import { reconcile } from '../../domain/consignments/reconcile.ts'
import { notFound } from '../../domain/errors.ts'
import { TRANSIT_DAYS } from '../../domain/policy.ts'
import { readClock } from '../../store/clock.ts'
import { loadConsignment } from '../../store/consignments.ts'
import { type Database, inTransaction } from '../../store/db.ts'
import { type Reader, recordNamed, recordReading } from '../../store/record-reading.ts'
import type { Authorisation } from './authorisation-schemas.ts'
import { findAuthorisations, findSides } from './queries.ts'
import { renderAuthorisation, renderConsignment } from './render.ts'
import type { Consignment } from './schemas.ts'

/** A consignment of the asker's parties, or any for the registry's readers. The look at it and at each of its weapons is recorded. Throws `not-found` alike for none and another's. */
export async function readConsignment(db: Database, asker: Reader, id: string): Promise<Consignment> {
  return inTransaction(db, asker.requester, async (tx) => {
    const sides = await findSides(tx, id)
    const record = sides && (await loadConsignment(tx, id, { serials: true }))
    if (sides === undefined || record === undefined) throw notFound('consignment')
    const now = await readClock(tx)
    const shown = renderConsignment(record, reconcile(record, { now, transitDays: TRANSIT_DAYS }))
    await recordNamed(tx, asker, {
      source: 'consignment',
      weaponIds: shown.items.map(({ weaponId }) => weaponId),
      records: [{ kind: 'CONSIGNMENT', id, ownerId: sides.ownerId }],
      audits: [{ action: 'consignment.look', subjectIds: sides.own ? [] : [id] }],
    })
    return shown
  })
}

/** A paper of the asker's parties or of a consignment of theirs, or any for the registry's readers. A look at another's is recorded. */
export async function readAuthorisation(db: Database, asker: Reader, id: string): Promise<Authorisation> {
  return inTransaction(db, asker.requester, async (tx) => {
    const [found] = await findAuthorisations(tx, [id])
    if (found === undefined) throw notFound('authorisation')
    const { body, own, ownerId } = found
    const record = { kind: 'AUTHORISATION' as const, id, ownerId }
    const ownRecord = ownerId === asker.requester.agencyId
    const looks = ownRecord ? [] : [{ record, ownRecord, shown: ['RECORD'], source: 'authorisation' }]
    await recordReading(tx, asker, looks, own ? [] : [{ action: 'authorisation.look', subjectIds: [id] }])
    return renderAuthorisation(body)
  })
}
