import { setTimeout as sleep } from 'node:timers/promises'

/** Waiting for the publisher, for all who wait. */
export interface AwaitCheckpoint {
  /**
   * True as soon as a checkpoint of more than `size` entries is published; false when the time is up, when too many wait already, and when the service ends.
   *
   * @param signal of a caller who may go
   */
  readonly beyond: (size: number, milliseconds: number, signal?: AbortSignal) => Promise<boolean>
  /** Lets everybody go. */
  readonly close: () => void
}

/** A tenth of the publisher's clock: who waits hears of a checkpoint that much late, and the database is asked ten times a second by all together. */
const LOOK_EVERY_MS = 100
/** Each holds a socket and some kilobytes. Who comes on top is told "pending" at once, as without waiting. */
const MAX_WAITING = 500

interface Waiting {
  readonly size: number
  readonly end: (isThere: boolean) => void
}

/** @param readSize of the last checkpoint; 0 before the first. What it throws counts as no news. */
export function createAwaitCheckpoint(readSize: () => Promise<number>): AwaitCheckpoint {
  const waiting = new Set<Waiting>()
  let isLooking = false
  let isClosed = false

  const look = async (): Promise<void> => {
    isLooking = true
    while (waiting.size > 0) {
      const size = await readSize().catch(() => 0)
      for (const one of waiting) if (size > one.size) one.end(true)
      if (waiting.size > 0) await sleep(LOOK_EVERY_MS, undefined, { ref: false })
    }
    isLooking = false
  }

  return {
    beyond: (size, milliseconds, signal) => {
      if (isClosed || signal?.aborted === true || waiting.size >= MAX_WAITING) return Promise.resolve(false)
      return new Promise((resolve) => {
        const end = (isThere: boolean): void => {
          waiting.delete(one)
          clearTimeout(timer)
          signal?.removeEventListener('abort', leave)
          resolve(isThere)
        }
        const leave = (): void => end(false)
        const one = { size, end }
        const timer = setTimeout(leave, milliseconds)
        signal?.addEventListener('abort', leave)
        waiting.add(one)
        if (!isLooking) void look()
      })
    },
    close: () => {
      isClosed = true
      for (const one of waiting) one.end(false)
    },
  }
}
