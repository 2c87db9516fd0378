import type Pdfkit from 'pdfkit'
import { type Box, heightOf, type Piece, type Row } from './boxes.ts'
import type { Step } from './document.ts'
import { AXIS_X } from './lay-out.ts'
import { CONTENT_HEIGHT, CONTENT_WIDTH, INK, PAGE } from './page-style.ts'

export type Pdf = InstanceType<typeof Pdfkit>
export type Structure = PDFKit.PDFStructureElement
type Content = PDFKit.PDFStructureContent

const BOTTOM = PAGE.height - PAGE.bottom
const RULE_SPACE = 6
/** Of the leading, and not of the size, so that a label and its value stand on one line. */
const BASELINE = 0.74

/** Draws what is no text, so that a reader for the blind passes it over. */
export function drawArtifact(pdf: Pdf, type: 'Layout' | 'Pagination', draw: () => void): void {
  pdf.markContent('Artifact', { type })
  pdf.save()
  draw()
  pdf.restore()
  pdf.endMarkedContent()
}

/** The runs of a line stand on one baseline, whatever their faces. `y` is the upper edge of the row. */
export function drawPiece(pdf: Pdf, { x, style, runs }: Piece, y: number, left: number = PAGE.left): void {
  const baseline = y + style.leading * BASELINE
  pdf.fontSize(style.size).fillColor(style.ink)
  for (const run of runs)
    pdf.font(run.face).text(run.text, left + x + run.x, baseline, { lineBreak: false, baseline: 'alphabetic' })
}

function drawSign(pdf: Pdf, type: Step['type'], x: number, y: number): void {
  const ink = type === 'EVENT' ? INK.text : INK.alarm
  if (type === 'GAP') pdf.circle(x, y, 3.2).lineWidth(1.2).fillAndStroke('#ffffff', ink)
  else if (type === 'EVENT') pdf.circle(x, y, 3.2).fill(ink)
  else pdf.polygon([x, y - 4.6], [x + 4.6, y], [x, y + 4.6], [x - 4.6, y]).fill(ink)
}

/** The axis of the chain beside its rows: whole along an event, broken along what is missing or contradictory. */
function drawAxis(pdf: Pdf, rows: readonly Row[], top: number): void {
  if (!rows.some(({ axis }) => axis !== undefined)) return
  drawArtifact(pdf, 'Layout', () => {
    const x = PAGE.left + AXIS_X
    let y = top
    for (const { axis, height } of rows) {
      if (axis === undefined) continue
      pdf.moveTo(x, y).lineTo(x, y + height)
      if (axis.type === 'EVENT') pdf.undash()
      else pdf.dash(2, { space: 2 })
      pdf.lineWidth(0.7).stroke(INK.rule).undash()
      y += height
    }
    const [first] = rows
    if (first?.axis?.isFirst === true) drawSign(pdf, first.axis.type, x, top + first.height / 2)
  })
}

/** As many rows as the rest of the page holds, at least one. */
function fitting(rows: readonly Row[], room: number): number {
  let [count, used] = [0, 0]
  for (const { height } of rows) {
    if (used + height > room) break
    used += height
    count += 1
  }
  return count
}

function drawRows(pdf: Pdf, rows: readonly Row[], role: string, y: number): Content {
  drawAxis(pdf, rows, y)
  const content = pdf.markStructureContent(role)
  let at = y
  for (const row of rows) {
    for (const piece of row.pieces) drawPiece(pdf, piece, at)
    at += row.height
  }
  pdf.endMarkedContent()
  return content
}

/** Puts a box under what is there, on as many pages as it takes. Gives the height at which the next one begins. */
export function placeBox(pdf: Pdf, parent: Structure, box: Box, from: number): number {
  const { role, before, rows, isWhole = false, wants = 0, hasRule = false } = box
  const isAtTop = from <= PAGE.top
  const height = heightOf(rows)
  const needed = wants + (isWhole && height <= CONTENT_HEIGHT ? height : (rows[0]?.height ?? 0))
  let y = from + (isAtTop ? 0 : before)
  let left = rows
  const contents: Content[] = []
  if (!isAtTop && y + needed > BOTTOM) y = turnPage(pdf)
  while (left.length > 0) {
    const count = fitting(left, BOTTOM - y)
    if (count === 0) {
      y = turnPage(pdf)
      continue
    }
    contents.push(drawRows(pdf, left.slice(0, count), role, y))
    y += heightOf(left.slice(0, count))
    left = left.slice(count)
  }
  parent.add(pdf.struct(role, {}, contents))
  if (!hasRule) return y
  drawArtifact(pdf, 'Layout', () =>
    pdf
      .moveTo(PAGE.left, y + 2)
      .lineTo(PAGE.left + CONTENT_WIDTH, y + 2)
      .lineWidth(0.6)
      .stroke(INK.rule),
  )
  return y + RULE_SPACE
}

function turnPage(pdf: Pdf): number {
  pdf.addPage()
  return PAGE.top
}
