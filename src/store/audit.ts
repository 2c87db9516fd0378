import type { Tx } from './db.ts'
import { insertRows } from './insert-rows.ts'
import { newId } from './new-id.ts'
import type { Write } from './perform-once.ts'
import { auditEntry } from './tables/facts.ts'

/** Who did what to which records. Ids only: never a serial or a name. */
interface Audited {
  readonly write: Pick<Write, 'actorId' | 'requestId'> & { readonly requester: Pick<Write['requester'], 'agencyId'> }
  readonly action: string
  readonly subjectIds: readonly string[]
  readonly amount?: number
}

/** Records what several requests did, in one statement and in the transaction that did it (design 3.8). */
export async function recordAudits(tx: Tx, recordedAt: string, audited: readonly Audited[]): Promise<void> {
  tx.mayRecord()
  const rows = audited.map(({ write, action, subjectIds, amount = 1 }) => ({
    id: newId(),
    agencyId: write.requester.agencyId,
    actorId: write.actorId,
    action,
    subjectIds: [...subjectIds],
    amount,
    requestId: write.requestId,
    recordedAt,
  }))
  await insertRows(tx, auditEntry, rows)
}

/** Records what one request did. */
export async function recordAudit(
  write: Write,
  recordedAt: string,
  action: string,
  subjectIds: readonly string[],
  amount = 1,
): Promise<void> {
  await recordAudits(write.tx, recordedAt, [{ write, action, subjectIds, amount }])
}
