import type { IntendedUse, RefusalGround } from '../vocabulary/traces.ts'

/** A limit on the use of an answer (ITI 15), and the ground where something was withheld (ITI 22). */
export interface Restriction {
  readonly code: string
  readonly ground?: RefusalGround | undefined
  readonly detail: string
}

const STANDARD: readonly Restriction[] = [
  {
    code: 'AUTHORISED_RECIPIENTS_ONLY',
    detail: 'Only authorities designated by the asking State may have this answer (ITI 15(a)).',
  },
  { code: 'PURPOSE_LIMITED', detail: 'It may be used for the purpose that was stated, and no other (ITI 15(b)).' },
  {
    code: 'NO_ONWARD_RELEASE_WITHOUT_CONSENT',
    detail: 'It may not be passed on without the consent of this registry (ITI 15(c)).',
  },
]

/** The restrictions on an answer. An asker who cannot keep it confidential gets no names, and is told so (ITI 15, 22(iii), 23). */
export function restrictionsOf(canGuaranteeConfidentiality: boolean, intendedUse: IntendedUse): Restriction[] {
  const restrictions = [...STANDARD]
  if (intendedUse === 'INTELLIGENCE') {
    restrictions.push({
      code: 'NOT_AS_EVIDENCE',
      detail: 'It was asked for as intelligence and may not be used as evidence.',
    })
  }
  if (!canGuaranteeConfidentiality) {
    const detail = 'Names are withheld, because the asker cannot guarantee confidentiality (ITI 22).'
    restrictions.push({ code: 'NAMES_WITHHELD', ground: 'CONFIDENTIALITY_NOT_GUARANTEED', detail })
  }
  return restrictions
}

/** Stands on every answer, so that a lawful earlier party is not taken for a suspect. */
export const DISCLAIMER =
  'This answer says what records show of one weapon. It implies no wrong-doing by any party named in it. Traced weapons are not a random sample: not all weapons used in crime are traced, and not all traced weapons were used in crime.'
