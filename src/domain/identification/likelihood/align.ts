import { atCode, type LikelihoodModel } from './model.ts'
import { isDigitCode, isZeroCode, NO_CODE, type ObservedText, type RegisteredText, RUN } from './texts.ts'

/** What became of the characters on one step of the best alignment. */
export const STEPS = {
  START: 0,
  PAIR: 1,
  OMIT: 2,
  INSERT: 3,
  SWAP: 4,
  LOSE_HEAD: 5,
  ADD_HEAD: 6,
  COVER: 7,
  SKIP: 8,
} as const

// A longer text is no number of a weapon; the bound keeps one alignment below 4,000 steps.
const LENGTH_MAX = 62
const WIDTH = LENGTH_MAX + 2
const IMPOSSIBLE = -1e9
const HALF = Math.log(0.5)
const UNKNOWN_CHARACTER = Math.log(1 / 20)

// Filled anew by each call and read by nobody in between: a fresh pair for each of 300 candidates costs more than the alignment itself.
const scores = new Float64Array(WIDTH * WIDTH)
const steps = new Uint8Array(WIDTH * WIDTH)

/** The last alignment's table of steps, for `traceSteps`; valid until the next alignment. */
export interface Alignment {
  readonly log: number
  /** Where the path ends: characters of the reading and of the registered text that it uses. */
  readonly endObserved: number
  readonly endRegistered: number
}

/**
 * The probability of reading this text where that one is on record, by the likeliest way to get from one to the other: each character read right, taken for
 * another, left out, written twice or exchanged with its neighbour; a beginning or an end lost or added. A logarithm; undefined for texts too long to be numbers.
 */
export function align(
  observed: ObservedText,
  registered: RegisteredText,
  model: LikelihoodModel,
): Alignment | undefined {
  const [n, m] = [observed.length, registered.length]
  if (n > LENGTH_MAX || m > LENGTH_MAX) return undefined
  begin(observed, registered, model)
  for (let i = 0; i <= n; i++) {
    const isRun = i > 0 && observed.codes[i - 1] === RUN
    for (let j = 0; j <= m; j++) {
      if (isRun) cover(i, j, model)
      else fill(i, j, observed, registered, model)
    }
  }
  return end(observed, registered, model)
}

/** The row without any character read, and the beginnings that may be lost or added as a whole. */
function begin(observed: ObservedText, registered: RegisteredText, { logs }: LikelihoodModel): void {
  const [n, m] = [observed.length, registered.length]
  for (let i = 0; i <= n; i++) scores.fill(IMPOSSIBLE, i * WIDTH, i * WIDTH + m + 1)
  scores[0] = 0
  steps[0] = STEPS.START
  for (let j = 1; j <= m; j++) put(j, logs.endLost + j * HALF, STEPS.LOSE_HEAD)
  if (registered.prefix > 0) put(registered.prefix, logs.prefixLost, STEPS.LOSE_HEAD)
  if (observed.prefix > 0) put(observed.prefix * WIDTH, logs.affixAdded, STEPS.ADD_HEAD)
}

function put(place: number, score: number, step: number): void {
  if (score <= (scores[place] as number)) return
  scores[place] = score
  steps[place] = step
}

function cover(i: number, j: number, { logs }: LikelihoodModel): void {
  const place = i * WIDTH + j
  put(place, scores[place - WIDTH] as number, STEPS.SKIP)
  if (j > 0) put(place, (scores[place - 1] as number) + logs.runCovers, STEPS.COVER)
}

function fill(i: number, j: number, observed: ObservedText, registered: RegisteredText, model: LikelihoodModel): void {
  const place = i * WIDTH + j
  const own = i > 0 ? (observed.codes[i - 1] as number) : NO_CODE
  const code = j > 0 ? (registered.codes[j - 1] as number) : NO_CODE
  if (i > 0 && j > 0) {
    put(place, (scores[place - WIDTH - 1] as number) + pair(observed.rows[i - 1], own, code), STEPS.PAIR)
    if (
      i > 1 &&
      j > 1 &&
      own !== code &&
      own === registered.codes[j - 2] &&
      code === observed.codes[i - 2] &&
      code !== NO_CODE
    )
      put(place, (scores[place - 2 * WIDTH - 2] as number) + model.logs.transposed, STEPS.SWAP)
  }
  if (j > 0) put(place, (scores[place - 1] as number) + omission(i, j, registered, model), STEPS.OMIT)
  if (i > 0) put(place, (scores[place - WIDTH] as number) + insertion(i, j, own, code, registered, model), STEPS.INSERT)
}

function pair(row: Float64Array | undefined, own: number, code: number): number {
  if (row === undefined) return 0
  return code === NO_CODE ? UNKNOWN_CHARACTER : atCode(row, code, own)
}

function omission(i: number, j: number, { zeros, codes, from, to }: RegisteredText, { logs }: LikelihoodModel): number {
  if (i === 0 && j <= zeros) return j === 1 ? logs.zeroLost : logs.zeroLostToo
  return j > from && j <= to && !isDigitCode(codes[j - 1] as number) ? logs.betweenDropped : logs.omitted
}

function insertion(
  i: number,
  j: number,
  own: number,
  code: number,
  { codes, zeros }: RegisteredText,
  { logs }: LikelihoodModel,
): number {
  if (own !== NO_CODE && (own === code || own === codes[j])) return logs.doubled
  if (j === 0 && i > 0 && zeros === 0 && isZeroCode(own)) return logs.zeroAdded
  return logs.inserted + UNKNOWN_CHARACTER
}

/** The best place to end: the whole of both, or an end that was lost or added. */
function end(observed: ObservedText, registered: RegisteredText, { logs }: LikelihoodModel): Alignment {
  const [n, m] = [observed.length, registered.length]
  let best = { log: scores[n * WIDTH + m] as number, endObserved: n, endRegistered: m }
  const offer = (i: number, j: number, cost: number) => {
    const log = (scores[i * WIDTH + j] as number) + cost
    if (log > best.log) best = { log, endObserved: i, endRegistered: j }
  }
  for (let j = m - 1; j >= 0; j--) offer(n, j, logs.endLost + (m - j) * HALF)
  if (registered.suffix > 0) offer(n, m - registered.suffix, logs.suffixLost)
  if (observed.suffix > 0) offer(n - observed.suffix, m, logs.affixAdded)
  return best
}

/** The steps of the alignment made last, from its beginning, each with the characters it used of the reading and of the registered text. */
export function traceSteps(
  last: Alignment,
  observed: ObservedText,
  registered: RegisteredText,
): readonly { readonly i: number; readonly j: number; readonly read: number; readonly held: number }[] {
  const path: { i: number; j: number; read: number; held: number }[] = []
  let [i, j] = [last.endObserved, last.endRegistered]
  if (i < observed.length || j < registered.length)
    path.push({ i, j, read: observed.length - i, held: registered.length - j })
  while (i > 0 || j > 0) {
    const [read, held] = usedBy(steps[i * WIDTH + j] as number, i, j)
    i -= read
    j -= held
    path.push({ i, j, read, held })
  }
  return path.toReversed()
}

function usedBy(step: number, i: number, j: number): readonly [read: number, held: number] {
  if (step === STEPS.OMIT || step === STEPS.COVER) return [0, 1]
  if (step === STEPS.INSERT || step === STEPS.SKIP) return [1, 0]
  if (step === STEPS.SWAP) return [2, 2]
  return step === STEPS.PAIR ? [1, 1] : [i, j]
}
