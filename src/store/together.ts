import { DomainError } from '../domain/errors.ts'

/** What became of one question. */
export type Outcome<A> = { readonly answer: A } | { readonly error: unknown }

/** How questions that arrive together are answered. */
export interface TogetherOptions {
  /** How many questions one round takes at most. */
  readonly largest: number
  /** How many rounds of one key may run at one time. */
  readonly atOnce: number
}

interface Waiting<Q, A> {
  readonly question: Q
  readonly resolve: (answer: A) => void
  readonly reject: (error: unknown) => void
}

interface Line<Q, A> {
  waiting: Waiting<Q, A>[]
  running: number
}

/**
 * Answers questions that arrive together in one round. A question that finds no round running starts one at once, so that alone it waits for nobody; others wait
 * for the next round, which begins when one ends. Questions that one turn of the event loop brings share a round. No round takes a question that came after it began: what a round reads is never older than its questions.
 *
 * `answerAll` gives one outcome for each question, in their order. Where it throws, the round is answered one by one, so that a question that nobody can answer
 * fails alone.
 *
 * @returns asks one question under a key; questions of different keys never share a round
 */
export function answerTogether<Q, A>(
  answerAll: (questions: readonly Q[]) => Promise<readonly Outcome<A>[]>,
  { largest, atOnce }: TogetherOptions,
): (key: string, question: Q) => Promise<A> {
  const lines = new Map<string, Line<Q, A>>()

  const settle = (waiting: Waiting<Q, A>, outcome: Outcome<A> | undefined): void => {
    if (outcome === undefined) waiting.reject(new Error('a question of a round was given no outcome'))
    else if ('error' in outcome) waiting.reject(outcome.error)
    else waiting.resolve(outcome.answer)
  }

  const runAlone = async (waiting: Waiting<Q, A>): Promise<void> => {
    try {
      settle(waiting, (await answerAll([waiting.question]))[0])
    } catch (error) {
      waiting.reject(error)
    }
  }

  const run = async (round: readonly Waiting<Q, A>[]): Promise<void> => {
    const [only, second] = round
    if (only !== undefined && second === undefined) return runAlone(only)
    try {
      const outcomes = await answerAll(round.map(({ question }) => question))
      round.forEach((waiting, n) => settle(waiting, outcomes[n]))
    } catch (error) {
      // A database that is away is not waited for again by each of them.
      if (error instanceof DomainError && error.code === 'not-ready') for (const waiting of round) waiting.reject(error)
      else await Promise.all(round.map(runAlone))
    }
  }

  const start = async (key: string, line: Line<Q, A>): Promise<void> => {
    line.running += 1
    await new Promise((resolve) => setImmediate(resolve))
    while (line.waiting.length > 0) await run(line.waiting.splice(0, largest))
    line.running -= 1
    // Nothing is kept of a key that nobody asks under, or memory would grow with every agency that ever called.
    if (line.running === 0 && line.waiting.length === 0) lines.delete(key)
  }

  return (key, question) =>
    new Promise<A>((resolve, reject) => {
      const line = lines.get(key) ?? { waiting: [], running: 0 }
      lines.set(key, line)
      line.waiting.push({ question, resolve, reject })
      if (line.running < atOnce) void start(key, line)
    })
}
