import { describe, expect, it } from 'vitest'
import { answerDocument } from '../../src/printing/answer-document.ts'
import type { AnswerDocument } from '../../src/printing/document.ts'
import { PAGE } from '../../src/printing/page-style.ts'
import type { PrintableAnswer } from '../../src/printing/printable-answer.ts'
import { renderAnswerPdf } from '../../src/printing/render-pdf.ts'
import { drawPages, readPages, readQrCode } from '../support/pdf.ts'
import {
  BASE_URL,
  mark,
  party,
  printableAnswer,
  printableLink,
  printableWeapon,
  REQUEST_ID,
  unbroken,
} from '../support/printable.ts'

const documentOf = (overrides: Partial<PrintableAnswer>): AnswerDocument =>
  answerDocument(printableAnswer(overrides), { publicBaseUrl: BASE_URL })

const pdfOf = (overrides: Partial<PrintableAnswer> = {}) => renderAnswerPdf(documentOf(overrides))

const markedBy = (...texts: readonly string[]) =>
  printableWeapon({ markings: texts.map((text) => mark(text, { kind: 'SERIAL_PRIMARY' })) })

/** With something of everything that an answer can hold. */
const FULL: Partial<PrintableAnswer> = {
  chain: [
    printableLink({
      documents: [{ kind: 'EXPORT_LICENCE', number: 'X-1', issuer: 'Ministère', expiresOn: '2020-02-01' }],
    }),
    printableLink({ type: 'GAP', kind: 'GIVER_NOT_KNOWN_HOLDER', reportedBy: { country: 'RS', office: 'Desk' } }),
    printableLink({ type: 'CONFLICT', kind: 'TWO_RECEIVERS_AT_ONE_TIME', to: party('Jovan Измишљен') }),
  ],
  flags: [{ code: 'STOLEN', blocking: false }],
  nextAuthorities: [{ country: 'RS', reason: 'Its import mark is on the weapon.' }],
  weapon: markedBy('BKXR214', 'ЖЩ-204', 'ΩΔ77'),
}

// Where a line ends in a hyphen, the reader of the test takes it for a word that was broken, and gives U+FFFE or U+0002.
function asRead(pages: readonly string[]): string {
  return unbroken(pages.join('').replaceAll('\ufffe', '-').replaceAll('\u0002', '-'))
}

/** What the document says, each text by itself. */
function wordsOf({ title, sections }: AnswerDocument): string[] {
  const told = sections.flatMap(({ heading, blocks }) => [
    heading,
    ...blocks.flatMap((block) => {
      if (block.kind === 'PARAGRAPH') return [block.text]
      if (block.kind === 'LIST') return [...block.items]
      const facts = block.facts.flatMap(({ label, value, note, spelled }) => [label, value, note ?? '', spelled ?? ''])
      return block.kind === 'STEP' ? [block.what, ...facts] : facts
    }),
  ])
  return [title, ...told]
}

describe('the answer as PDF', () => {
  it('says all that the document says, on A4, tagged, with its language and its title', async () => {
    const bytes = await pdfOf(FULL)
    const text = asRead(await readPages(bytes))
    for (const words of wordsOf(documentOf(FULL))) expect(text).toContain(unbroken(words))
    const source = bytes.toString('latin1')
    expect(source).toMatch(/^%PDF-1\.7/)
    expect(source).toContain('/Marked true')
    expect(source).toContain('/Lang (en)')
    expect(source).toContain(`(Answer to a trace request, ${REQUEST_ID})`)
  })

  it('has ink on each page and none near its edges', async () => {
    const pictures = await drawPages(await pdfOf({ ...FULL, weapon: markedBy('W'.repeat(128), '1 '.repeat(64)) }))
    expect(pictures.length).toBeGreaterThan(1)
    for (const { width, height, ink } of pictures) {
      expect([Math.round(width), Math.round(height)]).toEqual([595, 841])
      expect(ink?.left).toBeGreaterThan(PAGE.left - 2)
      expect(ink?.right).toBeLessThan(PAGE.width - PAGE.right + 2)
      expect(ink?.top).toBeGreaterThan(36)
      expect(ink?.bottom).toBeLessThan(PAGE.height - 36)
    }
  })

  it('names the request and counts the pages on each page', async () => {
    const pages = await readPages(await pdfOf(FULL))
    for (const [n, page] of pages.entries()) {
      expect(page).toContain(`request ${REQUEST_ID}`)
      expect(page).toContain(`page ${n + 1} of ${pages.length}`)
    }
  })

  it('leads a telephone to the record, by a code that is read off the picture', async () => {
    expect(await readQrCode(await pdfOf())).toBe(`${BASE_URL}/v1/trace-requests/${REQUEST_ID}/answer`)
  })

  it.each([
    ['Cyrillic', 'ЖЩ-20417'],
    ['Greek', 'ΩΔ-77'],
    ['Arabic-Indic digits', '٤٥٦٧٨١٢'],
    ['Eastern Arabic-Indic digits', '۴۵۶۷'],
    ['Latin with accents', 'ŁÓDŹ-é1'],
    ['a Hebrew letter, which the face of marks lacks', 'א'],
  ])('gives back a mark in %s as it was struck', async (_name, struck) => {
    expect(asRead(await readPages(await pdfOf({ weapon: markedBy(struck) })))).toContain(unbroken(struck))
  })

  it('sets Arabic letters, and spells them in the order of writing', async () => {
    const text = asRead(await readPages(await pdfOf({ weapon: markedBy('جيش') })))
    expect(Array.from('جيش').every((letter) => text.includes(letter))).toBe(true)
    expect(text).toContain(unbroken('ARABIC JEEM, ARABIC YEH, ARABIC SHEEN'))
  })

  it('writes what its fonts lack, and what no eye sees, as a code', async () => {
    const text = asRead(await readPages(await pdfOf({ weapon: markedBy('五六式', 'A\u202e1', '\u{20000}') })))
    expect(text).toContain('[U+4E94][U+516D][U+5F0F]')
    expect(text).toContain('A[U+202E]1')
    expect(text).toContain('[U+20000]')
  })

  it('says on every page that it is superseded', async () => {
    const superseded = { recordedAt: '2026-11-24T10:00:00.000000Z', differences: ['chain'] }
    const chain = Array.from({ length: 12 }, () => printableLink())
    const pages = await readPages(await pdfOf({ superseded, chain }))
    expect(pages.length).toBeGreaterThan(2)
    for (const page of pages) expect(page).toContain('SUPERSEDED: this answer no longer stands since 24 November 2026')
    for (const page of await readPages(await pdfOf({ chain }))) expect(page).not.toContain('SUPERSEDED')
  })

  it('pages a chain of 200 links, each of them whole', async () => {
    const chain = Array.from({ length: 200 }, (_, n) =>
      printableLink({ documents: [{ kind: 'INVOICE', number: `R-${n}` }] }),
    )
    const bytes = await pdfOf({ chain })
    expect(bytes.length).toBeLessThan(400_000)
    const pages = await readPages(bytes)
    for (const [n] of chain.entries()) {
      const page = pages.find((each) => each.includes(`${n + 1}. Sold within the trade`))
      expect(page, `link ${n + 1}`).toContain(`Invoice R-${n}`)
    }
    for (const { ink } of await drawPages(bytes)) expect(ink?.bottom).toBeLessThan(PAGE.height - 36)
  })

  it('parts a link that no page holds, and loses nothing of it', async () => {
    const documents = Array.from({ length: 90 }, (_, n) => ({ kind: 'INVOICE', number: `R-${n}` }))
    const text = asRead(await readPages(await pdfOf({ chain: [printableLink({ documents })] })))
    for (const { number } of documents) expect(text).toContain(`Invoice${number}`)
  })

  it('has the same bytes for the same answer', async () => {
    const [one, other] = [await pdfOf(FULL), await pdfOf(FULL)]
    expect(one.equals(other)).toBe(true)
    expect(one.toString('latin1')).toContain('(D:20261123205131Z)')
  })
})
