import { DomainError } from '../domain/errors.ts'

export interface TurnLimits {
  /** Works that run at the same time. */
  readonly atOnce: number
  /** Works that wait; one more is refused at once. */
  readonly maxWaiting: number
}

/** Runs a work when its turn comes. Throws `overloaded` where too many wait. */
export type TakeTurn = <T>(work: () => Promise<T>) => Promise<T>

/** Lets a few works run at a time, in the order in which they came: what strangers may ask must not take the connections of those who have a token. */
export function createTurns({ atOnce, maxWaiting }: TurnLimits): TakeTurn {
  const waiting: (() => void)[] = []
  let running = 0

  return async (work) => {
    if (running >= atOnce) {
      if (waiting.length >= maxWaiting) {
        throw new DomainError('overloaded', 'Too many ask for this at the moment.', { retryAfterSeconds: 2 })
      }
      await new Promise<void>((resolve) => waiting.push(resolve))
    } else {
      running += 1
    }
    try {
      return await work()
    } finally {
      const next = waiting.shift()
      // The turn is handed on, so that nobody who comes in between takes it.
      if (next === undefined) running -= 1
      else next()
    }
  }
}
