import { GOAL_READINGS, type Reading } from '../../generate/misread.ts'
import { officeOf } from '../../generate/parties.ts'
import { type LoopResult, runClosedLoop } from '../../run/closed-loop.ts'
import type { BenchContext } from '../../run/context.ts'
import type { SqlResult } from '../../run/pgbench.ts'
import { median, round } from '../../run/statistics.ts'
import { questionAt, toCall } from './questions.ts'
import { measureRecall, type RecallOfReading } from './recall.ts'
import { type Peer, PEERS, prepareTrigrams, recallOfTrigrams, runTrigrams } from './trigrams.ts'

interface Speed {
  readonly perSecond: number
  readonly p50: number
  readonly p95: number
}

export interface SearchResult {
  readonly recall: readonly RecallOfReading[]
  /** The goals' misreadings in turn, make known. */
  readonly alone: Speed
  readonly eight: Speed
  readonly peers: Readonly<Partial<Record<Peer, PeerResult>>>
  readonly failures: number
}

export interface PeerResult {
  readonly perSecond: number
  readonly latency: number
  /** Ours on the same questions, eight in flight, over HTTP. */
  readonly ours: Speed
  readonly ratio: number
  readonly recall: Readonly<Record<string, number>>
}

const DEFAULT_LIMIT = 20
const EIGHT = 8

/** Loops over questions that no other round asks. */
async function loop(
  context: BenchContext,
  token: string,
  readings: readonly Reading[],
  inFlight: number,
  turn: number,
): Promise<LoopResult> {
  const { population, service, options } = context
  const base = 1_000_000 * (turn + 1) + inFlight * 50_000
  return runClosedLoop({
    port: service.port,
    inFlight,
    seconds: options.seconds,
    next: (n) => {
      const reading = readings[n % readings.length] as Reading
      const question =
        questionAt(population, reading, true, base + n) ?? questionAt(population, 'exact', true, base + n)
      if (question === undefined) throw new Error('no question can be asked of this data')
      return toCall(question, token, DEFAULT_LIMIT)
    },
  })
}

function speedOf(rounds: readonly LoopResult[]): Speed {
  const of = (pick: (result: LoopResult) => number): number => round(median(rounds.map(pick)))
  return { perSecond: of((one) => one.perSecond), p50: of((one) => one.p50), p95: of((one) => one.p95) }
}

function countFailures(rounds: readonly LoopResult[]): number {
  return rounds.flatMap(({ failures }) => Object.values(failures)).reduce((sum, count) => sum + count, 0)
}

/** Searches over HTTP beside pg_trgm and LIKE, in interleaved rounds. */
export async function measureSearch(context: BenchContext): Promise<SearchResult> {
  const { options, service, population, tell } = context
  const token = await service.token('officer', officeOf(population.seed, 'TRACING').id)
  const hasPeers = await prepareTrigrams(context)
  const peers = hasPeers ? (Object.keys(PEERS) as Peer[]) : []
  const [alone, eight] = [[] as LoopResult[], [] as LoopResult[]]
  const ours = new Map<Peer, LoopResult[]>(peers.map((peer) => [peer, []]))
  const theirs = new Map<Peer, SqlResult[]>(peers.map((peer) => [peer, []]))
  await loop(context, token, GOAL_READINGS, EIGHT, -1)
  for (let n = 0; n < options.rounds; n++) {
    alone.push(await loop(context, token, GOAL_READINGS, 1, n))
    eight.push(await loop(context, token, GOAL_READINGS, EIGHT, n))
    for (const peer of peers) {
      theirs.get(peer)?.push(await runTrigrams(context, peer))
      ours.get(peer)?.push(await loop(context, token, PEERS[peer].readings, EIGHT, 100 + n))
    }
    tell(
      `  round ${n + 1}: alone p95 ${round(alone.at(-1)?.p95 ?? 0)} ms; eight ${round(eight.at(-1)?.perSecond ?? 0)}/s, p95 ${round(eight.at(-1)?.p95 ?? 0)} ms`,
    )
  }
  const found: Partial<Record<Peer, PeerResult>> = {}
  for (const peer of peers) {
    const perSecond = round(median((theirs.get(peer) ?? []).map((one) => one.perSecond)))
    const latency = round(median((theirs.get(peer) ?? []).map((one) => one.latency)))
    const own = speedOf(ours.get(peer) ?? [])
    const recall = await recallOfTrigrams(context, peer)
    found[peer] = { perSecond, latency, ours: own, ratio: round(own.perSecond / Math.max(0.001, perSecond)), recall }
    tell(`  ${peer}: ${perSecond}/s; ours ${own.perSecond}/s, ${found[peer]?.ratio} times`)
  }
  const recall = await measureRecall(context, token)
  const failures = countFailures([...alone, ...eight, ...[...ours.values()].flat()])
  const first = [...alone, ...eight].find(({ firstFailure }) => firstFailure !== undefined)?.firstFailure
  if (first !== undefined) tell(`  FAILED ${failures}: ${first}`)
  return { recall, alone: speedOf(alone), eight: speedOf(eight), peers: found, failures }
}
