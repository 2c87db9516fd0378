import type { Requester } from '../../domain/requester.ts'
import { actorIdOf } from '../../store/actors.ts'
import { recordAudit } from '../../store/audit.ts'
import { readClock } from '../../store/clock.ts'
import type { Tx } from '../../store/db.ts'
import type { Write } from '../../store/perform-once.ts'

/** Who reads, through which call. */
export interface Reader {
  readonly requester: Requester
  readonly requestId: string
}

export async function writeOf(tx: Tx, { requester, requestId }: Reader): Promise<Write> {
  return { tx, requester, requestId, actorId: await actorIdOf(tx, requester) }
}

/** A look of a registrar or auditor into another's stock is recorded before the answer leaves (design 3.10): where arms lie is what an insider would sell. */
export async function auditLooks(
  tx: Tx,
  reader: Reader,
  action: string,
  seen: readonly { readonly id: string; readonly own: boolean }[],
): Promise<void> {
  const others = seen.filter(({ own }) => !own).map(({ id }) => id)
  if (others.length > 0)
    await recordAudit(await writeOf(tx, reader), await readClock(tx), action, others, others.length)
}
