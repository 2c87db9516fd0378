import type { Face } from './pdf-fonts.ts'

// A4 in points. The margins leave room for a punch on the left and for a court's stamp above and below.
export const PAGE = { width: 595.28, height: 841.89, left: 71, right: 71, top: 78, bottom: 76 } as const
export const CONTENT_WIDTH = PAGE.width - PAGE.left - PAGE.right
export const CONTENT_HEIGHT = PAGE.height - PAGE.top - PAGE.bottom

export const INK = { text: '#1a1a1a', quiet: '#5c5c5c', rule: '#b8b8b8', alarm: '#8a1414' } as const

export interface TextStyle {
  readonly face: Face
  readonly size: number
  /** From baseline to baseline. */
  readonly leading: number
  readonly ink: string
}

const style = (face: Face, size: number, leading: number, ink: string): TextStyle => ({ face, size, leading, ink })

export const STYLES = {
  title: style('BOLD', 17, 22, INK.text),
  heading: style('BOLD', 11.5, 15, INK.text),
  body: style('PLAIN', 9.5, 13.5, INK.text),
  strong: style('BOLD', 9.5, 13.5, INK.text),
  exact: style('EXACT', 9.5, 13.5, INK.text),
  alarm: style('BOLD', 9.5, 13.5, INK.alarm),
  label: style('PLAIN', 9, 13.5, INK.quiet),
  small: style('PLAIN', 8, 11, INK.quiet),
  smallExact: style('EXACT', 7, 10, INK.quiet),
} as const satisfies Record<string, TextStyle>
