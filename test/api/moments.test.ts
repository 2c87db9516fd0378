import { expect, test } from 'vitest'
import { momentText } from '../../src/features/moments.ts'

test.each([
  ['2026-11-23T10:00:00Z', '2026-11-23T10:00:00.000000Z'],
  ['2026-11-23T10:00:00.123456Z', '2026-11-23T10:00:00.123456Z'],
  ['2026-11-23T10:00:00+02:00', '2026-11-23T08:00:00.000000Z'],
  ['2026-11-23', '2026-11-23T23:59:59.999999Z'],
])('the moment %s is read as %s', (given, text) => {
  expect(momentText(given)).toBe(text)
})

test.each([
  '2015-02-30',
  '2015-02-30T00:00:00Z',
  '2015-13-01',
  '2015',
  'yesterday',
  '2015-02-03T25:00:00Z',
  '2015-02-03T10:00:00',
  // At the edges of the calendar the database and the language know different years.
  '0000-01-01',
  '0000-01-01T00:00:00Z',
  '9999-12-31T23:59:59-12:00',
])('%s is no moment: it does not exist, or leaves open which it is', (given) => {
  expect(momentText(given)).toBeUndefined()
})
