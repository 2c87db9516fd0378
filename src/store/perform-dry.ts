import type { Database } from './db.ts'
import { idTaken, isIdTaken } from './id-taken.ts'
import { performApart } from './perform-apart.ts'
import type { StoringCall, Write } from './perform-once.ts'

/** Thrown through the transaction to undo it; nothing else may look like it. */
class DryRunDone extends Error {
  readonly outcome: unknown

  constructor(outcome: unknown) {
    super('dry run')
    this.outcome = outcome
  }
}

/**
 * Runs a write and undoes it, after recording in a transaction of its own that it was tried (`?dryRun=true` is audited). An id that is taken is refused in
 * the words of the real call.
 */
export async function performDry<T>(
  db: Database,
  { clientId, ...caller }: Pick<StoringCall, 'requester' | 'requestId' | 'clientId'>,
  work: (write: Write) => Promise<T>,
  audit: (write: Write) => Promise<void>,
): Promise<T> {
  await performApart(db, caller, audit)
  try {
    await performApart(db, caller, async (write) => {
      const outcome = await work(write)
      await write.tx.settle()
      throw new DryRunDone(outcome)
    })
  } catch (error) {
    if (error instanceof DryRunDone) return error.outcome as T
    throw isIdTaken(clientId, error) ? idTaken(error) : error
  }
  throw new Error('a dry run must not commit')
}
