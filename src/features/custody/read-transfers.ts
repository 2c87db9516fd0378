import type { Requester } from '../../domain/requester.ts'
import { type Database, inTransaction } from '../../store/db.ts'
import { recordListed, recordReading } from '../../store/record-reading.ts'
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
 * readers, who leave a look at each that is another's. No weapon is shown. Throws `forbidden` for another agency's list.
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
    const records = others.map(({ id, agencyId: ownerId }) => ({ kind: 'TRANSFER' as const, id, ownerId }))
    const audits = [{ action: 'transfer.list', subjectIds: others.map(({ id }) => id) }]
    await recordListed(tx, { requester, requestId }, { source: 'transfer-list', records, audits })
    return found.map(renderTransfer)
  })
}

/** One transfer with its events. The look at it and at each of its weapons, also at one's own, is recorded before the answer leaves. */
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
    const mine = isOwn(found.row)
    const look = { shown: ['EVENT'], source: 'transfer' }
    const record = { kind: 'TRANSFER' as const, id, ownerId: found.row.agencyId }
    await recordReading(tx, { requester, requestId }, [
      { record, ownRecord: mine, ...look },
      ...found.events.map(({ weaponId, own }) => ({ weaponId, ownRecord: mine || own, ...look })),
    ])
    return {
      ...renderTransfer(found.row),
      events: found.events.map(({ id: eventId, weaponId }) => ({ id: eventId, weaponId })),
    }
  })
}
