import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Assembly, stayAt, threadAssemblies } from '../../../src/domain/components/assembly.ts'
import { recordedAtOf } from '../custody/vector-files.ts'
import { report } from './lives.ts'

const told = (reports: readonly Assembly[], knownAt?: string) => {
  const { stays, notes } = threadAssemblies(reports, knownAt)
  return {
    stays: stays.map(({ hostIds, since, until }) => [hostIds.join('+'), since.value, until?.value ?? null]),
    notes: Object.fromEntries(notes),
  }
}

const days = fc.integer({ min: 1, max: 9 }).map((day) => `2020-01-0${day}`)
const lives = fc.array(fc.tuple(fc.constantFrom('ASSEMBLED', 'REMOVED'), fc.constantFrom('a', 'b', 'c'), days), {
  maxLength: 9,
})
const reportsOf = (life: readonly (readonly [string, string, string])[]) =>
  life.map(([action, host, on], n) => report(n, action as 'ASSEMBLED', host, on))

describe('where a component was', () => {
  it('is told from its reports, whatever the order in which they came', () => {
    fc.assert(
      fc.property(
        lives.chain((life) =>
          fc.tuple(fc.constant(reportsOf(life)), fc.shuffledSubarray(reportsOf(life), { minLength: life.length })),
        ),
        ([reports, shuffled]) => {
          expect(told(shuffled)).toEqual(told(reports))
        },
      ),
    )
  })

  it('as known at a moment does not change by what comes later', () => {
    fc.assert(
      fc.property(lives, fc.nat(8), (life, count) => {
        const reports = reportsOf(life)
        const known = reports.slice(0, count + 1)
        expect(told(reports, recordedAtOf(count))).toEqual(told(known))
      }),
    )
  })

  it('is one weapon at any moment, or an explicit contradiction', () => {
    fc.assert(
      fc.property(lives, (life) => {
        const { stays, notes } = threadAssemblies(reportsOf(life))
        const isContradicted = [...notes.values()].includes('COMPONENT_IN_TWO_WEAPONS')
        expect(stays.some(({ hostIds }) => hostIds.length > 1)).toBe(isContradicted)
        stays.forEach((stay, n) => {
          const next = stays[n + 1]
          if (next !== undefined) expect(stay.until).not.toBeNull()
          expect(new Set(stay.hostIds).size).toBe(stay.hostIds.length)
        })
      }),
    )
  })

  it('is out of the one and into the other on the same day without contradiction', () => {
    const reports = [
      report(0, 'ASSEMBLED', 'b', '2020-01-05'),
      report(1, 'ASSEMBLED', 'a', '2020-01-01'),
      report(2, 'REMOVED', 'a', '2020-01-05'),
    ]
    expect(told(reports)).toEqual({
      stays: [
        ['a', '2020-01-01', '2020-01-05'],
        ['b', '2020-01-05', null],
      ],
      notes: {},
    })
  })

  it('is contested from the second assembly until a removal', () => {
    const reports = [
      report(0, 'ASSEMBLED', 'a', '2020-01-01'),
      report(1, 'ASSEMBLED', 'b', '2020-01-03'),
      report(2, 'REMOVED', 'a', '2020-01-07'),
    ]
    expect(told(reports)).toEqual({
      stays: [
        ['a', '2020-01-01', '2020-01-03'],
        ['a+b', '2020-01-03', '2020-01-07'],
        ['b', '2020-01-07', null],
      ],
      notes: { 'report-01': 'COMPONENT_IN_TWO_WEAPONS' },
    })
  })

  it('is not changed by a removal from where it was not, which is told', () => {
    const reports = [report(0, 'ASSEMBLED', 'a', '2020-01-01'), report(1, 'REMOVED', 'b', '2020-01-03')]
    expect(told(reports)).toEqual({
      stays: [['a', '2020-01-01', null]],
      notes: { 'report-01': 'REMOVED_FROM_ANOTHER_WEAPON' },
    })
    expect(told([report(0, 'REMOVED', 'a', '2020-01-01')])).toEqual({
      stays: [],
      notes: { 'report-00': 'ASSEMBLY_NOT_RECORDED' },
    })
  })

  it('as of a day is the weapon of that day', () => {
    const { stays } = threadAssemblies([
      report(0, 'ASSEMBLED', 'a', '2020-01-02'),
      report(1, 'REMOVED', 'a', '2020-01-05'),
    ])
    const at = (day: string) => stayAt(stays, `${day}T12:00:00Z`)?.hostIds
    expect([at('2020-01-01'), at('2020-01-03'), at('2020-01-06'), stayAt(stays)]).toEqual([
      undefined,
      ['a'],
      undefined,
      undefined,
    ])
  })
})
