import { type DateText, parseDateText } from '../domain/time/date-text.ts'
import type { PrintableDate, PrintableDiversion } from './printable-answer.ts'

const MONTHS = 'January|February|March|April|May|June|July|August|September|October|November|December'.split('|')
const PRECISIONS: readonly string[] = ['YEAR', 'MONTH', 'DAY', 'INSTANT']
const WITHHELD: Readonly<Record<string, string>> = { YEAR: ' (no more is reported)', MONTH: ' (day not reported)' }

/** A date as it was reported, no finer than its precision; the month by its name, since 3/2 is two days in two countries. */
export function dateInWords({ value, precision }: PrintableDate): string {
  const [from = '', to] = value.split('/')
  if (to !== undefined) return `between ${textInWords(from)} and ${textInWords(to)}`
  return textInWords(from, precision)
}

function textInWords(text: string, stated?: string): string {
  const date = parseDateText(text)
  if (!date.ok) return text
  const precision = stated !== undefined && PRECISIONS.includes(stated) ? stated : date.precision
  const day = precision === 'DAY' || precision === 'INSTANT' ? `${date.day} ` : ''
  const month = precision === 'YEAR' ? '' : `${MONTHS[date.month - 1]} `
  const time = precision === 'INSTANT' ? `, ${timeOf(date)}` : ''
  return `${day}${month}${date.year}${time}${WITHHELD[precision] ?? ''}`
}

function timeOf({ timeOfDayMs, widthMs, offset }: DateText): string {
  const time = new Date(timeOfDayMs).toISOString().slice(11, widthMs < 60_000 ? 19 : 16)
  return `${time} ${offset === null ? 'by the clock of the place' : zoneOf(offset.label)}`
}

function zoneOf(label: string): string {
  return label === 'UTC' ? label : `UTC${label}`
}

/** When the registry recorded something, by its own clock. */
export function momentInWords(recordedAt: string): string {
  const date = new Date(recordedAt)
  if (Number.isNaN(date.getTime())) return recordedAt
  const day = `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]} ${date.getUTCFullYear()}`
  return `${day}, ${date.toISOString().slice(11, 19)} UTC`
}

/** The time in which the weapon left licit control. */
export function diversionInWords({ notBefore, notAfter }: PrintableDiversion): string {
  if (notBefore === null && notAfter === null) return 'At a time that is not known'
  if (notAfter === null)
    return `Not before ${notBefore === null ? '' : dateInWords(notBefore)}; until when is not known`
  const until = dateInWords(notAfter)
  return notBefore === null
    ? `Not after ${until}; since when is not known`
    : `Not before ${dateInWords(notBefore)}, and not after ${until}`
}
