import { createRequire } from 'node:module'
import { type Font, openSync } from 'fontkit'
import { codeOf } from './visible-text.ts'

/** How a text is set. `EXACT` has one width and a zero that is no O: for marks and ids. */
export type Face = 'PLAIN' | 'BOLD' | 'EXACT'
export const FACES: readonly Face[] = ['PLAIN', 'BOLD', 'EXACT']

const require = createRequire(import.meta.url)
// DejaVu, in which Latin, Greek, Cyrillic, Arabic, Hebrew, Armenian and Georgian letters are of one style. The subset that a document uses is embedded.
const FILES: Record<Face, string> = {
  PLAIN: require.resolve('dejavu-fonts-ttf/ttf/DejaVuSansCondensed.ttf'),
  BOLD: require.resolve('dejavu-fonts-ttf/ttf/DejaVuSansCondensed-Bold.ttf'),
  EXACT: require.resolve('dejavu-fonts-ttf/ttf/DejaVuSansMono.ttf'),
}
const opened = new Map<Face, Font>()

/** The font of a face, opened once for the process. */
export function fontOf(face: Face): Font {
  const known = opened.get(face)
  if (known !== undefined) return known
  const font = openSync(FILES[face])
  if (!('layout' in font)) throw new Error(`${FILES[face]} is a collection of fonts`)
  opened.set(face, font)
  return font
}

/** The face that has this character: the wanted one, else the plain one; undefined where none has it. */
export function faceFor(character: string, wanted: Face): Face | undefined {
  const point = character.codePointAt(0) ?? 0
  return [wanted, 'PLAIN' as const].find((face) => fontOf(face).hasGlyphForCodePoint(point))
}

/** The text with each character that no font has written as its code: a Chinese mark is read as [U+4E94], and never lost. */
export function withCodes(text: string, wanted: Face): string {
  return Array.from(text, (character) =>
    faceFor(character, wanted) === undefined ? codeOf(character) : character,
  ).join('')
}
