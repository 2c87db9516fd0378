import { canonicalText } from '../identification/characters.ts'

// What stands before a number and is no part of it, where a separator follows (No. 17, S/N: 17).
const TOKEN = /^\s*(?:NO|NR|SN|S\/N)[.:#\s]+/u

/** A mark's text as two marks are held against each other: letters and digits alone, without case and without `No.` before them. */
export function compareForm(text: string): string {
  return (
    canonicalText(text)
      .replace(TOKEN, '')
      .match(/[\p{L}\p{N}]+/gu) ?? []
  ).join('')
}
