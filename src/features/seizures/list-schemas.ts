import { z } from 'zod'
import { DISPOSITION_KINDS, RECOVERY_CLASSES } from '../../domain/vocabulary/seizures.ts'
import { CIRCUMSTANCE_KINDS, TIERS } from '../../domain/vocabulary/traces.ts'
import { cursor, limit, Uuid } from '../../http/text.ts'
import { FromMoment, ToMoment } from '../moments.ts'
import { Country } from '../wire.ts'
import { SeizureItem, SeizureSummary } from './answer-schemas.ts'

export const SeizureParams = z.strictObject({ id: Uuid })

const recorded = {
  from: FromMoment.meta({ description: 'Recorded at or after this moment or day.' }),
  to: ToMoment.meta({ description: 'Recorded by this moment, or by the end of this day (UTC).' }),
}

const ofSeizures = {
  recoveryClass: z.enum(RECOVERY_CLASSES).optional(),
  circumstance: z.enum(CIRCUMSTANCE_KINDS).optional(),
  country: Country.optional(),
  ...recorded,
}
export const SeizureExportQuery = z.strictObject(ofSeizures)
export type SeizureExportQuery = z.infer<typeof SeizureExportQuery>
export const SeizureQuery = z.strictObject({ ...ofSeizures, limit, cursor })
export type SeizureQuery = z.infer<typeof SeizureQuery>

const yesOrNo = z
  .string()
  .refine((value) => value === 'true' || value === 'false', 'This must be true or false.')
  .transform((value) => value === 'true')
  .optional()
  .meta({
    description: 'Whether a trace request names the item.',
    override: { type: 'boolean' },
  })

const ofItems = {
  disposition: z
    .enum(['OPEN', 'OVERDUE', ...DISPOSITION_KINDS])
    .optional()
    .meta({
      description: 'OPEN is still secured; OVERDUE is that and past the day by which it was to be marked or destroyed.',
    }),
  tier: z.enum(TIERS).optional(),
  traced: yesOrNo,
  ...recorded,
}
export const ItemExportQuery = z.strictObject(ofItems)
export type ItemExportQuery = z.infer<typeof ItemExportQuery>
export const ItemQuery = z.strictObject({ ...ofItems, limit, cursor })
export type ItemQuery = z.infer<typeof ItemQuery>

export const SeizurePage = z
  .object({ seizures: z.array(SeizureSummary), next: z.string().optional() })
  .meta({ id: 'SeizurePage' })
export const SeizureItemPage = z
  .object({ items: z.array(SeizureItem), next: z.string().optional() })
  .meta({ id: 'SeizureItemPage' })

/** The columns of the files, in their order. */
export const SEIZURE_COLUMNS = [
  'id',
  'agencyId',
  'recordedAt',
  'recoveryClass',
  'circumstance',
  'occurredAt',
  'country',
  'locality',
  'itemCount',
  'hsCode',
  'transport',
  'concealment',
  'departureCountry',
  'destinationCountry',
  'agencyReference',
] as const

export const ITEM_COLUMNS = [
  'id',
  'seizureId',
  'agencyId',
  'recordedAt',
  'n',
  'weaponId',
  'category',
  'type',
  'make',
  'model',
  'calibre',
  'markings',
  'amount',
  'unit',
  'tier',
  'flags',
  'traceability',
  'disposition',
  'dueOn',
  'overdue',
  'traced',
] as const
