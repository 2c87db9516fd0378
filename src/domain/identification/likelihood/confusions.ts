import { ARABIC_MISREADINGS } from '../compare-widely.ts'
import { foldVisual } from '../folds.ts'
import type { ParameterName } from './parameters.ts'

/** Every character that a table names; any other is only ever read right or substituted. */
const ALPHABET = Array.from(
  '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZАБВГДЂЕЁЖЗИІЙЈКЛЉМНЊОПРСЅТЋУФХЦЧЏШЩЪЫЬЭЮЯΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩ',
)
export const ALPHABET_SIZE = ALPHABET.length
const CODES = new Map(ALPHABET.map((character, code) => [character, code]))
const ASCII = Int16Array.from({ length: 128 }, (_, code) => CODES.get(String.fromCodePoint(code)) ?? -1)

/** A character as a small number, below `ALPHABET_SIZE` where a table knows it; the same number for the same character. */
export function codeOf(character: string): number {
  const known = character.length === 1 ? ASCII[character.charCodeAt(0)] : undefined
  if (known !== undefined && known >= 0) return known
  const named = CODES.get(character)
  if (named !== undefined) return named
  // A letter with its combining marks is one character; two of them meet on one number once in a million.
  let code = 0
  for (const part of character) code = (code * 31 + (part.codePointAt(0) ?? 0)) % 1_000_003
  return ALPHABET_SIZE + code
}

const PAIRS: readonly (readonly [pairs: string, parameter: ParameterName])[] = [
  ['O0 Q0 OQ I1 L1 IL S5 Z2 B8 G6', 'confusedEasily'],
  ['D0 DO UV 4A 71 7I', 'confusedSeldom'],
  [
    '38 3B 5S 56 69 68 08 06 89 49 17 27 35 CG C0 EF PR MN VY KX HN OD QG 3Э ЯR ИN ПN ПH ЛA ДA ФO Б6 ШW ЦU ГT',
    'confusedByShape',
  ],
]

const BETWEEN = new Map<string, ParameterName>()
for (const [pairs, parameter] of PAIRS) {
  for (const pair of pairs.split(' ')) {
    const [one, other] = Array.from(pair) as [string, string]
    for (const key of [one + other, other + one]) if (!BETWEEN.has(key)) BETWEEN.set(key, parameter)
  }
}

/** How `registered` comes to be read as `observed`, two different characters. */
export function confusionOf(observed: string, registered: string): ParameterName {
  const [one, other] = [foldVisual(observed), foldVisual(registered)]
  if (one === other) return 'writtenAlike'
  if (ARABIC_MISREADINGS[registered]?.includes(observed) === true && !BETWEEN.has(one + other)) return 'misreadArabic'
  return BETWEEN.get(one + other) ?? 'substituted'
}

/** The characters of the table, by their codes. */
export function alphabet(): readonly string[] {
  return ALPHABET
}
