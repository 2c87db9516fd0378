import type { Requester } from '../../domain/requester.ts'
import { actorIdOf } from '../../store/actors.ts'
import { recordAudit } from '../../store/audit.ts'
import { readClock } from '../../store/clock.ts'
import { type Database, inTransaction } from '../../store/db.ts'
import { recordLook } from '../../store/looks.ts'
import { refuseOtherAgency } from '../refuse-other-agency.ts'
import { type Position, startOf } from '../send-page.ts'
import { findTransfer, listTransfers, type TransferRow } from './list-queries.ts'
import type { Transfer, TransferQuery, TransferSummary } from './list-schemas.ts'

function renderTransfer({ occurred, agencyId: _, ...row }: TransferRow): TransferSummary {
  const { id, kind, weaponCount, transitCountries, documents, recordedAt, ...rest } = row
  const optional = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== null))
  const occurredAt = { value: occurred.value, precision: occurred.precision }
  return { ...optional, id, kind, weaponCount, occurredAt, transitCountries, documents, recordedAt }
}

/**
 * Transfers that the caller's agency reported, and those that name its parties and did something to a weapon it may see; anyone's for the registry's
 * readers, whose reading is recorded. No weapon is shown. Throws `forbidden` for another agency's list.
 */
export async function readTransfers(
  db: Database,
  call: { requester: Requester; requestId: string; query: TransferQuery; after: Position | undefined },
): Promise<TransferSummary[]> {
  const { requester, requestId, query } = call
  refuseOtherAgency(requester, query.agencyId)
  const anyAgency = requester.scopes.has('registry:read-any')
  return inTransaction(db, requester, async (tx) => {
    const found = await listTransfers(tx, { query, anyAgency, before: startOf(call.after, query.recordedTo) })
    const others = found.slice(0, query.limit).filter(({ agencyId }) => agencyId !== requester.agencyId)
    if (anyAgency && others.length > 0) {
      const write = { tx, requester, actorId: await actorIdOf(tx, requester), requestId }
      const ids = others.map(({ id }) => id)
      await recordAudit(write, await readClock(tx), 'transfer.list', ids, ids.length)
    }
    return found.map(renderTransfer)
  })
}

/** One transfer with its events. A look at one that tells of weapons that are not one's own is recorded before the answer leaves. */
export async function readTransfer(
  db: Database,
  requester: Requester,
  requestId: string,
  id: string,
): Promise<Transfer | undefined> {
  const anyAgency = requester.scopes.has('registry:read-any')
  return inTransaction(db, requester, async (tx) => {
    const isOwn = ({ agencyId }: TransferRow) => agencyId === requester.agencyId
    const found = await findTransfer(tx, id, (row) => anyAgency || isOwn(row))
    if (found === undefined) return undefined
    const others = isOwn(found.row) ? [] : found.events.filter(({ own }) => !own)
    const looks = others.map(({ weaponId }) => ({ weaponId, ownRecord: false, shown: ['EVENT'], source: 'transfer' }))
    if (looks.length > 0) {
      const write = { tx, requester, actorId: await actorIdOf(tx, requester), requestId }
      await recordLook(write, await readClock(tx), looks)
    }
    return {
      ...renderTransfer(found.row),
      events: found.events.map(({ id: eventId, weaponId }) => ({ id: eventId, weaponId })),
    }
  })
}
