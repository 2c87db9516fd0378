import type { Step } from './document.ts'
import type { TextStyle } from './page-style.ts'
import { type PlacedRun, setLines, type Widths } from './pdf-lines.ts'

/** A line of text with its place in a row: `x` from the left end of the content. */
export interface Piece {
  readonly x: number
  readonly style: TextStyle
  readonly runs: readonly PlacedRun[]
}

/** What cannot be parted by the end of a page. */
export interface Row {
  readonly height: number
  readonly pieces: readonly Piece[]
  /** A row of the chain of custody: the axis runs along it, and on a first row the link has its sign. */
  readonly axis?: { readonly type: Step['type']; readonly isFirst: boolean }
}

/** A tag of the structure tree, as a reader for the blind tells it. */
export type Role = 'H1' | 'H2' | 'P' | 'LI'

/** Rows that belong together under one tag. */
export interface Box {
  readonly role: Role
  readonly before: number
  readonly rows: readonly Row[]
  /** Begun on a new page rather than parted, where a page holds it. */
  readonly isWhole?: true
  /** The height that must be left under it, so that no heading stands alone at the foot of a page. */
  readonly wants?: number
  readonly hasRule?: true
}

/** A column of text of one style, as one piece for each line. */
export function column(text: string, style: TextStyle, place: { x: number; width: number }, widths: Widths): Piece[] {
  const { face, size } = style
  return setLines(text, { face, size, width: place.width }, widths).map((runs) => ({ x: place.x, style, runs }))
}

/** Columns beside one another: row by row, as high as the highest line of each. */
export function besideOneAnother(...columns: readonly (readonly Piece[])[]): Row[] {
  const count = Math.max(...columns.map(({ length }) => length))
  return Array.from({ length: count }, (_, n) => {
    const pieces = columns.flatMap((each) => each[n] ?? [])
    return { height: Math.max(...pieces.map(({ style }) => style.leading)), pieces }
  })
}

/** The same rows with one column more, and as many rows as that needs. */
export function withColumn(rows: readonly Row[], pieces: readonly Piece[]): Row[] {
  const beside = rows.map((row, n) => ({ ...row, pieces: [...pieces.slice(n, n + 1), ...row.pieces] }))
  return [...beside, ...besideOneAnother(pieces.slice(rows.length))]
}

export function heightOf(rows: readonly Row[]): number {
  return rows.reduce((sum, { height }) => sum + height, 0)
}
