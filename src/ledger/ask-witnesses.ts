import { setTimeout as sleep } from 'node:timers/promises'
import { quorumMet, type TrustPolicy } from '../domain/ledger/trust-policy.ts'
import { type AskedWitness, askWitness, type ProveGrowth, type WitnessWord } from './ask-witness.ts'
import type { Cosigned, KeptLine } from './cosigner.ts'

export interface AskingOptions {
  readonly policy: TrustPolicy
  readonly proveGrowth: ProveGrowth
  readonly tell: (line: string) => void
  /** For one witness to answer, all its attempts together, in milliseconds. */
  readonly timeoutMs: number
  /** Aborted when the service ends. */
  readonly stop: AbortSignal
}

/** All witnesses asked for one checkpoint. */
export interface Round {
  readonly size: number
  /** Under their names, in the order in which they came. */
  readonly words: ReadonlyMap<string, WitnessWord>
  readonly isQuorumMet: () => boolean
  /** Resolves when the quorum is met, or when no more words can come. */
  readonly settled: Promise<void>
  /** Resolves when no more words can come. */
  readonly ended: Promise<void>
}

/** Once the quorum is met, the others have this long to be in the same note. */
const GRACE_MS = 50

export function linesOf(words: Iterable<WitnessWord>): readonly KeptLine[] {
  return [...words].flatMap((word) => (word.kind === 'COSIGNED' ? [word.line] : []))
}

export function outcomeOf({ words, isQuorumMet }: Round): Cosigned {
  const dissenting = [...words].filter(([, { kind }]) => kind === 'DISSENTS').map(([name]) => name)
  return { lines: linesOf(words.values()), isQuorumMet: isQuorumMet(), dissenting }
}

/** Tells the log when a witness begins or ceases to cosign, and not with each checkpoint. */
function createTelling(tell: (line: string) => void) {
  const told = new Map<string, string | undefined>()
  return ({ name, trouble }: AskedWitness): void => {
    if (told.get(name) === trouble) return
    told.set(name, trouble)
    tell(
      trouble === undefined ? `the witness ${name} cosigns again` : `the witness ${name} does not cosign: ${trouble}`,
    )
  }
}

/** A way to ask all witnesses for one checkpoint, each at most one question at a time: a slow one is not asked anew for each second that it is late. */
export function createAsking(options: AskingOptions, witnesses: readonly AskedWitness[]) {
  const { policy, proveGrowth, timeoutMs, stop } = options
  const busy = new Set<AskedWitness>()
  const tellChange = createTelling(options.tell)

  const ask = async (witness: AskedWitness, note: string, size: number): Promise<WitnessWord> => {
    busy.add(witness)
    try {
      const signal = AbortSignal.any([stop, AbortSignal.timeout(timeoutMs)])
      return await askWitness(witness, { note, size, signal }, proveGrowth)
    } catch (error) {
      // The proof could not be read: the database is away, which is nothing that the witness said.
      witness.trouble = error instanceof Error ? error.message : String(error)
      return { kind: 'SILENT', trouble: witness.trouble }
    } finally {
      busy.delete(witness)
      if (!stop.aborted) tellChange(witness)
    }
  }

  return function askAll(note: string, size: number): Round {
    const words = new Map<string, WitnessWord>()
    const isQuorumMet = () => {
      const cosigned = [...words].filter(([, { kind }]) => kind === 'COSIGNED')
      return quorumMet(
        policy,
        cosigned.map(([name]) => name),
      )
    }
    const free = witnesses.filter((witness) => !busy.has(witness))
    const asked = free.map(async (witness) => words.set(witness.name, await ask(witness, note, size)))
    const ended = Promise.all(asked).then(() => undefined)
    const met = new Promise<void>((resolve) => {
      for (const one of asked) void one.then(() => isQuorumMet() && resolve())
    })
    const settled = Promise.race([ended, met.then(() => Promise.race([ended, sleep(GRACE_MS)]))]).then(() => undefined)
    return { size, words, isQuorumMet, settled, ended }
  }
}
