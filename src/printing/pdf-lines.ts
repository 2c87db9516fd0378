import { type Face, fontOf, withCodes } from './pdf-fonts.ts'
import { type Run, visualRuns } from './visual-runs.ts'

/** How a text is set and how wide it may run, in points. */
export interface Setting {
  readonly face: Face
  readonly size: number
  readonly width: number
}

/** A run with its place on the line, from its left end. */
export interface PlacedRun extends Run {
  readonly x: number
}

/** Words of one face, with their widths in thousandths of the size. A document has few that are not repeated; kept for one document only. */
export type Widths = Map<string, number>

function widthOfRun({ face, text }: Run, widths: Widths): number {
  const key = `${face} ${text}`
  const known = widths.get(key)
  if (known !== undefined) return known
  const font = fontOf(face)
  // Word by word with the space after it, as pdfkit lays a run out.
  const pieces = text.match(/[^ \t]*[ \t]|[^ \t]+$/g) ?? []
  const units = pieces.reduce((sum, piece) => sum + font.layout(piece).advanceWidth, 0)
  const width = units / font.unitsPerEm
  widths.set(key, width)
  return width
}

function widthOf(text: string, { face, size }: Setting, widths: Widths): number {
  return visualRuns(text, face).reduce((sum, run) => sum + widthOfRun(run, widths), 0) * size
}

/** A word that is wider than its column, cut where it is full. */
function cutWord(word: string, setting: Setting, widths: Widths): string[] {
  if (widthOf(word, setting, widths) <= setting.width) return [word]
  const pieces: string[] = []
  let piece = ''
  for (const character of word) {
    if (piece !== '' && widthOf(piece + character, setting, widths) > setting.width) {
      pieces.push(piece)
      piece = character
    } else piece += character
  }
  return [...pieces, piece]
}

function place(line: string, { face, size }: Setting, widths: Widths): readonly PlacedRun[] {
  let x = 0
  return visualRuns(line, face).map((run) => {
    const placed = { ...run, x }
    x += widthOfRun(run, widths) * size
    return placed
  })
}

/** Breaks a text into lines that are no wider than the column, whatever words it has, and places the runs of each. */
export function setLines(text: string, setting: Setting, widths: Widths): readonly (readonly PlacedRun[])[] {
  const words = withCodes(text, setting.face)
    .split(' ')
    .flatMap((word) => cutWord(word, setting, widths))
  const space = widthOf(' ', setting, widths)
  const lines: string[] = []
  let [line, used] = ['', 0]
  for (const word of words) {
    const width = widthOf(word, setting, widths)
    if (line !== '' && used + space + width > setting.width) {
      lines.push(line)
      ;[line, used] = [word, width]
    } else {
      used += (line === '' ? 0 : space) + width
      line = line === '' ? word : `${line} ${word}`
    }
  }
  return [...lines, line].map((each) => place(each, setting, widths))
}
