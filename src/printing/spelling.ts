import { nameOfCharacter } from './character-names.ts'
import { codeOf } from './visible-text.ts'

// The spelling alphabet and the figures of ICAO Annex 10, volume II, 5.2.1.3 and 5.2.1.4.3, which the ITU's Radio Regulations (appendix 14) share for letters.
const LETTERS =
  'ALFA,BRAVO,CHARLIE,DELTA,ECHO,FOXTROT,GOLF,HOTEL,INDIA,JULIETT,KILO,LIMA,MIKE,NOVEMBER,OSCAR,PAPA,QUEBEC,ROMEO,SIERRA,' +
  'TANGO,UNIFORM,VICTOR,WHISKEY,X-RAY,YANKEE,ZULU'
const FIGURES = 'ZERO,WUN,TOO,TREE,FOWER,FIFE,SIX,SEVEN,AIT,NINER'
const WORDS: ReadonlyMap<string, string> = new Map([
  ...LETTERS.split(',').map((word, n): [string, string] => [String.fromCodePoint(0x41 + n), word]),
  ...FIGURES.split(',').map((word, n): [string, string] => [String(n), word]),
  [' ', 'SPACE'],
  ['-', 'DASH'],
  ['/', 'SLANT'],
  ['.', 'FULL-STOP'],
  [',', 'COMMA'],
  [':', 'COLON'],
  ["'", 'APOSTROPHE'],
  ['"', 'QUOTATION-MARK'],
  ['(', 'OPEN-BRACKET'],
  [')', 'CLOSE-BRACKET'],
  ['[', 'OPEN-SQUARE-BRACKET'],
  [']', 'CLOSE-SQUARE-BRACKET'],
  ['?', 'QUESTION-MARK'],
  ['*', 'ASTERISK'],
  ['+', 'PLUS'],
  ['=', 'EQUALS'],
  ['&', 'AMPERSAND'],
  ['#', 'HASH'],
  ['_', 'UNDERSCORE'],
  ['\\', 'BACKSLASH'],
])

// Marks over and under Latin letters, after their decomposition.
const ACCENTS: ReadonlyMap<string, string> = new Map([
  ['\u0300', 'GRAVE'],
  ['\u0301', 'ACUTE'],
  ['\u0302', 'CIRCUMFLEX'],
  ['\u0303', 'TILDE'],
  ['\u0308', 'DIAERESIS'],
  ['\u030a', 'RING'],
  ['\u030c', 'CARON'],
  ['\u0327', 'CEDILLA'],
  ['\u0328', 'OGONEK'],
])

function wordFor(character: string): string | undefined {
  const word = WORDS.get(character)
  if (word !== undefined) return word
  const small = /^[a-z]$/.test(character) ? WORDS.get(character.toUpperCase()) : undefined
  if (small !== undefined) return `SMALL ${small}`
  const known = nameOfCharacter(character)
  return known === undefined ? undefined : `${known.script}${known.isSmall ? ' SMALL' : ''} ${known.name}`
}

function spellCharacter(character: string): string {
  const whole = wordFor(character)
  if (whole !== undefined) return whole
  const [base = '', ...accents] = Array.from(character.normalize('NFD'))
  const [letter, names] = [wordFor(base), accents.map((accent) => ACCENTS.get(accent))]
  const isKnown = letter !== undefined && accents.length > 0 && names.every((name) => name !== undefined)
  return isKnown ? `${letter} WITH ${names.join(' AND ')}` : codeOf(character).slice(1, -1)
}

/** A mark as it is said over the radio, character by character: letters and figures by their words, others by name, and by U+ code where none is known. */
export function spell(text: string): string {
  return Array.from(text, spellCharacter).join(text.length > 0 && /[^A-Z0-9 \-/]/.test(text) ? ', ' : ' ')
}
