import { z } from 'zod'
import type { ErrorEntry } from '../errors.ts'
import { parseDateText } from './date-text.ts'
import type { DateText } from './date-text.ts'
import { instantsOfLocal, startOfLocalDay } from './zones.ts'

const PRECISIONS = ['INSTANT', 'DAY', 'MONTH', 'YEAR', 'INTERVAL'] as const
type Precision = (typeof PRECISIONS)[number]

/** When something happened: as given, and the half-open range of instants it may mean (design 3.2). */
export interface Occurred {
  /** The text as given; for an INTERVAL `from/to`. */
  readonly value: string
  readonly precision: Precision
  /** First instant of the range, ISO 8601 UTC with milliseconds. */
  readonly from: string
  /** First instant after the range, ISO 8601 UTC with milliseconds. */
  readonly to: string
  /** IANA zone or offset in which the text was read; null where it may have been any of several. */
  readonly zone: string | null
}

const Text = z.string().min(4).max(80)

/** The wire forms of `occurredAt`. Only the shape is checked here; `resolveOccurredAt` says what is wrong with the date itself. */
export const OccurredAtInput = z
  .union([
    Text,
    z.strictObject({ value: Text, precision: z.enum(PRECISIONS) }),
    z.strictObject({ from: Text, to: Text, precision: z.literal('INTERVAL') }),
  ])
  .meta({
    description:
      'When it happened: an ISO 8601 text whose precision is read off (2014, 2014-02, 2014-02-03, 2014-02-03T10:00:00Z), ' +
      'a value with its precision, or an interval. Dates without an offset are days at the place.',
  })
export type OccurredAtInput = z.infer<typeof OccurredAtInput>

export type OccurredResult =
  | { readonly ok: true; readonly occurred: Occurred }
  | { readonly ok: false; readonly errors: readonly ErrorEntry[] }

interface ResolveOptions {
  /** The place's zones (`zonesOf(country)`); empty means UTC. */
  readonly zones: readonly string[]
  /** Where the value stands in the body; `#/occurredAt` unless told. */
  readonly pointer?: string
}

const RANK: Record<Precision, number> = { INSTANT: 0, DAY: 1, MONTH: 2, YEAR: 3, INTERVAL: 4 }
const LAST_INSTANT_MS = Date.UTC(9999, 11, 31, 23, 59, 59, 999)

interface RangeMs {
  readonly fromMs: number
  readonly toMs: number
  readonly zone: string | null
}

/** An error before it knows its place in the body. `at` is appended to the pointer. */
interface Fault {
  readonly at: '' | '/value' | '/from' | '/to' | '/precision'
  readonly code: string
  readonly detail: string
  readonly hint?: string
}

/**
 * Reads a wire form into text, precision and range. With several zones the range covers the day in each of them, and `zone` is null unless
 * they agree: an honest uncertainty is better than a guessed place. A value finer than its stated precision is read at the stated one
 * (`2014-02-03` as MONTH is February 2014); a coarser one contradicts it and is refused. An interval's end includes the day, month or year it names.
 */
export function resolveOccurredAt(input: OccurredAtInput, options: ResolveOptions): OccurredResult {
  const zones = options.zones.length === 0 ? ['UTC'] : options.zones
  const pointer = options.pointer ?? '#/occurredAt'
  const read = readForm(input, zones)
  if ('code' in read) {
    const { at, ...entry } = read
    return { ok: false, errors: [{ pointer: `${pointer}${at}`, ...entry }] }
  }
  return { ok: true, occurred: read }
}

function readForm(input: OccurredAtInput, zones: readonly string[]): Occurred | Fault {
  if (typeof input !== 'string' && 'from' in input) return readInterval(input.from, input.to, zones, ['/from', '/to'])
  const text = typeof input === 'string' ? input : input.value
  const at = typeof input === 'string' ? '' : '/value'
  const stated = typeof input === 'string' ? undefined : input.precision
  const slash = text.indexOf('/')
  if (slash >= 0) {
    if (stated !== undefined && stated !== 'INTERVAL') return contradiction('The value is an interval.')
    return readInterval(text.slice(0, slash), text.slice(slash + 1), zones, [at, at])
  }
  if (stated === 'INTERVAL') return contradiction('An interval has a `from` and a `to`.')
  return readSingle(text, stated, zones, at)
}

function readSingle(
  text: string,
  stated: Exclude<Precision, 'INTERVAL'> | undefined,
  zones: readonly string[],
  at: Fault['at'],
): Occurred | Fault {
  const date = parseDateText(text)
  if (!date.ok)
    return { at, code: date.code, detail: date.detail, ...(date.hint === undefined ? {} : { hint: date.hint }) }
  const precision = stated ?? date.precision
  if (RANK[precision] < RANK[date.precision]) return contradiction(`The value is no finer than ${date.precision}.`)
  const range = rangeOf(date, precision, zones, at)
  return 'code' in range ? range : toOccurred(text, precision, range)
}

function readInterval(
  fromText: string,
  toText: string,
  zones: readonly string[],
  [fromAt, toAt]: readonly [Fault['at'], Fault['at']],
): Occurred | Fault {
  const from = readSingle(fromText, undefined, zones, fromAt)
  if ('code' in from) return from
  const to = readSingle(toText, undefined, zones, toAt)
  if ('code' in to) return to
  // An instant ends an interval where it begins; a day, month or year is included whole.
  const end = to.precision === 'INSTANT' ? to.from : to.to
  if (end <= from.from) return { at: toAt, code: 'INTERVAL_NOT_FORWARD', detail: 'The interval ends before it begins.' }
  const zone = from.zone === to.zone ? from.zone : null
  return { value: `${fromText}/${toText}`, precision: 'INTERVAL', from: from.from, to: end, zone }
}

function contradiction(detail: string): Fault {
  return { at: '/precision', code: 'PRECISION_CONTRADICTS_VALUE', detail }
}

function toOccurred(value: string, precision: Precision, { fromMs, toMs, zone }: RangeMs): Occurred {
  const from = Math.min(fromMs, LAST_INSTANT_MS - 1)
  // Clamped, so that each range stays text of four-digit years and compares as such.
  const to = Math.min(toMs, LAST_INSTANT_MS)
  return { value, precision, from: new Date(from).toISOString(), to: new Date(to).toISOString(), zone }
}

function rangeOf(date: DateText, precision: Precision, zones: readonly string[], at: Fault['at']): RangeMs | Fault {
  if (precision === 'INSTANT') return instantRange(date, zones, at)
  const firstMs = Date.UTC(date.year, precision === 'YEAR' ? 0 : date.month - 1, precision === 'DAY' ? date.day : 1)
  const nextMs = afterPeriod(firstMs, precision)
  if (date.offset !== null) {
    const { label, offsetMs } = date.offset
    return { fromMs: firstMs - offsetMs, toMs: nextMs - offsetMs, zone: label }
  }
  const ranges = zones
    .map((zone) => ({ zone, fromMs: startOfLocalDay(zone, firstMs), toMs: startOfLocalDay(zone, nextMs) }))
    // Where a zone crossed the date line a day was skipped (Apia, 30 December 2011): it is no day there.
    .filter(({ fromMs, toMs }) => fromMs < toMs)
  if (ranges.length === 0) return { at, code: 'DATE_IMPOSSIBLE', detail: 'This day did not exist at the place.' }
  const fromMs = Math.min(...ranges.map((range) => range.fromMs))
  const toMs = Math.max(...ranges.map((range) => range.toMs))
  const agree = ranges.every((range) => range.fromMs === fromMs && range.toMs === toMs)
  return { fromMs, toMs, zone: agree ? (ranges[0]?.zone ?? null) : null }
}

function afterPeriod(firstMs: number, precision: Precision): number {
  const first = new Date(firstMs)
  const [year, month, day] = [first.getUTCFullYear(), first.getUTCMonth(), first.getUTCDate()]
  if (precision === 'YEAR') return Date.UTC(year + 1, 0, 1)
  return precision === 'MONTH' ? Date.UTC(year, month + 1, 1) : Date.UTC(year, month, day + 1)
}

/** A moment covers what its text leaves open: a minute, a second or a millisecond. */
function instantRange(date: DateText, zones: readonly string[], at: Fault['at']): RangeMs | Fault {
  const localMs = Date.UTC(date.year, date.month - 1, date.day) + date.timeOfDayMs
  if (date.offset !== null) {
    const fromMs = localMs - date.offset.offsetMs
    return { fromMs, toMs: fromMs + date.widthMs, zone: date.offset.label }
  }
  const found = new Set(zones.flatMap((zone) => instantsOfLocal(zone, localMs)))
  const [fromMs] = found
  if (fromMs === undefined)
    return { at, code: 'DATE_IMPOSSIBLE', detail: 'Clocks at the place never showed this time.' }
  if (found.size > 1) {
    return {
      at,
      code: 'OFFSET_REQUIRED',
      detail: 'This local time was more than one moment at the place.',
      hint: 'Give the offset from UTC, or the day alone.',
    }
  }
  return { fromMs, toMs: fromMs + date.widthMs, zone: zones[0] ?? null }
}

const DAY_MS = 86_400_000

/** True where even the earliest reading lies more than 24 h after `now` (ISO 8601 UTC): such a report is refused (design 3.2). */
export function isTooFarInFuture(occurred: Occurred, now: string): boolean {
  return Date.parse(occurred.from) > Date.parse(now) + DAY_MS
}

/** True where `a` was over when `b` began, whichever readings are right. */
export function before(a: Occurred, b: Occurred): boolean {
  return Date.parse(a.to) <= Date.parse(b.from)
}

/** True where the two may have been at one time: neither is before the other. */
export function overlaps(a: Occurred, b: Occurred): boolean {
  return !before(a, b) && !before(b, a)
}
