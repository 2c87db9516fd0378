import type { NoticeKind } from '../domain/vocabulary/notices.ts'
import type { Tx } from '../store/db.ts'
import { insertRows } from '../store/insert-rows.ts'
import { newId } from '../store/new-id.ts'
import { notice } from '../store/tables/facts.ts'

/** What an agency is to be told: that something happened to a record of its own. */
export interface NewNotice {
  readonly toAgencyId: string
  readonly kind: NoticeKind
  readonly subjectId: string
  readonly factId: string
}

/** Queues notices, in one statement. They hold ids only: who is told reads the record under his own rights. */
export async function queueNotices(tx: Tx, recordedAt: string, notices: readonly NewNotice[]): Promise<void> {
  await insertRows(
    tx,
    notice,
    notices.map((one) => ({ id: newId(), ...one, recordedAt })),
  )
}
