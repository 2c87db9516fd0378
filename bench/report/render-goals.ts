import { GOAL_READINGS } from '../generate/misread.ts'
import type { RecallOfReading } from '../parts/search/recall.ts'
import { mean } from '../run/statistics.ts'
import { resultOf } from './part-results.ts'
import type { RunResults } from './results.ts'
import { formatNumber as n, percent, table } from './tables.ts'

interface Goal {
  readonly what: string
  readonly goal: string
  /** What was reached, and whether that is enough; undefined where it was not measured. */
  readonly reached: (run: RunResults) => readonly [text: string, enough: boolean | undefined] | undefined
}

function atLeast(value: number | undefined, goal: number, unit = ''): readonly [string, boolean] | undefined {
  return value === undefined ? undefined : [`${n(value)}${unit}`, value >= goal]
}

function atMost(value: number | undefined, goal: number, unit = ''): readonly [string, boolean] | undefined {
  return value === undefined ? undefined : [`${n(value)}${unit}`, value <= goal]
}

function goalReadings(run: RunResults): readonly RecallOfReading[] {
  const { recall = [] } = resultOf(run, 'search') ?? {}
  return recall.filter(
    ({ reading, isMakeKnown }) => isMakeKnown && reading !== 'exact' && GOAL_READINGS.includes(reading),
  )
}

/** The kind that is found least. */
function worstRecall(run: RunResults): readonly [string, boolean] | undefined {
  const worst = [...goalReadings(run)].sort((a, b) => a.recall - b.recall)[0]
  return worst === undefined
    ? undefined
    : [
        `${percent(worst.recall)} (${worst.reading}; ${percent(worst.recallOfOthers)} but for those read as a sibling's number)`,
        worst.recall >= 0.999,
      ]
}

function first(run: RunResults, ...readings: readonly string[]): readonly [string, undefined] | undefined {
  const of = goalReadings(run).filter(({ reading }) => readings.includes(reading))
  if (of.length === 0) return undefined
  const chance = mean(of.map(({ firstByChance }) => firstByChance))
  const text = `${percent(mean(of.map((one) => one.first)))}; ${percent(chance)} by chance, ${n(mean(of.map(({ fitAsWell }) => fitAsWell)))} fit as well`
  return [text, undefined]
}

const GOALS: readonly Goal[] = [
  {
    what: 'chain over HTTP / its fixed statement',
    goal: '≥ 0.5',
    reached: (run) => atLeast(resultOf(run, 'chain')?.warm.ratio, 0.5),
  },
  {
    what: 'chain / express + drizzle N+1',
    goal: '≥ 12×',
    reached: (run) => atLeast(resultOf(run, 'chain')?.peers['express + drizzle N+1']?.ratio, 12, '×'),
  },
  {
    what: 'chain / PostGraphile',
    goal: '≥ 6×',
    reached: (run) => atLeast(resultOf(run, 'chain')?.peers['PostGraphile']?.ratio, 6, '×'),
  },
  {
    what: 'trace request over HTTP / its own SQL',
    goal: '≥ 0.5',
    reached: (run) => atLeast(resultOf(run, 'trace')?.ratio, 0.5),
  },
  { what: 'recall within 300, make known: the worst kind', goal: '≥ 99.9 %', reached: worstRecall },
  {
    what: 'true weapon first: 1 edit',
    goal: 'report',
    reached: (run) => first(run, 'substitution', 'insertion', 'deletion', 'transposition'),
  },
  { what: 'true weapon first: confusion', goal: 'report', reached: (run) => first(run, 'confusion') },
  { what: 'true weapon first: 2 unreadable', goal: 'report', reached: (run) => first(run, 'unreadable2') },
  { what: 'search p95 alone', goal: '≤ 4 ms', reached: (run) => atMost(resultOf(run, 'search')?.alone.p95, 4, ' ms') },
  {
    what: 'search p95, 8 in flight',
    goal: '≤ 10 ms',
    reached: (run) => atMost(resultOf(run, 'search')?.eight.p95, 10, ' ms'),
  },
  {
    what: 'search throughput / pg_trgm `%`',
    goal: '≥ 15×',
    reached: (run) => atLeast(resultOf(run, 'search')?.peers.similarity?.ratio, 15, '×'),
  },
  {
    what: 'search throughput / `LIKE`',
    goal: '≥ 50×',
    reached: (run) => atLeast(resultOf(run, 'search')?.peers.like?.ratio, 50, '×'),
  },
  {
    what: 'transfer over HTTP / its writes by SQL',
    goal: '≥ 0.6',
    reached: (run) => atLeast(resultOf(run, 'transfer')?.ratio, 0.6),
  },
  {
    what: 'transfer, ledger on / off',
    goal: '≥ 0.8',
    reached: (run) => atLeast(resultOf(run, 'ledger')?.ratio, 0.8),
  },
  {
    what: 'proof after the reply, p95',
    goal: '≤ 1,500 ms',
    reached: (run) => atMost(resultOf(run, 'ledger')?.proofP95, 1500, ' ms'),
  },
  {
    what: 'memory, 64 in flight',
    goal: 'flat',
    reached: (run) => {
      const memory = resultOf(run, 'memory')
      return (
        memory && [
          `${memory.flat ? 'flat' : 'rises'}, ${n(memory.residentMbPerMinute)} MB/min over ${n(memory.minutes)} min`,
          memory.flat,
        ]
      )
    },
  },
  {
    what: 'released on other text or against a descriptor',
    goal: '0',
    reached: (run) => {
      const found = resultOf(run, 'adversarial')
      if (found === undefined) return undefined
      const wrong = found.releasedOnOtherText + found.releasedOnContradiction
      return [`${wrong} of ${found.observations.toLocaleString('en')}`, wrong === 0]
    },
  },
]

function told(reached: readonly [string, boolean | undefined] | undefined): string {
  if (reached === undefined) return '–'
  const [text, enough] = reached
  return enough === undefined ? text : `${text} ${enough ? '✓' : '✗'}`
}

/** How the p95 of a search grows from each size to the next that was measured. */
function growth(runs: readonly RunResults[]): string[] {
  const measured = runs.flatMap((run) => {
    const search = resultOf(run, 'search')
    return search === undefined ? [] : [{ weapons: run.weapons, p95: search.alone.p95 }]
  })
  return measured.slice(1).map((run, at) => {
    const before = measured[at]
    const ratio = run.p95 / Math.max(0.001, before?.p95 ?? 0)
    return `From ${before?.weapons.toLocaleString('en')} to ${run.weapons.toLocaleString('en')} weapons the p95 of a search alone grows ${n(ratio)}× (goal from 1M to 10M: ≤ 2.5×).`
  })
}

/** The goals against each size that was measured. */
export function renderGoals(runs: readonly RunResults[]): string {
  if (runs.length === 0) return 'Nothing has been measured yet.\n'
  const sizes = runs.map(
    ({ weapons, profile }) => `${weapons.toLocaleString('en')}${profile === 'full' ? '' : ' (search only)'}`,
  )
  const rows = GOALS.map(({ what, goal, reached }) => [what, goal, ...runs.map((run) => told(reached(run)))])
  return ['## Goals', '', table(['what', 'goal', ...sizes], rows), ...growth(runs), ''].join('\n')
}
