import { LOT_BASES, LOT_FATES } from '../../domain/traces/lot.ts'
import { cursor, limit, Uuid } from '../../http/text.ts'
import { ReportedDate } from '../chain-schemas.ts'
import { lookHeaders } from '../require-purpose.ts'
import { Tallies } from '../tally-schema.ts'
import { z } from 'zod'

export const LotParams = z.strictObject({ id: Uuid })
export const LotHeaders = lookHeaders('Needed.')
export const LotQuery = z.strictObject({ limit, cursor })

const LotParty = z
  .object({ kind: z.string(), country: z.string() })
  .meta({ id: 'LotParty', description: 'A party by what it is and where; read the custody of a weapon for who.' })

const LotPoint = z
  .object({
    basis: z.enum(LOT_BASES),
    eventId: z.string(),
    reportId: z.string().meta({ description: 'The report whose other weapons are the lot.' }),
    consignmentId: z.string().optional().meta({ description: 'Where it moved a consignment: all that went in it.' }),
    kind: z.string(),
    occurredAt: ReportedDate,
    country: z.string().optional(),
    from: LotParty.nullable(),
    to: LotParty.nullable(),
  })
  .meta({ id: 'LotPoint' })

const LotWeapon = z
  .object({
    weaponId: z.string(),
    bases: z.array(z.enum(LOT_BASES)).meta({ description: 'By which of the points it belongs to the lot.' }),
    type: z.string(),
    make: z.string(),
    model: z.string(),
    calibre: z.string(),
    serial: z.string().optional().meta({ description: 'The first primary serial that stands.' }),
    fate: z.enum(LOT_FATES),
    currentStatus: z.string().meta({ description: 'A code of custody-statuses.' }),
    recovered: z.boolean().meta({ description: 'An authority recovered it, whatever came after.' }),
    holder: LotParty.nullable(),
    newest: z
      .object({ kind: z.string(), occurredAt: ReportedDate, country: z.string().optional() })
      .meta({ id: 'LotNewestLink', description: 'The newest link of its chain.' }),
  })
  .meta({ id: 'LotWeapon' })
export type LotWeapon = z.infer<typeof LotWeapon>

export const Lot = z
  .object({
    requestId: z.string(),
    weaponId: z.string().optional().meta({ description: 'The weapon that was traced; absent where none was found.' }),
    points: z.array(LotPoint).meta({ description: 'None where nothing is recorded by which it went with others.' }),
    total: z.number().meta({ description: 'The other weapons of the lot; records that are one weapon count as one.' }),
    byFate: Tallies.meta({ description: 'Codes of lot-fates, over the whole lot.' }),
    byStatus: Tallies.meta({ description: 'Codes of custody-statuses, over the whole lot.' }),
    weapons: z.array(LotWeapon),
    next: z.string().optional(),
  })
  .meta({ id: 'TraceLot' })
export type Lot = z.infer<typeof Lot>
