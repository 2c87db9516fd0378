import { parseReading, type Reading, type ReadingOptions } from '../../../src/domain/identification/reading.ts'

/** The reading of a text that is known to be well-formed. */
export function readingOf(text: string, options: ReadingOptions = { literal: false }): Reading {
  const parsed = parseReading(text, options)
  if (!parsed.ok) throw new Error(`The text of this test cannot be read: ${parsed.code}`)
  return parsed.reading
}

/** A text as an observer writes it who wants each of its characters taken as it stands. */
export function escaped(text: string): string {
  return Array.from(text, (character) => `\\${character}`).join('')
}
