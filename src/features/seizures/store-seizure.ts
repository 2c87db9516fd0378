import type { Finding } from '../../domain/findings.ts'
import type { JsonValue } from '../../domain/ledger/canonical-json.ts'
import { appendFacts, type NewFact } from '../../store/append-fact.ts'
import { insertEvidenceUses } from '../../store/evidence-uses.ts'
import { placeFact } from '../../store/insert-events.ts'
import { insertRows } from '../../store/insert-rows.ts'
import { newId } from '../../store/new-id.ts'
import { keepPersonal } from '../../store/personal.ts'
import { disposition, seizure, seizureItem } from '../../store/tables/seizures.ts'
import type { VerbWrite } from '../storing.ts'
import type { SeizureOutcome } from './answer-schemas.ts'
import type { PreparedRecovery } from './prepare-recovery.ts'
import type { RecordedItem } from './store-items.ts'
import type { Declaration, NewSeizure } from './schemas.ts'

/** An item with everything that is told of it. */
export interface DecidedItem extends RecordedItem {
  readonly searched: boolean
  readonly identifiedAs: string | null
  readonly traceRequestId: string | null
  readonly shown: {
    readonly identification: NonNullable<SeizureOutcome['identification']>
    readonly flags: NonNullable<SeizureOutcome['flags']>
    readonly findings: readonly Finding[]
  }
}

/** A fact's body must be JSON without undefined; going through text drops what is absent. */
function plain(value: unknown): JsonValue {
  return JSON.parse(JSON.stringify(value)) as JsonValue
}

/** What of a declaration is code, and what may name somebody. */
function partOf({ number, route, consignor, consignee, ...codes }: Declaration) {
  return { codes, texts: { number, route, consignor, consignee } }
}

/** The case itself: reference, legal basis, declaration and note may name persons, so that facts hold their id alone. */
async function keepTexts(write: VerbWrite, recordedAt: string, id: string, wanted: NewSeizure): Promise<string> {
  const { agencyReference, legalBasis, note, declaration } = wanted
  const declared = declaration === undefined ? {} : { declaration: partOf(declaration).texts }
  const body = plain({ agencyReference, legalBasis, note, ...declared }) as Record<string, unknown>
  return keepPersonal(write, recordedAt, { kind: 'SEIZURE_TEXT', subjectId: id, body })
}

async function storeHead(
  write: VerbWrite,
  recordedAt: string,
  { id, wanted, recovery, itemCount }: SeizureToStore & { readonly itemCount: number },
): Promise<NewFact> {
  const textId = await keepTexts(write, recordedAt, id, wanted)
  const { recoveryClass, circumstance, place, declaration } = wanted
  const customs = declaration === undefined ? null : partOf(declaration).codes
  const { occurred, custodian } = recovery
  const { actorId, requester } = write
  const said = { actorId, recoveryClass, circumstance, custodianId: custodian?.id ?? null, textId, itemCount }
  const row = {
    id,
    ...said,
    occurred,
    occurredFrom: occurred.from,
    place,
    customs,
    agencyId: requester.agencyId,
    recordedAt,
  }
  await insertRows(write.tx, seizure, [row])
  const body = { ...said, occurred: { ...occurred }, place: placeFact(place as never), customs: plain(customs) }
  return { id, kind: 'seizure', body }
}

function itemRow(write: VerbWrite, recordedAt: string, seizureId: string, dueOn: string, one: DecidedItem) {
  const { item, weaponId, traceability, searched, identifiedAs, traceRequestId, shown } = one
  const { id, n, observation } = item
  const decided = { ...shown, searched, identifiedAs, traceRequestId, traceability, dueOn }
  return { weaponId, id, seizureId, n, observation, ...decided, agencyId: write.requester.agencyId, recordedAt }
}

function markedRow(write: VerbWrite, recordedAt: string, occurred: PreparedRecovery['occurred'], one: DecidedItem) {
  const { actorId, requester } = write
  const said = { weaponId: one.weaponId, itemId: one.item.id, kind: 'MARKED_AND_RECORDED' as const, occurred }
  return { ...said, id: newId(), eventId: null, noteId: null, actorId, agencyId: requester.agencyId, recordedAt }
}

function factOf<Row extends { id: string; agencyId: string; recordedAt: string }>(
  kind: NewFact['kind'],
  row: Row,
): NewFact {
  const { id, agencyId: _agency, recordedAt: _at, ...body } = row
  return { id, kind, body: plain(body) as NewFact['body'] }
}

export interface SeizureToStore {
  readonly id: string
  readonly wanted: NewSeizure
  readonly recovery: PreparedRecovery
}

/** Writes the seizure and its items as facts, with what they were identified as, in a fixed number of statements. */
export async function storeSeizure(
  write: VerbWrite,
  recordedAt: string,
  seizureToStore: SeizureToStore,
  items: readonly DecidedItem[],
): Promise<void> {
  const { tx, requester } = write
  const { id, wanted, recovery } = seizureToStore
  const head = await storeHead(write, recordedAt, { ...seizureToStore, itemCount: items.length })
  const rows = items.map((one) => itemRow(write, recordedAt, id, recovery.dueOn, one))
  await insertRows(tx, seizureItem, rows)
  const marked = items
    .filter(({ item }) => item.disposition === 'MARKED_AND_RECORDED')
    .map((one) => markedRow(write, recordedAt, recovery.occurred, one))
  await insertRows(tx, disposition, marked)
  const facts = [...rows.map((row) => factOf('seizure-item', row)), ...marked.map((row) => factOf('disposition', row))]
  await appendFacts(tx, requester.agencyId, recordedAt, [head, ...facts])
  const ofItems = items.map(({ item, weaponId }) => ({
    subjectKind: 'SEIZURE_ITEM' as const,
    subjectId: item.id,
    weaponId,
    evidenceIds: item.observation.evidenceIds ?? [],
  }))
  const ofCall = {
    subjectKind: 'SEIZURE' as const,
    subjectId: id,
    weaponId: null,
    evidenceIds: wanted.evidenceIds ?? [],
  }
  await insertEvidenceUses(tx, recordedAt, [ofCall, ...ofItems])
}
