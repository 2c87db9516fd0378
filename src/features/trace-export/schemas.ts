import { REQUEST_STATUSES } from '../../domain/vocabulary/traces.ts'
import { FromMoment, ToMoment } from '../moments.ts'
import { z } from 'zod'

export const TraceExportQuery = z.strictObject({
  status: z.enum(REQUEST_STATUSES).optional(),
  from: FromMoment.meta({ description: 'Received at or after this moment or day.' }),
  to: ToMoment.meta({ description: 'Received by this moment, or by the end of this day (UTC).' }),
})
export type TraceExportQuery = z.infer<typeof TraceExportQuery>

/** The columns of the file, in their order. */
export const TRACE_EXPORT_COLUMNS = [
  'id',
  'agencyId',
  'receivedAt',
  'status',
  'priority',
  'purpose',
  'tier',
  'outcome',
  'answeredAt',
  'superseded',
  'seizureItemId',
  'countryOfRecovery',
  'caseReference',
] as const
type TextColumn = Exclude<(typeof TRACE_EXPORT_COLUMNS)[number], 'superseded'>

/** One line of the file; null is an empty cell. */
export type ExportedRequest = Readonly<Record<TextColumn, string | null>> & {
  readonly id: string
  readonly agencyId: string
  readonly receivedAt: string
  readonly superseded: boolean
}
