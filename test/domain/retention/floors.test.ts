import { describe, expect, it } from 'vitest'
import { floorOf, longest, retainedKindOf, yearsAfter } from '../../../src/domain/retention/floors.ts'
import { basisOf, type ErasureOrder, refuseErasure } from '../../../src/domain/retention/grounds.ts'

const order = (given: Partial<ErasureOrder>): ErasureOrder => ({
  ground: 'RETENTION_ENDED',
  orderedBy: 'anna',
  confirmedBy: undefined,
  reference: 'file 1',
  ...given,
})

describe('how long a record is kept', () => {
  it.each([
    ['MANUFACTURING', ['ITI'], '2030-06-01', ['ITI 12(a)']],
    ['TRANSFER', ['ITI'], '2020-06-01', ['ITI 12(b)']],
    ['TRANSFER', ['FIREARMS_PROTOCOL', 'ATT'], '2010-06-01', ['ATT 12', 'Firearms Protocol 7']],
    ['LICENCE', ['ATT'], '2010-06-01', ['ATT 12']],
    ['TRACE', ['ITI', 'ATT'], '2020-06-01', ['ITI 12(b)']],
  ] as const)('%s under %s: until %s', (kind, regimes, until, basis) => {
    expect(floorOf({ kind, happenedOn: '2000-06-01' }, regimes)).toEqual({ until, basis })
  })

  it('is for thirty years after the destruction of the weapon, and without an end while it is not destroyed', () => {
    const sale = { kind: 'TRANSFER', happenedOn: '1990-01-01' } as const
    const basis = ['Directive (EU) 2021/555 art. 4(5)']
    expect(floorOf({ ...sale, destroyedOn: '2001-02-03' })).toEqual({ until: '2031-02-03', basis })
    expect(floorOf({ ...sale, destroyedOn: null })).toEqual({ until: null, basis })
    expect(floorOf({ ...sale, destroyedOn: null }, ['ITI'])).toEqual({ until: '2010-01-01', basis: ['ITI 12(b)'] })
  })

  it('is that of the record which is kept longest, and no time at all where no rule applies', () => {
    const [short, long, open] = [
      { until: '2020-01-01', basis: ['a'] },
      { until: '2030-01-01', basis: ['b'] },
      { until: null, basis: ['c'] },
    ]
    expect(longest([short, long])).toEqual(long)
    expect(longest([short, open, long])).toEqual(open)
    expect(longest([])).toEqual({ until: '0001-01-01', basis: [] })
  })

  it('counts from a leap day to the day after the last of February', () => {
    expect([yearsAfter('2000-02-29', 30), yearsAfter('2000-02-29', 20)]).toEqual(['2030-03-01', '2020-02-29'])
    expect(yearsAfter('9999-12-31', 20)).toBe('9999-12-31')
    expect([retainedKindOf('MANUFACTURED'), retainedKindOf('RETAIL_SALE')]).toEqual(['MANUFACTURING', 'TRANSFER'])
  })
})

describe('an order of erasure', () => {
  const floor = { until: '2030-01-01', basis: ['ITI 12(b)'] }

  it('waits for the last day of the time, and is carried out on the day after', () => {
    expect(refuseErasure(order({}), { binding: floor }, '2029-12-31')).toContain('2030-01-01 (ITI 12(b))')
    expect(refuseErasure(order({}), { binding: floor }, '2030-01-01')).toBeUndefined()
    expect(refuseErasure(order({}), { binding: { until: null, basis: ['x'] } }, '2999-01-01')).toContain(
      'has not begun',
    )
  })

  it('that does not wait needs two different persons', () => {
    for (const ground of ['COURT_ORDER', 'UNLAWFULLY_RECORDED', 'LEGAL_OBLIGATION'] as const) {
      expect(refuseErasure(order({ ground }), { binding: floor }, '2026-01-01')).toContain('second person')
      expect(refuseErasure(order({ ground, confirmedBy: 'anna' }), { binding: floor }, '2026-01-01')).toContain(
        'cannot be the one',
      )
      expect(refuseErasure(order({ ground, confirmedBy: ' anna' }), { binding: floor }, '2026-01-01')).toContain(
        'cannot be the one',
      )
      expect(refuseErasure(order({ ground, confirmedBy: 'boris' }), { binding: floor }, '2026-01-01')).toBeUndefined()
    }
  })

  it('by fewer rules than bind the registry waits for all of them, unless two persons want it, and is recorded as narrowed', () => {
    const narrowed = { until: '2020-01-01', basis: ['ATT 12'], regimes: ['ATT'] }
    const floors = { binding: floor, narrowed }
    const two = order({ confirmedBy: 'boris' })
    expect(refuseErasure(order({}), floors, '2026-01-01')).toMatch(/must be kept until 2030-01-01 .* a second person/)
    expect(refuseErasure(order({ confirmedBy: 'anna ' }), floors, '2026-01-01')).toContain('cannot be the one')
    expect(refuseErasure(two, floors, '2019-01-01')).toContain('2020-01-01 (ATT 12)')
    expect(refuseErasure(two, floors, '2026-01-01')).toBeUndefined()
    expect(basisOf(two, floors, '2026-01-01')).toEqual(['ITI 12(b)', 'NARROWED to ATT'])
    // Where all of them have ended nothing was narrowed.
    expect(refuseErasure(order({}), floors, '2030-01-01')).toBeUndefined()
    expect(basisOf(order({}), floors, '2030-01-01')).toEqual(['ITI 12(b)'])
  })

  it('names who gave it and what it can be traced to', () => {
    expect(refuseErasure(order({ reference: ' ' }), { binding: floor }, '2040-01-01')).toContain('traced')
    expect(refuseErasure(order({ orderedBy: '' }), { binding: floor }, '2040-01-01')).toContain('nobody')
  })
})
