import { actorIdOf } from './actors.ts'
import { type Database, inTransaction } from './db.ts'
import type { StoringCall, Write } from './perform-once.ts'

/** Who calls, through which request. */
export type Caller = Pick<StoringCall, 'requester' | 'requestId'>

/** Runs a write in a transaction of its own, which stays whatever becomes of the call it belongs to: for what is recorded of refused calls too. */
export async function performApart<T>(db: Database, caller: Caller, work: (write: Write) => Promise<T>): Promise<T> {
  return inTransaction(db, caller.requester, async (tx) =>
    work({ tx, ...caller, actorId: await actorIdOf(tx, caller.requester) }),
  )
}
