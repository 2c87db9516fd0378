import type { Maker, ReferenceLists } from './entries.ts'
import type { SerialFormat } from './mark-entries.ts'

/**
 * Ways of numbering beside the one shape that a maker's entry holds. A number of such a shape may be the maker's; that a number has another
 * shape says nothing, since older ones are numbered otherwise.
 */
export const SERIAL_FORMATS: readonly SerialFormat[] = [
  {
    code: 'ES_SINCE_1995',
    name: 'Spain, every maker: two digits of the maker, two of the type (03 shotgun, 08 and 09 bow and crossbow), three or four of the number, two of the year, as in 28-03-069-00',
    makers: [],
    country: 'ES',
    pattern: '^\\d{2}-\\d{2}-\\d{3,4}-(?<year>\\d{2})$',
    since: 1995,
    source: 'rules of the Spanish registry of arms, by secondary accounts',
    certainty: 'MEDIUM',
  },
  {
    code: 'FN_YEAR_LETTERS',
    name: 'FN Herstal, older pistols: three digits of the type, two letters of the year, five digits, as in 245PN12345 of 1989',
    makers: ['FN_HERSTAL'],
    pattern: '^\\d{3}(?<year>[ZYXWVTRPNM]{2})\\d{5}$',
    yearCodes: 'BE_BROWNING',
    source: 'general literature',
    certainty: 'LOW',
  },
]

/** A format with what its list entry says of it beside: whether it is the only one known of its maker. */
export interface ListedFormat extends SerialFormat {
  /** True where a number of another shape is noted as odd for the maker. */
  readonly isOnly: boolean
}

function ofMaker({ id, name, serialPattern, serialInWords, yearInSerial, source, certainty, ...rest }: Maker) {
  if (serialPattern === undefined) return []
  const year = yearInSerial === undefined ? '' : `; two digits are the year, counted from ${yearInSerial.base}`
  const told = `${name}: ${serialInWords ?? 'see the pattern'}${year}`
  const operators = rest.isOperators === true ? { isOperators: true } : {}
  return [{ code: id, name: told, makers: [id], pattern: serialPattern, isOnly: true, source, certainty, ...operators }]
}

/** Every way of numbering that is known: the one of each maker, then those that several share. */
export function allSerialFormats({ makers, serialFormats }: ReferenceLists): readonly ListedFormat[] {
  return [...makers.flatMap(ofMaker), ...serialFormats.map((format) => ({ ...format, isOnly: false }))]
}
