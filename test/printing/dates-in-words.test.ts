import { describe, expect, it } from 'vitest'
import { dateInWords, momentInWords } from '../../src/printing/dates-in-words.ts'

describe('a reported date in words', () => {
  it.each([
    ['2014', 'YEAR', '2014 (no more is reported)'],
    ['2014-02', 'MONTH', 'February 2014 (day not reported)'],
    ['2014-02-03', 'DAY', '3 February 2014'],
    ['2014-02-03', 'MONTH', 'February 2014 (day not reported)'],
    ['2014-02-03', 'YEAR', '2014 (no more is reported)'],
    ['2014-02-03T10:00Z', 'INSTANT', '3 February 2014, 10:00 UTC'],
    ['2014-02-03T10:00:07+02:00', 'INSTANT', '3 February 2014, 10:00:07 UTC+02:00'],
    ['2014-02-03T10:00', 'INSTANT', '3 February 2014, 10:00 by the clock of the place'],
    ['2014-02-03T10:00Z', 'DAY', '3 February 2014'],
    ['2014-02/2014-03-05', 'INTERVAL', 'between February 2014 (day not reported) and 5 March 2014'],
    ['in the spring', 'DAY', 'in the spring'],
  ])('%s as %s', (value, precision, words) => {
    expect(dateInWords({ value, precision })).toBe(words)
  })

  it('leaves a moment that it cannot read as it is', () => {
    expect(momentInWords('some time')).toBe('some time')
  })
})
