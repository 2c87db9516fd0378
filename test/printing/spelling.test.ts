import { describe, expect, it } from 'vitest'
import { radioText } from '../../src/printing/radio-text.ts'
import { spell } from '../../src/printing/spelling.ts'

describe('a mark that is spelled', () => {
  it.each([
    ['BKXR214', 'BRAVO KILO X-RAY ROMEO TOO WUN FOWER'],
    ['0123456789', 'ZERO WUN TOO TREE FOWER FIFE SIX SEVEN AIT NINER'],
    ['A-1/B 2', 'ALFA DASH WUN SLANT BRAVO SPACE TOO'],
    ['aB', 'SMALL ALFA, BRAVO'],
    ['Ж-1', 'CYRILLIC ZHE, DASH, WUN'],
    ['Ω', 'GREEK OMEGA'],
    ['٤٥', 'ARABIC-INDIC FOUR, ARABIC-INDIC FIVE'],
    ['ب', 'ARABIC BEH'],
    ['É', 'ECHO WITH ACUTE'],
    ['△66', 'SIGN TRIANGLE, SIX, SIX'],
    ['五', 'U+4E94'],
    ['\u{1F600}', 'U+1F600'],
  ])('%s', (text, words) => {
    expect(spell(text)).toBe(words)
  })

  it('keeps apart what looks alike in two alphabets', () => {
    const [latin, cyrillic, greek] = ['A', 'А', 'Α'].map(spell)
    expect(new Set([latin, cyrillic, greek]).size).toBe(3)
  })
})

describe('a text for the radio', () => {
  it.each([
    ['Préfecture – “Rhône”…', 'Préfecture - "Rhône"...'],
    ['ЖА-12', '[CYRILLIC ZHE A]-12'],
    ['Иван', '[CYRILLIC I ve a en]'],
    ['ΑА', '[GREEK ALPHA][CYRILLIC A]'],
    ['五六', '[U+4E94][U+516D]'],
    ['№ 5', '[NUMERO-SIGN] 5'],
    ['e\u0301', 'é'],
    ['\uFF21', '[U+FF21]'],
  ])('%s', (text, received) => {
    expect(radioText(text)).toBe(received)
  })
})
