import { z } from 'zod'
import { ChainDocument, ChainPlace, ReportedDate } from '../chain-schemas.ts'
import type { EventRow } from './queries.ts'

/** One event as it was reported; dates as given, parties by id. */
export const CustodyEvent = z
  .object({
    id: z.string(),
    weaponId: z.string(),
    reportId: z.string(),
    kind: z.string(),
    fromPartyId: z.string().optional(),
    toPartyId: z.string().optional(),
    carrierPartyId: z.string().optional(),
    occurredAt: ReportedDate,
    knownSince: ReportedDate.optional(),
    place: ChainPlace.optional(),
    destinationCountry: z.string().optional(),
    transitCountries: z.array(z.string()),
    documents: z.array(ChainDocument),
    evidenceIds: z.array(z.string()).optional(),
    note: z.string().optional(),
    recordedAt: z.string(),
  })
  .meta({ id: 'CustodyEvent' })

export function renderEvent(row: EventRow): z.infer<typeof CustodyEvent> {
  const { occurred, weaponId, id, reportId, kind, transitCountries, documents, recordedAt, agencyId: _, ...rest } = row
  const optional = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== null))
  const date = ({ value, precision }: { value: string; precision: string }) => ({ value, precision })
  return {
    ...optional,
    ...(row.knownSince === null ? {} : { knownSince: date(row.knownSince) }),
    id,
    weaponId,
    reportId,
    kind,
    transitCountries,
    documents,
    recordedAt,
    occurredAt: date(occurred),
  }
}
