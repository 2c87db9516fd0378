import type { JsonValue } from '../ledger/canonical-json.ts'
import { discloseFact } from '../ledger/disclosed-fact.ts'
import type { DisclosedFact } from '../ledger/disclosed-fields.ts'

/**
 * What goes of an event: where exactly it was, the numbers of its papers, its note, its evidence. What custody is computed from stays: a chain that lost a step, a
 * date or a clause would name a wrong last licit holder, and ITI 12 asks for the history of the weapon, not for these. Parties are opaque ids; their names are
 * erased by themselves. The same fields go in the tables (`place_erased`, `documents_erased`).
 */
const GOES =
  /^\/(noteId|place\/(locality|latitude|longitude)|documents\/\d+\/(number|issuer|issuedOn)|evidenceIds(\/\d+)?)$/

/** What is left of the fact of an event: enough for its leaf, and for proving what stays. */
export function remainingOfEvent(secret: Buffer, fact: JsonValue): DisclosedFact {
  return discloseFact(secret, fact, (pointer) => !GOES.test(pointer))
}

/** What goes of an answer that told of an erased event: the same of all its links, so that what is left of its fact never has to be written again. */
const GOES_OF_ANSWER =
  /^\/answer\/chain\/\d+\/(place\/(locality|latitude|longitude)|documents\/\d+\/(number|issuer|issuedOn))$/

export function remainingOfAnswer(secret: Buffer, fact: JsonValue): DisclosedFact {
  return discloseFact(secret, fact, (pointer) => !GOES_OF_ANSWER.test(pointer))
}

/** What an erasure may take of a fact, by its kind; of other kinds nothing. By this too an erased fact is judged when the ledger is checked. */
const GOES_OF: ReadonlyMap<string, RegExp> = new Map([
  ['custody-event', GOES],
  ['trace-answer', GOES_OF_ANSWER],
])

export function mayBeErased(factKind: string, pointer: string): boolean {
  return GOES_OF.get(factKind)?.test(pointer) ?? false
}
