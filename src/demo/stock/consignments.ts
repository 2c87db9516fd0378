import { PRODUCT_LINES, type ProductLine } from './product-lines.ts'

/** Weapons of one line that were made and delivered together, with serials that run on. */
export interface Consignment {
  readonly line: ProductLine
  readonly year: number
  readonly to: 'TRADE' | 'POLICE' | 'GENDARMERIE' | 'CUSTOMS'
  readonly count: number
  /** The serial of the nth, n from 0. */
  readonly serialOf: (n: number) => string
}

type Row = readonly [
  line: keyof typeof PRODUCT_LINES,
  year: number,
  to: Consignment['to'],
  count: number,
  pattern: string,
]

/** A pattern is a serial whose last run of `#` is a number that begins at the digits before the colon: `17:BKO###` is BKO017, BKO018, … */
function readPattern(pattern: string): (n: number) => string {
  const [first = '0', shape = ''] = pattern.split(':')
  return (n) => shape.replace(/#+/, (run) => String(Number(first) + n).padStart(run.length, '0'))
}

// Shapes are those of the makers' published serials. Some agree on purpose: with a hyphen dropped Heckler & Koch's 24-510000 is Ruger's 245-10000; SIG and CZ
// both made B512300; Taurus, Radom and Colt share AB12300; the two Berettas differ by O and 0, the two Colts by I and 1.
const ROWS: readonly Row[] = [
  ['glock17', 2016, 'POLICE', 150, '100:BDFK###'],
  ['glock17', 2018, 'GENDARMERIE', 150, '300:BGHZ###'],
  ['glock17', 2020, 'TRADE', 100, '0:BKTA###'],
  ['glock19', 2019, 'TRADE', 120, '400:BKXR###'],
  ['glock19', 2021, 'TRADE', 100, '20:BNVC###'],
  ['glock26', 2017, 'TRADE', 80, '610:BEEP###'],
  ['beretta92', 2003, 'GENDARMERIE', 150, '12300:AO#####'],
  ['beretta92', 2012, 'TRADE', 100, '12300:A0#####'],
  ['beretta92', 2022, 'TRADE', 100, '31700:N#####Z'],
  ['berettaPx4', 2015, 'TRADE', 80, '20440:PX#####'],
  ['hkUsp', 2010, 'CUSTOMS', 120, '510000:24-######'],
  ['hkMp5', 1998, 'POLICE', 80, '311200:62-######'],
  ['hk416', 2019, 'GENDARMERIE', 120, '40100:88-0#####'],
  ['sigP226', 2009, 'TRADE', 90, '512300:B######'],
  ['sigP320', 2021, 'TRADE', 110, '120400:58A######'],
  ['cz75b', 2006, 'TRADE', 120, '512300:B######'],
  ['cz75b', 2014, 'TRADE', 100, '22100:C#####'],
  ['highPower', 1989, 'TRADE', 70, '12300:245PN#####'],
  ['zastavaCz99', 2011, 'TRADE', 90, '118200:######'],
  ['model10', 1997, 'POLICE', 100, '4500:CAV####'],
  ['gp100', 2012, 'TRADE', 80, '10000:245-#####'],
  ['mini14', 2005, 'TRADE', 80, '44120:187-#####'],
  ['python', 1986, 'TRADE', 60, '234500:I######'],
  ['python', 1991, 'TRADE', 60, '1234500:#######'],
  ['python', 1995, 'TRADE', 50, '12300:AB#####'],
  ['taurus85', 2008, 'TRADE', 90, '12300:AB#####'],
  ['pt92', 2013, 'TRADE', 90, '90210:TIO#####'],
  ['beryl', 2011, 'GENDARMERIE', 110, '12300:AB#####'],
  ['uzi', 1994, 'POLICE', 60, '24510000:########'],
  ['zastavaCz99', 2019, 'TRADE', 90, '512300:######'],
]

export const CONSIGNMENTS: readonly Consignment[] = ROWS.map(([line, year, to, count, pattern]) => ({
  line: PRODUCT_LINES[line],
  year,
  to,
  count,
  serialOf: readPattern(pattern),
}))
