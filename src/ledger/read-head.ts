import type { Database } from '../store/db.ts'
import { inTransaction } from '../store/db.ts'
import { ANYONE } from '../store/anyone.ts'
import { findLatestCheckpoint, type Published } from '../store/published-ledger.ts'
import { answerTogether } from '../store/together.ts'

/** The checkpoint that was published last; undefined before the first. */
export type ReadHead = () => Promise<Published | undefined>

/**
 * Reads the last checkpoint for all who ask at the same time, once, in a statement that began after they asked: however many ask, one connection of the pool is
 * enough, and nobody gets an older checkpoint than one that he has seen already.
 */
export function createReadHead(db: Database): ReadHead {
  const read = answerTogether<null, Published | undefined>(
    async (askers) => {
      const answer = await inTransaction(db, ANYONE, findLatestCheckpoint)
      return askers.map(() => ({ answer }))
    },
    { largest: 10_000, atOnce: 1 },
  )
  return () => read('head', null)
}
