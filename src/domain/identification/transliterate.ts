import { mapCharacters } from './characters.ts'

// Letters that both tables write alike.
const COMMON: readonly (readonly [string, string])[] = [
  ['А', 'A'],
  ['Б', 'B'],
  ['В', 'V'],
  ['Г', 'G'],
  ['Д', 'D'],
  ['Е', 'E'],
  ['З', 'Z'],
  ['И', 'I'],
  ['К', 'K'],
  ['Л', 'L'],
  ['М', 'M'],
  ['Н', 'N'],
  ['О', 'O'],
  ['П', 'P'],
  ['Р', 'R'],
  ['С', 'S'],
  ['Т', 'T'],
  ['У', 'U'],
  ['Ф', 'F'],
  ['Й', 'Y'],
  ['Ю', 'YU'],
  ['Я', 'YA'],
  ['Ј', 'J'],
  ['Љ', 'LJ'],
  ['Њ', 'NJ'],
  ['Ћ', 'C'],
  ['Ђ', 'DJ'],
  ['Џ', 'DZ'],
]

// Ъ and Ь have no sound of their own in Russian. They stay in the key, so that a serial with one is not taken for a serial without.
const RUSSIAN = new Map([
  ...COMMON,
  ['Ё', 'E'],
  ['Ж', 'ZH'],
  ['Х', 'KH'],
  ['Ц', 'TS'],
  ['Ч', 'CH'],
  ['Ш', 'SH'],
  ['Щ', 'SHCH'],
  ['Ы', 'Y'],
  ['Э', 'E'],
] as const)

// Serbian (Latin alphabet of 1868 without its marks) where Serbian has the letter, else Bulgarian (Transliteration Act of 2009).
const SOUTH_SLAVIC = new Map([
  ...COMMON,
  ['Ж', 'Z'],
  ['Х', 'H'],
  ['Ц', 'C'],
  ['Ч', 'C'],
  ['Ш', 'S'],
  ['Щ', 'SHT'],
  ['Ъ', 'A'],
  ['Ь', 'Y'],
] as const)

/**
 * What someone may write who reads Cyrillic letters aloud in Latin ones: by the Russian and by the Serbian/Bulgarian table, in that order, one
 * text where both are equal. The text is in upper case; other letters stay.
 */
export function transliterate(text: string): readonly string[] {
  return Array.from(new Set([mapCharacters(text, RUSSIAN), mapCharacters(text, SOUTH_SLAVIC)]))
}

// ELOT 743, and the letters as an English reader says them. What both write alike comes first.
const GREEK_COMMON: readonly (readonly [string, string])[] = [
  ...'ΑA ΒV ΓG ΔD ΕE ΖZ ΙI ΚK ΛL ΜM ΝN ΞX ΟO ΠP ΡR ΣS ΤT ΩO'
    .split(' ')
    .map((pair) => [pair.slice(0, 1), pair.slice(1)] as const),
  ['Θ', 'TH'],
  ['Ψ', 'PS'],
]
const GREEK_ELOT = new Map([...GREEK_COMMON, ['Η', 'I'], ['Υ', 'Y'], ['Φ', 'F'], ['Χ', 'CH']])
const GREEK_ENGLISH = new Map([...GREEK_COMMON, ['Η', 'E'], ['Υ', 'U'], ['Φ', 'PH'], ['Χ', 'KH']])

/** What someone may write who reads a mark aloud in Latin letters: Cyrillic by both tables, Greek by two more; one text where all are equal. */
export function soundsOf(exact: string): readonly string[] {
  const texts = transliterate(exact)
  return Array.from(
    new Set([GREEK_ELOT, GREEK_ENGLISH].flatMap((greek) => texts.map((text) => mapCharacters(text, greek)))),
  )
}
