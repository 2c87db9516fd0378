import { besideOneAnother, type Box, column, heightOf, type Row, withColumn } from './boxes.ts'
import type { Block, Fact, Section, Step } from './document.ts'
import { CONTENT_WIDTH, STYLES } from './page-style.ts'
import type { Widths } from './pdf-lines.ts'

const LABEL_WIDTH = 128
const GAP = 12
/** Of the chain: dates, then the axis, then what happened. */
const DATE_WIDTH = 104
export const AXIS_X = DATE_WIDTH + 14
const STEP_X = AXIS_X + 16
const STEP_LABEL_WIDTH = 84
const BULLET_WIDTH = 12
/** A third of a page. */
const MAX_WANTS = 230

interface Columns {
  readonly x: number
  readonly labelWidth: number
}

function factRows({ label, value, isExact, note, spelled }: Fact, { x, labelWidth }: Columns, widths: Widths): Row[] {
  const valueX = x + labelWidth + GAP
  const place = { x: valueX, width: CONTENT_WIDTH - valueX }
  const small = [note, spelled].flatMap((text) => (text === undefined ? [] : column(text, STYLES.small, place, widths)))
  const said = [...column(value, isExact ? STYLES.exact : STYLES.body, place, widths), ...small]
  return besideOneAnother(column(label, STYLES.label, { x, width: labelWidth }, widths), said)
}

function paragraph(text: string, widths: Widths): Box {
  const rows = besideOneAnother(column(text, STYLES.body, { x: 0, width: CONTENT_WIDTH }, widths))
  return { role: 'P', before: 4, rows }
}

function listItem(item: string, widths: Widths): Box {
  const place = { x: BULLET_WIDTH, width: CONTENT_WIDTH - BULLET_WIDTH }
  const bullet = column('–', STYLES.body, { x: 0, width: BULLET_WIDTH }, widths)
  return { role: 'LI', before: 3, rows: besideOneAnother(bullet, column(item, STYLES.body, place, widths)) }
}

function stepBox({ type, number, when, what, facts }: Step, widths: Widths): Box {
  const isEvent = type === 'EVENT'
  const place = { x: STEP_X, width: CONTENT_WIDTH - STEP_X }
  const head = besideOneAnother(column(`${number}. ${what}`, isEvent ? STYLES.strong : STYLES.alarm, place, widths))
  const told = facts.flatMap((fact) => factRows(fact, { x: STEP_X, labelWidth: STEP_LABEL_WIDTH }, widths))
  const dated = withColumn([...head, ...told], column(when, STYLES.body, { x: 0, width: DATE_WIDTH }, widths))
  const space: Row = { height: 9, pieces: [] }
  const rows = [...dated, space].map((row, n) => ({ ...row, axis: { type, isFirst: n === 0 } }))
  // The axis runs through from one step to the next.
  return { role: 'P', before: number === 1 ? 8 : 0, rows, isWhole: true }
}

function boxesOf(block: Block, widths: Widths): Box[] {
  switch (block.kind) {
    case 'PARAGRAPH':
      return [paragraph(block.text, widths)]
    case 'LIST':
      return block.items.map((item) => listItem(item, widths))
    case 'FACTS':
      return block.facts.map((fact) => ({
        role: 'P',
        before: 2,
        rows: factRows(fact, { x: 0, labelWidth: LABEL_WIDTH }, widths),
        isWhole: true,
      }))
    case 'STEP':
      return [stepBox(block, widths)]
  }
}

/** What must not stand alone at the foot of a page wants room for what comes next, as far as that is within reason. */
function wantingNext(boxes: readonly Box[]): Box[] {
  return boxes.reduceRight<Box[]>((after, box) => {
    const [next] = after
    if (box.wants === undefined || next === undefined) return [box, ...after]
    const wants = next.before + heightOf(next.rows.slice(0, next.isWhole ? undefined : 1)) + (next.wants ?? 0)
    return [{ ...box, wants: Math.min(wants, MAX_WANTS) }, ...after]
  }, [])
}

/** The heading of a section, and what stands under it. */
export function layOutSection({ heading, blocks }: Section, widths: Widths): Box[] {
  const rows = besideOneAnother(column(heading, STYLES.heading, { x: 0, width: CONTENT_WIDTH }, widths))
  const boxes = blocks.flatMap((block, n) => {
    const [first, ...others] = boxesOf(block, widths)
    // A paragraph that stands before something introduces it.
    const introduces = block.kind === 'PARAGRAPH' && n < blocks.length - 1
    return first === undefined ? [] : [introduces ? { ...first, wants: 0 } : first, ...others]
  })
  return wantingNext([{ role: 'H2', before: 18, rows, wants: 0, hasRule: true }, ...boxes])
}
