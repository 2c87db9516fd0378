import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { MARKING_CONDITIONS, MARKING_KINDS } from '../../src/domain/vocabulary/markings.ts'
import { PARTY_KINDS } from '../../src/domain/vocabulary/parties.ts'
import { withoutNames } from '../../src/features/traces/open-answer.ts'
import { answerDocument } from '../../src/printing/answer-document.ts'
import type { PrintableAnswer, PrintableLink, PrintableParty } from '../../src/printing/printable-answer.ts'
import { radioText } from '../../src/printing/radio-text.ts'
import { renderAnswerText } from '../../src/printing/render-text.ts'
import { visibleText } from '../../src/printing/visible-text.ts'
import { BASE_URL, mark, printableAnswer, printableLink, printableWeapon, unbroken } from '../support/printable.ts'

const SERIAL_LETTERS = Array.from('ABCXYZ0189-/ .ЖЩаΩ٤۵ب五é\u202e\u200d')

const marks = fc.array(
  fc.record({
    kind: fc.constantFrom(...MARKING_KINDS),
    text: fc
      .oneof(
        fc.array(fc.constantFrom(...SERIAL_LETTERS), { minLength: 1, maxLength: 128 }).map((all) => all.join('')),
        fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }),
      )
      .filter((text) => text.trim() !== ''),
    condition: fc.constantFrom(...MARKING_CONDITIONS),
  }),
  { maxLength: 8 },
)

/** A name that no word of the document holds. */
const name = fc.string({ unit: fc.constantFrom('q', 'z', 'x', 'Ж'), minLength: 6, maxLength: 12 })
const anyParty: fc.Arbitrary<PrintableParty> = fc.record({
  partyId: fc.uuid(),
  kind: fc.constantFrom(...PARTY_KINDS),
  country: fc.constantFrom('FR', 'YU', 'XK'),
  name: fc.option(name, { nil: undefined }),
})
const anyLink: fc.Arbitrary<PrintableLink> = fc
  .record({
    type: fc.constantFrom('EVENT' as const, 'GAP' as const, 'CONFLICT' as const),
    from: fc.option(anyParty),
    to: fc.option(anyParty),
    owner: fc.option(anyParty),
  })
  .map((drawn) => printableLink(drawn))

const anyAnswer: fc.Arbitrary<PrintableAnswer> = fc
  .record({
    markings: marks,
    chain: fc.array(anyLink, { maxLength: 6 }),
    holder: fc.option(anyParty),
    lastLicitHolder: fc.option(anyParty),
    contenders: fc.array(anyParty, { maxLength: 2 }),
  })
  .map(({ markings, ...drawn }) =>
    printableAnswer({
      ...drawn,
      owner: null,
      manufacturer: null,
      weapon: printableWeapon({ markings: markings.map(({ text, ...rest }) => mark(text, rest)) }),
    }),
  )

const documentOf = (answer: PrintableAnswer) => answerDocument(answer, { publicBaseUrl: BASE_URL })

function namesIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(namesIn)
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) =>
    key === 'name' && typeof inner === 'string' ? [inner] : namesIn(inner),
  )
}

describe('whatever an answer holds', () => {
  it('every mark of the weapon is printed, and said over the radio', () => {
    fc.assert(
      fc.property(anyAnswer, (answer) => {
        const document = documentOf(answer)
        const values = document.sections.flatMap(({ blocks }) =>
          blocks.flatMap((block) => ('facts' in block ? block.facts.map(({ value }) => value) : [])),
        )
        const text = unbroken(renderAnswerText(document))
        for (const { text: struck } of answer.weapon?.markings ?? []) {
          expect(values).toContain(visibleText(struck))
          expect(text).toContain(unbroken(radioText(visibleText(struck))))
        }
      }),
    )
  })

  it('every name is told that the answer has, and none that was taken out of it', () => {
    fc.assert(
      fc.property(anyAnswer, (answer) => {
        const names = new Set(namesIn(answer.chain.map(({ from, to }) => [from, to])))
        const [whole, nameless] = [answer, withoutNames(answer) as PrintableAnswer].map((each) =>
          unbroken(renderAnswerText(documentOf(each))),
        )
        for (const each of names) expect(whole).toContain(radioText(each).replaceAll(' ', ''))
        for (const each of namesIn(answer)) expect(nameless).not.toContain(radioText(each).replaceAll(' ', ''))
      }),
    )
  })

  it('no line is longer than 72 characters, and none holds a letter that is not Latin', () => {
    fc.assert(
      fc.property(anyAnswer, (answer) => {
        const text = renderAnswerText(documentOf(answer))
        for (const line of text.split('\n')) expect(line.length).toBeLessThanOrEqual(72)
        expect(text).toMatch(/^[\n -~\u00c0-\u024f\u1e00-\u1eff]*$/u)
      }),
    )
  })

  it('the same answer is the same words', () => {
    fc.assert(
      fc.property(anyAnswer, (answer) => {
        expect(documentOf(structuredClone(answer))).toEqual(documentOf(answer))
      }),
    )
  })
})
