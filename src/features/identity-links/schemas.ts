import { DECISIONS } from '../../domain/corrections/declaration.ts'
import { LINK_STATUSES } from '../../domain/identity/link-rules.ts'
import { LINK_BASES } from '../../domain/vocabulary/identity-links.ts'
import { TIERS } from '../../domain/vocabulary/traces.ts'
import { cursor, limit, text, Uuid } from '../../http/text.ts'
import { Finding } from '../wire.ts'
import { z } from 'zod'

const MAX_TEXT_CHARS = 4000
const Explanation = text(MAX_TEXT_CHARS, { multiline: true })

export const NewIdentityLink = z
  .strictObject({
    id: Uuid.optional(),
    weaponIds: z
      .array(Uuid)
      .length(2)
      .refine(([one, other]) => one !== other, { error: 'A record is not linked with itself.' }),
    basis: z.enum(LINK_BASES).meta({
      description:
        'Registered twice, or a recovered item that is a registered weapon. The lives of such two are told as one to who may read both.',
    }),
    tier: z.enum(TIERS).optional(),
    evidence: Explanation.meta({ description: 'What shows that they are one. Kept apart from the fact.' }),
  })
  .meta({ id: 'NewIdentityLink' })
export type NewIdentityLink = z.infer<typeof NewIdentityLink>

export const NewLinkDecision = z
  .strictObject({ id: Uuid.optional(), decision: z.enum(DECISIONS), reason: Explanation })
  .meta({ id: 'NewLinkDecision' })
export type NewLinkDecision = z.infer<typeof NewLinkDecision>

export const NewLinkWithdrawal = z
  .strictObject({ id: Uuid.optional(), explanation: Explanation })
  .meta({ id: 'NewLinkWithdrawal' })
export type NewLinkWithdrawal = z.infer<typeof NewLinkWithdrawal>

export const IdentityLink = z
  .object({
    id: z.string(),
    status: z.enum(LINK_STATUSES),
    weaponIds: z.array(z.string()),
    basis: z.string(),
    tier: z.string().optional(),
    evidence: z.string().optional().meta({ description: 'For who proposed it and registrars.' }),
    agencyId: z.string(),
    decision: z.object({ decision: z.string(), reason: z.string().optional(), recordedAt: z.string() }).optional(),
    withdrawnAt: z.string().optional(),
    recordedAt: z.string(),
  })
  .meta({ id: 'IdentityLink' })
export type IdentityLink = z.infer<typeof IdentityLink>

export const StoredIdentityLink = IdentityLink.extend({ findings: z.array(Finding) }).meta({ id: 'StoredIdentityLink' })
export type StoredIdentityLink = z.infer<typeof StoredIdentityLink>

export const LinkParams = z.strictObject({ id: Uuid })
export const ListLinksQuery = z.strictObject({
  status: z.enum(LINK_STATUSES).optional(),
  weaponId: Uuid.optional(),
  limit,
  cursor,
})

export const LinkList = z
  .object({ links: z.array(IdentityLink), next: z.string().optional() })
  .meta({ id: 'IdentityLinkList' })

export const DUPLICATE_STATUSES = ['OPEN', 'LINKED', 'DISMISSED'] as const

const LikenessReason = z
  .object({
    descriptor: z.string(),
    relation: z.string(),
    kind: z.string().optional(),
    substitutions: z
      .array(z.object({ observed: z.string(), registered: z.string(), position: z.number() }))
      .readonly()
      .optional(),
  })
  .meta({
    id: 'LikenessReason',
    description:
      'What agrees and what does not, never with the text of a mark. `observed` is the record that came later.',
  })

export const LikelyDuplicate = z
  .object({
    id: z.string(),
    status: z.enum(DUPLICATE_STATUSES),
    weaponIds: z.array(z.string()).meta({ description: 'The one that was registered later, and the one it may be.' }),
    tier: z.string().optional(),
    score: z.number().optional().meta({
      description: 'How likely the records are one weapon, 0 to 1; absent where nothing weighed them.',
    }),
    reasons: z.array(LikenessReason).readonly().optional(),
    recordedAt: z.string(),
  })
  .meta({ id: 'LikelyDuplicate' })
export type LikelyDuplicate = z.infer<typeof LikelyDuplicate>

export const ListDuplicatesQuery = z.strictObject({ status: z.enum(DUPLICATE_STATUSES).optional(), limit, cursor })
export const DuplicateList = z
  .object({ duplicates: z.array(LikelyDuplicate), next: z.string().optional() })
  .meta({ id: 'LikelyDuplicateList' })

export const NewDismissal = z.strictObject({ id: Uuid.optional(), reason: Explanation }).meta({ id: 'NewDismissal' })
export type NewDismissal = z.infer<typeof NewDismissal>
export const StoredDismissal = LikelyDuplicate.extend({ findings: z.array(Finding) }).meta({ id: 'StoredDismissal' })
export type StoredDismissal = z.infer<typeof StoredDismissal>
