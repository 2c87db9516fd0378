import type { AnswerDocument } from './document.ts'

// What is not seen but changes what is read: controls, turns of the reading direction, joiners, fillers, halves of pairs, and what Unicode has not assigned.
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu
const SPACES = /[\p{Zs}\t\r\n]/gu

/** A character by its number, as [U+4E94]. */
export function codeOf(character: string): string {
  const point = character.codePointAt(0) ?? 0
  return `[U+${point.toString(16).toUpperCase().padStart(4, '0')}]`
}

/** The text with all that a reader could not see written as its code. The edge of the API refuses most of it; paper does not rely on that. */
export function visibleText(text: string): string {
  return text.replace(SPACES, ' ').replace(UNSEEN, codeOf)
}

function visibleIn(value: unknown): unknown {
  if (typeof value === 'string') return visibleText(value)
  if (Array.isArray(value)) return value.map(visibleIn)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, visibleIn(inner)]))
}

/** The same document, safe to be read by eye on any rendering. */
export function withVisibleText(document: AnswerDocument): AnswerDocument {
  return visibleIn(document) as AnswerDocument
}
