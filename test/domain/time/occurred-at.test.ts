import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compareInstants } from '../../../src/domain/time/instants.ts'
import { localDaysOf } from '../../../src/domain/time/local-days.ts'
import {
  before,
  isTooFarInFuture,
  OccurredAtInput,
  overlaps,
  resolveOccurredAt,
  type Occurred,
} from '../../../src/domain/time/occurred-at.ts'
import { zonesOf } from '../../../src/domain/time/zones.ts'

function read(input: OccurredAtInput, country = ''): Occurred {
  const result = resolveOccurredAt(input, { zones: zonesOf(country) })
  if (!result.ok) throw new Error(JSON.stringify(result.errors))
  return result.occurred
}

function refusal(input: OccurredAtInput, country = ''): readonly string[] {
  const result = resolveOccurredAt(input, { zones: zonesOf(country) })
  return result.ok ? [] : result.errors.map(({ pointer, code }) => `${pointer} ${code}`)
}

describe('a date covers what its text leaves open', () => {
  test.each([
    ['2014', 'RS', 'YEAR', '2013-12-31T23:00:00.000Z', '2014-12-31T23:00:00.000Z', 'Europe/Belgrade'],
    ['2014-02', 'RS', 'MONTH', '2014-01-31T23:00:00.000Z', '2014-02-28T23:00:00.000Z', 'Europe/Belgrade'],
    ['2014-03-30', 'RS', 'DAY', '2014-03-29T23:00:00.000Z', '2014-03-30T22:00:00.000Z', 'Europe/Belgrade'],
    ['2014-02-03T10:00:00Z', 'US', 'INSTANT', '2014-02-03T10:00:00.000Z', '2014-02-03T10:00:01.000Z', 'UTC'],
    ['2014-02-03T10:00:00+05:30', 'US', 'INSTANT', '2014-02-03T04:30:00.000Z', '2014-02-03T04:30:01.000Z', '+05:30'],
    ['2014-02-03T10:00', 'RS', 'INSTANT', '2014-02-03T09:00:00.000Z', '2014-02-03T09:01:00.000Z', 'Europe/Belgrade'],
    ['2014-02-03T10:00:00.1239Z', '', 'INSTANT', '2014-02-03T10:00:00.123Z', '2014-02-03T10:00:00.124Z', 'UTC'],
    ['2014-02-03', '', 'DAY', '2014-02-03T00:00:00.000Z', '2014-02-04T00:00:00.000Z', 'UTC'],
    ['2014-02-03', 'DE', 'DAY', '2014-02-02T23:00:00.000Z', '2014-02-03T23:00:00.000Z', 'Europe/Berlin'],
    ['1987', 'YU', 'YEAR', '1986-12-31T23:00:00.000Z', '1987-12-31T23:00:00.000Z', 'Europe/Belgrade'],
  ])('%s in %s', (value, country, precision, from, to, zone) => {
    expect(read(value, country)).toEqual({ value, precision, from, to, zone })
  })

  test('a day in a country of several zones covers it in each of them and names none', () => {
    const day = read('2014-07-04', 'US')
    expect(day).toMatchObject({ from: '2014-07-04T04:00:00.000Z', to: '2014-07-05T10:00:00.000Z', zone: null })
  })

  test('a day of the Soviet Union covers it from Kamchatka to Riga', () => {
    const day = read('1985-01-15', 'SU')
    expect(day).toMatchObject({ from: '1985-01-14T12:00:00.000Z', to: '1985-01-15T21:00:00.000Z', zone: null })
  })

  test('a day whose midnight the clocks skipped begins when they skipped it', () => {
    expect(read('2018-11-04', 'PY').from).toBe('2018-11-04T03:00:00.000Z')
    expect(read('2021-03-28', 'LB').from).toBe('2021-03-27T22:00:00.000Z')
  })

  test('a value finer than its precision is read at its precision', () => {
    const { from, to } = read('2014-02', 'RS')
    expect(read({ value: '2014-02-03', precision: 'MONTH' }, 'RS')).toMatchObject({
      value: '2014-02-03',
      precision: 'MONTH',
      from,
      to,
    })
  })

  test('an interval includes the day, month or year that ends it, and stops at the moment that ends it', () => {
    expect(read({ from: '2014-02-03', to: '2014-02', precision: 'INTERVAL' })).toMatchObject({
      value: '2014-02-03/2014-02',
      from: '2014-02-03T00:00:00.000Z',
      to: '2014-03-01T00:00:00.000Z',
    })
    expect(read('2014-02-03/2014-02-05T10:00:00Z').to).toBe('2014-02-05T10:00:00.000Z')
  })

  test('what goes back as value and precision is read as the same again', () => {
    const inputs = ['2014', '2014-02', '2014-02-03', '2014-02-03T10:00:00Z', '2014-02-03/2014-05']
    for (const input of inputs) {
      const { value, precision, ...range } = read(input, 'US')
      expect(read({ value, precision }, 'US')).toEqual({ value, precision, ...range })
    }
  })
})

describe('a date that cannot be is refused at its place in the body', () => {
  test.each<[string, OccurredAtInput, string, string]>([
    ['a day that is in no calendar', '2023-02-30', 'RS', '#/occurredAt DATE_IMPOSSIBLE'],
    ['a leap day in a common year', '1900-02-29', 'RS', '#/occurredAt DATE_IMPOSSIBLE'],
    ['a month 13', '2023-13', 'RS', '#/occurredAt DATE_IMPOSSIBLE'],
    ['a year of five digits', '99999-01-01', 'RS', '#/occurredAt YEAR_OUT_OF_RANGE'],
    ['a signed year', '+099999', 'RS', '#/occurredAt YEAR_OUT_OF_RANGE'],
    ['a year before our era', '-002014', 'RS', '#/occurredAt YEAR_OUT_OF_RANGE'],
    ['a year before 1500', '1499', 'RS', '#/occurredAt YEAR_OUT_OF_RANGE'],
    ['a time of 24:00', '2014-02-03T24:00:00Z', 'RS', '#/occurredAt TIME_IMPOSSIBLE'],
    ['an offset of 23 hours', '2014-02-03T10:00:00+23:00', 'RS', '#/occurredAt TIME_IMPOSSIBLE'],
    ['words', 'last summer', 'RS', '#/occurredAt DATE_MALFORMED'],
    ['a basic format that other systems read as a number', '20140203', 'RS', '#/occurredAt DATE_MALFORMED'],
    ['a local time in a country of several zones', '2014-02-03T10:00', 'US', '#/occurredAt OFFSET_REQUIRED'],
    ['a local time that was twice', '2014-10-26T02:30', 'RS', '#/occurredAt OFFSET_REQUIRED'],
    ['a local time that never was', '2014-03-30T02:30', 'RS', '#/occurredAt DATE_IMPOSSIBLE'],
    ['a day that the date line swallowed', '2011-12-30', 'WS', '#/occurredAt DATE_IMPOSSIBLE'],
    [
      'a precision finer than the value',
      { value: '2014', precision: 'DAY' },
      'RS',
      '#/occurredAt/precision PRECISION_CONTRADICTS_VALUE',
    ],
    [
      'a single value as an interval',
      { value: '2014', precision: 'INTERVAL' },
      'RS',
      '#/occurredAt/precision PRECISION_CONTRADICTS_VALUE',
    ],
    [
      'an interval as a day',
      { value: '2014/2015', precision: 'DAY' },
      'RS',
      '#/occurredAt/precision PRECISION_CONTRADICTS_VALUE',
    ],
    [
      'an interval that runs backwards',
      { from: '2014-05', to: '2014-03', precision: 'INTERVAL' },
      'RS',
      '#/occurredAt/to INTERVAL_NOT_FORWARD',
    ],
    [
      'an interval with a bad end',
      { from: '2014-05', to: '2014-02-31', precision: 'INTERVAL' },
      'RS',
      '#/occurredAt/to DATE_IMPOSSIBLE',
    ],
  ])('%s', (_, input, country, expected) => {
    expect(refusal(input, country)).toEqual([expected])
  })

  test('the schema refuses unknown members, unknown precisions and long texts', () => {
    expect(OccurredAtInput.safeParse({ value: '2014', precision: 'CENTURY' }).success).toBe(false)
    expect(OccurredAtInput.safeParse({ value: '2014', precision: 'YEAR', zone: 'UTC' }).success).toBe(false)
    expect(OccurredAtInput.safeParse('2'.repeat(10_000)).success).toBe(false)
  })

  test('no text at all makes the reading throw or a range that is empty or not four-digit', () => {
    const texts = fc.oneof(fc.string({ minLength: 4, maxLength: 40 }), fc.stringMatching(/^[0-9TZ:+/-]{4,30}$/))
    fc.assert(
      fc.property(texts, fc.constantFrom('RS', 'US', 'SU', 'ZZ', ''), (text, country) => {
        const result = resolveOccurredAt(text, { zones: zonesOf(country) })
        if (!result.ok) return
        expect(result.occurred.from < result.occurred.to).toBe(true)
        expect(result.occurred.from).toMatch(/^\d{4}-/)
        expect(result.occurred.to).toMatch(/^\d{4}-/)
      }),
      { numRuns: 500 },
    )
  })
})

test('of two times one is before the other or they overlap, never both', () => {
  const times = fc
    .constantFrom('2014', '2014-02', '2014-02-03', '2014-02-03T10:00:00Z', '2015', '2014-03/2015-02')
    .map((text) => read(text))
  fc.assert(
    fc.property(times, times, (a, b) => {
      expect([before(a, b), before(b, a), overlaps(a, b)].filter(Boolean)).toHaveLength(1)
    }),
  )
})

test('more than 24 hours ahead is too far, by the earliest reading', () => {
  const now = '2026-11-23T12:00:00.000000Z'
  expect(isTooFarInFuture(read('2026-11-24T12:00:00Z'), now)).toBe(false)
  expect(isTooFarInFuture(read('2026-11-24T12:00:01Z'), now)).toBe(true)
  expect(isTooFarInFuture(read('2026'), now)).toBe(false)
  expect(isTooFarInFuture(read('2027'), now)).toBe(true)
})

test('instants of different digits are ordered to the microsecond', () => {
  expect(compareInstants('2026-06-01T00:00:00.123Z', '2026-06-01T00:00:00.123456Z')).toBeLessThan(0)
  expect(compareInstants('2026-06-01T00:00:00Z', '2026-06-01 00:00:00.000000+00')).toBe(0)
  expect(compareInstants('2026-06-01T02:00:00+02:00', '2026-06-01T00:00:01Z')).toBeLessThan(0)
})

test('days are counted as written, whatever the zones', () => {
  const tokyo = localDaysOf(read('2014-02-03', 'JP'))
  const newYork = localDaysOf(read('2014-02-04T23:59:00-05:00'))
  expect(newYork.first - tokyo.last).toBe(1)
  expect(localDaysOf(read('2014-02'))).toEqual({ first: 16102, last: 16129 })
})
