import { DomainError, type ErrorEntry } from '../domain/errors.ts'
import type { EvidenceMediaType } from '../domain/evidence/media-type.ts'
import { MAX_EVIDENCE_IDS } from '../domain/evidence/subject.ts'
import { Uuid } from '../http/text.ts'
import { findEvidence } from '../store/evidence-uses.ts'
import type { VerbWrite } from './storing.ts'
import { z } from 'zod'

/** Files of `POST /v1/evidence-files` that a report names. */
export const EvidenceIds = z
  .array(Uuid)
  .max(MAX_EVIDENCE_IDS)
  .refine((ids) => new Set(ids).size === ids.length, { error: 'An evidence file is named twice.' })
  .meta({ description: 'Photos and papers that were stored before, by POST /v1/evidence-files.' })

/** Where a report names files: the pointer of the list, and its ids. */
export interface NamedEvidence {
  readonly pointer: string
  readonly ids: readonly string[] | undefined
}

/** An entry for each named file that was not found: one that does not exist, and one that the caller may not read, in the same words. */
export function refuseUnknownEvidence(
  found: ReadonlyMap<string, EvidenceMediaType>,
  { pointer, ids = [] }: NamedEvidence,
): ErrorEntry[] {
  return ids.flatMap((id, n) => {
    if (found.has(id)) return []
    const detail = 'No evidence file with this id is known to you.'
    const hint = 'Store the file first, by POST /v1/evidence-files, and name the id it got.'
    return [{ pointer: `${pointer}/${n}`, code: 'evidence-unknown', detail, hint }]
  })
}

/**
 * The types of the files that a report names. Throws `unprocessable` with each file that the caller may not read; one that does not exist is refused in the same
 * words.
 */
export async function nameEvidence(
  { tx }: Pick<VerbWrite, 'tx'>,
  named: readonly NamedEvidence[],
): Promise<Map<string, EvidenceMediaType>> {
  const found = await findEvidence(tx, [...new Set(named.flatMap(({ ids }) => ids ?? []))])
  const errors = named.flatMap((one) => refuseUnknownEvidence(found, one))
  if (errors.length > 0)
    throw new DomainError('unprocessable', 'The report names evidence that you cannot name.', { errors })
  return found
}
