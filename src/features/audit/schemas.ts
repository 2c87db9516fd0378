import { RECORD_KINDS } from '../../domain/looks/record-kinds.ts'
import { cursor, limit, text, Uuid } from '../../http/text.ts'
import { FromMoment, ToMoment } from '../moments.ts'
import { Position } from '../send-page.ts'
import { DisclosedFactSchema } from './disclosed-schema.ts'
import { z } from 'zod'

/** The first page fixes when the range begins: "the last 31 days" must not move while they are read. */
export const RangedPosition = Position.extend({ from: z.string() })

const MAX_ACTION_CHARS = 100

const RANGE = 'A moment or a day. Without it the 31 days before `to`; the range is 366 days at most.'

export const AuditQuery = z.strictObject({
  agencyId: Uuid.optional().meta({ description: 'Who acted: the agency of the token.' }),
  action: text(MAX_ACTION_CHARS).optional().meta({ description: 'Exactly, such as `look` or `transfer.record`.' }),
  subjectId: Uuid.optional().meta({ description: 'What was acted on: a weapon, party, event, agency …' }),
  actorId: Uuid.optional(),
  from: FromMoment.meta({ description: RANGE }),
  to: ToMoment.meta({ description: 'A moment or a day; now where absent.' }),
  limit,
  cursor,
})

export const AuditEntry = z
  .object({
    id: z.string(),
    actorId: z.string(),
    actor: z.string().optional().meta({ description: 'The subject of the token; absent where it was erased.' }),
    agencyId: z.string(),
    action: z.string(),
    subjectIds: z.array(z.string()),
    amount: z.number(),
    requestId: z.string(),
    recordedAt: z.string(),
  })
  .meta({ id: 'AuditEntry' })
export type AuditEntry = z.infer<typeof AuditEntry>
export const AuditPage = z
  .object({ entries: z.array(AuditEntry), next: z.string().optional() })
  .meta({ id: 'AuditPage' })

const WithFacts = z
  .enum(['true', 'false'])
  .optional()
  .meta({ description: 'With the fact of each look, disclosed as far as the look goes, for checking it offline.' })

export const LookQuery = z.strictObject({
  weaponId: Uuid.optional().meta({ description: 'This or `recordId`.' }),
  recordId: Uuid.optional().meta({ description: 'A party, hand-over, trace request, seizure or consignment.' }),
  agencyId: Uuid.optional().meta({ description: 'Who looked.' }),
  from: FromMoment,
  to: ToMoment,
  withFacts: WithFacts,
  limit,
  cursor,
})

export const OwnLookQuery = z.strictObject({
  weaponId: Uuid.optional().meta({
    description: 'One that your agency registered, reported or holds; all of them where absent.',
  }),
  from: FromMoment.meta({ description: RANGE }),
  to: ToMoment.meta({ description: 'A moment or a day; now where absent.' }),
  withFacts: WithFacts,
  limit,
  cursor,
})

const FactId = z
  .string()
  .meta({ description: 'The fact that holds the look; its proof is at /v1/facts/{factId}/proof.' })

/** What was looked at: a weapon or another record. */
const SEEN = {
  weaponId: z.string().optional().meta({ description: 'Absent where the look was at another record.' }),
  record: z
    .object({ kind: z.enum(RECORD_KINDS), id: z.string() })
    .optional()
    .meta({ description: 'What is no weapon.' }),
}

const Shown = z.array(z.string()).meta({
  description: '`LISTED` alone: a row of a list, or an id in another record; no correction waits for it.',
})

export const OwnLook = z
  .object({
    id: z.string(),
    factId: FactId,
    ...SEEN,
    actorId: z.string().meta({ description: 'Opaque: one person or client of the agency. Oversight knows the name.' }),
    agencyId: z.string(),
    country: z.string().optional().meta({ description: 'Of the agency that looked.' }),
    contact: z.string().optional().meta({ description: 'Of the agency that looked.' }),
    ownRecord: z.boolean(),
    purpose: z.string().optional(),
    shown: Shown,
    source: z.string().meta({ description: 'The call that showed it.' }),
    recordedAt: z.string(),
    fact: DisclosedFactSchema.optional(),
  })
  .meta({ id: 'OwnLook' })
export type OwnLook = z.infer<typeof OwnLook>
export const OwnLookPage = z
  .object({ looks: z.array(OwnLook), next: z.string().optional() })
  .meta({ id: 'OwnLookPage' })

export const Look = z
  .object({
    id: z.string(),
    factId: FactId,
    ...SEEN,
    actorId: z.string(),
    actor: z.string().optional().meta({ description: 'The subject of the token; absent where it was erased.' }),
    agencyId: z.string(),
    ownRecord: z.boolean(),
    purpose: z.string().optional(),
    legalBasis: z.string().optional().meta({ description: 'Absent where none was needed or it was erased.' }),
    shown: Shown,
    source: z.string().meta({ description: 'The call that showed it.' }),
    recordedAt: z.string(),
    fact: DisclosedFactSchema.optional(),
  })
  .meta({ id: 'Look' })
export type Look = z.infer<typeof Look>
export const LookPage = z.object({ looks: z.array(Look), next: z.string().optional() }).meta({ id: 'LookPage' })
