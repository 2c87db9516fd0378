import { z } from 'zod'

const FORM = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2}:\d{2})(?:\.(\d{1,6}))?(Z|[+-]\d{2}:\d{2}))?$/

// Beyond these PostgreSQL knows no year 0 and JavaScript writes years of six digits; no weapon is that old, and nothing is recorded that late.
const [EARLIEST, LATEST] = [Date.parse('1000-01-01T00:00:00Z'), Date.parse('9998-12-31T00:00:00Z')]

function isOutside(moment: number): boolean {
  return moment < EARLIEST || moment > LATEST
}

/** A moment of a query as UTC text with microseconds, comparable with `recordedAt`; a day alone means its end in UTC. Undefined where it is neither. */
export function momentText(value: string): string | undefined {
  const found = FORM.exec(value)
  if (found === null) return undefined
  const [, day = '', time, fraction = '', offset] = found
  // JavaScript reads 30 February as 2 March; a day that does not exist is no moment.
  const midnight = Date.parse(`${day}T00:00:00Z`)
  if (Number.isNaN(midnight) || !new Date(midnight).toISOString().startsWith(day)) return undefined
  if (isOutside(midnight)) return undefined
  if (time === undefined) return `${day}T23:59:59.999999Z`
  const second = Date.parse(`${day}T${time}${offset}`)
  if (Number.isNaN(second) || isOutside(second)) return undefined
  return `${new Date(second).toISOString().slice(0, 19)}.${fraction.padEnd(6, '0')}Z`
}

/** `?at=` and `?knownAt=`: an RFC 3339 moment, or a day. */
export const Moment = z
  .string()
  .refine((value) => momentText(value) !== undefined, {
    error: 'This must be a moment such as 2026-11-23T10:00:00Z, or a day such as 2026-11-23.',
  })
  .optional()

/** `?…From=`: a moment, or a day, which means its beginning in UTC. As UTC text with microseconds. */
export const FromMoment = Moment.transform((value) => {
  if (value === undefined) return undefined
  return value.includes('T') ? momentText(value) : `${value}T00:00:00.000000Z`
})

/** `?…To=`: a moment, or a day, which means its end in UTC. As UTC text with microseconds. */
export const ToMoment = Moment.transform((value) => (value === undefined ? undefined : momentText(value)))
