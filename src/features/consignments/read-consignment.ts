import { reconcile } from '../../domain/consignments/reconcile.ts'
import { notFound } from '../../domain/errors.ts'
import { TRANSIT_DAYS } from '../../domain/policy.ts'
import type { Requester } from '../../domain/requester.ts'
import { actorIdOf } from '../../store/actors.ts'
import { recordAudit } from '../../store/audit.ts'
import { readClock } from '../../store/clock.ts'
import { loadConsignment } from '../../store/consignments.ts'
import { type Database, inTransaction, type Tx } from '../../store/db.ts'
import type { Authorisation } from './authorisation-schemas.ts'
import { findAuthorisations, findSides } from './queries.ts'
import { renderAuthorisation, renderConsignment } from './render.ts'
import type { Consignment } from './schemas.ts'

/** Who asks, through which call. */
interface Asker {
  readonly requester: Requester
  readonly requestId: string
}

async function recordForeignLook(tx: Tx, asker: Asker, now: string, what: string, id: string): Promise<void> {
  const write = { ...asker, tx, actorId: await actorIdOf(tx, asker.requester) }
  await recordAudit(write, now, `${what}.look`, [id])
}

/** A consignment of the asker's parties, or any for the registry's readers, whose looks are recorded. Throws `not-found` alike for none and another's. */
export async function readConsignment(db: Database, asker: Asker, id: string): Promise<Consignment> {
  return inTransaction(db, asker.requester, async (tx) => {
    const sides = await findSides(tx, id)
    const record = sides && (await loadConsignment(tx, id, { serials: true }))
    if (sides === undefined || record === undefined) throw notFound('consignment')
    const now = await readClock(tx)
    if (!sides.own) await recordForeignLook(tx, asker, now, 'consignment', id)
    return renderConsignment(record, reconcile(record, { now, transitDays: TRANSIT_DAYS }))
  })
}

/** A paper of the asker's parties or of a consignment of theirs, or any for the registry's readers, whose looks are recorded. */
export async function readAuthorisation(db: Database, asker: Asker, id: string): Promise<Authorisation> {
  return inTransaction(db, asker.requester, async (tx) => {
    const [found] = await findAuthorisations(tx, [id])
    if (found === undefined) throw notFound('authorisation')
    if (!found.own) await recordForeignLook(tx, asker, await readClock(tx), 'authorisation', id)
    return renderAuthorisation(found.body)
  })
}
