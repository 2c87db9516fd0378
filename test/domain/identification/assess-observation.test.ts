import { describe, expect, it } from 'vitest'
import { assessObservation } from '../../../src/domain/identification/assess-observation.ts'
import type { ObservedWeapon } from '../../../src/domain/identification/observation.ts'
import { anObservation, aReading } from './weapons.ts'

const text = '#/observation/markings/0/text'

describe('the findings on an observation', () => {
  it('are none for a plain one', () => {
    expect(assessObservation(anObservation('M92PV033183'))).toEqual([])
  })

  it.each([
    ['MAKE_IS_IMPORTER', 'WARNING', '#/observation/make', { make: 'Century Arms' }],
    ['MAKE_NOT_LISTED', 'INFO', '#/observation/make', { make: 'Khyber Works' }],
    ['MODEL_NOT_LISTED', 'INFO', '#/observation/model', { model: 'X-1000' }],
    ['CALIBRE_NOT_LISTED', 'INFO', '#/observation/calibre', { calibre: '6.5 own' }],
    ['CALIBRE_AMBIGUOUS', 'WARNING', '#/observation/calibre', { calibre: '7.62' }],
    ['CALIBRE_INCONSISTENT_WITH_MODEL', 'WARNING', '#/observation/calibre', { calibre: '9x19' }],
    ['SERIAL_IMPOSSIBLE_FOR_MAKER', 'WARNING', text, { markings: [aReading('12-34')] }],
    ['SERIAL_LOOKS_LIKE_PATENT', 'WARNING', text, { markings: [aReading('US. Pat. 4,539,889')] }],
    ['SERIAL_LOOKS_LIKE_PATENT', 'WARNING', text, { markings: [aReading('4,539,889')] }],
    ['SERIAL_EQUALS_MODEL', 'WARNING', text, { markings: [aReading('92')] }],
    ['SERIAL_EQUALS_YEAR', 'WARNING', text, { yearOfManufacture: 1987, markings: [aReading('1987')] }],
    ['READING_TOO_WIDE', 'WARNING', text, { markings: [aReading('M92*')] }],
    ['READING_BRACKET_NOT_CLOSED', 'WARNING', text, { markings: [aReading('M92[')] }],
    [
      'SECONDARY_MARKS_ONLY',
      'WARNING',
      '#/observation/markings',
      { markings: [aReading('033183', { component: 'SLIDE' })] },
    ],
  ] as const)('hold %s', (code, severity, pointer, changes: ObservedWeapon) => {
    const findings = assessObservation(anObservation('M92PV033183', changes))
    expect(findings).toContainEqual(expect.objectContaining({ code, severity, pointer }))
  })

  it('never refuse and never repeat a mark', () => {
    const serial = 'K[ZQ'
    const findings = assessObservation(anObservation(serial, { make: 'Century', calibre: '9mm', model: 'No such' }))
    expect(findings.length).toBeGreaterThan(3)
    expect(findings.map(({ severity }) => severity)).not.toContain('ERROR')
    expect(JSON.stringify(findings)).not.toContain(serial)
  })

  it('do not call a serial impossible that an importer or a State assigned, or that was not fully read', () => {
    for (const mark of [aReading('12-34', { kind: 'SERIAL_IMPORT_ASSIGNED' }), aReading('12?34')]) {
      expect(assessObservation(anObservation('', { markings: [mark] }))).toEqual([])
    }
  })
})
