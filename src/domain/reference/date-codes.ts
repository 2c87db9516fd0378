import type { DateCode, DateCodeSystem } from './mark-entries.ts'

/** One code for each year from the first on; codes are parted by a space. */
function inTurn(first: number, codes: string): DateCode[] {
  return codes.split(' ').map((text, n) => ({ text, year: first + n }))
}

function yearsInFull(first: number, last: number): DateCode[] {
  return Array.from({ length: last - first + 1 }, (_, n) => ({ text: String(first + n), year: first + n }))
}

/** A letter for each of the last two digits of the year. Within a hundred years, each code has one meaning. */
function twoDigits(first: number, last: number, letters: Readonly<Record<string, string>>): DateCode[] {
  return Array.from({ length: last - first + 1 }, (_, n) => {
    const year = first + n
    const digits = Array.from(String(year).slice(2))
    return { text: digits.map((digit) => letters[digit] ?? '').join(''), year }
  })
}

/** The same letters again with a number behind them, from a year on. */
function inRound(first: number, round: number, letters: string): DateCode[] {
  return letters.split(' ').map((letter, n) => ({ text: `${letter}${round}`, year: first + n }))
}

// The double letters CH and LL were struck in the first round only: there is no CH1 and no LL2.
const EIBAR_LETTERS = 'A B C D E F G H I J K L M N Ñ O P Q R S T U V X Y Z'

const GERMAN_DIGITS = { 0: 'A', 1: 'B', 2: 'C', 3: 'D', 4: 'E', 5: 'F', 6: 'G', 7: 'H', 8: 'I', 9: 'K' }
const BROWNING_DIGITS = { 0: 'M', 1: 'Z', 2: 'Y', 3: 'X', 4: 'W', 5: 'V', 6: 'T', 7: 'R', 8: 'P', 9: 'N' }

// When the German and the Belgian letters came into use was not seen. Seventy-seven years leave each code one meaning: a code
// of 27 to 49 has none yet. The last year moves with the version of the lists.
const LETTERS_FIRST = 1950
/** The year of these lists: no way of telling a year is read as a later one. */
export const LAST_YEAR = 2026

/** Codes of years, table by table. Those of Italy and Spain end where their published tables end: later codes exist. */
export const DATE_CODES: readonly DateCodeSystem[] = [
  {
    code: 'IT_PROOF',
    name: 'Italy: year of proof at Gardone Val Trompia',
    country: 'IT',
    makers: [],
    codes: [
      ...yearsInFull(1922, 1953),
      ...inTurn(1954, 'X XI XII XIII XIV XV XVI XVII XVIII XIX XX XXI XXII XXIII XXIV XXV XXVI XX7 XX8 XX9 XXX'),
      ...inTurn(1975, 'AA AB AC AD AE AF AH AI AL AM AN AP AS AT AU AZ'),
      ...inTurn(1991, 'BA BB BC BD BF BH BI BL BM BN BP BS BT BU BZ'),
      ...inTurn(2006, 'CA CB CC CD CF CH CI CL CM CN CP CS'),
    ],
    source: 'Italian and British tables of proof marks',
    certainty: 'MEDIUM',
  },
  {
    code: 'ES_PROOF',
    name: 'Spain: year of proof at Eibar',
    country: 'ES',
    makers: [],
    codes: [
      ...inTurn(1927, 'A B C CH D E F G H I J K L LL M N Ñ O P Q R S T U V X Y Z'),
      ...inRound(1955, 1, EIBAR_LETTERS),
      ...inRound(1981, 2, 'A B C D E F G H I J K L M N Ñ O P Q R S T'),
    ],
    source: 'a collectors’ table of Spanish proof marks',
    certainty: 'MEDIUM',
  },
  {
    code: 'DE_PROOF',
    name: 'Germany and Heckler & Koch: two letters for the last digits of the year',
    country: 'DE',
    makers: [],
    codes: twoDigits(LETTERS_FIRST, LAST_YEAR, GERMAN_DIGITS),
    source: 'general literature',
    certainty: 'LOW',
  },
  {
    code: 'BE_BROWNING',
    name: 'FN and Browning: two letters for the last digits of the year',
    country: 'BE',
    makers: ['FN_HERSTAL', 'BROWNING_ARMS'],
    codes: twoDigits(LETTERS_FIRST, LAST_YEAR, BROWNING_DIGITS),
    source: 'general literature',
    certainty: 'LOW',
  },
]
