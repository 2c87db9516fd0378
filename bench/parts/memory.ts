import { setTimeout as sleep } from 'node:timers/promises'
import { READINGS } from '../generate/misread.ts'
import { officeOf } from '../generate/parties.ts'
import { Draws } from '../generate/random.ts'
import { weaponAt } from '../generate/weapons.ts'
import { weaponIdAt } from '../load/blocks.ts'
import { runClosedLoop } from '../run/closed-loop.ts'
import type { BenchContext } from '../run/context.ts'
import type { HttpCall } from '../run/http-connection.ts'
import { readHeapBytes } from '../run/service.ts'
import { fitLine, mean, round } from '../run/statistics.ts'
import { questionAt, toCall } from './search/questions.ts'
import { observationOf, traceBody } from './trace-body.ts'
import { listHandOvers, toBody } from './transfer.ts'

interface Sample {
  readonly second: number
  readonly residentMb: number
  readonly heapMb: number
}

export interface MemoryResult {
  readonly minutes: number
  readonly inFlight: number
  readonly requests: number
  readonly failures: number
  readonly samples: readonly Sample[]
  /** Least squares after the warm-up. */
  readonly residentMbPerMinute: number
  readonly heapMbPerMinute: number
  readonly meanResidentMb: number
  /** The line rises by less than a twentieth of the mean from the warm-up to the end. */
  readonly flat: boolean
}

const IN_FLIGHT = 64
const SAMPLE_SECONDS = 10
/** The compiler and the caches are warm after so large a part of the time. */
const WARM_UP = 0.25
const FLAT_SHARE = 0.05
const HAND_OVERS = 20_000
const MB = 2 ** 20

/** A mix as a registry sees it: mostly looks, searches and traces, some hand-overs. */
async function makeMix({ population, service }: BenchContext): Promise<(n: number) => HttpCall> {
  const { seed, weapons } = population
  const [registrar, officer] = await Promise.all([
    service.token('registrar', officeOf(seed, 'REGISTRY').id),
    service.token('officer', officeOf(seed, 'TRACING').id),
  ])
  const handOvers = listHandOvers(population, Math.min(HAND_OVERS, Math.ceil(weapons / 4)))
  const stamp = Date.now()
  const keyed = (token: string, n: number): string =>
    `Authorization: Bearer ${token}\r\nIdempotency-Key: memory-${stamp}-${n}\r\n`
  const look = `Authorization: Bearer ${registrar}\r\nPurpose: CRIMINAL_INVESTIGATION\r\nLegal-Basis: CPC 60-1\r\n`
  return (n) => {
    const draws = new Draws(seed, 'sample', 5_000_000_000 + n)
    const index = draws.below(weapons)
    const turn = n % 10
    if (turn < 4) return { method: 'GET', path: `/v1/weapons/${weaponIdAt(population, index)}/custody`, headers: look }
    if (turn < 5) return { method: 'GET', path: `/v1/weapons/${weaponIdAt(population, index)}`, headers: look }
    if (turn < 7) {
      const question = questionAt(population, draws.pick(READINGS), draws.chance(0.8), 7_000_000 + n)
      if (question !== undefined) return toCall(question, officer, 20)
    }
    if (turn < 9) {
      const weapon = weaponAt(seed, index)
      const body = traceBody({ observation: observationOf(weapon, weapon.serial), caseReference: `M-${stamp}-${n}` })
      return { method: 'POST', path: '/v1/trace-requests', headers: keyed(officer, n), body }
    }
    const handOver = handOvers[Math.floor(n / 10) % handOvers.length]
    if (handOver === undefined) throw new Error('no weapon can be handed over')
    return { method: 'POST', path: '/v1/transfers', headers: keyed(registrar, n), body: toBody(handOver) }
  }
}

async function sampleUntil(context: BenchContext, seconds: number, isOver: () => boolean): Promise<Sample[]> {
  const { service, tell } = context
  const startedAt = performance.now()
  const every = Math.min(SAMPLE_SECONDS, seconds / 6)
  const samples: Sample[] = []
  for (let n = 1; n * every <= seconds && !isOver(); n++) {
    await sleep(Math.max(0, startedAt + n * every * 1000 - performance.now()))
    const sample = {
      second: Math.round((performance.now() - startedAt) / 100) / 10,
      residentMb: round(service.residentBytes() / MB, 4),
      heapMb: round((await readHeapBytes(service.port)) / MB, 4),
    }
    samples.push(sample)
    if (n % 6 === 0) tell(`  ${sample.second} s: ${sample.residentMb} MB resident, ${sample.heapMb} MB heap`)
  }
  return samples
}

/** Keeps 64 requests in flight and watches the memory of the service. */
export async function measureMemory(context: BenchContext): Promise<MemoryResult> {
  const { options, service, tell } = context
  const seconds = options.memoryMinutes * 60
  const next = await makeMix(context)
  let isOver = false
  const sampling = sampleUntil(context, seconds, () => isOver)
  const load = await runClosedLoop({ port: service.port, inFlight: IN_FLIGHT, seconds, next }).finally(
    () => (isOver = true),
  )
  const samples = await sampling
  if (load.firstFailure !== undefined) tell(`  refused: ${load.firstFailure}`)
  const steady = samples.filter(({ second }) => second >= seconds * WARM_UP)
  const lineOf = (pick: (sample: Sample) => number): number =>
    fitLine(steady.map((sample) => [sample.second / 60, pick(sample)] as const)).slope
  const meanResidentMb = round(mean(steady.map(({ residentMb }) => residentMb)), 4)
  const residentMbPerMinute = lineOf(({ residentMb }) => residentMb)
  return {
    minutes: options.memoryMinutes,
    inFlight: IN_FLIGHT,
    requests: load.calls,
    failures: Object.values(load.failures).reduce((sum, count) => sum + count, 0),
    samples,
    residentMbPerMinute: round(residentMbPerMinute),
    heapMbPerMinute: round(lineOf(({ heapMb }) => heapMb)),
    meanResidentMb,
    flat: residentMbPerMinute * options.memoryMinutes * (1 - WARM_UP) < FLAT_SHARE * meanResidentMb,
  }
}
