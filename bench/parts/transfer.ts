import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { blockLife, ownSteps } from '../generate/lives.ts'
import { officeOf, partyAt, personNumber, type Population } from '../generate/parties.ts'
import { Draws } from '../generate/random.ts'
import { BLOCK_SIZE, blockAt } from '../generate/weapons.ts'
import { weaponIdAt } from '../load/blocks.ts'
import { asReader, type BenchContext } from '../run/context.ts'
import { checkLoad, type HttpLoad, type HttpLoadResult, sendLoad } from '../run/http-load.ts'
import { runSql, type SqlResult } from '../run/pgbench.ts'
import { median, round } from '../run/statistics.ts'

/** A weapon that a person holds, and to whom he gives it. */
interface HandOver {
  readonly weaponId: string
  readonly giver: string
  readonly receiver: string
}

export interface TransferResult {
  readonly perSecond: number
  readonly p50: number
  readonly p99: number
  /** The same writes by SQL, eight clients. */
  readonly sql: number
  readonly ratio: number
  readonly failures: number
  /** Hand-overs prepared for each round; where fewer than were made, some were reported twice and show as gaps in their chains. */
  readonly prepared: number
}

const CONNECTIONS = 32
const SQL_CLIENTS = 8
const SQL_WEAPONS = 20_000
const WANTED_PER_SECOND = 3000
/** The day after the last of the generated lives. */
const DAY = '2025-06-01'

/** The nth weapon's next hand-over, where a person holds it. */
export function handOverOf(population: Population, index: number): HandOver | undefined {
  const block = blockAt(population.seed, Math.floor(index / BLOCK_SIZE))
  const life = blockLife(population, block)
  const last = ownSteps(population, block, life, index).at(-1)
  if (last?.to === null || last === undefined || !['RETAIL_SALE', 'PRIVATE_TRANSFER'].includes(last.kind))
    return undefined
  const giver = partyAt(population, last.to)
  const receiver = partyAt(
    population,
    personNumber(population, life.market, new Draws(population.seed, 'life', index).share()),
  )
  return giver.id === receiver.id
    ? undefined
    : { weaponId: weaponIdAt(population, index), giver: giver.id, receiver: receiver.id }
}

/** Hand-overs of different weapons, spread over the registry. */
export function listHandOvers(population: Population, wanted: number): HandOver[] {
  const found: HandOver[] = []
  const stride = Math.max(1, Math.floor(population.weapons / (wanted * 2)))
  for (let start = 0; start < stride && found.length < wanted; start++) {
    for (let index = start; index < population.weapons && found.length < wanted; index += stride) {
      const one = handOverOf(population, index)
      if (one !== undefined) found.push(one)
    }
  }
  return found
}

export function toBody({ weaponId, giver, receiver }: HandOver): string {
  const sides = { fromPartyId: giver, toPartyId: receiver }
  return JSON.stringify({ kind: 'PRIVATE_TRANSFER', weaponIds: [weaponId], ...sides, occurredAt: DAY })
}

/** The writes as a script, with the agency and the parties of this registry in it. */
async function writeScript(context: BenchContext, weapons: readonly HandOver[]): Promise<string> {
  const { population } = context
  const isNew = await asReader(context, async (client) => {
    await client.query('create schema if not exists bench; drop table if exists bench.transferred')
    await client.query('create unlogged table bench.transferred (n integer primary key, weapon_id uuid not null)')
    const ids = weapons.map(({ weaponId }) => weaponId)
    await client.query(
      'insert into bench.transferred select n, id from unnest($1::uuid[]) with ordinality as i (id, n)',
      [ids],
    )
    await client.query('analyze bench.transferred')
    const { rows } = await client.query<{ found: boolean }>(
      `select to_regproc('pg_catalog.uuidv7') is not null as found`,
    )
    return rows[0]?.found === true
  })
  const values: Readonly<Record<string, string>> = {
    weapons: String(weapons.length),
    agency: officeOf(population.seed, 'REGISTRY').id,
    actor: randomUUID(),
    giver: weapons[0]?.giver ?? '',
    receiver: weapons[0]?.receiver ?? '',
    // Ids in the order of time, as the service makes them; before PostgreSQL 18 at random, which is slower.
    uuid: isNew ? 'uuidv7()' : 'gen_random_uuid()',
  }
  const script = readFileSync(new URL('../sql/transfer.sql', import.meta.url), 'utf8')
  return script.replace(/\{\{(\w+)\}\}/g, (_, name: string) => values[name] ?? '')
}

/** One transfer of one weapon over HTTP beside its writes by SQL. */
export async function measureTransfer(context: BenchContext): Promise<TransferResult> {
  const { options, population, service, database, tell } = context
  const { seconds, rounds, warmUp } = options
  const perRound = Math.ceil(seconds * WANTED_PER_SECOND)
  const all = listHandOvers(
    population,
    perRound * rounds +
      Math.ceil(warmUp * WANTED_PER_SECOND) +
      1 +
      Math.min(SQL_WEAPONS, Math.ceil(population.weapons / 10)),
  )
  const forSql = all.splice(0, Math.min(SQL_WEAPONS, Math.ceil(all.length / 5)))
  const [first] = all.splice(0, 1)
  if (first === undefined) throw new Error('no weapon can be handed over')
  const script = await writeScript(context, forSql)
  const token = await service.token('registrar', officeOf(population.seed, 'REGISTRY').id)
  const warming = all.splice(0, Math.floor((all.length * warmUp) / (warmUp + seconds * rounds)))
  const prepared = Math.floor(all.length / rounds)
  const loadOf = (handOvers: readonly HandOver[]): HttpLoad => ({
    port: service.port,
    calls: handOvers.map((one) => ({ method: 'POST', path: '/v1/transfers', body: toBody(one) })),
    headers: { Authorization: `Bearer ${token}` },
    connections: CONNECTIONS,
    seconds,
  })
  const { findings } = JSON.parse(await checkLoad(loadOf([first]))) as { findings: readonly { code: string }[] }
  tell(`  a hand-over says ${findings.map(({ code }) => code).join(', ') || 'nothing'}`)
  if (warming.length > 0) await sendLoad({ ...loadOf(warming), seconds: warmUp })
  const [ours, theirs] = [[] as HttpLoadResult[], [] as SqlResult[]]
  for (let n = 0; n < rounds; n++) {
    ours.push(await sendLoad(loadOf(all.slice(n * prepared, (n + 1) * prepared))))
    theirs.push(await runSql({ url: database.readerUrl, script, clients: SQL_CLIENTS, seconds }))
    tell(`  round ${n + 1}: ${round(ours.at(-1)?.perSecond ?? 0)}/s of ${round(theirs.at(-1)?.perSecond ?? 0)} by SQL`)
  }
  const of = (pick: (one: HttpLoadResult) => number): number => round(median(ours.map(pick)))
  const perSecond = of((one) => one.perSecond)
  const sql = round(median(theirs.map((one) => one.perSecond)))
  const failures = ours.reduce((sum, one) => sum + one.failures, 0)
  return {
    perSecond,
    p50: of((one) => one.p50),
    p99: of((one) => one.p99),
    sql,
    ratio: round(perSecond / Math.max(1, sql)),
    failures,
    prepared,
  }
}
