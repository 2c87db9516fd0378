import type { AnswerDocument, Block, Fact, Section } from './document.ts'
import { radioText } from './radio-text.ts'
import { wrapText } from './wrap-text.ts'

// What a teleprinter and a screen of 80 columns both hold, with room for a margin.
const MAX_COLUMNS = 72

/** An entry of a section before it is numbered; `inside` are the entries under it. */
interface Entry {
  readonly text: string
  readonly inside: readonly Entry[]
}

function entry(text: string, inside: readonly Entry[] = []): Entry {
  return { text, inside }
}

function factEntry({ label, value, note, spelled }: Fact): Entry {
  const said = [...(note === undefined ? [] : [note]), ...(spelled === undefined ? [] : [`I spell: ${spelled}`])]
  return entry(
    `${label}: ${value}`,
    said.map((text) => entry(text)),
  )
}

function entriesOf(block: Block): readonly Entry[] {
  switch (block.kind) {
    case 'PARAGRAPH':
      return [entry(block.text)]
    case 'LIST':
      return block.items.map((item) => entry(item))
    case 'FACTS':
      return block.facts.map(factEntry)
    case 'STEP':
      return [entry(`Step ${block.number}, ${block.when}: ${block.what}`, block.facts.map(factEntry))]
  }
}

function linesOf({ text, inside }: Entry, number: string): readonly string[] {
  const own = wrapText(radioText(text), MAX_COLUMNS, `${number} `)
  return [...own, ...inside.flatMap((each, n) => linesOf(each, `${number}.${n + 1}`))]
}

function renderSection({ heading, blocks }: Section, at: number): readonly string[] {
  const entries = blocks.flatMap(entriesOf)
  const lines = entries.flatMap((each, n) => linesOf(each, `${at + 1}.${n + 1}`))
  return ['', `${at + 1}. ${heading.toUpperCase()}`, ...lines]
}

/**
 * The answer for reading aloud and for teleprinters: numbered lines of at most 72 characters, no marks-up, ASCII but for Latin letters with accents, serials
 * letter by letter. Ends with a line that says so, since a transmission may break off.
 */
export function renderAnswerText(document: AnswerDocument): string {
  const notice = document.notice === undefined ? [] : wrapText(radioText(document.notice), MAX_COLUMNS)
  const lines = [
    document.title.toUpperCase(),
    ...wrapText(`Request ${document.requestId}`, MAX_COLUMNS),
    ...wrapText(`Record ${radioText(document.address)}`, MAX_COLUMNS),
    ...notice,
    ...document.sections.flatMap(renderSection),
    '',
    ...notice,
    `END OF ANSWER TO ${document.requestId}`,
  ]
  return `${lines.join('\n')}\n`
}
