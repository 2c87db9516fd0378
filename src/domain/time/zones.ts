/**
 * States that no longer exist, by the codes they had (ISO 3166-3), and those on whose ground they stood. `CS` was Czechoslovakia until 1993
 * and Serbia and Montenegro until 2006: all five successors, because a date alone does not tell which is meant.
 */
const SUCCESSORS: Readonly<Record<string, readonly string[]>> = {
  SU: 'RU UA BY MD EE LV LT GE AM AZ KZ UZ TM KG TJ'.split(' '),
  YU: 'RS ME BA HR SI MK XK'.split(' '),
  CS: 'CZ SK RS ME XK'.split(' '),
  DD: ['DE'],
  AN: 'CW SX BQ'.split(' '),
}

/** Kosovo's user-assigned code has no zone of its own in CLDR. */
const ZONE_OVERRIDES: Readonly<Record<string, readonly string[]>> = { XK: ['Europe/Belgrade'] }

const zonesByCountry = new Map<string, readonly string[]>()

/**
 * IANA time zones of a country (ISO 3166-1 alpha-2, or a former State's code), by CLDR as Node carries it.
 * Empty for a code no zone is known for: a date there is then read in UTC.
 */
export function zonesOf(country: string): readonly string[] {
  const known = zonesByCountry.get(country)
  if (known !== undefined) return known
  const zones = lookUpZones(country)
  // Bounded: only well-formed codes are kept, and there are 676 of them.
  if (/^[A-Z]{2}$/.test(country)) zonesByCountry.set(country, zones)
  return zones
}

function lookUpZones(country: string): readonly string[] {
  if (!/^[A-Z]{2}$/.test(country)) return []
  const successors = SUCCESSORS[country]
  if (successors !== undefined) return [...new Set(successors.flatMap((successor) => zonesOf(successor)))]
  const override = ZONE_OVERRIDES[country]
  if (override !== undefined) return override
  // Node 20 has the getter `timeZones`, later ones the method `getTimeZones`; the library types know neither.
  const locale = new Intl.Locale(`und-${country}`) as Intl.Locale & {
    readonly timeZones?: readonly string[]
    getTimeZones?: () => readonly string[] | undefined
  }
  return locale.getTimeZones?.() ?? locale.timeZones ?? []
}

const formats = new Map<string, Intl.DateTimeFormat>()

function formatOf(zone: string): Intl.DateTimeFormat {
  let format = formats.get(zone)
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-GB', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    })
    formats.set(zone, format)
  }
  return format
}

/** Milliseconds by which a zone's clocks are ahead of UTC at an instant (ms since 1970). */
function offsetAt(zone: string, instantMs: number): number {
  if (zone === 'UTC') return 0
  const wholeSecondMs = Math.floor(instantMs / 1000) * 1000
  const part: Record<string, number> = {}
  for (const { type, value } of formatOf(zone).formatToParts(wholeSecondMs)) part[type] = Number(value)
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part
  return Date.UTC(year, month - 1, day, hour, minute, second) - wholeSecondMs
}

const DAY_MS = 86_400_000

/** The instants (0, 1 or 2, ascending) at which a zone's clocks show a local time, given as if it were UTC (ms). */
export function instantsOfLocal(zone: string, localMs: number): readonly number[] {
  const offsets = new Set([offsetAt(zone, localMs - DAY_MS), offsetAt(zone, localMs + DAY_MS)])
  return [...offsets]
    .map((offset) => ({ offset, instantMs: localMs - offset }))
    .filter(({ offset, instantMs }) => offsetAt(zone, instantMs) === offset)
    .map(({ instantMs }) => instantMs)
    .sort((a, b) => a - b)
}

/** The first instant (ms) of a local day, whose midnight is given as if it were UTC. Where clocks skip midnight, the moment they skip. */
export function startOfLocalDay(zone: string, localMidnightMs: number): number {
  return instantsOfLocal(zone, localMidnightMs)[0] ?? localMidnightMs - offsetAt(zone, localMidnightMs - DAY_MS)
}
