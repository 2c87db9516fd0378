const INSTANT = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}:\d{2})(?:\.(\d{1,9}))?(?:Z|\+00(?::?00)?)$/

/**
 * Orders two instants in UTC whose fractions may have different lengths: negative where `a` is earlier.
 * Milliseconds are not enough for `knownAt`, since the database's clock has microseconds and a chain asked for one fact must not show the next.
 * Text with another offset is compared to the millisecond.
 */
export function compareInstants(a: string, b: string): number {
  const [left, right] = [sortableText(a), sortableText(b)]
  if (left === null || right === null) return Date.parse(a) - Date.parse(b)
  if (left === right) return 0
  return left < right ? -1 : 1
}

function sortableText(instant: string): string | null {
  const match = INSTANT.exec(instant)
  if (match === null) return null
  const [, day, time, fraction = ''] = match
  return `${day}T${time}.${fraction.padEnd(9, '0')}`
}

/** The earliest of several instants, or undefined where there is none. */
export function earliestInstant(instants: readonly string[]): string | undefined {
  return instants.reduce<string | undefined>(
    (earliest, instant) => (earliest === undefined || compareInstants(instant, earliest) < 0 ? instant : earliest),
    undefined,
  )
}
