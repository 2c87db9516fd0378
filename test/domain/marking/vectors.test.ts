import { describe, expect, it } from 'vitest'
import { COMPONENT_RULES } from '../../../src/domain/marking/component-marks.ts'
import { CONTRADICTION_RULES } from '../../../src/domain/marking/contradictions.ts'
import { DESCRIPTOR_RULES } from '../../../src/domain/marking/descriptors.ts'
import { ENCOURAGED_MARK_RULES } from '../../../src/domain/marking/encouraged-marks.ts'
import { EVENT_MARK_RULES } from '../../../src/domain/marking/event-marks.ts'
import { MARK_CONDITION_RULES } from '../../../src/domain/marking/mark-condition.ts'
import { MARK_DATE_RULES } from '../../../src/domain/marking/mark-dates.ts'
import { ORIGIN_MARK_RULES } from '../../../src/domain/marking/origin-marks.ts'
import { SERIAL_ENTRY_RULES } from '../../../src/domain/marking/serial-entry.ts'
import { TECHNICAL_RULES } from '../../../src/domain/marking/technical-figures.ts'
import { UNIQUE_MARK_RULES } from '../../../src/domain/marking/unique-mark.ts'
import { judge, readVectors, refuse, told } from './vector-files.ts'

const TABLES = [
  COMPONENT_RULES,
  CONTRADICTION_RULES,
  DESCRIPTOR_RULES,
  ENCOURAGED_MARK_RULES,
  EVENT_MARK_RULES,
  MARK_CONDITION_RULES,
  MARK_DATE_RULES,
  ORIGIN_MARK_RULES,
  SERIAL_ENTRY_RULES,
  TECHNICAL_RULES,
  UNIQUE_MARK_RULES,
]
const valid = readVectors('valid')
const invalid = readVectors('invalid')
const all = [...valid, ...invalid]

describe('the marking rules', () => {
  it('have a case on disk for each row of each table', () => {
    const codes = TABLES.flatMap((table) => Object.keys(table))
    const shown = new Set(all.flatMap(({ vector }) => judge(vector).map(({ code }) => code)))
    expect(codes.filter((code) => !shown.has(code))).toEqual([])
    expect([...shown].filter((code) => !codes.includes(code))).toEqual([])
    expect(new Set(codes).size).toBe(codes.length)
  })

  it('name the provision behind each warning', () => {
    const warnings = all.flatMap(({ vector }) => judge(vector)).filter(({ severity }) => severity === 'WARNING')
    expect(warnings.filter(({ paragraph }) => paragraph === undefined)).toEqual([])
  })

  it('are told without the text of any serial', () => {
    for (const { vector } of all) {
      const words = judge(vector).map(({ detail, hint = '' }) => `${detail} ${hint}`)
      for (const { kind, text } of vector.weapon.markings) {
        if (kind.startsWith('SERIAL') && text.length > 5 && text !== 'US PAT 4,539,889')
          expect(words.join(' ')).not.toContain(text)
      }
    }
  })

  it('refuse nothing, and warn of nothing, in the cases that are valid', () => {
    for (const { name, vector } of valid) expect([name, vector.warnings, vector.refused ?? []]).toEqual([name, [], []])
  })

  it('refuse something, or warn of it, in the cases that are invalid', () => {
    for (const { name, vector } of invalid)
      expect([name, vector.warnings.length + (vector.refused ?? []).length > 0]).toEqual([name, true])
  })
})

describe.each([
  ['valid', valid],
  ['invalid', invalid],
])('%s', (_, vectors) => {
  it.each(vectors)('$name: $vector.shows', ({ vector }) => {
    const findings = judge(vector)
    expect(told(findings, 'WARNING')).toEqual(vector.warnings)
    expect(told(findings, 'INFO')).toEqual(vector.notes)
    expect(refuse(vector)).toEqual(vector.refused ?? [])
  })
})
