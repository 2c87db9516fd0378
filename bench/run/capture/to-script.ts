import type { Bound, Execution } from './wire.ts'

/** All statements of one call, with the ids that were there before it. */
export interface CapturedCall {
  readonly executions: readonly Execution[]
  readonly known: ReadonlySet<string>
}

/** A script that does again what the calls did, each time as a new call: new ids in the place of those that the service had made. */
export interface ReplayScript {
  readonly script: string
  /** The values of each call, to be put into `bench.replayed (n, v1, v2, …)`; null where a value is null in all of them. */
  readonly rows: readonly (readonly Bound[])[]
  /** Calls that took another way (other statements) are left out. */
  readonly leftOut: number
  readonly statements: number
}

const ID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g
/** In the place of the last 12 digits of each id that the call made; its first digits tell them apart. */
const TAIL = '~~~~~~~~~~~~'
const SHORT = 200

function signatureOf({ executions }: CapturedCall): string {
  return JSON.stringify(executions.map(({ sql, values }) => [sql, values.map((value) => value === null)]))
}

/** The calls that took the way that most of them took. */
function mostCommon(calls: readonly CapturedCall[]): readonly CapturedCall[] {
  const groups = new Map<string, CapturedCall[]>()
  for (const call of calls) {
    const signature = signatureOf(call)
    groups.set(signature, [...(groups.get(signature) ?? []), call])
  }
  return [...groups.values()].sort((a, b) => b.length - a.length)[0] ?? []
}

function withoutNewIds(value: Bound, known: ReadonlySet<string>): Bound {
  return value === null ? null : value.replace(ID, (id) => (known.has(id) ? id : id.slice(0, -TAIL.length) + TAIL))
}

/** pgbench reads `:name` as a variable even within a literal such as 'HH24:MI'. */
function splitColons(sql: string): string {
  return sql.replace(/'(?:[^']|'')*'/g, (literal) => literal.replace(/(?<!:):(?=[A-Za-z_])/g, `:'||'`))
}

function withoutComments(sql: string): string {
  return sql
    .replace(/--[^\n]*/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
}

/** One parameter as the script writes it: a short one is a variable; a long one is read where it is used, as a client would have to send it each time. */
function writeValue(column: number, values: readonly Bound[]): string {
  const name = `v${column}`
  if (values.every((value) => value === null)) return 'null'
  const isMade = values.some((value) => value?.includes(TAIL))
  // A number that differs from call to call is the key of a lock: repeated, the calls would wait for one another.
  if (values.every((value) => /^-?\d{9,19}$/.test(value ?? '')) && new Set(values).size > 1) return ':lock'
  if (values.every((value) => (value ?? '').length <= SHORT)) return `:${name}`
  const read = `(select r.${name} from bench.replayed r where r.n = :n)`
  return isMade ? `replace(${read}, '${TAIL}', :tail)` : read
}

interface Columns {
  readonly text: string
  readonly short: readonly string[]
}

function writeStatements(calls: readonly CapturedCall[]): Columns {
  const [first] = calls
  let column = 0
  const short: string[] = []
  const statements = (first?.executions ?? []).map(({ sql, values }, step) => {
    const written = values.map((_, at) => {
      column++
      const of = calls.map(({ executions, known }) => withoutNewIds(executions[step]?.values[at] ?? null, known))
      const value = writeValue(column, of)
      if (value === `:v${column}`) {
        const isMade = of.some((one) => one?.includes(TAIL))
        short.push(isMade ? `replace(r.v${column}, '${TAIL}', t.tail) as v${column}` : `r.v${column}`)
      }
      return value
    })
    const plain = splitColons(withoutComments(sql)).replace(
      /\$(\d+)/g,
      (_, n: string) => written[Number(n) - 1] ?? 'null',
    )
    return plain
      .split(/;\s*(?=(?:[^']|'[^']*')*$)/)
      .filter((one) => one.trim() !== '')
      .map((one) => `${one};`)
      .join('\n')
  })
  return { text: statements.join('\n'), short }
}

/** Turns captured calls into a script for pgbench. `\set n` draws one of them, and all that the service made anew gets a new end. */
export function toReplayScript(captured: readonly CapturedCall[]): ReplayScript {
  const calls = mostCommon(captured)
  const { text, short } = writeStatements(calls)
  const tail = `lpad(to_hex((random() * 281474976710655)::bigint), 12, '0')`
  const head = `select t.tail${short.map((one) => `, ${one}`).join('')} from bench.replayed r cross join lateral (select ${tail} as tail, r.n) t where r.n = :n \\gset`
  const rows = calls.map(({ executions, known }) =>
    executions.flatMap(({ values }) => values.map((value) => withoutNewIds(value, known))),
  )
  const sets = [`\\set n random(1, ${calls.length})`, '\\set lock random(1, 1000000000000000)']
  const statements = calls[0]?.executions.length ?? 0
  return { script: [...sets, head, text, ''].join('\n'), rows, leftOut: captured.length - calls.length, statements }
}
