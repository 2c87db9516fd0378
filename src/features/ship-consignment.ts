import type { ConsignmentRecord } from '../domain/consignments/record.ts'
import { reconcile } from '../domain/consignments/reconcile.ts'
import {
  ARRIVING_KINDS,
  CARRYING_KINDS,
  isArriving,
  isCarrying,
  isShipping,
  SHIPPING_KINDS,
} from '../domain/consignments/vocabulary.ts'
import type { EventKind } from '../domain/custody/event-kinds.ts'
import { DomainError, type ErrorEntry } from '../domain/errors.ts'
import type { Finding } from '../domain/findings.ts'
import { TRANSIT_DAYS } from '../domain/policy.ts'
import { insertMovements, loadConsignment } from '../store/consignments.ts'
import type { VerbWrite } from './storing.ts'

// Read whole and answered whole; a larger shipment goes as several consignments under the same licences.
const MAX_WEAPONS = 5000

/** As much of a transfer as decides whether it is one of a consignment. */
interface Shipping {
  readonly kind: EventKind
  readonly fromPartyId?: string | undefined
  readonly toPartyId?: string | undefined
  readonly weaponIds?: readonly string[] | undefined
  readonly items?: readonly unknown[] | undefined
}

function refuse(pointer: string, code: string, detail: string, hint: string): never {
  const errors: ErrorEntry[] = [{ pointer, code, detail, hint }]
  throw new DomainError('unprocessable', 'The transfer is not one of this consignment.', { errors })
}

/** Only the exporter ships, and only to whom it is addressed: otherwise anyone named in a consignment could fill it for another. */
function refuseOthers({ consignment }: ConsignmentRecord, { kind, fromPartyId, toPartyId }: Shipping): void {
  const kinds = [...SHIPPING_KINDS, ...CARRYING_KINDS, ...ARRIVING_KINDS]
  if (!isShipping(kind) && !isArriving(kind) && !isCarrying(kind)) {
    refuse('#/kind', 'kind-not-of-consignment', `${kind} moves no consignment.`, `One of ${kinds.join(', ')}.`)
  }
  if (isShipping(kind) && fromPartyId !== consignment.exporterPartyId) {
    const hint = 'Leave consignmentId out, or open a consignment of this exporter.'
    refuse('#/fromPartyId', 'exporter-differs', 'The giver is not the exporter of the consignment.', hint)
  }
  const receivers = [consignment.consigneePartyId, consignment.endUserPartyId]
  if (!isCarrying(kind) && (toPartyId === undefined || !receivers.includes(toPartyId))) {
    const hint = 'Leave consignmentId out: what goes elsewhere is reported as what it is.'
    refuse(
      '#/toPartyId',
      'receiver-differs',
      'The receiver is neither consignee nor end user of the consignment.',
      hint,
    )
  }
}

/** The consignment that a transfer names, where the caller may read it and the transfer is one of it. Throws `unprocessable` otherwise. */
export async function findShipment(
  write: VerbWrite,
  consignmentId: string,
  transfer: Shipping,
): Promise<ConsignmentRecord> {
  const record = await loadConsignment(write.tx, consignmentId, { serials: false })
  if (record === undefined) {
    const hint = 'GET /v1/consignments lists those that you may name.'
    refuse('#/consignmentId', 'consignment-unknown', 'No consignment with this id is known to you.', hint)
  }
  refuseOthers(record, transfer)
  const known = new Set(
    record.movements
      .filter(({ kind }) => isShipping(kind) === isShipping(transfer.kind))
      .map(({ weaponId }) => weaponId),
  )
  const more = transfer.weaponIds?.length ?? transfer.items?.length ?? 0
  if (known.size + more > MAX_WEAPONS) {
    const hint = 'Open another consignment under the same papers.'
    refuse('#/consignmentId', 'consignment-full', `A consignment holds at most ${MAX_WEAPONS} weapons.`, hint)
  }
  return record
}

/** A finding on a paper that the caller did not send points at the consignment it came from. */
export function pointAtConsignment(findings: readonly Finding[], documentsGiven: number): Finding[] {
  return findings.map((finding) => {
    const n = /^#\/documents\/(\d+)\//.exec(finding.pointer)?.[1]
    return n !== undefined && Number(n) >= documentsGiven ? { ...finding, pointer: '#/consignmentId' } : finding
  })
}

/** Keeps which events belong to the consignment, and tells what does not agree in it now. */
export async function recordShipment(
  write: VerbWrite,
  consignmentId: string,
  recordedAt: string,
  events: readonly { readonly id: string; readonly weaponId: string }[],
): Promise<Finding[]> {
  await insertMovements(write.tx, write.requester.agencyId, recordedAt, consignmentId, events)
  const record = await loadConsignment(write.tx, consignmentId, { serials: false })
  if (record === undefined) throw new Error('a consignment that was just read is missing')
  const { findings } = reconcile(record, { now: recordedAt, transitDays: TRANSIT_DAYS })
  const told = findings.map((finding) => ({ ...finding, pointer: '#/consignmentId' }))
  return [...new Map(told.map((finding) => [`${finding.code} ${finding.detail}`, finding])).values()]
}
