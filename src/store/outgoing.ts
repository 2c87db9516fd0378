import type { Statement } from './db.ts'

/** One way into one table: what is inserted of `$1`, a JSON array of its rows. */
export interface Insertion {
  readonly name: string
  /** Ends in RETURNING, and names its parameter `$1`. */
  readonly text: string
}

/** Sends a statement at once; statements are carried out in the order in which they were sent. */
type Send = (statement: Statement, values: readonly unknown[]) => Promise<{ readonly rows: object[] }>

/** What a transaction still has to send, and what it sent without waiting. */
export interface Outgoing {
  /** Rows that wait for whatever is sent next; each is the JSON text of an object with the names of the columns. */
  readonly put: (insertion: Insertion, rows: readonly string[]) => void
  /** A statement whose rows nobody waits for, carried out after the rows that wait with it: where something is not as it must be, it raises an error. */
  readonly run: (statement: Statement, values: readonly unknown[]) => void
  /** Sends what waits and then this, and gives its rows. */
  readonly ask: <Row extends object>(statement: Statement, values: readonly unknown[]) => Promise<Row[]>
  /** Sends what waits. Gives how many statements were sent without waiting since it was last waited for them. */
  readonly flush: () => number
  /** Sends what waits, and waits until all of it is done. Throws the first error of what was sent. */
  readonly settle: () => Promise<void>
  /** From here on nothing is sent: what still runs of a refused call must not reach the connection's next transaction. */
  readonly close: () => void
}

const merged = new Map<string, Statement>()

/** One statement for all: PostgreSQL parses, plans and answers once, which halves the cost of ten small inserts. Tables in the order of their names, so that writers meet in one order. */
function mergeInsertions(insertions: readonly Insertion[]): Statement {
  const [only] = insertions
  if (only !== undefined && insertions.length === 1) return only
  const key = insertions.map(({ name }) => name).join(' ')
  const known = merged.get(key)
  if (known !== undefined) return known
  const texts = insertions.map(({ text }, n) => text.replaceAll('$1', () => `$${n + 1}`))
  const within = texts.slice(0, -1).map((text, n) => `w${n + 1} as (${text})`)
  const statement = { name: `insert_together_${merged.size + 1}`, text: `with ${within.join(', ')} ${texts.at(-1)}` }
  merged.set(key, statement)
  return statement
}

/** Rows by the way they go in, until they are taken as one statement. */
function createWaitingRows() {
  const waiting = new Map<Insertion, string[]>()
  const put: Outgoing['put'] = (insertion, rows) => {
    const before = waiting.get(insertion)
    if (before === undefined) waiting.set(insertion, [...rows])
    else before.push(...rows)
  }
  const take = (): { readonly statement: Statement; readonly values: readonly string[] } | undefined => {
    if (waiting.size === 0) return undefined
    const entries = [...waiting].sort(([a], [b]) => (a.name < b.name ? -1 : 1))
    waiting.clear()
    const statement = mergeInsertions(entries.map(([insertion]) => insertion))
    return { statement, values: entries.map(([, rows]) => `[${rows.join(',')}]`) }
  }
  return { put, take }
}

/**
 * The writes of one transaction. Rows wait until something is sent after them and then go in one statement; nothing waits for the answer of what it does not need.
 * The first error is the one that is thrown, wherever it is noticed: what was sent behind it fails only because of it.
 */
export function createOutgoing(send: Send): Outgoing {
  const rows = createWaitingRows()
  const after: (() => void)[] = []
  const sent: Promise<void>[] = []
  let failure: { readonly error: unknown } | undefined
  let isOpen = true

  const fail = (error: unknown): void => {
    failure ??= { error }
  }
  const sendUnwatched = (statement: Statement, values: readonly unknown[]): void => {
    // Its error is noted in the same turn as it comes: that of a question behind it may come with it.
    sent.push(send(statement, values).then(() => undefined, fail))
  }
  const flush = (): number => {
    if (!isOpen) throw new Error('the transaction has ended')
    // Also what PostgreSQL does not know of: of a transaction in which anything failed nothing may be committed.
    if (failure !== undefined) throw failure.error
    const inserts = rows.take()
    if (inserts !== undefined) sendUnwatched(inserts.statement, inserts.values)
    for (const sendOne of after.splice(0)) sendOne()
    return sent.length
  }
  const ask: Outgoing['ask'] = async <Row extends object>(statement: Statement, values: readonly unknown[]) => {
    flush()
    const answer = await send(statement, values).catch(fail)
    if (failure !== undefined) throw failure.error
    return (answer?.rows ?? []) as Row[]
  }
  return {
    put: rows.put,
    run: (statement, values) => after.push(() => sendUnwatched(statement, values)),
    ask,
    flush,
    settle: async () => {
      flush()
      await Promise.all(sent.splice(0))
      if (failure !== undefined) throw failure.error
    },
    close: () => {
      isOpen = false
    },
  }
}
