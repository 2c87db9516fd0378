import { DomainError, type ErrorEntry } from '../domain/errors.ts'
import { PURPOSES, type Purpose } from '../domain/vocabulary/traces.ts'
import { text } from '../http/text.ts'
import { z } from 'zod'

const MAX_PURPOSE_CHARS = 64
const MAX_LEGAL_BASIS_CHARS = 500

/** The headers of a look at what is not one's own; `needed` says when. They are optional to the schema, since a look at one's own needs none. */
export function lookHeaders(needed: string) {
  return z.object({
    purpose: z
      .string()
      .max(MAX_PURPOSE_CHARS)
      .optional()
      .meta({ description: `${needed} One of ${PURPOSES.join(', ')}.` }),
    'legal-basis': text(MAX_LEGAL_BASIS_CHARS)
      .optional()
      .meta({ description: 'The law or order that allows the look. Needed as Purpose is.' }),
  })
}

/** Why somebody looks, as he says it. */
export interface LookReason {
  readonly purpose: string | undefined
  readonly legalBasis: string | undefined
}

/** ITI 17(c): who looks at what he neither reported nor holds says why, and by what right; it is kept with the look. Throws `purpose-missing`. */
export function requirePurpose({ purpose, legalBasis }: LookReason): { purpose: Purpose; legalBasis: string } {
  const errors: ErrorEntry[] = []
  const known = PURPOSES.find((code) => code === purpose)
  if (known === undefined) {
    const detail = purpose === undefined ? 'The header Purpose is missing.' : 'This is not a purpose of the list.'
    errors.push({ pointer: 'header:purpose', code: 'purpose-missing', detail, hint: `One of ${PURPOSES.join(', ')}.` })
  }
  if (legalBasis === undefined || legalBasis.trim() === '') {
    const hint = 'Name the law or order that allows the look, for example "CPC 60-1".'
    errors.push({
      pointer: 'header:legal-basis',
      code: 'legal-basis-missing',
      detail: 'The header Legal-Basis is missing.',
      hint,
    })
  }
  if (known === undefined || errors.length > 0) {
    throw new DomainError(
      'purpose-missing',
      'A look at a weapon that is not your own needs a purpose and a legal basis.',
      { errors },
    )
  }
  return { purpose: known, legalBasis: legalBasis ?? '' }
}
