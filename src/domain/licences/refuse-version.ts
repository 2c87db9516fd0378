import type { ErrorEntry } from '../errors.ts'
import { type Licence, licenceKnownAt, type LicenceVersion } from './licence.ts'

// A dealer's licence that is renewed each year for a life has sixty; the bound keeps each reading of a licence small.
const MAX_VERSIONS = 200

type Proposed = Pick<LicenceVersion, 'action' | 'from' | 'terms'>

/** Everything that cannot become of a licence as it is known now, all at once; an empty answer lets it be recorded. */
export function refuseLicenceVersion(licence: Licence, { action, from, terms }: Proposed): readonly ErrorEntry[] {
  const errors: ErrorEntry[] = []
  const refuse = (pointer: string, code: string, detail: string, hint?: string): void => {
    errors.push({ pointer, code, detail, ...(hint === undefined ? {} : { hint }) })
  }
  if (licence.versions.length >= MAX_VERSIONS)
    refuse('#', 'TOO_MANY_VERSIONS', `A licence has at most ${MAX_VERSIONS} versions.`, 'Record a new licence.')
  const known = licenceKnownAt(licence)
  if (known === undefined) return errors
  const then = from === null ? undefined : known.statusOn(from)
  if (action === 'REINSTATED' && then !== 'SUSPENDED' && then !== 'REVOKED')
    refuse('#/from', 'NOTHING_TO_REINSTATE', 'On this day the licence is neither suspended nor revoked.')
  if (action === 'SUSPENDED' && then === 'REVOKED')
    refuse('#/from', 'REVOKED_ALREADY', 'On this day the licence is revoked.', 'Reinstate it first.')
  const validTo = terms.validTo ?? null
  if (action === 'EXTENDED' && from !== null && validTo !== null && validTo < from)
    refuse('#/validTo', 'ENDS_BEFORE_IT_BEGINS', 'The extension ends before it begins.')
  if (action === 'EXTENDED' && (known.validTo === null || (validTo !== null && validTo <= known.validTo))) {
    const hint = 'To shorten it, correct its validTo, or revoke it from a day on.'
    refuse('#/validTo', 'EXTENDS_NOTHING', 'The licence runs as long without this extension.', hint)
  }
  if (action === 'CORRECTED') {
    const end = 'validTo' in terms ? validTo : known.validTo
    const begin = terms.validFrom ?? known.validFrom
    if (end !== null && end < begin)
      refuse('#/validTo', 'ENDS_BEFORE_IT_BEGINS', 'A licence cannot end before it begins.')
  }
  return errors
}
