/**
 * What an erasure may take of the record of an event (`domain/retention/erased-fields.ts` takes it; a test holds the two together): where exactly it was, the numbers and
 * issuers of its papers, its note and its evidence. What happened, when, and between whom no erasure takes.
 */
const ERASABLE =
  /^\/(noteId|place\/(locality|latitude|longitude)|documents\/\d+\/(number|issuer|issuedOn)|evidenceIds(\/\d+)?)$/

export const isErasable = (pointer: string): boolean => ERASABLE.test(pointer)

const NUMBER = /^(\/documents\/\d+)\/number$/

/** The field by which a link says of a paper that its number was erased, where `pointer` is that of the number. */
export function erasedMarkOf(pointer: string): string | undefined {
  const paper = NUMBER.exec(pointer)?.[1]
  return paper === undefined ? undefined : `${paper}/erased`
}

/** What a link says in the place of a number that was erased before papers had a mark for it. */
export const ERASED_NUMBER = 'ERASED'
