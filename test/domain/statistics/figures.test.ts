import { describe, expect, it } from 'vitest'
import { DomainError } from '../../../src/domain/errors.ts'
import { byAge, SETTLED_STATUSES } from '../../../src/domain/statistics/open-requests.ts'
import { momentsOf, periodOf } from '../../../src/domain/statistics/period.ts'
import { tally } from '../../../src/domain/statistics/tally.ts'
import { cellOf } from '../../../src/domain/traces/request-steps.ts'
import { REQUEST_STATUSES } from '../../../src/domain/vocabulary/traces.ts'

const TODAY = '2026-11-26'

describe('the period of figures', () => {
  it.each([
    ['a year to today', {}, { from: '2025-11-27', to: '2026-11-26' }],
    ['a year to a day', { to: '2025-12-31' }, { from: '2025-01-01', to: '2025-12-31' }],
    ['from a day to today', { from: '2026-01-01' }, { from: '2026-01-01', to: '2026-11-26' }],
    ['one day', { from: '2026-02-28', to: '2026-02-28' }, { from: '2026-02-28', to: '2026-02-28' }],
    ['ten years', { from: '2016-01-01', to: '2025-12-31' }, { from: '2016-01-01', to: '2025-12-31' }],
    ['ten years from a leap day', { from: '2016-02-29', to: '2026-02-28' }, { from: '2016-02-29', to: '2026-02-28' }],
  ])('is %s', (_name, wanted, period) => {
    expect(periodOf(wanted, TODAY)).toEqual(period)
  })

  it.each([
    ['ends before it begins', { from: '2026-01-02', to: '2026-01-01' }],
    ['begins after today', { from: '2026-11-27' }],
    ['is a day longer than ten years', { from: '2016-01-01', to: '2026-01-01' }],
    ['lies before all records', { from: '0001-01-01', to: '0001-01-02' }],
    ['lies after all years', { from: '9998-12-01', to: '9999-12-31' }],
  ])('is refused where it %s', (_name, wanted) => {
    expect(() => periodOf(wanted, TODAY)).toThrow(DomainError)
  })

  it('has whole days in UTC, both included', () => {
    const moments = momentsOf({ from: '2024-02-01', to: '2024-02-29' })
    expect(moments).toEqual({ begin: '2024-02-01T00:00:00Z', end: '2024-03-01T00:00:00Z' })
  })
})

describe('a tally', () => {
  it('sums by code in the order of the list, tells a code of which there is none, and keeps codes that no list knows', () => {
    const groups: [string | null, number][] = [
      ['b', 1],
      ['a', 2],
      [null, 8],
      ['new', 16],
      ['b', 4],
    ]
    const counts = tally(groups, { codes: ['a', 'b', 'c'], codeOf: ([code]) => code, countOf: ([, count]) => count })
    expect(counts).toEqual([
      { code: 'a', count: 2 },
      { code: 'b', count: 5 },
      { code: 'c', count: 0 },
      { code: 'new', count: 16 },
    ])
  })
})

describe('open requests', () => {
  it('are grouped by age, groups of none too', () => {
    const groups = byAge([
      { reached: 4, count: 2 },
      { reached: 1, count: 3 },
    ])
    expect(groups.map(({ fromDays, belowDays, count }) => [fromDays, belowDays, count])).toEqual([
      [0, 1, 0],
      [1, 7, 3],
      [7, 30, 0],
      [30, 90, 0],
      [90, null, 2],
    ])
  })

  it('are those that the registry may still answer or clarify, or that wait for more', () => {
    const settled: readonly string[] = SETTLED_STATUSES
    const open = REQUEST_STATUSES.filter((status) => !settled.includes(status))
    const withdrawable = REQUEST_STATUSES.filter((status) => cellOf(status, 'ASKER WITHDRAW') === 'WITHDRAWN')
    expect(open).toEqual(withdrawable)
  })
})
