import type { Requester } from '../../domain/requester.ts'
import { actorIdOf } from '../../store/actors.ts'
import { recordAudit } from '../../store/audit.ts'
import { readClock } from '../../store/clock.ts'
import { type Database, inTransaction, type Tx } from '../../store/db.ts'

interface AuditRead<Row> {
  readonly requester: Requester
  readonly requestId: string
  /** `audit.read` or `looks.read`. */
  readonly action: string
  readonly subjectIds: readonly string[]
  readonly list: (tx: Tx) => Promise<Row[]>
}

/** Reads the audit and records that it was read, by whom and how much of it, before the answer leaves. */
export async function readAudited<Row>(db: Database, read: AuditRead<Row>): Promise<Row[]> {
  const { requester, requestId, action, subjectIds, list } = read
  return inTransaction(db, requester, async (tx) => {
    const found = await list(tx)
    const write = { tx, requester, actorId: await actorIdOf(tx, requester), requestId }
    await recordAudit(write, await readClock(tx), action, subjectIds, found.length)
    return found
  })
}
