import type { Random } from './random.ts'

/** How one maker numbers its weapons: `L` a letter, `C` a Cyrillic one, `D` a digit of the running number, any other character as it stands; `Y` two digits of the year. */
export interface GeneratedMaker {
  readonly make: string
  readonly aliases: readonly string[]
  readonly importer?: string
  readonly country: string
  readonly models: readonly {
    readonly model: string
    readonly alias?: string
    readonly family?: string
    readonly calibre: string
    readonly type: string
  }[]
  readonly shapes: readonly string[]
}

const pistol = 'PISTOL_SELF_LOADING'
const rifle = 'ASSAULT_RIFLE'

/** The most frequent first: their sizes fall as one over their rank. Shapes are those of the domain reference 9.1. */
export const GENERATED_MAKERS: readonly GeneratedMaker[] = [
  {
    make: 'Glock',
    aliases: ['Glock Ges.m.b.H.'],
    importer: 'Glock Inc. Smyrna',
    country: 'AT',
    shapes: ['LLLDDD', 'LLLLDDD', 'LLDDDUS'],
    models: [
      { model: 'Glock 17', alias: 'G17', family: 'Glock', calibre: '9x19', type: pistol },
      { model: 'Glock 19', alias: 'G19', family: 'Glock', calibre: '9x19', type: pistol },
    ],
  },
  {
    make: 'Izhmash',
    aliases: ['Ижмаш', 'Kalashnikov Concern'],
    country: 'RU',
    shapes: ['CCDDDD', 'DDDDDD'],
    models: [
      { model: 'AK-74', family: 'AK', calibre: '5.45x39', type: rifle },
      { model: 'AKM', family: 'AK-47', calibre: '7.62x39', type: rifle },
    ],
  },
  {
    make: 'Beretta',
    aliases: ['P. Beretta', 'Pietro Beretta'],
    importer: 'Beretta USA',
    country: 'IT',
    shapes: ['LDDDDDZ', 'LDDDDDD', 'LDDDDD'],
    models: [
      { model: '92FS', alias: '92 FS', family: 'M92', calibre: '9x19', type: pistol },
      { model: 'Px4', alias: 'Px4 Storm', calibre: '9x19', type: pistol },
    ],
  },
  {
    make: 'Zastava',
    aliases: ['Crvena Zastava', 'ZCZ'],
    importer: 'Century Arms',
    country: 'RS',
    shapes: ['M92PV0DDDDD', 'DDDDDD', 'LDDDDD'],
    models: [
      { model: 'M70', family: 'AK-47', calibre: '7.62x39', type: rifle },
      { model: 'M92', family: 'AK-47', calibre: '7.62x39', type: rifle },
    ],
  },
  {
    make: 'Norinco',
    aliases: ['Factory 66'],
    country: 'CN',
    shapes: ['DDDDDDDD', 'DDDDDDD'],
    models: [{ model: 'Type 56', family: 'AK-47', calibre: '7.62x39', type: rifle }],
  },
  {
    make: 'Taurus',
    aliases: ['Forjas Taurus'],
    country: 'BR',
    shapes: ['LLLDDDDD', 'LLDDDDDD'],
    models: [
      { model: 'PT 92', calibre: '9x19', type: pistol },
      { model: 'PT 111', calibre: '9x19', type: pistol },
    ],
  },
  {
    make: 'Smith & Wesson',
    aliases: ['S&W'],
    country: 'US',
    shapes: ['LLLDDDD'],
    models: [{ model: 'M&P9', calibre: '9x19', type: pistol }],
  },
  {
    make: 'Cugir',
    aliases: ['Romarm'],
    importer: 'Century Arms',
    country: 'RO',
    shapes: ['1-DDDDD-YY', 'LLDDDD'],
    models: [{ model: 'WASR-10', family: 'AK-47', calibre: '7.62x39', type: rifle }],
  },
  {
    make: 'Česká zbrojovka',
    aliases: ['CZ', 'CZUB'],
    country: 'CZ',
    shapes: ['LDDDD', 'LDDDDD', 'LDDDDDD'],
    models: [{ model: 'CZ 75 B', family: 'CZ 75', calibre: '9x19', type: pistol }],
  },
  {
    make: 'Heckler & Koch',
    aliases: ['H&K', 'HK'],
    country: 'DE',
    shapes: ['YY-DDDDDD'],
    models: [{ model: 'USP', alias: 'HK USP', calibre: '9x19', type: pistol }],
  },
  {
    make: 'Sturm, Ruger',
    aliases: ['Ruger'],
    country: 'US',
    shapes: ['3YY-DDDDD'],
    models: [{ model: 'P95', calibre: '9x19', type: pistol }],
  },
  {
    make: 'Baikal',
    aliases: ['Ижмех', 'Izhevsk Mechanical Plant'],
    country: 'RU',
    shapes: ['CCDDDD'],
    models: [{ model: 'Makarov PM', alias: 'PM', calibre: '9x18', type: pistol }],
  },
  {
    make: 'SIG Sauer',
    aliases: ['SIG'],
    country: 'DE',
    shapes: ['LDDDDDD', '47LDDDDDD'],
    models: [{ model: 'P226', alias: 'P 226', calibre: '9x19', type: pistol }],
  },
  {
    make: 'Arsenal',
    aliases: ['Factory 10'],
    country: 'BG',
    shapes: ['LLYYDDDD'],
    models: [{ model: 'Makarov PM', alias: 'PM', calibre: '9x18', type: pistol }],
  },
  {
    make: 'FN Herstal',
    aliases: ['FN', 'Fabrique Nationale'],
    importer: 'Browning Arms Company',
    country: 'BE',
    shapes: ['245PNDDDDD', '245NZDDDDD'],
    models: [{ model: 'High Power', alias: 'GP35', calibre: '9x19', type: pistol }],
  },
  {
    make: 'Khyber Works',
    aliases: ['Khyber'],
    country: 'PK',
    shapes: ['DDDD', 'LDDD'],
    models: [{ model: 'No 7', calibre: '7.62x39', type: rifle }],
  },
]

const LATIN = Array.from('ABCDEFGHJKLMNPRSTUVWXYZ')
const CYRILLIC = Array.from('АБВГДЕЖЗИКЛМНПРСТУФХЦЧЭЮЯ')

/** A shape with its letters drawn and its year set; `#` is left for each digit of the running number. */
export function drawSeries(shape: string, year: number, random: Random): string {
  const digits = String(year % 100).padStart(2, '0')
  return Array.from(shape.replaceAll('D', '#').replace('YY', digits), (sign) => {
    if (sign === 'L') return random.pick(LATIN)
    return sign === 'C' ? random.pick(CYRILLIC) : sign
  }).join('')
}

/** How many digits of a series run. */
export function digitsOf(series: string): number {
  return series.split('#').length - 1
}

/** The serial of one number of a series, with leading zeros. */
export function numberIn(series: string, number: number): string {
  const digits = Array.from(String(number).padStart(digitsOf(series), '0'))
  let at = 0
  return Array.from(series, (sign) => (sign === '#' ? digits[at++] : sign)).join('')
}
