import { officeOf } from '../../generate/parties.ts'
import type { BenchContext } from '../../run/context.ts'
import { checkLoad, type HttpLoad, type HttpLoadResult, sendLoad } from '../../run/http-load.ts'
import type { BenchService } from '../../run/service.ts'
import { median, percentile, round } from '../../run/statistics.ts'
import { listHandOvers, toBody, WANTED_PER_SECOND } from '../transfer.ts'
import { timeFsck } from './fsck.ts'
import { prove, type Proved, timeVerification } from './proofs.ts'
import { drain, readLedger } from './queue.ts'

export interface LedgerResult {
  /** Transfers a second with sequencer and publisher beside, and without them, in interleaved rounds. */
  readonly on: number
  readonly off: number
  readonly ratio: number
  /** While it was on: leaves that arrived a second and that were sequenced; and the fastest that a queue was emptied with nobody writing. */
  readonly arrived: number
  readonly sequenced: number
  readonly emptied: number
  /** From the reply to a transfer to a proof of it, one at a time. */
  readonly proofs: number
  readonly proofP50: number
  readonly proofP95: number
  readonly proofBytes: number
  /** Milliseconds for the offline check of one proof. */
  readonly verifyMs: number
  /** Entries that `verify-ledger` checks a second, its start included, and the most memory it had; absent where the loader kept facts back from the ledger, which it would name. */
  readonly fsck?: number
  readonly fsckPeakMb?: number
  readonly entries: number
  readonly failures: number
}

const CONNECTIONS = 32
const PROOFS = 60

type HandOvers = ReturnType<typeof listHandOvers>

/** The rest of a bundle of hand-overs, as equal parts. */
function dealer(all: HandOvers, parts: number): () => HandOvers {
  const share = Math.floor(all.length / parts)
  return () => all.splice(0, share)
}

interface Rounds {
  readonly on: HttpLoadResult[]
  readonly off: HttpLoadResult[]
  readonly arrived: number[]
  readonly sequenced: number[]
  readonly emptied: number[]
}

async function runRounds(context: BenchContext, without: BenchService, next: () => HttpLoad): Promise<Rounds> {
  const { options, service, tell } = context
  const rounds: Rounds = { on: [], off: [], arrived: [], sequenced: [], emptied: [] }
  for (let n = 0; n < options.rounds; n++) {
    rounds.emptied.push(await drain(context))
    const before = await readLedger(context)
    rounds.on.push(await sendLoad({ ...next(), port: service.port }))
    const after = await readLedger(context)
    rounds.sequenced.push((after.entries - before.entries) / options.seconds)
    rounds.arrived.push((after.entries + after.queued - before.entries - before.queued) / options.seconds)
    rounds.emptied.push(await drain(context))
    // The sequencer must take nothing of what is written without it.
    process.kill(service.pid, 'SIGSTOP')
    try {
      rounds.off.push(await sendLoad({ ...next(), port: without.port }))
    } finally {
      process.kill(service.pid, 'SIGCONT')
    }
    tell(
      `  round ${n + 1}: ${round(rounds.on.at(-1)?.perSecond ?? 0)}/s, off ${round(rounds.off.at(-1)?.perSecond ?? 0)}/s`,
    )
  }
  rounds.emptied.push(await drain(context))
  return rounds
}

/** What the ledger costs the writers, and how soon and how cheaply a fact is proved. */
export async function measureLedger(context: BenchContext): Promise<LedgerResult> {
  const { options, population, service, database } = context
  const { seconds, rounds, warmUp } = options
  const without = await context.startAnother(database.serviceUrl, { LEDGER: 'off' })
  const token = await service.token('registrar', officeOf(population.seed, 'REGISTRY').id)
  const parts = rounds * 2 + 2
  const all = listHandOvers(population, Math.ceil(seconds * WANTED_PER_SECOND) * parts + PROOFS)
  const forProofs = all.splice(0, PROOFS)
  const deal = dealer(all, parts)
  const next = (): HttpLoad => ({
    port: service.port,
    calls: deal().map((one) => ({ method: 'POST', path: '/v1/transfers', body: toBody(one) })),
    headers: { Authorization: `Bearer ${token}` },
    connections: CONNECTIONS,
    seconds,
  })
  for (const { port } of [service, without]) {
    const { calls, ...load } = next()
    await checkLoad({ ...load, port, calls: calls.slice(0, 1) })
    await sendLoad({ ...load, port, calls: calls.slice(1), seconds: warmUp })
  }
  const { on, off, arrived, sequenced, emptied } = await runRounds(context, without, next)
  await without.stop()
  const proved: Proved[] = []
  for (const one of forProofs) proved.push(await prove(service, token, toBody(one)))
  const { entries } = await readLedger(context)
  const fsck = options.waitingWeapons < population.weapons ? undefined : await timeFsck(context, entries)
  const rate = (results: readonly HttpLoadResult[]) => round(median(results.map(({ perSecond }) => perSecond)))
  const times = proved.map(({ ms }) => ms)
  const proofs = proved.map(({ proof }) => proof)
  return {
    on: rate(on),
    off: rate(off),
    ratio: round(rate(on) / Math.max(1, rate(off))),
    arrived: round(median(arrived)),
    sequenced: round(median(sequenced)),
    emptied: round(Math.max(...emptied)),
    proofs: proofs.length,
    proofP50: round(percentile(times, 0.5)),
    proofP95: round(percentile(times, 0.95)),
    proofBytes: Math.round(median(proofs.map((proof) => Buffer.byteLength(proof)))),
    verifyMs: round(await timeVerification(context, proofs)),
    ...(fsck === undefined ? {} : { fsck: round(fsck.perSecond), fsckPeakMb: Math.round(fsck.peakMb) }),
    entries,
    failures: [...on, ...off].reduce((sum, one) => sum + one.failures, 0),
  }
}
