import { describe, expect, it } from 'vitest'
import { visualRuns } from '../../src/printing/visual-runs.ts'

const drawn = (line: string) => visualRuns(line, 'PLAIN').map(({ text }) => text)

describe('the order in which a line is drawn', () => {
  it('is the order of writing for letters that are read from the left', () => {
    expect(drawn('BKXR214')).toEqual(['BKXR214'])
    expect(drawn('Ж-12 Ω')).toEqual(['Ж-12 Ω'])
  })

  it('never turns the digits of a number, in whatever script', () => {
    expect(drawn('٤٥٦٧')).toEqual(['٤', '٥', '٦', '٧'])
    expect(drawn('No ۱۲۳').join('')).toBe('No ۱۲۳')
    expect(drawn('AB-٤٥').join('')).toBe('AB-٤٥')
  })

  it('sets Arabic words from the right, the numbers among them from the left, and turns their brackets', () => {
    expect(drawn('محمد علي')).toEqual(['علي', ' ', 'محمد'])
    expect(drawn('الجيش (١٢) X').join('')).toBe('(١٢) الجيش X')
    expect(drawn('علي 123 B')).toEqual(['123', ' ', 'علي', ' B'])
  })

  it('takes another face for a character that the wanted one lacks', () => {
    expect(visualRuns('Aש', 'EXACT')).toEqual([
      { face: 'EXACT', text: 'A' },
      { face: 'PLAIN', text: 'ש' },
    ])
  })
})
