/** A date or moment as written, not yet placed in a zone. */
export interface DateText {
  readonly precision: 'INSTANT' | 'DAY' | 'MONTH' | 'YEAR'
  readonly year: number
  /** 1 to 12; 1 where the text has none. */
  readonly month: number
  /** 1 to 31; 1 where the text has none. */
  readonly day: number
  /** Milliseconds since local midnight; digits beyond milliseconds are dropped. */
  readonly timeOfDayMs: number
  /** How long the moment may last by its text: a minute, a second or a millisecond. */
  readonly widthMs: number
  readonly offset: { readonly label: string; readonly offsetMs: number } | null
}

export type DateTextResult =
  | ({ readonly ok: true } & DateText)
  | { readonly ok: false; readonly code: string; readonly detail: string; readonly hint?: string }

const SHAPE =
  /^([+-]?\d{4,6})(?:-(\d{2})(?:-(\d{2})(?:[Tt](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?([Zz]|[+-]\d{2}:?\d{2})?)?)?)?$/

const EARLIEST_YEAR = 1500
const LATEST_YEAR = 9999

/**
 * Reads an ISO 8601 calendar date or date-time (extended format, RFC 3339 included) without guessing.
 * Years before 1500 or after 9999 are refused: no weapon under the ITI is older, and more digits are a slip of the pen or an attack on a database.
 */
export function parseDateText(text: string): DateTextResult {
  const match = SHAPE.exec(text)
  if (match === null) {
    return refuse(
      'DATE_MALFORMED',
      'This is not an ISO 8601 date.',
      'Write 2014, 2014-02, 2014-02-03 or 2014-02-03T10:00:00Z.',
    )
  }
  const [, yearText = '', monthText, dayText, hourText, minuteText, secondText, fractionText, offsetText] = match
  const year = Number(yearText)
  if (yearText.length !== 4 || year < EARLIEST_YEAR || year > LATEST_YEAR) {
    return refuse('YEAR_OUT_OF_RANGE', `The year must lie between ${EARLIEST_YEAR} and ${LATEST_YEAR}.`)
  }
  const month = Number(monthText ?? 1)
  const day = Number(dayText ?? 1)
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) {
    return refuse('DATE_IMPOSSIBLE', 'There is no such day in the calendar.')
  }
  const [hour, minute, second] = [Number(hourText ?? 0), Number(minuteText ?? 0), Number(secondText ?? 0)]
  if (hour > 23 || minute > 59 || second > 59) return refuse('TIME_IMPOSSIBLE', 'There is no such time of day.')
  const offset = readOffset(offsetText)
  if (offset === 'IMPOSSIBLE') return refuse('TIME_IMPOSSIBLE', 'There is no such offset from UTC.')
  const milliseconds = Number((fractionText ?? '0').padEnd(3, '0').slice(0, 3))
  return {
    ok: true,
    precision: precisionOf(monthText, dayText, hourText),
    year,
    month,
    day,
    timeOfDayMs: ((hour * 60 + minute) * 60 + second) * 1000 + milliseconds,
    widthMs: widthOf(secondText, fractionText),
    offset,
  }
}

function refuse(code: string, detail: string, hint?: string): DateTextResult {
  return { ok: false, code, detail, ...(hint === undefined ? {} : { hint }) }
}

function daysInMonth(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate()
}

function precisionOf(
  month: string | undefined,
  day: string | undefined,
  hour: string | undefined,
): DateText['precision'] {
  if (hour !== undefined) return 'INSTANT'
  if (day !== undefined) return 'DAY'
  return month === undefined ? 'YEAR' : 'MONTH'
}

function widthOf(second: string | undefined, fraction: string | undefined): number {
  if (second === undefined) return 60_000
  return fraction === undefined ? 1000 : 1
}

function readOffset(text: string | undefined): DateText['offset'] | 'IMPOSSIBLE' {
  if (text === undefined) return null
  if (text === 'Z' || text === 'z') return { label: 'UTC', offsetMs: 0 }
  const [hours, minutes] = [Number(text.slice(1, 3)), Number(text.slice(-2))]
  // The largest offset ever in use is +14:00; RFC 3339 would allow 23:59.
  if (hours > 15 || minutes > 59) return 'IMPOSSIBLE'
  const offsetMs = (text.startsWith('-') ? -1 : 1) * (hours * 60 + minutes) * 60_000
  return { label: `${text.slice(0, 3)}:${text.slice(-2)}`, offsetMs }
}
