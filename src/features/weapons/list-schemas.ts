import { CUSTODY_STATUSES } from '../../domain/custody/event-kind-rules.ts'
import { WEAPON_CATEGORIES, WEAPON_TYPES } from '../../domain/vocabulary/weapons.ts'
import { cursor, limit, text, Uuid } from '../../http/text.ts'
import { FromMoment, ToMoment } from '../moments.ts'
import { z } from 'zod'

const MAX_MAKE_CHARS = 120
const MAX_SERIAL_CHARS = 128

export const WeaponQuery = z.strictObject({
  agencyId: Uuid.optional().meta({
    description: 'Who registered it. Another agency than your own is for registrars and auditors.',
  }),
  holderPartyId: Uuid.optional().meta({ description: 'Who holds it by an unbroken chain: a party you act for.' }),
  status: z.enum(CUSTODY_STATUSES).optional(),
  category: z.enum(WEAPON_CATEGORIES).optional(),
  type: z.enum(WEAPON_TYPES).optional(),
  make: text(MAX_MAKE_CHARS).optional().meta({ description: 'Any name of the maker that the lists know.' }),
  serial: text(MAX_SERIAL_CHARS).optional().meta({ description: 'The primary serial, exactly as it was registered.' }),
  registeredFrom: FromMoment.meta({ description: 'A moment or a day.' }),
  registeredTo: ToMoment.meta({ description: 'A moment or a day, to its end.' }),
  limit,
  cursor,
})
export type WeaponQuery = z.infer<typeof WeaponQuery>

export const WeaponSummary = z
  .object({
    id: z.string(),
    category: z.string(),
    type: z.string(),
    make: z.string(),
    model: z.string(),
    calibre: z.string(),
    status: z.string(),
    serial: z.string().optional().meta({ description: 'The first primary serial that stands.' }),
    recordedAt: z.string(),
  })
  .meta({ id: 'WeaponSummary' })
export type WeaponSummary = z.infer<typeof WeaponSummary>
export const WeaponPage = z
  .object({ weapons: z.array(WeaponSummary), next: z.string().optional() })
  .meta({ id: 'WeaponPage' })
