import { readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

export const ROOT = fileURLToPath(new URL('../..', import.meta.url))

/** Where a block of commands is run: each kind has its part in `commands.test.ts`. */
export const RUN_KINDS = ['start', 'demo', 'server', 'checkout', 'container'] as const

/** A block of commands in the front page, and what the page says that it prints. */
export interface CommandBlock {
  /** The line of the page, counted from 1. */
  readonly line: number
  /** The words in the comment before it, or undefined where there is none. */
  readonly run: string | undefined
  readonly code: string
  readonly expected: { readonly language: string; readonly text: string } | undefined
}

interface Fence {
  readonly line: number
  readonly before: string
  readonly language: string
  readonly text: string
}

export function readReadme(): string {
  return readFileSync(path.join(ROOT, 'README.md'), 'utf8')
}

/** The fenced blocks of a page, with the last line of text before each. */
export function listFences(page: string): Fence[] {
  const fences: Fence[] = []
  let open: { line: number; before: string; language: string; lines: string[] } | undefined
  let before = ''
  for (const [n, line] of page.split('\n').entries()) {
    if (open !== undefined && line === '```') {
      fences.push({ ...open, text: open.lines.join('\n') })
      open = undefined
      before = '```'
    } else if (open !== undefined) {
      open.lines.push(line)
    } else if (line.startsWith('```')) {
      open = { line: n + 1, before, language: line.slice(3), lines: [] }
    } else if (line.trim() !== '') {
      before = line
    }
  }
  if (open !== undefined) throw new Error(`the block of line ${open.line} is not closed`)
  return fences
}

/** Every block of commands in the page's order. What a command prints stands in the json or text block that comes next, before any other commands. */
export function listCommandBlocks(page: string): CommandBlock[] {
  const fences = listFences(page)
  return fences.flatMap((fence, n) => {
    if (!['sh', 'bash', 'shell', 'console'].includes(fence.language)) return []
    const next = fences[n + 1]
    const isOutput = next !== undefined && ['json', 'text'].includes(next.language)
    return [
      {
        line: fence.line,
        run: /^<!-- run: ([a-z]+) -->$/.exec(fence.before)?.[1],
        code: fence.text,
        expected: isOutput ? { language: next.language, text: next.text } : undefined,
      },
    ]
  })
}

/** The table under a heading row that begins with these cells: its rows, cell by cell. Throws an Error where there is none. */
export function readTable(page: string, ...head: readonly string[]): string[][] {
  const rows = page.split('\n').map((line) => (line.startsWith('|') ? line.slice(1, -1).split('|') : undefined))
  const cells = rows.map((row) => row?.map((cell) => cell.trim()))
  const first = cells.findIndex((row) => row !== undefined && head.every((cell, n) => row[n] === cell))
  if (first < 0) throw new Error(`there is no table with the columns ${head.join(', ')}`)
  const table = cells.slice(first + 2)
  const end = table.findIndex((row) => row === undefined)
  return (end < 0 ? table : table.slice(0, end)) as string[][]
}

/** The text within backquotes, or the text itself. */
export function unquote(cell: string): string {
  return /^`([^`]*)`$/.exec(cell)?.[1] ?? cell
}
