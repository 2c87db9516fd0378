import { readRoleName } from '../../src/store/roles.ts'
import { officeOf } from '../generate/parties.ts'
import { Draws } from '../generate/random.ts'
import { weaponAt } from '../generate/weapons.ts'
import { startProxy } from '../run/capture/proxy.ts'
import { type CapturedCall, type ReplayScript, toReplayScript } from '../run/capture/to-script.ts'
import { asReader, type BenchContext } from '../run/context.ts'
import { checkLoad, type HttpLoad, type HttpLoadResult, sendLoad } from '../run/http-load.ts'
import { runSql, type SqlResult } from '../run/pgbench.ts'
import { median, round } from '../run/statistics.ts'
import { observationOf, traceBody } from './trace-body.ts'

export interface TraceResult {
  readonly perSecond: number
  readonly p50: number
  readonly p99: number
  /** The statements of the same calls by SQL, eight clients. */
  readonly sql: number
  readonly ratio: number
  readonly failures: number
  /** Statements of one call, and calls that took another way and were not played again. */
  readonly statements: number
  readonly leftOut: number
  /** Of the questions that were tried one by one, how many were answered with a chain at once. */
  readonly answered: number
}

const CONNECTIONS = 32
const SQL_CLIENTS = 8
const QUESTIONS = 300
const WARM_UP = 10

/** Traces of weapons whose mark is read as it is, with everything else right: the whole way, from the search to the answer with its chain. */
function listBodies({ population, options }: BenchContext): string[] {
  const draws = new Draws(population.seed, 'sample', 2)
  return Array.from({ length: Math.min(QUESTIONS, WARM_UP + options.queries * 2) }, (_, n) => {
    const weapon = weaponAt(population.seed, draws.below(population.weapons))
    return traceBody({ observation: observationOf(weapon, weapon.serial), caseReference: `T-${n}` })
  })
}

interface Captured {
  readonly replay: ReplayScript
  readonly answered: number
}

/** Has a service of its own answer the questions one by one, and listens to what it asks of the database. */
async function capture(
  context: BenchContext,
  loadOf: (port: number, bodies: readonly string[]) => HttpLoad,
  bodies: readonly string[],
): Promise<Captured> {
  const proxy = await startProxy(context.database.serviceUrl)
  const service = await context.startAnother(proxy.url)
  const agencyId = officeOf(context.population.seed, 'TRACING').id
  const calls: CapturedCall[] = []
  let answered = 0
  try {
    for (const [n, body] of bodies.entries()) {
      proxy.take()
      const answer = JSON.parse(await checkLoad(loadOf(service.port, [body]))) as { answer?: { chain?: unknown[] } }
      const { executions, told } = proxy.take()
      if (n < WARM_UP) continue
      if ((answer.answer?.chain?.length ?? 0) > 0) answered++
      calls.push({ executions, known: new Set([...told, agencyId]) })
    }
  } finally {
    await service.stop()
    await proxy.close()
  }
  return { replay: toReplayScript(calls), answered }
}

async function storeRows(context: BenchContext, { rows }: ReplayScript): Promise<void> {
  const role = readRoleName(context.database.serviceUrl)
  const columns = (rows[0] ?? []).map((_, n) => `v${n + 1}`)
  await asReader(context, async (client) => {
    await client.query('create schema if not exists bench; drop table if exists bench.replayed')
    await client.query(
      `create unlogged table bench.replayed (n integer primary key, ${columns.map((name) => `${name} text`).join(', ')})`,
    )
    for (const [n, row] of rows.entries()) {
      await client.query(
        `insert into bench.replayed select $1, ${columns.map((_, at) => `$2[${at + 1}]`).join(', ')} from (select $2::text[] as x) s`.replaceAll(
          '$2[',
          '(s.x)[',
        ),
        [n + 1, row],
      )
    }
    await client.query(
      `grant usage on schema bench to ${role}; grant select on bench.replayed to ${role}; analyze bench.replayed`,
    )
  })
}

/** A whole trace request over HTTP beside its own statements by SQL. */
export async function measureTrace(context: BenchContext): Promise<TraceResult> {
  const { options, population, service, database, tell } = context
  const { seconds, rounds, warmUp } = options
  const token = await service.token('officer', officeOf(population.seed, 'TRACING').id)
  const loadOf = (port: number, bodies: readonly string[]): HttpLoad => ({
    port,
    calls: bodies.map((body) => ({ method: 'POST', path: '/v1/trace-requests', body })),
    headers: { Authorization: `Bearer ${token}` },
    connections: CONNECTIONS,
    seconds,
  })
  const bodies = listBodies(context)
  const { replay, answered } = await capture(context, loadOf, bodies)
  await storeRows(context, replay)
  tell(
    `  ${replay.statements} statements a call; ${answered} of ${bodies.length - WARM_UP} answered at once, ${replay.leftOut} left out`,
  )
  await sendLoad({ ...loadOf(service.port, bodies), seconds: warmUp })
  const [ours, theirs] = [[] as HttpLoadResult[], [] as SqlResult[]]
  for (let n = 0; n < rounds; n++) {
    ours.push(await sendLoad(loadOf(service.port, bodies)))
    theirs.push(await runSql({ url: database.serviceUrl, script: replay.script, clients: SQL_CLIENTS, seconds }))
    tell(`  round ${n + 1}: ${round(ours.at(-1)?.perSecond ?? 0)}/s of ${round(theirs.at(-1)?.perSecond ?? 0)} by SQL`)
  }
  const of = (pick: (one: HttpLoadResult) => number): number => round(median(ours.map(pick)))
  const perSecond = of((one) => one.perSecond)
  const sql = round(median(theirs.map((one) => one.perSecond)))
  const failures = ours.reduce((sum, one) => sum + one.failures, 0)
  const { statements, leftOut } = replay
  return {
    perSecond,
    p50: of((one) => one.p50),
    p99: of((one) => one.p99),
    sql,
    ratio: round(perSecond / Math.max(0.001, sql)),
    failures,
    statements,
    leftOut,
    answered,
  }
}
