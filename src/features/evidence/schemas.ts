import { readContentDigest } from '../../domain/evidence/content-digest.ts'
import { EVIDENCE_MEDIA_TYPES } from '../../domain/evidence/media-type.ts'
import { EVIDENCE_SUBJECTS } from '../../domain/evidence/subject.ts'
import { dryRun } from '../../http/dry-run.ts'
import { StoringHeaders } from '../../http/storing.ts'
import { Uuid } from '../../http/text.ts'
import { Finding } from '../wire.ts'
import { MAX_USES } from './queries.ts'
import { z } from 'zod'

const MAX_DIGEST_CHARS = 1024

const ContentDigestHeader = z
  .string()
  .max(MAX_DIGEST_CHARS)
  .superRefine((value, context) => {
    if (readContentDigest(value) !== undefined) return
    const message = 'This is not a digest of the body that is read here.'
    const hint = 'Send sha-256=:…: (or sha-512) with the base64 of the digest between the colons (RFC 9530).'
    context.addIssue({ code: 'custom', message, params: { code: 'digest-malformed', hint } })
  })
  .meta({
    description:
      'The digest of the bytes of the body, RFC 9530: `sha-256=:base64:` or `sha-512=:base64:`. They are checked against it.',
  })

export const UploadHeaders = StoringHeaders.extend({ 'content-digest': ContentDigestHeader })

export const UploadQuery = z.strictObject({
  id: Uuid.optional().meta({ description: 'An id that the caller made (UUIDv7).' }),
  dryRun,
})

/** A file's bytes, as they are: what they must be is checked where they are received. */
const FileBytes = z.unknown().meta({ override: { type: 'string' } })

const ANY_TYPE = 'application/octet-stream'
/** The body of an upload and of the answer that gives it back, under each type that a file may have. */
export const FILE_CONTENT = Object.fromEntries(
  [...EVIDENCE_MEDIA_TYPES, ANY_TYPE].map((type) => [type, { schema: FileBytes }]),
)

const described = {
  id: z.string(),
  digest: z.string().meta({ description: 'SHA-256 of the content, as `Content-Digest` writes it.' }),
  mediaType: z.enum(EVIDENCE_MEDIA_TYPES).meta({ description: 'By the content of the file.' }),
  size: z.number().meta({ description: 'Bytes.' }),
}

export const StoredEvidence = z
  .object({ ...described, recordedAt: z.string(), findings: z.array(Finding) })
  .meta({ id: 'StoredEvidence' })
export type StoredEvidence = z.infer<typeof StoredEvidence>

export const EvidenceFile = z
  .object({
    ...described,
    contentErased: z.boolean().meta({ description: 'True where the content was lawfully erased; the record stays.' }),
    namedBy: z
      .array(z.object({ kind: z.enum(EVIDENCE_SUBJECTS), id: z.string(), weaponId: z.string().optional() }))
      .meta({ description: `What names this file and may be seen by you, the oldest first, at most ${MAX_USES}.` }),
    recordedAt: z.string(),
  })
  .meta({ id: 'EvidenceFile' })
export type EvidenceFile = z.infer<typeof EvidenceFile>

export const EvidenceParams = z.strictObject({ id: Uuid })
