// The zero of every run of ten decimal digits in Unicode 17 (general category Nd), except those that NFKC itself maps to ASCII.
// The table is explicit because NFKC leaves Arabic-Indic and most other digits as they are, and because the keys of stored marks
// must not change with the Unicode version of the run-time.
const DIGIT_ZEROS = [
  0x0660, 0x06f0, 0x07c0, 0x0966, 0x09e6, 0x0a66, 0x0ae6, 0x0b66, 0x0be6, 0x0c66, 0x0ce6, 0x0d66, 0x0de6, 0x0e50,
  0x0ed0, 0x0f20, 0x1040, 0x1090, 0x17e0, 0x1810, 0x1946, 0x19d0, 0x1a80, 0x1a90, 0x1b50, 0x1bb0, 0x1c40, 0x1c50,
  0xa620, 0xa8d0, 0xa900, 0xa9d0, 0xa9f0, 0xaa50, 0xabf0, 0x104a0, 0x10d30, 0x10d40, 0x11066, 0x110f0, 0x11136, 0x111d0,
  0x112f0, 0x11450, 0x114d0, 0x11650, 0x116c0, 0x116d0, 0x116da, 0x11730, 0x118e0, 0x11950, 0x11bf0, 0x11c50, 0x11d50,
  0x11da0, 0x11de0, 0x11f50, 0x16130, 0x16a60, 0x16ac0, 0x16b50, 0x16d70, 0x1e140, 0x1e2f0, 0x1e4f0, 0x1e5f1, 0x1e950,
]

const DIGITS = new Map(
  DIGIT_ZEROS.flatMap((zero) =>
    Array.from({ length: 10 }, (_, value) => [String.fromCodePoint(zero + value), String(value)] as const),
  ),
)

const BEYOND_ASCII = /[^\0-\x7f]/
// Upper-casing would write ß as SS and so make two different serials equal; its capital keeps it one letter.
const SHARP_S = /ß/g

/**
 * The form in which characters are compared: NFKC, the decimal digits of every script as ASCII, upper case without any locale (`i` and `ı` both
 * become I; İ stays the letter it is, since a Turkish mark may hold both). NFKC is done again at the end because upper-casing can
 * take a letter apart.
 */
export function canonicalText(text: string): string {
  // Most marks: none of the steps but the upper case changes ASCII.
  if (!BEYOND_ASCII.test(text)) return text.toUpperCase()
  const composed = text.normalize('NFKC').replace(SHARP_S, 'ẞ')
  return mapCharacters(composed, DIGITS).toUpperCase().normalize('NFKC')
}

/** Replaces each character (code point) that the table holds and keeps the others. */
export function mapCharacters(text: string, table: ReadonlyMap<string, string>): string {
  let mapped = ''
  for (const character of text) mapped += table.get(character) ?? character
  return mapped
}
