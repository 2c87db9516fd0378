import { INVALID_ANSWERS } from './invalid-answers.ts'
import type { InvalidCases } from './invalid-case.ts'
import { INVALID_CHAINS } from './invalid-chains.ts'
import { INVALID_ENVELOPES } from './invalid-envelopes.ts'
import { INVALID_PROOFS } from './invalid-proofs.ts'

/** What is refused, by file name: the code, and what was done. */
export const INVALID: InvalidCases = {
  ...INVALID_ENVELOPES,
  ...INVALID_PROOFS,
  ...INVALID_ANSWERS,
  ...INVALID_CHAINS,
}
