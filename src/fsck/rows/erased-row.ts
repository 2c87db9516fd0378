import type { JsonValue } from '../../domain/ledger/canonical-json.ts'
import type { DisclosedFact } from '../../domain/ledger/disclosed-fields.ts'

/** Fields that are columns, which are null when they were erased. */
const COLUMN = /^\/(noteId|number|issuer|place\/(locality|latitude|longitude))$/
const OF_PAPER = /^(.*\/documents\/\d+)\/(number|issuer|issuedOn)$/

/**
 * What the row of an erased fact must say: what is shown of the fact, and in the place of what is hidden what `erase_events()` leaves (0033). A column is null, a paper
 * says that it is erased, and within terms and answers a field is gone. So a mark on a paper of which nothing was erased is told as any other change, and so is a
 * number that was put back.
 */
export function rowOfErased({ shown, hidden }: DisclosedFact): ReadonlyMap<string, JsonValue> {
  const fields = new Map(shown.map(({ pointer, value }) => [pointer, value]))
  for (const { pointer } of hidden) {
    const paper = OF_PAPER.exec(pointer)?.[1]
    if (paper !== undefined) fields.set(`${paper}/erased`, true)
    else if (COLUMN.test(pointer)) fields.set(pointer, null)
  }
  const isOfTerms = ({ pointer }: { readonly pointer: string }): boolean => pointer.startsWith('/terms/')
  if (hidden.some(isOfTerms) && !shown.some(isOfTerms)) fields.set('/terms', {})
  return fields
}
