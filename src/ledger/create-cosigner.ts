import type { NoteVerifier } from '../domain/ledger/note-keys.ts'
import type { TrustPolicy } from '../domain/ledger/trust-policy.ts'
import type { AskedWitness, ProveGrowth } from './ask-witness.ts'
import { createAsking, linesOf, outcomeOf, type Round } from './ask-witnesses.ts'
import type { Cosigner, KeptLine } from './cosigner.ts'
import { readWitnessedBy } from './read-witnessed.ts'

export interface CosignerOptions {
  /** Witnesses without an address are not asked. */
  readonly policy: TrustPolicy
  /** The keys of this log, for what witnesses say that it has signed. */
  readonly logs: () => readonly NoteVerifier[]
  readonly proveGrowth: ProveGrowth
  /** Stores lines below a checkpoint that is published. */
  readonly keepLines: (size: number, lines: readonly KeptLine[]) => Promise<void>
  readonly tell: (line: string) => void
  readonly timeoutMs?: number
}

const TIMEOUT_MS = 5_000

function askedOf({ witnesses }: TrustPolicy): readonly AskedWitness[] {
  return witnesses.flatMap(({ name, key, url }) =>
    url === undefined ? [] : [{ name, key, url, lastSize: 0, trouble: undefined }],
  )
}

/** Has this log's checkpoints witnessed, at the addresses of the trust policy and at no others. */
export function createCosigner(options: CosignerOptions): Cosigner {
  const { policy, tell, timeoutMs = TIMEOUT_MS } = options
  const witnesses = askedOf(policy)
  const stop = new AbortController()
  const askAll = createAsking({ ...options, timeoutMs, stop: stop.signal }, witnesses)
  const follow = createFollowing(askAll, options)
  let last: { readonly round: Round; readonly given: readonly KeptLine[] } | undefined

  return {
    isRequired: policy.quorum !== 'none',
    cosign: async (note, size) => {
      const round = askAll(note, size)
      await round.settled
      const outcome = outcomeOf(round)
      last = { round, given: outcome.lines }
      return outcome
    },
    follow: (note, size) => {
      if (last?.round.size === size) follow.late(last.round, last.given)
      else follow.newest(note, size)
    },
    readWitnessed: (origin) => {
      const signal = AbortSignal.any([stop.signal, AbortSignal.timeout(timeoutMs)])
      return Promise.all(witnesses.map((witness) => readWitnessedBy(witness, origin, options.logs(), signal)))
    },
    report: () => witnesses.map(({ name, lastSize, trouble }) => ({ name, size: lastSize || undefined, trouble })),
    close: async () => {
      stop.abort()
      await follow.idle().catch((error: unknown) => tell(String(error)))
    },
  }
}

/** What is asked after a checkpoint was published: the newest only, since a cosignature of an older size says less. */
function createFollowing(askAll: (note: string, size: number) => Round, { keepLines, tell }: CosignerOptions) {
  let waiting: { readonly note: string; readonly size: number } | undefined
  let running: Promise<void> | undefined

  const keep = async (size: number, lines: readonly KeptLine[]): Promise<void> => {
    if (lines.length === 0) return
    await keepLines(size, lines).catch((error: unknown) => {
      tell(
        `cosignatures of size ${size} could not be stored: ${error instanceof Error ? error.message : String(error)}`,
      )
    })
  }

  const late = async ({ size, words, ended }: Round, given: readonly KeptLine[]): Promise<void> => {
    await ended
    await keep(
      size,
      linesOf(words.values()).filter((line) => !given.includes(line)),
    )
  }

  const run = async (): Promise<void> => {
    for (let next = waiting; next !== undefined; next = waiting) {
      waiting = undefined
      const round = askAll(next.note, next.size)
      await late(round, [])
    }
  }

  const start = (work: () => Promise<void>): void => {
    running = (running ?? Promise.resolve()).then(work)
  }

  return {
    late: (round: Round, given: readonly KeptLine[]) => start(() => late(round, given)),
    newest: (note: string, size: number) => {
      const isRunning = waiting !== undefined
      waiting = { note, size }
      if (!isRunning) start(run)
    },
    idle: async () => running,
  }
}
