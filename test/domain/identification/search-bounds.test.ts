import { describe, expect, it } from 'vitest'
import { NOTHING_LEARNED } from '../../../src/domain/identification/alphabet.ts'
import { observedMarks } from '../../../src/domain/identification/observation.ts'
import { planErrors } from '../../../src/domain/identification/plan-errors.ts'
import { planWhole } from '../../../src/domain/identification/plan-whole.ts'

// What one call may hold: 30 marks of 128 characters (observation-schemas).
const [MARKS, CHARACTERS] = [30, 128]
const TEXTS: readonly [string, (n: number) => string][] = [
  ['of certain characters', (n) => `${n}`.padEnd(CHARACTERS, 'A1B2C3D4')],
  ['of confusable characters', (n) => `${n}`.padEnd(CHARACTERS, 'D0U4')],
  ['half unread', (n) => `${n}`.padEnd(CHARACTERS, 'A?')],
  ['with a run in every place', (n) => `${n}`.padEnd(CHARACTERS, 'A*1')],
  ['of alternatives', (n) => `${n}A${'[0123456789]'.repeat(10)}`],
  ['of zeros', () => '0'.repeat(CHARACTERS)],
  ['of letters with marks', (n) => `${n}`.padEnd(CHARACTERS, 'e\u0301')],
]

describe('the largest observation that a call may hold', () => {
  it.each(TEXTS)('%s asks for a bounded number of keys and ranges', (_, textOf) => {
    const markings = Array.from({ length: MARKS }, (__, n) => ({ kind: 'SERIAL_PRIMARY', text: textOf(n) }))
    const marks = observedMarks({ markings })
    const whole = planWhole(marks, ['GLOCK', '~GLOCK', 'UNKNOWN'], NOTHING_LEARNED)
    const near = planErrors({ marks, searched: whole.searched }, ['GLOCK', '~GLOCK', 'UNKNOWN'], NOTHING_LEARNED)
    const keys = [...whole.keys, ...near.keys, ...near.cores].reduce((sum, part) => sum + part.keys.length, 0)
    expect(keys).toBeLessThan(25_000)
    expect(near.ranges.length).toBeLessThan(1_000)
  })
})
