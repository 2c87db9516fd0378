/**
 * Shapes of serial numbers: `A` a Latin letter, `9` a digit, `Ж` a Cyrillic letter, `Z` one of the letters by which Herstal counted, `yy` the year; other
 * characters stand for themselves. `\` keeps the next one as it is.
 */
export interface SerialFormat {
  readonly shape: string
  /** How many numbers the shape has. */
  readonly capacity: number
  /** The nth number of the shape. */
  write(n: number, year: number): string
}

const LATIN = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
const DIGITS = '0123456789'
const CYRILLIC = 'АБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЭЮЯ'
const HERSTAL = 'ZYXWVTRPNM'

const ALPHABETS: Readonly<Record<string, string>> = { A: LATIN, 9: DIGITS, Ж: CYRILLIC, Z: HERSTAL }

type Place = { readonly fixed: string } | { readonly alphabet: readonly string[] } | 'YEAR'

function placesOf(shape: string): Place[] {
  const places: Place[] = []
  const characters = Array.from(shape)
  for (let at = 0; at < characters.length; at++) {
    const character = characters[at] as string
    const alphabet = ALPHABETS[character]
    if (character === '\\') places.push({ fixed: characters[++at] ?? '' })
    else if (character === 'y') {
      places.push('YEAR')
      at++
    } else places.push(alphabet === undefined ? { fixed: character } : { alphabet: Array.from(alphabet) })
  }
  return places
}

function parseShape(shape: string): SerialFormat {
  const places = placesOf(shape)
  const capacity = places.reduce(
    (product, place) => (typeof place === 'object' && 'alphabet' in place ? product * place.alphabet.length : product),
    1,
  )
  const write = (n: number, year: number): string => {
    let rest = n % capacity
    let text = ''
    for (let at = places.length - 1; at >= 0; at--) {
      const place = places[at] as Place
      if (place === 'YEAR') text = String(year % 100).padStart(2, '0') + text
      else if ('fixed' in place) text = place.fixed + text
      else {
        text = (place.alphabet[rest % place.alphabet.length] ?? '') + text
        rest = Math.floor(rest / place.alphabet.length)
      }
    }
    return text
  }
  return { shape, capacity, write }
}

/** Shapes by maker, each within the shape that the reference data publish, where they publish one. */
const SHAPES: Readonly<Record<string, readonly string[]>> = {
  GLOCK: ['AAA999', 'AAAA999'],
  BERETTA: ['A99999\\Z', 'BER999999\\Z', 'A999999'],
  FN_HERSTAL: ['999ZZ99999'],
  HECKLER_KOCH: ['99-999999', '99999999'],
  SIG_SAUER: ['A999999', '99A999999'],
  CESKA_ZBROJOVKA: ['A99999', 'A9999'],
  ZASTAVA: ['A99999', 'AA999999', 'M70A99999', '999999'],
  IZHMASH: ['ЖЖ99999', '9999999', 'Ж999999'],
  IZHMEKH: ['ЖЖ9999'],
  TULA: ['ЖЖ9999'],
  MOLOT: ['ЖЖ9999', 'Ж999999'],
  ARSENAL: ['AAyy9999'],
  SUHL: ['AA9999'],
  NORINCO: ['99999999', 'AA999999', '9999999'],
  JIANSHE: ['A9999', '9999999'],
  CUGIR: ['AA-99999-yy', '1-99999-yy', 'S-99999-yy'],
  RADOM: ['AA99999'],
  COLT: ['AA999999', 'A99999', '999999AA'],
  SMITH_WESSON: ['AAA9999'],
  RUGER: ['999-99999'],
  TAURUS: ['AAA99999', 'AA999999'],
  IWI: ['99999999'],
}

const OTHER_SHAPES = ['A99999', '99999999', 'AA99999', '999999', 'A-999999', '99999A', 'AA-9999', '9999999'] as const

/** Numbers that several makers bear alike: plain ones of six digits. */
export const SHARED_FORMAT: SerialFormat = parseShape('999999')

const formatsByMaker = new Map<string, readonly SerialFormat[]>()

/** The shapes of a maker's numbers; of one that the table does not know two of the common ones. */
export function formatsOf(makerId: string, n: number): readonly SerialFormat[] {
  const known = formatsByMaker.get(makerId)
  if (known !== undefined) return known
  const given = SHAPES[makerId] ?? [0, 3].map((step) => OTHER_SHAPES[(n + step) % OTHER_SHAPES.length] ?? '999999')
  const formats = given.map(parseShape)
  formatsByMaker.set(makerId, formats)
  return formats
}
