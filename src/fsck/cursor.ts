import type { DatabaseClient } from '../store/connect.ts'

/** A server-side cursor that is read page by page, and looked at one row ahead. */
export interface Cursor<Row> {
  /** The next row, which stays where it is; undefined at the end. */
  readonly peek: () => Promise<Row | undefined>
  readonly next: () => Promise<Row | undefined>
}

const PAGE = 2_000
let opened = 0

/**
 * Declares a cursor in the connection's transaction. The next page is asked for while the last one is worked on, so that PostgreSQL and this process are busy at
 * once; never more than two pages are in memory.
 */
export async function openCursor<Row extends object>(
  client: DatabaseClient,
  text: string,
  values: readonly unknown[] = [],
): Promise<Cursor<Row>> {
  const name = `fsck_${++opened}`
  await client.query(`declare ${name} no scroll cursor for ${text}`, [...values])
  const fetchPage = async (): Promise<Row[]> => (await client.query<Row>(`fetch ${PAGE} from ${name}`)).rows
  let page: Row[] = []
  let at = 0
  let coming: Promise<Row[]> | undefined = fetchPage()
  // An error is thrown to who asks for the page; until then it must not end the process.
  coming.catch(() => undefined)

  const peek = async (): Promise<Row | undefined> => {
    if (at >= page.length && coming !== undefined) {
      page = await coming
      at = 0
      coming = page.length < PAGE ? undefined : fetchPage()
      coming?.catch(() => undefined)
    }
    return page[at]
  }
  const next = async (): Promise<Row | undefined> => {
    // Most rows are in the page: an await for each would cost more than the row.
    const row = at < page.length ? page[at] : await peek()
    at++
    return row
  }
  return { peek, next }
}

/** All rows of a cursor, a page at a time. */
export async function* rowsOf<Row extends object>(
  client: DatabaseClient,
  text: string,
  values: readonly unknown[] = [],
): AsyncGenerator<Row> {
  const cursor = await openCursor<Row>(client, text, values)
  for (let row = await cursor.next(); row !== undefined; row = await cursor.next()) yield row
}
