import type { CustodyEvent } from '../domain/custody/types.ts'
import type { JsonValue } from '../domain/ledger/canonical-json.ts'
import { appendFacts, type NewFact } from './append-fact.ts'
import type { Tx } from './db.ts'
import { type EvidenceNaming, insertEvidenceUses } from './evidence-uses.ts'
import { insertMissingRows, insertRows } from './insert-rows.ts'
import { custodyEvent, eventLocator } from './tables/custody.ts'
import { partyInCustody } from './tables/parties.ts'

/** An event with what the chain does not need: the report it came in, and where its note lies. */
export interface EventToStore {
  readonly event: CustodyEvent
  readonly reportId: string
  readonly noteId: string | null
  readonly evidenceIds?: readonly string[]
}

export function rowOf({ event, reportId, noteId }: EventToStore): typeof custodyEvent.$inferInsert {
  const { id, weaponId, seq, kind, occurred, knownSince, place, destinationCountry, recordedAt } = event
  return {
    weaponId,
    seq,
    id,
    reportId,
    kind,
    fromPartyId: event.from?.id ?? null,
    toPartyId: event.to?.id ?? null,
    carrierPartyId: event.carrier?.id ?? null,
    occurred,
    occurredFrom: occurred.from,
    occurredTo: occurred.to,
    knownSince,
    place,
    destinationCountry,
    transitCountries: [...event.transitCountries],
    documents: event.documents,
    noteId,
    declarationId: event.declarationId,
    agencyId: event.reporterAgencyId,
    recordedAt,
  }
}

/** Coordinates are text in a fact: a proved decimal keeps its digits. */
export function placeFact(place: CustodyEvent['place']): JsonValue {
  if (place === null) return null
  const { country, locality, latitude, longitude } = place
  return {
    country,
    locality: locality ?? null,
    latitude: latitude?.toString() ?? null,
    longitude: longitude?.toString() ?? null,
  }
}

export function factOf({ event, reportId, noteId, evidenceIds = [] }: EventToStore): NewFact {
  return {
    id: event.id,
    kind: 'custody-event',
    body: {
      weaponId: event.weaponId,
      seq: event.seq,
      reportId,
      eventKind: event.kind,
      fromPartyId: event.from?.id ?? null,
      toPartyId: event.to?.id ?? null,
      carrierPartyId: event.carrier?.id ?? null,
      occurred: { ...event.occurred },
      knownSince: event.knownSince === null ? null : { ...event.knownSince },
      place: placeFact(event.place),
      destinationCountry: event.destinationCountry,
      transitCountries: [...event.transitCountries],
      documents: event.documents.map((document) => ({ ...document })),
      noteId,
      ...(evidenceIds.length === 0 ? {} : { evidenceIds: [...evidenceIds] }),
      ...(event.declarationId === null ? {} : { declarationId: event.declarationId }),
    },
  }
}

function namingOf({ event, evidenceIds = [] }: EventToStore): EvidenceNaming {
  return { subjectKind: 'CUSTODY_EVENT', subjectId: event.id, weaponId: event.weaponId, evidenceIds }
}

/**
 * Writes the events of one report, whatever their number, in four statements: rows, locators, the parties they name, facts with their leaves; a fifth where they name
 * evidence.
 */
export async function insertEvents(
  tx: Tx,
  agencyId: string,
  recordedAt: string,
  events: readonly EventToStore[],
): Promise<void> {
  await insertRows(tx, custodyEvent, events.map(rowOf))
  await insertRows(
    tx,
    eventLocator,
    events.map(({ event }) => ({ eventId: event.id, weaponId: event.weaponId })),
  )
  const named = new Set(
    events.flatMap(({ event }) => [event.from, event.to, event.carrier].flatMap((party) => party?.id ?? [])),
  )
  // In one order, so that two reports of the same new parties wait for one another and do not deadlock.
  await insertMissingRows(
    tx,
    partyInCustody,
    [...named].sort().map((partyId) => ({ partyId })),
  )
  await appendFacts(tx, agencyId, recordedAt, events.map(factOf))
  await insertEvidenceUses(tx, recordedAt, events.map(namingOf))
}
