import { type HttpAnswer, type HttpCall, HttpConnection } from './http-connection.ts'
import { percentile } from './statistics.ts'

export interface LoopOptions {
  readonly port: number
  readonly inFlight: number
  /** The next call, or undefined where there are no more. */
  readonly next: (n: number) => HttpCall | undefined
  /** Ends after so many seconds, where given; else when there are no more calls. */
  readonly seconds?: number
  readonly onAnswer?: (answer: HttpAnswer, n: number, ms: number) => void | Promise<void>
}

export interface LoopResult {
  readonly calls: number
  readonly perSecond: number
  readonly p50: number
  readonly p95: number
  readonly p99: number
  /** Answers that were no success, by status. */
  readonly failures: Readonly<Record<string, number>>
  /** The first answer that was none, for the report. */
  readonly firstFailure?: string
}

/** Sends calls over so many kept connections, each the next one as soon as it has its answer. */
export async function runClosedLoop(options: LoopOptions): Promise<LoopResult> {
  const { port, inFlight, next, seconds, onAnswer } = options
  const times: number[] = []
  const failures: Record<string, number> = {}
  let [sent, firstFailure] = [0, undefined as string | undefined]
  const startedAt = performance.now()
  const deadline = seconds === undefined ? Number.POSITIVE_INFINITY : startedAt + seconds * 1000
  const work = async (connection: HttpConnection): Promise<void> => {
    while (performance.now() < deadline) {
      const n = sent++
      const call = next(n)
      if (call === undefined) return
      const calledAt = performance.now()
      const answer = await connection.call(call)
      const ms = performance.now() - calledAt
      times.push(ms)
      if (answer.status >= 300) {
        failures[answer.status] = (failures[answer.status] ?? 0) + 1
        firstFailure ??= answer.body.toString().slice(0, 500)
      }
      await onAnswer?.(answer, n, ms)
    }
  }
  const connections = Array.from({ length: inFlight }, () => new HttpConnection(port))
  try {
    await Promise.all(connections.map(work))
  } finally {
    for (const connection of connections) connection.end()
  }
  const perSecond = times.length / ((performance.now() - startedAt) / 1000)
  const [p50, p95, p99] = [0.5, 0.95, 0.99].map((share) => percentile(times, share)) as [number, number, number]
  return {
    calls: times.length,
    perSecond,
    p50,
    p95,
    p99,
    failures,
    ...(firstFailure === undefined ? {} : { firstFailure }),
  }
}
