import { officeOf } from '../generate/parties.ts'
import type { BenchContext } from '../run/context.ts'
import { checkLoad, type HttpLoad, type HttpLoadResult, sendLoad } from '../run/http-load.ts'
import { installPeers, type PeerServer, startPeer } from '../run/peer-server.ts'
import { runSql, type SqlResult } from '../run/pgbench.ts'
import { median, round } from '../run/statistics.ts'
import { HOT, sampleIds, storeSample } from './weapon-sample.ts'

/** The events of a weapon in order with the names of both parties: what a chain is made of, in one statement that never changes. */
const FIXED = `
  select e.seq, e.id, e.kind, e.occurred, e.place, e.documents, e.from_party_id, gn.body ->> 'name' as from_name, e.to_party_id, rn.body ->> 'name' as to_name
  from bench.weapon w
    join custody_event e on e.weapon_id = w.id
    left join party g on g.id = e.from_party_id
    left join personal_record gn on gn.id = g.name_id
    left join party r on r.id = e.to_party_id
    left join personal_record rn on rn.id = r.name_id
  where w.n = :n order by e.seq;`

const NESTED =
  `query($id: UUID!) { weaponById(id: $id) { category custodyEventsByWeaponId(orderBy: PRIMARY_KEY_ASC) { nodes {
  seq id kind occurred place documents recordedAt
  giver { id kind country nameRecord { body } } receiver { id kind country nameRecord { body } } } } } }`.replace(
    /\s+/g,
    ' ',
  )

const CONNECTIONS = 32
const SQL_CLIENTS = 8
/** Peers get fewer weapons: what is compared is how they work, and not their caches. */
const PEER_WEAPONS = 2000

interface Rate {
  readonly perSecond: number
  readonly p50: number
  readonly p99: number
}

export interface ChainResult {
  /** The same thousand weapons over and over. */
  readonly warm: { readonly ours: Rate; readonly sql: number; readonly ratio: number }
  /** Any weapon, most of them for the first time. */
  readonly cold: { readonly ours: Rate; readonly sql: number; readonly ratio: number }
  readonly peers: Readonly<Record<string, Rate & { readonly ratio: number }>>
  readonly failures: number
}

function rateOf(rounds: readonly HttpLoadResult[]): Rate {
  const of = (pick: (one: HttpLoadResult) => number): number => round(median(rounds.map(pick)))
  return { perSecond: of((one) => one.perSecond), p50: of((one) => one.p50), p99: of((one) => one.p99) }
}

const getCustody = (id: string) => ({ method: 'GET' as const, path: `/v1/weapons/${id}/custody` })
const getPlain = (id: string) => ({ method: 'GET' as const, path: `/weapons/${id}/custody` })
const postQuery = (id: string) => ({
  method: 'POST' as const,
  path: '/graphql',
  body: JSON.stringify({ query: NESTED, variables: { id } }),
})

type Call = ReturnType<typeof getPlain> | ReturnType<typeof postQuery>

interface Runner {
  readonly name: string
  readonly server: PeerServer
  readonly calls: readonly Call[]
}

/** A peer must give what the service gives: events, and the names of their parties. */
async function checkPeer({ port }: PeerServer, calls: readonly Call[]): Promise<void> {
  const text = await checkLoad({ port, calls, headers: {}, connections: 1, seconds: 1 })
  if (!text.includes('"MANUFACTURED"') || !/works|"name"/.test(text)) throw new Error(`no chain: ${text.slice(0, 500)}`)
}

async function startPeers({ database, options, tell }: BenchContext, ids: readonly string[]): Promise<Runner[]> {
  if (!options.peers) return []
  installPeers(tell)
  const few = ids.slice(0, PEER_WEAPONS)
  const started: Runner[] = []
  const peers = [
    { name: 'express + drizzle N+1', script: 'express-drizzle.mjs', probe: '/health', calls: few.map(getPlain) },
    { name: 'PostGraphile', script: 'postgraphile.mjs', probe: '/graphiql', calls: few.map(postQuery) },
  ]
  for (const { name, script, probe, calls } of peers) {
    try {
      const server = await startPeer(script, database.readerUrl, probe)
      await checkPeer(server, calls)
      started.push({ name, server, calls })
    } catch (error) {
      tell(`  ${name}: ${(error as Error).message}`)
    }
  }
  return started
}

interface Rounds {
  readonly warm: HttpLoadResult[]
  readonly cold: HttpLoadResult[]
  readonly warmSql: SqlResult[]
  readonly coldSql: SqlResult[]
  readonly peers: Map<string, HttpLoadResult[]>
}

/** The chain that is measured must be whole, with the names of its parties. */
async function checkChain(load: HttpLoad): Promise<void> {
  const { chain } = JSON.parse(await checkLoad(load)) as { chain: readonly { to?: { name?: string } }[] }
  if (chain.length < 4 || !chain.some(({ to }) => to?.name !== undefined))
    throw new Error('the chain lacks events or names')
}

async function runRounds(context: BenchContext, ids: readonly string[], peers: readonly Runner[]): Promise<Rounds> {
  const { options, service, population, database, tell } = context
  const { seconds, warmUp } = options
  const token = await service.token('registrar', officeOf(population.seed, 'REGISTRY').id)
  const headers = { Authorization: `Bearer ${token}`, Purpose: 'CRIMINAL_INVESTIGATION', 'Legal-Basis': 'CPC 60-1' }
  const hot = Math.min(HOT, ids.length)
  const loadOf = (wanted: readonly string[]): HttpLoad => ({
    port: service.port,
    calls: wanted.map(getCustody),
    headers,
    connections: CONNECTIONS,
    seconds,
  })
  const send = (wanted: readonly string[]) => sendLoad(loadOf(wanted))
  await checkChain(loadOf(ids.slice(0, 1)))
  const sql = (low: number, high: number) =>
    runSql({
      url: database.readerUrl,
      script: `\\set n random(${low}, ${high})\n${FIXED}\n`,
      clients: SQL_CLIENTS,
      seconds,
    })
  const rounds: Rounds = {
    warm: [],
    cold: [],
    warmSql: [],
    coldSql: [],
    peers: new Map(peers.map(({ name }) => [name, []])),
  }
  await sendLoad({ ...loadOf(ids.slice(0, hot)), seconds: warmUp })
  for (const { server, calls } of peers)
    await sendLoad({ port: server.port, calls, headers: {}, connections: CONNECTIONS, seconds: warmUp })
  for (let n = 0; n < options.rounds; n++) {
    // Each round asks for other weapons of the sample, until it is used up.
    const part = Math.floor(ids.length / options.rounds)
    rounds.cold.push(await send(ids.slice(n * part, (n + 1) * part)))
    rounds.coldSql.push(await sql(1, ids.length))
    rounds.warm.push(await send(ids.slice(0, hot)))
    rounds.warmSql.push(await sql(1, hot))
    for (const { name, server, calls } of peers) {
      rounds.peers
        .get(name)
        ?.push(await sendLoad({ port: server.port, calls, headers: {}, connections: CONNECTIONS, seconds }))
    }
    const [ours, theirs] = [rounds.warm.at(-1), rounds.warmSql.at(-1)]
    const failed = (ours?.failures ?? 0) + (rounds.cold.at(-1)?.failures ?? 0)
    tell(
      `  round ${n + 1}: warm ${round(ours?.perSecond ?? 0)}/s of ${round(theirs?.perSecond ?? 0)} by SQL${failed > 0 ? `; ${failed} FAILED` : ''}`,
    )
  }
  return rounds
}

/** The custody chain over HTTP beside its statement and beside others who give the same. */
export async function measureChain(context: BenchContext): Promise<ChainResult> {
  const ids = sampleIds(context)
  await storeSample(context, ids)
  const peers = await startPeers(context, ids)
  const rounds = await runRounds(context, ids, peers)
  const beside = (ours: readonly HttpLoadResult[], sql: readonly SqlResult[]) => {
    const rate = rateOf(ours)
    const perSecond = round(median(sql.map((one) => one.perSecond)))
    return { ours: rate, sql: perSecond, ratio: round(rate.perSecond / Math.max(1, perSecond)) }
  }
  const warm = beside(rounds.warm, rounds.warmSql)
  const others = [...rounds.peers].map(([name, results]) => {
    const rate = rateOf(results)
    return [name, { ...rate, ratio: round(warm.ours.perSecond / Math.max(0.001, rate.perSecond)) }] as const
  })
  await Promise.all(peers.map(({ server }) => server.stop()))
  const failures = [...rounds.warm, ...rounds.cold, ...[...rounds.peers.values()].flat()].reduce(
    (sum, one) => sum + one.failures,
    0,
  )
  return { warm, cold: beside(rounds.cold, rounds.coldSql), peers: Object.fromEntries(others), failures }
}
