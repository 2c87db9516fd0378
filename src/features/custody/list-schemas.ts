import { EVENT_KIND_CODES, kindsOf } from '../../domain/custody/event-kinds.ts'
import { cursor, limit, Uuid } from '../../http/text.ts'
import { ChainDocument, ChainPlace, ReportedDate } from '../chain-schemas.ts'
import { FromMoment, ToMoment } from '../moments.ts'
import { CustodyEvent } from './event-view.ts'
import { z } from 'zod'

const times = {
  occurredFrom: FromMoment.meta({ description: 'What may have happened at or after this moment or day.' }),
  occurredTo: ToMoment.meta({ description: 'What may have happened by this moment, or by the end of this day.' }),
  recordedFrom: FromMoment,
  recordedTo: ToMoment,
  limit,
  cursor,
}
const agencyId = Uuid.optional().meta({
  description: 'Who reported it. Another agency than your own is for registrars and auditors.',
})

export const TransferQuery = z.strictObject({
  agencyId,
  kind: z.enum(kindsOf('TRANSFER')).optional(),
  fromPartyId: Uuid.optional(),
  toPartyId: Uuid.optional(),
  ...times,
})
export type TransferQuery = z.infer<typeof TransferQuery>

export const EventQuery = z.strictObject({
  agencyId,
  kind: z.enum(EVENT_KIND_CODES).optional(),
  weaponId: Uuid.optional(),
  ...times,
})
export type EventQuery = z.infer<typeof EventQuery>

export const TransferSummary = z
  .object({
    id: z.string(),
    kind: z.string(),
    fromPartyId: z.string().optional(),
    toPartyId: z.string().optional(),
    carrierPartyId: z.string().optional(),
    weaponCount: z
      .number()
      .meta({ description: 'Of a transfer that another agency reported: the weapons that you may see.' }),
    occurredAt: ReportedDate,
    place: ChainPlace.optional(),
    destinationCountry: z.string().optional(),
    transitCountries: z.array(z.string()),
    documents: z.array(ChainDocument),
    note: z.string().optional().meta({ description: 'For its reporter and for registrars.' }),
    recordedAt: z.string(),
  })
  .meta({ id: 'TransferSummary' })
export type TransferSummary = z.infer<typeof TransferSummary>

export const Transfer = TransferSummary.extend({
  events: z.array(z.object({ id: z.string(), weaponId: z.string() })),
}).meta({
  id: 'Transfer',
  description: 'A hand-over as it was reported; what became of it shows in the chains of its weapons.',
})
export type Transfer = z.infer<typeof Transfer>

export const TransferPage = z
  .object({ transfers: z.array(TransferSummary), next: z.string().optional() })
  .meta({ id: 'TransferPage' })
export const EventPage = z
  .object({ events: z.array(CustodyEvent), next: z.string().optional() })
  .meta({ id: 'CustodyEventPage' })
