import { setImmediate } from 'node:timers/promises'
import Pdfkit from 'pdfkit'
import { type Box, besideOneAnother, column, heightOf, type Row } from './boxes.ts'
import type { AnswerDocument } from './document.ts'
import { drawArtifact, drawPiece, type Pdf, placeBox, type Structure } from './flow.ts'
import { layOutSection } from './lay-out.ts'
import { CONTENT_WIDTH, INK, PAGE, STYLES, type TextStyle } from './page-style.ts'
import { FACES, fontOf } from './pdf-fonts.ts'
import type { Widths } from './pdf-lines.ts'
import { qrCodeOf } from './qr-code.ts'

const QR_POINTS = 92
const HEADER_Y = 44
const BOXES_AT_ONCE = 20
const FOOTER_Y = PAGE.height - 52

function openPdf({ title, requestId, answeredAt }: AnswerDocument): Pdf {
  const date = new Date(answeredAt)
  const pdf = new Pdfkit({
    size: 'A4',
    margin: 0,
    autoFirstPage: false,
    // The number of pages stands on each of them, so they are kept until the last is laid out.
    bufferPages: true,
    pdfVersion: '1.7',
    tagged: true,
    lang: 'en',
    displayTitle: true,
    // No font of the viewer's own is named, so that every viewer shows the same.
    font: '',
    info: {
      Title: `${title}, ${requestId}`,
      Creator: 'Marktrace',
      Producer: 'Marktrace',
      // The answer's and not the printing's: the same answer is the same file.
      CreationDate: date,
      ModDate: date,
    },
  })
  for (const face of FACES) pdf.registerFont(face, fontOf(face) as unknown as PDFKit.Mixins.PDFFontSource)
  return pdf
}

function drawQr(pdf: Pdf, parent: Structure, address: string): void {
  const { size, dark } = qrCodeOf(address)
  const [left, top, module] = [PAGE.width - PAGE.right - QR_POINTS, PAGE.top, QR_POINTS / size]
  const draw = () => {
    for (const { x, y, width } of dark) pdf.rect(left + x * module, top + y * module, width * module, module)
    pdf.fill('#000000')
  }
  parent.add(pdf.struct('Figure', { alt: `QR code of ${address}` }, [draw]))
}

/** Title and request, with the code that leads to the record beside them and its address below. */
function placeHead(pdf: Pdf, root: Structure, document: AnswerDocument, widths: Widths): number {
  const text = (words: string, style: TextStyle, width: number): Row[] =>
    besideOneAnother(column(words, style, { x: 0, width }, widths))
  const [narrow, wide] = [CONTENT_WIDTH - QR_POINTS - 24, CONTENT_WIDTH]
  const beside: readonly Box[] = [
    { role: 'H1', before: 0, rows: text(document.title, STYLES.title, narrow) },
    { role: 'P', before: 8, rows: text('Request', STYLES.label, narrow) },
    { role: 'P', before: 0, rows: text(document.requestId, STYLES.exact, narrow) },
  ]
  const below: readonly Box[] = [
    { role: 'P', before: 10, rows: text('The code leads to the record of this answer:', STYLES.small, wide) },
    { role: 'P', before: 0, rows: text(document.address, STYLES.smallExact, wide) },
  ]
  drawQr(pdf, root, document.address)
  const end = placeBoxes(pdf, root, beside, PAGE.top)
  return placeBoxes(pdf, root, below, Math.max(end, PAGE.top + QR_POINTS))
}

function placeBoxes(pdf: Pdf, parent: Structure, boxes: readonly Box[], from: number): number {
  let y = from
  for (const box of boxes) y = placeBox(pdf, parent, box, y)
  return y
}

/** One section after another; items of a list under a list, as a structure tree wants them. */
async function placeSection(pdf: Pdf, root: Structure, boxes: readonly Box[], from: number): Promise<number> {
  const section = pdf.struct('Sect')
  root.add(section)
  let list: Structure | undefined
  let y = from
  for (const [n, box] of boxes.entries()) {
    // A long chain must not keep the process from its other callers.
    if (n % BOXES_AT_ONCE === 0) await setImmediate()
    if (box.role !== 'LI') list = undefined
    else if (list === undefined) {
      list = pdf.struct('L')
      section.add(list)
    }
    y = placeBox(pdf, list ?? section, box, y)
  }
  section.end()
  return y
}

/** What stands above and below the text of every page: the notice, the request, and which page of how many. */
function decoratePages(pdf: Pdf, { title, requestId, notice }: AnswerDocument, widths: Widths): void {
  const { start, count } = pdf.bufferedPageRange()
  const line = (words: string, style: TextStyle, y: number) => {
    const rows = besideOneAnother(column(words, style, { x: 0, width: CONTENT_WIDTH }, widths))
    const top = y - heightOf(rows) + style.leading
    let at = top
    for (const { pieces, height } of rows) {
      for (const piece of pieces) drawPiece(pdf, piece, at)
      at += height
    }
  }
  for (let page = start; page < start + count; page += 1) {
    pdf.switchToPage(page)
    drawArtifact(pdf, 'Pagination', () => {
      if (notice !== undefined) line(notice, STYLES.alarm, HEADER_Y)
      pdf
        .moveTo(PAGE.left, FOOTER_Y - 6)
        .lineTo(PAGE.left + CONTENT_WIDTH, FOOTER_Y - 6)
        .lineWidth(0.6)
        .stroke(INK.rule)
      line(`${title} · request ${requestId} · page ${page - start + 1} of ${count}`, STYLES.small, FOOTER_Y)
    })
  }
}

/**
 * The answer on A4: tagged, in embedded fonts, with the request and "page x of y" on each page and a QR code to the record. The same answer gives the same
 * bytes. A chain of 200 links makes 44 pages in 0.4 s and 170 kB; the
 * pages are held in memory until the last.
 */
export async function renderAnswerPdf(document: AnswerDocument): Promise<Buffer> {
  const pdf = openPdf(document)
  const chunks: Buffer[] = []
  pdf.on('data', (chunk: Buffer) => chunks.push(chunk))
  const written = new Promise<void>((resolve, reject) => pdf.once('end', resolve).once('error', reject))
  const widths: Widths = new Map()
  const root = pdf.struct('Document')
  pdf.addStructure(root)
  pdf.addPage()
  let y = placeHead(pdf, root, document, widths)
  for (const section of document.sections) y = await placeSection(pdf, root, layOutSection(section, widths), y)
  root.end()
  decoratePages(pdf, document, widths)
  pdf.end()
  await written
  return Buffer.concat(chunks)
}
