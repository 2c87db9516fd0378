import type { JsonValue } from '../ledger/canonical-json.ts'
import { discloseFact } from '../ledger/disclosed-fact.ts'
import type { DisclosedFact } from '../ledger/disclosed-fields.ts'
import { ERASABLE_OF_EVENT } from '../ledger/erasable-fields.ts'

/** What goes of an answer that told of an erased event: the same of all its links, so that what is left of its fact never has to be written again. */
const GOES_OF_ANSWER =
  /^\/answer\/chain\/\d+\/(place\/(locality|latitude|longitude)|documents\/\d+\/(number|issuer|issuedOn))$/

/** What goes of a person's permit, and of what became of it. What it allowed and when stays: it names nobody. */
const GOES_OF_PERMIT = /^(\/terms)?\/(number|issuer)$/

/** Kinds of facts that can be erased, with what goes of each. A part that was moved says what the event of its report says. */
const GOES_OF = {
  'custody-event': ERASABLE_OF_EVENT,
  assembly: ERASABLE_OF_EVENT,
  'trace-answer': GOES_OF_ANSWER,
  licence: GOES_OF_PERMIT,
  'licence-version': GOES_OF_PERMIT,
} as const
export type ErasableKind = keyof typeof GOES_OF

export function isErasable(kind: string): kind is ErasableKind {
  return Object.hasOwn(GOES_OF, kind)
}

/** By this too an erased fact is judged when the ledger is checked. */
export function mayBeErased(factKind: string, pointer: string): boolean {
  return isErasable(factKind) && GOES_OF[factKind].test(pointer)
}

/** What is left of a fact: enough for its leaf, and for proving what stays. */
export function remainingOf(kind: ErasableKind, secret: Buffer, fact: JsonValue): DisclosedFact {
  return discloseFact(secret, fact, (pointer) => !GOES_OF[kind].test(pointer))
}
