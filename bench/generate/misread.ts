import type { Draws } from './random.ts'

/** How a mark is misread. Those of the first line are what the goals speak of; the rest is measured beside them. */
export const READINGS = [
  'exact', 'unreadable1', 'unreadable2', 'substitution', 'insertion', 'deletion', 'transposition', 'confusion', 'missingPrefix',
  'unreadable3', 'missingSuffix', 'lettersDropped', 'leadingZeros', 'lookAlike', 'spelled',
] as const // biome-ignore format: one list
export type Reading = (typeof READINGS)[number]

/** The kinds for which the recall goal of 99.9 % is set. */
export const GOAL_READINGS: readonly Reading[] = READINGS.slice(0, 9)

const LATIN = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
const CYRILLIC = 'АБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЭЮЯ'
const DIGITS = '0123456789'
const CONFUSED = new Map(
  ['O0', '0O', 'I1', '1I', 'S5', '5S', 'B8', '8B', 'Z2', '2Z', 'G6', '6G', 'Q0', 'L1'].map((pair) => [
    pair[0] ?? '',
    pair[1] ?? '',
  ]),
)
const LOOK_ALIKE_PAIRS = ['AА', 'BВ', 'EЕ', 'KК', 'MМ', 'HН', 'OО', 'PР', 'CС', 'TТ', 'YУ', 'XХ'] as const
const LOOK_ALIKES = new Map(
  LOOK_ALIKE_PAIRS.flatMap((pair) => {
    const [latin = '', cyrillic = ''] = Array.from(pair)
    return [[latin, cyrillic] as const, [cyrillic, latin] as const]
  }),
)
const SPELLED = new Map(
  Object.entries({
    Б: 'B',
    Г: 'G',
    Д: 'D',
    Ж: 'ZH',
    З: 'Z',
    И: 'I',
    Л: 'L',
    П: 'P',
    Ф: 'F',
    Ц: 'TS',
    Ч: 'CH',
    Ш: 'SH',
    Э: 'E',
    Ю: 'YU',
    Я: 'YA',
    А: 'A',
    В: 'V',
    Е: 'E',
    К: 'K',
    М: 'M',
    Н: 'N',
    О: 'O',
    Р: 'R',
    С: 'S',
    Т: 'T',
    У: 'U',
    Х: 'KH',
  }),
)

/** Letters and digits only, as they are read. */
export function charactersOf(serial: string): string[] {
  return Array.from(serial.replace(/[^\p{L}\p{N}]/gu, ''))
}

/** The alphabet that a wrong character comes from: that of the right one, and now and then the other. */
function alphabetOf(character: string): string {
  if (/\p{Script=Cyrillic}/u.test(character)) return CYRILLIC
  return /\d/.test(character) ? DIGITS : LATIN
}

function another(draws: Draws, character: string): string {
  return draws.pick(Array.from(alphabetOf(character)).filter((one) => one !== character))
}

function withUnreadable(draws: Draws, characters: readonly string[], count: number): string | undefined {
  if (characters.length < count + 3) return undefined
  const places = draws.shuffled(characters.map((_, at) => at)).slice(0, count)
  return characters.map((character, at) => (places.includes(at) ? '?' : character)).join('')
}

function replaceOne(
  draws: Draws,
  characters: readonly string[],
  images: ReadonlyMap<string, string>,
): string | undefined {
  const places = characters.flatMap((character, at) => (images.has(character) ? [at] : []))
  if (places.length === 0) return undefined
  const at = draws.pick(places)
  return characters.with(at, images.get(characters[at] ?? '') ?? '').join('')
}

function replaceAll(characters: readonly string[], images: ReadonlyMap<string, string>): string | undefined {
  if (!characters.some((character) => images.has(character))) return undefined
  return characters.map((character) => images.get(character) ?? character).join('')
}

function transpose(draws: Draws, characters: readonly string[]): string | undefined {
  const places = characters.flatMap((character, at) => (at > 0 && characters[at - 1] !== character ? [at] : []))
  if (places.length === 0) return undefined
  const at = draws.pick(places)
  const turned = [...characters]
  turned[at - 1] = characters[at] ?? ''
  turned[at] = characters[at - 1] ?? ''
  return turned.join('')
}

function cut(characters: readonly string[], atStart: boolean): string | undefined {
  const text = characters.join('')
  const rest = atStart ? text.replace(/^(?:\p{L}+|\d{2})/u, '') : text.replace(/(?:\p{L}+|\d{2})$/u, '')
  return Array.from(rest).length >= 3 ? rest : undefined
}

const WAYS: Readonly<Record<Reading, (draws: Draws, characters: readonly string[]) => string | undefined>> = {
  exact: (_draws, characters) => characters.join(''),
  unreadable1: (draws, characters) => withUnreadable(draws, characters, 1),
  unreadable2: (draws, characters) => withUnreadable(draws, characters, 2),
  unreadable3: (draws, characters) => withUnreadable(draws, characters, 3),
  substitution: (draws, characters) => {
    const at = draws.below(characters.length)
    return characters.with(at, another(draws, characters[at] ?? '')).join('')
  },
  insertion: (draws, characters) => {
    const at = draws.below(characters.length + 1)
    const near = characters[Math.min(at, characters.length - 1)] ?? '0'
    return characters.toSpliced(at, 0, draws.pick(Array.from(alphabetOf(near)))).join('')
  },
  deletion: (draws, characters) =>
    characters.length < 5 ? undefined : characters.toSpliced(draws.below(characters.length), 1).join(''),
  transposition: transpose,
  confusion: (draws, characters) => replaceOne(draws, characters, CONFUSED),
  missingPrefix: (_draws, characters) => cut(characters, true),
  missingSuffix: (_draws, characters) => cut(characters, false),
  lettersDropped: (_draws, characters) => {
    const text = characters.join('')
    const dropped = text.replace(/(?<=\d)\p{L}+(?=\d)/gu, '')
    return dropped === text ? undefined : dropped
  },
  leadingZeros: (_draws, characters) => {
    const text = characters.join('')
    if (!/^\d/.test(text)) return undefined
    return text.startsWith('0') ? text.replace(/^0+(?=.)/, '') : `00${text}`
  },
  lookAlike: (_draws, characters) => replaceAll(characters, LOOK_ALIKES),
  spelled: (_draws, characters) => replaceAll(characters, SPELLED),
}

/** What is read of a serial, misread in this way; undefined where it cannot be, as letters between digits in a number without letters. */
export function misread(reading: Reading, serial: string, draws: Draws): string | undefined {
  return WAYS[reading](draws, charactersOf(serial))
}
