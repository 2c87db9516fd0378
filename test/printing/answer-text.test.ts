import { describe, expect, it } from 'vitest'
import { answerDocument } from '../../src/printing/answer-document.ts'
import { renderAnswerText } from '../../src/printing/render-text.ts'
import type { PrintableAnswer } from '../../src/printing/printable-answer.ts'
import { BASE_URL, mark, printableAnswer, printableWeapon, REQUEST_ID } from '../support/printable.ts'

const textOf = (overrides: Partial<PrintableAnswer> = {}) =>
  renderAnswerText(answerDocument(printableAnswer(overrides), { publicBaseUrl: BASE_URL }))

describe('the answer for a radio room', () => {
  it('has short numbered lines, no marks-up, and says where it ends', () => {
    const lines = textOf().trimEnd().split('\n')
    expect(lines[0]).toBe('ANSWER TO A TRACE REQUEST')
    expect(lines.at(-1)).toBe(`END OF ANSWER TO ${REQUEST_ID}`)
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(72)
    const body = lines.slice(lines.indexOf('1. OUTCOME'), -1)
    for (const line of body) expect(line).toMatch(/^$|^\d+\. [A-Z ]+$|^\d+(\.\d+)+ |^ {4,}\S/)
    expect(textOf()).not.toMatch(/[*_`|#]|<[a-z]/)
  })

  it('spells serials and names what is not Latin', () => {
    const markings = [mark('BKXR214'), mark('Ж-12'), mark('五六', { kind: 'MODEL' })]
    const text = textOf({ weapon: printableWeapon({ markings }) })
    expect(text).toContain('I spell: BRAVO KILO X-RAY ROMEO TOO WUN FOWER')
    expect(text).toContain('Serial number of the weapon: [CYRILLIC ZHE]-12')
    expect(text).toContain('I spell: CYRILLIC ZHE, DASH, WUN, TOO')
    expect(text).toContain('Model: [U+4E94][U+516D]')
  })

  it('breaks a word that is longer than a line, and loses nothing of it', () => {
    const long = 'A1'.repeat(64)
    const text = textOf({ weapon: printableWeapon({ markings: [mark(long, { kind: 'PATENT' })] }) })
    expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(72)
    expect(text.replace(/\s+/g, '')).toContain(long)
  })

  it('begins and ends with the notice where the answer is superseded', () => {
    const superseded = { recordedAt: '2026-11-24T10:00:00.000000Z', differences: [] }
    const lines = textOf({ superseded }).trimEnd().split('\n')
    expect(lines.slice(0, 8).join(' ')).toContain('SUPERSEDED: this answer no longer stands')
    expect(lines.slice(-3).join(' ')).toContain('SUPERSEDED: this answer no longer stands')
  })
})
