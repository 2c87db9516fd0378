/**
 * What an erasure may take of the record of an event, for who erases and for who verifies: where exactly it was, the numbers of its papers, its note, its evidence. What
 * custody is computed from stays: a chain that lost a step, a date or a clause would name a wrong last licit holder, and ITI 12 asks for the history of the weapon, not
 * for these. Parties are opaque ids; their names are erased by themselves. The same fields go in the tables (`place_erased`, `documents_erased`).
 */
export const ERASABLE_OF_EVENT =
  /^\/(noteId|place\/(locality|latitude|longitude)|documents\/\d+\/(number|issuer|issuedOn)|evidenceIds(\/\d+)?)$/
