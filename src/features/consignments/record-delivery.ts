import type { ConsignmentRecord } from '../../domain/consignments/record.ts'
import { matchUnpacked, packingListOf, type Unpacked } from '../../domain/consignments/match-unpacked.ts'
import { reconcile } from '../../domain/consignments/reconcile.ts'
import type { JsonValue } from '../../domain/ledger/canonical-json.ts'
import { DomainError, type ErrorEntry, notFound } from '../../domain/errors.ts'
import { TRANSIT_DAYS } from '../../domain/policy.ts'
import { isTooFarInFuture } from '../../domain/time/occurred-at.ts'
import { appendFacts } from '../../store/append-fact.ts'
import { recordAudit } from '../../store/audit.ts'
import { readClock } from '../../store/clock.ts'
import { loadConsignment } from '../../store/consignments.ts'
import { insertRows } from '../../store/insert-rows.ts'
import { newId } from '../../store/new-id.ts'
import { consignmentDelivery } from '../../store/tables/consignments.ts'
import { keepNote } from '../keep-note.ts'
import { readDates } from '../read-report.ts'
import type { Stored, VerbWrite } from '../storing.ts'
import { findSides } from './queries.ts'
import type { NewDelivery, StoredDelivery } from './schemas.ts'

// A consignment is unpacked in tens of sittings, not in thousands: it is read whole.
const MAX_DELIVERIES = 200

/** The receiver tells what arrived, or a registrar for him; the exporter's word would be worth nothing. */
async function refuseOthers(write: VerbWrite, id: string): Promise<void> {
  const sides = await findSides(write.tx, id)
  if (sides === undefined) throw notFound('consignment')
  if (sides.receives || write.requester.scopes.has('registry:write-any')) return
  const detail = 'Your agency acts neither for the consignee nor for the end user.'
  const errors = [
    { pointer: '#', code: 'consignment-not-yours', detail, hint: 'The receiver reports what was delivered.' },
  ]
  throw new DomainError('forbidden', detail, { errors })
}

/** What cannot be meant: a line or a weapon that the consignment does not have. Unknown weapons and others' are refused alike. */
function refuseForeign(
  record: ConsignmentRecord,
  { lines = [], items = [] }: NewDelivery,
  known: ReadonlyMap<string, unknown>,
): void {
  const errors: ErrorEntry[] = lines.flatMap(({ line }, n) =>
    line < record.consignment.lines.length
      ? []
      : [{ pointer: `#/lines/${n}/line`, code: 'line-unknown', detail: 'The consignment has no such line.' }],
  )
  items.forEach((item, n) => {
    if (!('weaponId' in item) || known.has(item.weaponId)) return
    const hint = 'Name a weapon that is not on the packing list by its control data.'
    errors.push({
      pointer: `#/items/${n}/weaponId`,
      code: 'weapon-not-shipped',
      detail: 'This weapon was not shipped in this consignment.',
      hint,
    })
  })
  if (record.deliveries.length >= MAX_DELIVERIES) {
    errors.push({
      pointer: '#',
      code: 'too-many-deliveries',
      detail: `A consignment takes ${MAX_DELIVERIES} deliveries.`,
    })
  }
  if (errors.length > 0)
    throw new DomainError('unprocessable', 'This delivery is not one of the consignment.', { errors })
}

function unpack(record: ConsignmentRecord, wanted: NewDelivery): readonly Unpacked[] {
  const list = packingListOf(record)
  refuseForeign(record, wanted, list.byId)
  return (wanted.items ?? []).map((item) =>
    'weaponId' in item
      ? { status: 'MATCHED', weaponId: item.weaponId, differences: [] }
      : matchUnpacked(list, item.controlData),
  )
}

/**
 * Records what was received of a consignment: counted before unpacking, or unpacked serial by serial. Control data are compared with the packing list and with nothing
 * else; its receiver is entitled to it, so differences are told field by field.
 */
export async function recordDelivery(
  write: VerbWrite,
  consignmentId: string,
  wanted: NewDelivery,
): Promise<Stored<StoredDelivery>> {
  const { tx, requester } = write
  await refuseOthers(write, consignmentId)
  const { occurred } = readDates(wanted)
  const recordedAt = await readClock(tx)
  if (isTooFarInFuture(occurred, recordedAt)) {
    const detail = 'This lies more than 24 hours ahead.'
    throw new DomainError('unprocessable', detail, {
      errors: [{ pointer: '#/occurredAt', code: 'IN_THE_FUTURE', detail }],
    })
  }
  const before = await loadConsignment(tx, consignmentId, { serials: true })
  if (before === undefined) throw notFound('consignment')
  const unpacked = unpack(before, wanted)
  const id = wanted.id ?? newId()
  const { agencyId } = requester
  const noteId = await keepNote(write, id, wanted.note)
  const items = unpacked.map(({ differences: _, ...item }) => item)
  const told = {
    complete: wanted.complete ?? false,
    lines: wanted.lines ?? [],
    items,
    documents: wanted.documents ?? [],
  }
  await insertRows(tx, consignmentDelivery, [{ consignmentId, id, occurred, ...told, noteId, agencyId, recordedAt }])
  const body = {
    consignmentId,
    occurred: { ...occurred },
    noteId,
    ...(JSON.parse(JSON.stringify(told)) as { [key: string]: JsonValue }),
  }
  await appendFacts(tx, agencyId, recordedAt, [{ id, kind: 'consignment-delivery', body }])
  await recordAudit(write, recordedAt, 'consignment.deliver', [consignmentId, id])
  const deliveries = [...before.deliveries, { id, occurred, ...told, recordedAt }]
  const { findings } = reconcile({ ...before, deliveries }, { now: recordedAt, transitDays: TRANSIT_DAYS })
  const pointed = findings.map((finding) => ({ ...finding, pointer: '#' }))
  const seen = unpacked.map(({ given: _, differences, ...item }) => ({ ...item, differences: [...differences] }))
  const reply = { id, consignmentId, items: seen, recordedAt, findings: pointed }
  return { body: reply, location: `/v1/consignments/${consignmentId}`, findings: pointed }
}
