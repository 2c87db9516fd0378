import type { Random } from './random.ts'

/** The kinds of error of the domain reference 10.1 that change what a mark reads as. */
export const ERROR_KINDS = [
  'none',
  'separators',
  'token',
  'lookAlike',
  'written',
  'confusion',
  'twoConfusions',
  'wideConfusion',
  'arabicDigit',
  'oneUnreadable',
  'twoUnreadable',
  'threeUnreadable',
  'unreadableRun',
  'oneOfTwo',
  'substitution',
  'insertion',
  'doubling',
  'deletion',
  'transposition',
  'prefixLost',
  'suffixLost',
  'zerosLost',
  'zerosAdded',
  'lettersDropped',
  'unreadableAndConfusion',
  'otherNumber',
] as const
export type ErrorKind = (typeof ERROR_KINDS)[number]

const CONFUSED: Readonly<Record<string, string>> = {
  O: '0Q',
  Q: '0O',
  '0': 'O',
  I: '1',
  L: '1',
  '1': 'IL',
  S: '5',
  '5': 'S',
  Z: '2',
  '2': 'Z',
  B: '8',
  '8': 'B',
  G: '6',
  '6': 'G',
}
const SELDOM: Readonly<Record<string, string>> = {
  D: '0',
  '0': 'D',
  U: 'V',
  V: 'U',
  '4': 'A',
  A: '4',
  '7': '1',
  '1': '7',
}
const ARABIC: Readonly<Record<string, string>> = { '5': '0', '6': '7', '7': 'V', '8': 'Λ' }
const LOOKS: Readonly<Record<string, string>> = Object.fromEntries(
  Array.from('АВЕКМНРСТУХ', (letter, at) => [letter, Array.from('ABEKMHPCTYX')[at] as string]),
)
const SOUNDS: Readonly<Record<string, string>> = {
  А: 'A',
  Б: 'B',
  В: 'V',
  Г: 'G',
  Д: 'D',
  Е: 'E',
  Ж: 'ZH',
  З: 'Z',
  И: 'I',
  К: 'K',
  Л: 'L',
  М: 'M',
  Н: 'N',
  П: 'P',
  Р: 'R',
  С: 'S',
  Т: 'T',
  У: 'U',
  Ф: 'F',
}
const ANY = Array.from('0123456789ABCDEFGHJKLMNPRSTUVWXYZ')

/** A serial as someone wrote it down who made this error; undefined where this serial cannot suffer it. */
export function misread(serial: string, kind: ErrorKind, random: Random): string | undefined {
  const plain = Array.from(serial.replace(/[^\p{L}\p{N}]/gu, ''))
  const written = MISREADERS[kind](plain, random, serial)
  return written === undefined || (written === plain.join('') && kind !== 'none') ? undefined : written
}

type Misreader = (plain: readonly string[], random: Random, serial: string) => string | undefined

const MISREADERS: Readonly<Record<ErrorKind, Misreader>> = {
  none: (plain) => plain.join(''),
  separators: (plain, random) => {
    const at = 1 + random.below(plain.length - 1)
    return `${plain.slice(0, at).join('')}${random.pick([' ', '-', '/', '.'])}${plain.slice(at).join('')}`
  },
  token: (plain, random) => `${random.pick(['SN: ', 'No. ', 'Nr ', '№'])}${plain.join('')}`,
  lookAlike: (plain) => plain.map((sign) => LOOKS[sign] ?? sign).join(''),
  written: (plain) =>
    plain.every((sign) => sign <= '9' || sign in SOUNDS)
      ? plain.map((sign) => SOUNDS[sign] ?? sign).join('')
      : undefined,
  confusion: (plain, random) => swapBy(plain, CONFUSED, random),
  twoConfusions: (plain, random) => swapBy(Array.from(swapBy(plain, CONFUSED, random) ?? ''), CONFUSED, random),
  wideConfusion: (plain, random) => swapBy(plain, SELDOM, random),
  arabicDigit: (plain, random) => swapBy(plain, ARABIC, random),
  oneUnreadable: (plain, random) => blank(plain, 1, random),
  twoUnreadable: (plain, random) => blank(plain, 2, random),
  threeUnreadable: (plain, random) => blank(plain, 3, random),
  unreadableRun: (plain, random) => {
    const length = Math.min(2 + random.below(2), plain.length - 4)
    if (length < 1) return undefined
    const at = random.below(plain.length - length + 1)
    return `${plain.slice(0, at).join('')}*${plain.slice(at + length).join('')}`
  },
  oneOfTwo: (plain, random) => {
    const at = random.below(plain.length)
    const other = random.pick(ANY.filter((sign) => sign !== plain[at]))
    return plain.with(at, random.chance(0.5) ? `[${plain[at]}${other}]` : `[${other}${plain[at]}]`).join('')
  },
  substitution: (plain, random) => {
    const at = random.below(plain.length)
    const isDigit = (plain[at] as string) <= '9'
    return plain.with(at, random.pick(ANY.filter((sign) => sign !== plain[at] && sign <= '9' === isDigit))).join('')
  },
  insertion: (plain, random) => plain.toSpliced(random.below(plain.length + 1), 0, random.pick(ANY)).join(''),
  doubling: (plain, random) => {
    const at = random.below(plain.length)
    return plain.toSpliced(at, 0, plain[at] as string).join('')
  },
  deletion: (plain, random) => plain.toSpliced(random.below(plain.length), 1).join(''),
  transposition: (plain, random) => {
    const at = random.below(plain.length - 1)
    return plain.toSpliced(at, 2, plain[at + 1] as string, plain[at] as string).join('')
  },
  prefixLost: (plain) => plain.join('').replace(/^\p{L}+(?:92PV)?(?=[0-9]{3})/u, ''),
  suffixLost: (plain) => plain.join('').replace(/(?<=[0-9]{3})\p{L}+$/u, ''),
  zerosLost: (plain) => plain.join('').replace(/^0+(?=.{3})/u, ''),
  zerosAdded: (plain, random) =>
    (plain[0] as string) <= '9' ? '0'.repeat(1 + random.below(2)) + plain.join('') : undefined,
  lettersDropped: (plain) => plain.join('').replace(/(?<=[0-9])\p{L}+(?=[0-9])/u, ''),
  unreadableAndConfusion: (plain, random) => blank(Array.from(swapBy(plain, CONFUSED, random) ?? ''), 1, random),
  otherNumber: (_, random) => String(100_000 + random.below(900_000)),
}

function swapBy(plain: readonly string[], table: Readonly<Record<string, string>>, random: Random): string | undefined {
  const places = plain.flatMap((sign, at) => (sign in table ? [at] : []))
  if (places.length === 0) return undefined
  const at = random.pick(places)
  return plain.with(at, random.pick(Array.from(table[plain[at] as string] as string))).join('')
}

function blank(plain: readonly string[], count: number, random: Random): string | undefined {
  if (plain.length < 2 * count) return undefined
  const text = [...plain]
  while (text.filter((sign) => sign === '?').length < count) text[random.below(text.length)] = '?'
  return text.join('')
}
