import { insertRows } from './insert-rows.ts'
import { newId } from './new-id.ts'
import type { Write } from './perform-once.ts'
import { auditEntry } from './tables/facts.ts'

/** Records who did what to which records, in the transaction that did it (design 3.8). Ids only: never a serial or a name. */
export async function recordAudit(
  write: Write,
  recordedAt: string,
  action: string,
  subjectIds: readonly string[],
  amount = 1,
): Promise<void> {
  const { tx, requester, actorId, requestId } = write
  await insertRows(tx, auditEntry, [
    {
      id: newId(),
      agencyId: requester.agencyId,
      actorId,
      action,
      subjectIds: [...subjectIds],
      amount,
      requestId,
      recordedAt,
    },
  ])
}
