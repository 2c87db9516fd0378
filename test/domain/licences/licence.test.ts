import { describe, expect, it } from 'vitest'
import { type Licence, licenceKnownAt, type LicenceVersion } from '../../../src/domain/licences/licence.ts'
import { refuseLicenceVersion } from '../../../src/domain/licences/refuse-version.ts'

let recorded = 0
function version(action: LicenceVersion['action'], from: string | null, terms: LicenceVersion['terms'] = {}) {
  recorded += 1
  const recordedAt = `2026-01-01T00:00:00.${String(recorded).padStart(6, '0')}Z`
  return { id: `v${recorded}`, action, from, terms, recordedAt }
}

function licence(...versions: LicenceVersion[]): Licence {
  const terms = { kind: 'DEALER_LICENCE' as const, number: 'D-1', validFrom: '2010-01-01', validTo: '2019-12-31' }
  const rest = { issuer: null, country: null, scope: null, recordedAt: '2025-01-01T00:00:00.000000Z' }
  return { id: 'l', ...terms, ...rest, versions }
}

const on = (day: string, ...versions: LicenceVersion[]) => licenceKnownAt(licence(...versions))?.statusOn(day)

describe('a licence on a day', () => {
  it('is valid from its first day to its last, both included', () => {
    expect(['2009-12-31', '2010-01-01', '2019-12-31', '2020-01-01'].map((day) => on(day))).toEqual([
      'NOT_YET_VALID',
      'VALID',
      'VALID',
      'EXPIRED',
    ])
  })

  it('is suspended until it is reinstated', () => {
    const versions = [version('SUSPENDED', '2015-03-01'), version('REINSTATED', '2015-09-01')]
    expect(['2015-02-28', '2015-03-01', '2015-08-31', '2015-09-01'].map((day) => on(day, ...versions))).toEqual([
      'VALID',
      'SUSPENDED',
      'SUSPENDED',
      'VALID',
    ])
  })

  it('is valid before the day of its revocation, whenever that was recorded', () => {
    const revoked = version('REVOKED', '2015-03-01')
    expect([on('2015-02-28', revoked), on('2015-03-01', revoked), on('2025-01-01', revoked)]).toEqual([
      'VALID',
      'REVOKED',
      'REVOKED',
    ])
  })

  it('was never revoked once the revocation is annulled from its own day', () => {
    expect(on('2016-01-01', version('REVOKED', '2015-03-01'), version('REINSTATED', '2015-03-01'))).toBe('VALID')
  })

  it('has no term between its end and an extension that begins later', () => {
    const extended = version('EXTENDED', '2020-07-01', { validTo: '2024-12-31' })
    expect(['2019-12-31', '2020-03-01', '2020-07-01'].map((day) => on(day, extended))).toEqual([
      'VALID',
      'EXPIRED',
      'VALID',
    ])
  })

  it('ends where a later correction says, extensions included; an extension after that adds to it', () => {
    const versions = [
      version('EXTENDED', '2020-01-01', { validTo: '2024-12-31' }),
      version('CORRECTED', null, { validTo: '2021-12-31' }),
    ]
    expect([on('2021-06-01', ...versions), on('2022-01-01', ...versions)]).toEqual(['VALID', 'EXPIRED'])
    expect(on('2022-01-01', ...versions, version('EXTENDED', '2022-01-01', { validTo: null }))).toBe('VALID')
  })
})

describe('a licence as known at a moment', () => {
  it('is not revoked before its revocation was recorded', () => {
    const revoked = version('REVOKED', '2015-03-01')
    const before = licenceKnownAt(licence(revoked), '2025-06-01T00:00:00.000000Z')
    expect(before?.statusOn('2016-01-01')).toBe('VALID')
    expect(licenceKnownAt(licence(revoked), revoked.recordedAt)?.statusOn('2016-01-01')).toBe('REVOKED')
  })

  it('is not there before it was recorded, nor once it is known to be recorded in error', () => {
    expect(licenceKnownAt(licence(), '2024-12-31T00:00:00.000000Z')).toBeUndefined()
    const error = version('RECORDED_IN_ERROR', null)
    expect(licenceKnownAt(licence(error))).toBeUndefined()
    expect(licenceKnownAt(licence(error), '2025-06-01T00:00:00.000000Z')?.number).toBe('D-1')
  })

  it('has the terms as they were corrected', () => {
    const known = licenceKnownAt(licence(version('CORRECTED', null, { number: 'D-2', validFrom: '2011-01-01' })))
    expect(known).toMatchObject({ number: 'D-2', validFrom: '2011-01-01', validTo: '2019-12-31' })
    expect(known?.statusOn('2010-06-01')).toBe('NOT_YET_VALID')
  })
})

describe('what cannot become of a licence', () => {
  const revoked = licence(version('REVOKED', '2015-03-01'))
  it.each([
    ['a reinstatement of what is in force', licence(), 'REINSTATED', '2015-01-01', {}, 'NOTHING_TO_REINSTATE'],
    ['a reinstatement before the revocation', revoked, 'REINSTATED', '2015-02-01', {}, 'NOTHING_TO_REINSTATE'],
    ['a suspension of what is revoked', revoked, 'SUSPENDED', '2016-01-01', {}, 'REVOKED_ALREADY'],
    [
      'an extension to an earlier day',
      licence(),
      'EXTENDED',
      '2018-01-01',
      { validTo: '2019-01-01' },
      'EXTENDS_NOTHING',
    ],
    [
      'an extension that ends first',
      licence(),
      'EXTENDED',
      '2025-01-01',
      { validTo: '2024-01-01' },
      'ENDS_BEFORE_IT_BEGINS',
    ],
    ['a correction that ends first', licence(), 'CORRECTED', null, { validTo: '2009-01-01' }, 'ENDS_BEFORE_IT_BEGINS'],
  ] as const)('is refused: %s', (_name, held, action, from, terms, code) => {
    expect(refuseLicenceVersion(held, { action, from, terms }).map((entry) => entry.code)).toEqual([code])
  })
})
