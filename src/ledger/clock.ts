import { setTimeout as sleep } from 'node:timers/promises'

/** The publisher's clock: fixed, so that the moments of checkpoints say nothing of the moments of facts. */
export interface Clock {
  readonly intervalMs: number
  /** The next moment of the clock, by `performance.now()`; what was missed is left out. */
  readonly nextTick: () => number
  /** Waits, less long where the service ends. */
  readonly pause: (milliseconds: number) => Promise<void>
  readonly isRunning: () => boolean
  readonly stop: () => void
}

export function createClock(intervalMs: number): Clock {
  const stopped = new AbortController()
  return {
    intervalMs,
    nextTick: () => (Math.floor(performance.now() / intervalMs) + 1) * intervalMs,
    pause: async (milliseconds) => {
      await sleep(Math.max(0, milliseconds), undefined, { signal: stopped.signal, ref: false }).catch(() => undefined)
    },
    isRunning: () => !stopped.signal.aborted,
    stop: () => stopped.abort(),
  }
}
