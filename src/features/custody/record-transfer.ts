import { withPapers } from '../../domain/consignments/papers.ts'
import type { ConsignmentRecord } from '../../domain/consignments/record.ts'
import { ruleOf } from '../../domain/custody/event-kinds.ts'
import type { PartyRecord } from '../../domain/parties/party.ts'
import { appendFacts } from '../../store/append-fact.ts'
import { recordAudit } from '../../store/audit.ts'
import type { Tx } from '../../store/db.ts'
import { insertRows } from '../../store/insert-rows.ts'
import { newId } from '../../store/new-id.ts'
import { transfer as transferTable } from '../../store/tables/custody.ts'
import { nameEvidence } from '../name-evidence.ts'
import { findParties, nameParties, partyThen } from '../name-parties.ts'
import { refuseTogether } from '../refuse-together.ts'
import { reportCustody, type SharedEvent } from '../report-custody.ts'
import { findShipment, pointAtConsignment, recordShipment } from '../ship-consignment.ts'
import type { Stored, VerbWrite } from '../storing.ts'
import { keepNote } from '../keep-note.ts'
import { readDates, refuseIfImpossible } from '../read-report.ts'
import { findTransferWeapons, resolveTransferItems } from './resolve-weapons.ts'
import type { NewTransfer, StoredReport } from './schemas.ts'

function sharedOf(
  wanted: NewTransfer,
  parties: ReadonlyMap<string, PartyRecord>,
  dates: ReturnType<typeof readDates>,
  shipment: ConsignmentRecord | null,
): SharedEvent {
  const documents = (wanted.documents ?? []) as SharedEvent['documents']
  const route = shipment?.consignment
  return {
    kind: wanted.kind,
    from: partyThen(parties, 'fromPartyId', dates.occurred),
    to: partyThen(parties, 'toPartyId', dates.occurred),
    carrier: partyThen(parties, 'carrierPartyId', dates.occurred),
    ...dates,
    place: wanted.place ?? null,
    destinationCountry: wanted.destinationCountry ?? route?.destinationCountry ?? null,
    transitCountries: wanted.transitCountries ?? route?.transitCountries ?? [],
    documents: shipment === null ? documents : withPapers(documents, shipment.authorisations),
  } as SharedEvent
}

/** Of an illicit hand-over the giver may tell, who lost control by it; whoever says that he received it would make himself the holder. */
function sidesOf(kind: NewTransfer['kind']): readonly string[] {
  return ruleOf(kind).control === 'LOST' ? ['fromPartyId'] : ['fromPartyId', 'toPartyId']
}

/** The transfer itself, as it was reported: one row and one fact beside the events it did to each weapon. */
async function storeTransfer(
  write: VerbWrite,
  recordedAt: string,
  {
    evidenceIds,
    ...row
  }: Omit<typeof transferTable.$inferInsert, 'agencyId' | 'recordedAt'> & {
    readonly evidenceIds: readonly string[]
  },
): Promise<void> {
  const { agencyId } = write.requester
  await insertRows(write.tx, transferTable, [{ ...row, agencyId, recordedAt }])
  const { id, kind, fromPartyId, toPartyId, carrierPartyId, weaponCount, noteId, consignmentId } = row
  const evidence = evidenceIds.length === 0 ? {} : { evidenceIds: [...evidenceIds] }
  const joined = typeof consignmentId === 'string' ? { consignmentId } : {}
  const body = { transferKind: kind, weaponCount, noteId: noteId ?? null, ...evidence, ...joined }
  const parties = {
    fromPartyId: fromPartyId ?? null,
    toPartyId: toPartyId ?? null,
    carrierPartyId: carrierPartyId ?? null,
  }
  await appendFacts(write.tx, agencyId, recordedAt, [{ id, kind: 'transfer', body: { ...body, ...parties } }])
}

/** What a transfer reads before it locks anything: the weapons and parties it names, so far as the asker may see them. What is refused of them is told in its turn. */
export interface TransferReads {
  readonly visible: ReturnType<typeof findTransferWeapons>
  readonly parties: ReturnType<typeof findParties>
}

/** Asks for the weapons and parties in one breath. */
export function readTransferAhead(tx: Tx, wanted: NewTransfer): TransferReads {
  const { fromPartyId, toPartyId, carrierPartyId } = wanted
  const visible = findTransferWeapons(tx, wanted)
  const parties = findParties(tx, { fromPartyId, toPartyId, carrierPartyId })
  // A call that is refused before it asks for them leaves them unread.
  for (const reading of [visible, parties]) reading.catch(() => undefined)
  return { visible, parties }
}

/** The weapons, refused in their turn. */
function resolveAhead(write: VerbWrite, wanted: NewTransfer, reads: TransferReads) {
  const finding = resolveTransferItems(write, wanted, reads.visible)
  finding.catch(() => undefined)
  return finding
}

/** When it happened, between whom, and that the caller may name them and what he names in evidence; refused with all that is wrong. */
function readNamed(write: VerbWrite, wanted: NewTransfer, reads: TransferReads) {
  const { kind, fromPartyId, toPartyId, carrierPartyId, evidenceIds: ids } = wanted
  return refuseTogether(
    () => readDates(wanted),
    () =>
      refuseTogether(
        () => nameParties(write, { fromPartyId, toPartyId, carrierPartyId }, sidesOf(kind), reads.parties),
        () => nameEvidence(write, [{ pointer: '#/evidenceIds', ids }]),
      ),
  )
}

/**
 * Records a hand-over of one to 500 weapons: all of them or none. What does not fit is recorded too and shows in the chain as GAP or CONFLICT;
 * refused is only what cannot be true, and what names a weapon or a party that the caller may not see.
 */
export async function recordTransfer(
  write: VerbWrite,
  wanted: NewTransfer,
  reads: TransferReads = readTransferAhead(write.tx, wanted),
): Promise<Stored<StoredReport>> {
  const { fromPartyId, toPartyId, carrierPartyId } = wanted
  const finding = resolveAhead(write, wanted, reads)
  const [dates, [parties]] = await readNamed(write, wanted, reads)
  const { consignmentId } = wanted
  const shipment = consignmentId === undefined ? null : await findShipment(write, consignmentId, wanted)
  const shared = sharedOf(wanted, parties, dates, shipment)
  await refuseIfImpossible(write, 'TRANSFER', shared)
  const weapons = await finding
  const id = wanted.id ?? newId()
  const noteId = await keepNote(write, id, wanted.note)
  const reported = await reportCustody(write, {
    reportId: id,
    shared,
    noteId,
    evidenceIds: wanted.evidenceIds,
    weapons,
  })
  const { recordedAt, events } = reported
  const joined = consignmentId === undefined ? [] : await recordShipment(write, consignmentId, recordedAt, events)
  const findings = [...pointAtConsignment(reported.findings, wanted.documents?.length ?? 0), ...joined]
  // A dry run that names its weapons by control data only has found none.
  if (weapons.length === 0) return { body: { id, events: [], recordedAt, findings: [] }, location: '', findings }
  await storeTransfer(write, recordedAt, {
    id,
    kind: wanted.kind,
    fromPartyId: fromPartyId ?? null,
    toPartyId: toPartyId ?? null,
    carrierPartyId: carrierPartyId ?? null,
    weaponCount: weapons.length,
    occurred: shared.occurred,
    place: shared.place,
    destinationCountry: shared.destinationCountry,
    transitCountries: [...shared.transitCountries],
    documents: shared.documents,
    noteId,
    evidenceIds: wanted.evidenceIds ?? [],
    consignmentId: consignmentId ?? null,
  })
  await recordAudit(write, recordedAt, 'transfer.record', [id, ...events.map((event) => event.weaponId)])
  const body = { id, events: [...events], recordedAt, findings: [...findings] }
  return { body, location: `/v1/transfers/${id}`, findings }
}
