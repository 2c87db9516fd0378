import { ERASABLE_OF_EVENT } from '../domain/ledger/erasable-fields.ts'

export const isErasable = (pointer: string): boolean => ERASABLE_OF_EVENT.test(pointer)

const NUMBER = /^(\/documents\/\d+)\/number$/

/** The field by which a link says of a paper that its number was erased, where `pointer` is that of the number. */
export function erasedMarkOf(pointer: string): string | undefined {
  const paper = NUMBER.exec(pointer)?.[1]
  return paper === undefined ? undefined : `${paper}/erased`
}

/** What a link says in the place of a number that was erased before papers had a mark for it. */
export const ERASED_NUMBER = 'ERASED'
