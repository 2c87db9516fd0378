import type { EventKind } from '../custody/event-kinds.ts'
import type { Floor } from './grounds.ts'

/** The rules that may bind a registry. All of them where nothing is said: the longest counts. */
export const RETENTION_REGIMES = ['ITI', 'FIREARMS_PROTOCOL', 'ATT', 'EU_2021_555'] as const
export type RetentionRegime = (typeof RETENTION_REGIMES)[number]

/** Kinds of records by how long they are kept. */
export const RETAINED_KINDS = ['MANUFACTURING', 'TRANSFER', 'LICENCE', 'TRACE'] as const
export type RetainedKind = (typeof RETAINED_KINDS)[number]

interface Rule {
  readonly regime: RetentionRegime
  readonly basis: string
  readonly years: number
  /** What begins the time: the event that the record is of, or the destruction of the weapon. */
  readonly from: 'EVENT' | 'DESTRUCTION'
  readonly kinds: readonly RetainedKind[]
}

/** The floors of domain.md 8.15. ITI 12 prefers that records are kept indefinitely: a floor says when they may go, never that they must. */
export const RETENTION_RULES: readonly Rule[] = [
  { regime: 'ITI', basis: 'ITI 12(a)', years: 30, from: 'EVENT', kinds: ['MANUFACTURING'] },
  { regime: 'ITI', basis: 'ITI 12(b)', years: 20, from: 'EVENT', kinds: ['TRANSFER', 'LICENCE', 'TRACE'] },
  {
    regime: 'FIREARMS_PROTOCOL',
    basis: 'Firearms Protocol 7',
    years: 10,
    from: 'EVENT',
    kinds: ['TRANSFER', 'LICENCE'],
  },
  { regime: 'ATT', basis: 'ATT 12', years: 10, from: 'EVENT', kinds: ['TRANSFER', 'LICENCE'] },
  {
    regime: 'EU_2021_555',
    basis: 'Directive (EU) 2021/555 art. 4(5)',
    years: 30,
    from: 'DESTRUCTION',
    kinds: ['MANUFACTURING', 'TRANSFER'],
  },
]

/** One record, or one mention of a person in it. */
export interface Retained {
  readonly kind: RetainedKind
  /** `YYYY-MM-DD`, the last day on which it can have happened. */
  readonly happenedOn: string
  /** `YYYY-MM-DD`; null where the weapon is not known to be destroyed; undefined where the record is of no weapon. */
  readonly destroyedOn?: string | null
}

const MADE: readonly EventKind[] = ['MANUFACTURED', 'ASSEMBLED_AS_NEW', 'PROOFED']

export function retainedKindOf(kind: EventKind): RetainedKind {
  return MADE.includes(kind) ? 'MANUFACTURING' : 'TRANSFER'
}

const LAST_YEAR = 9999

/** A day, so many years later; of 29 February the 1st of March. */
export function yearsAfter(day: string, years: number): string {
  const sum = Number(day.slice(0, 4)) + years
  // A permit without an end is given as one to 9999-12-31. Days are compared as texts, and one of five figures would come before all others.
  if (sum > LAST_YEAR) return `${LAST_YEAR}-12-31`
  const year = String(sum).padStart(4, '0')
  const later = `${year}${day.slice(4)}`
  const isDay = new Date(`${later}T00:00:00Z`).toISOString().startsWith(later)
  return isDay ? later : `${year}-03-01`
}

/** Until when one record must be kept: the longest of the rules that apply to it. */
export function floorOf(record: Retained, regimes: readonly RetentionRegime[] = RETENTION_REGIMES): Floor {
  const floors = RETENTION_RULES.flatMap((rule): Floor[] => {
    if (!regimes.includes(rule.regime) || !rule.kinds.includes(record.kind)) return []
    if (rule.from === 'EVENT') return [{ until: yearsAfter(record.happenedOn, rule.years), basis: [rule.basis] }]
    if (record.destroyedOn === undefined) return []
    const until = record.destroyedOn === null ? null : yearsAfter(record.destroyedOn, rule.years)
    return [{ until, basis: [rule.basis] }]
  })
  return longest(floors)
}

/** The floor of what several records hold: that of the one which must be kept longest. `0001-01-01` where none must be. */
export function longest(floors: readonly Floor[]): Floor {
  const open = floors.filter(({ until }) => until === null)
  const basisOf = (some: readonly Floor[]) => [...new Set(some.flatMap(({ basis }) => basis))].sort()
  if (open.length > 0) return { until: null, basis: basisOf(open) }
  const until = floors.reduce(
    (latest, floor) => (String(floor.until) > latest ? String(floor.until) : latest),
    '0001-01-01',
  )
  return { until, basis: basisOf(floors.filter((floor) => floor.until === until)) }
}
