import { SIDES, STATEMENTS } from '../../domain/custody/statements.ts'
import { cursor, limit, text, Uuid } from '../../http/text.ts'
import { ReportedDate } from '../chain-schemas.ts'
import { MAX_NOTE_CHARS, MAX_SHORT_CHARS } from '../report-schemas.ts'
import { Finding } from '../wire.ts'
import { z } from 'zod'

const MAX_WEAPONS = 500
const Short = text(MAX_SHORT_CHARS)

const ReceivedItem = z
  .strictObject({ make: Short, model: Short, calibre: Short, serial: text(128) })
  .meta({ id: 'ReceivedItem', description: 'What is read off a weapon in hand; compared field by field.' })

export const NewStatement = z
  .strictObject({
    id: Uuid.optional(),
    statement: z.enum(STATEMENTS),
    side: z.enum(SIDES).optional().meta({ description: 'Needed where you may speak for both sides.' }),
    weaponIds: z
      .array(Uuid)
      .min(1)
      .max(MAX_WEAPONS)
      .refine((ids) => new Set(ids).size === ids.length, { error: 'A weapon is named twice.' })
      .optional()
      .meta({ description: 'All weapons of the hand-over where absent.' }),
    items: z.array(ReceivedItem).min(1).max(MAX_WEAPONS).optional().meta({
      description: 'Instead of weaponIds, for a receiver who accepts: the weapons in hand.',
    }),
    reason: text(MAX_NOTE_CHARS, { multiline: true })
      .optional()
      .meta({ description: 'Required for a dispute; for the sides and registrars to read.' }),
  })
  .refine((body) => body.weaponIds === undefined || body.items === undefined, {
    path: ['items'],
    error: 'Name the weapons either in weaponIds or in items.',
  })
  .refine((body) => body.items === undefined || body.statement === 'ACCEPTED', {
    path: ['items'],
    error: 'Items say what was received; a dispute names weaponIds, or all of them.',
  })
  .refine((body) => body.statement === 'ACCEPTED' || body.reason !== undefined, {
    path: ['reason'],
    error: 'A dispute says why.',
  })
  .meta({ id: 'NewTransferStatement' })
export type NewStatement = z.infer<typeof NewStatement>

const statement = {
  id: z.string(),
  transferId: z.string(),
  side: z.string(),
  statement: z.string(),
  weaponIds: z.array(z.string()),
  reason: z.string().optional(),
  agencyId: z.string(),
  recordedAt: z.string(),
}
export const TransferStatement = z.object(statement).meta({ id: 'TransferStatement' })
export type TransferStatement = z.infer<typeof TransferStatement>
export const StoredStatement = z
  .object({ ...statement, findings: z.array(Finding) })
  .meta({ id: 'StoredTransferStatement' })
export type StoredStatement = z.infer<typeof StoredStatement>

export const TransferParams = z.strictObject({ id: Uuid })
export const StatementList = z.object({ statements: z.array(TransferStatement) }).meta({ id: 'TransferStatementList' })

export const OfferQuery = z.strictObject({ limit, cursor })
export const TransferOffer = z
  .object({
    id: z.string(),
    kind: z.string(),
    side: z.string().meta({ description: 'The side on which your party stands.' }),
    fromPartyId: z.string().optional(),
    toPartyId: z.string().optional(),
    occurredAt: ReportedDate,
    weaponIds: z.array(z.string()),
    recordedAt: z.string(),
  })
  .meta({ id: 'TransferOffer' })
export type TransferOffer = z.infer<typeof TransferOffer>
export const OfferList = z
  .object({ offers: z.array(TransferOffer), next: z.string().optional() })
  .meta({ id: 'TransferOfferList' })
