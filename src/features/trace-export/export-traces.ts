import type { Requester } from '../../domain/requester.ts'
import { actorIdOf } from '../../store/actors.ts'
import { recordAudit } from '../../store/audit.ts'
import { readClock } from '../../store/clock.ts'
import { type Database, inTransaction } from '../../store/db.ts'
import { readPages } from '../send-csv.ts'
import { startOf } from '../send-page.ts'
import { readExportPage } from './queries.ts'
import type { ExportedRequest, TraceExportQuery } from './schemas.ts'

/**
 * The pages of an export: the requests of the caller's agency, or of all for the registry's readers. A page with requests of others is in the audit before it
 * leaves. What is received after the first page was read is not in the file.
 */
export function exportTraces(
  db: Database,
  { requester, requestId, query }: { requester: Requester; requestId: string; query: TraceExportQuery },
): AsyncIterable<ExportedRequest[]> {
  const anyAgency = requester.scopes.has('registry:read-any')
  const { status, from = '-infinity', to } = query
  return readPages((after) =>
    inTransaction(db, requester, async (tx) => {
      const found = await readExportPage(tx, { anyAgency, status, from, before: startOf(after, to) })
      const others = found.filter(({ agencyId }) => agencyId !== requester.agencyId).map(({ id }) => id)
      if (others.length > 0) {
        const write = { tx, requester, actorId: await actorIdOf(tx, requester), requestId }
        await recordAudit(write, await readClock(tx), 'trace-request.export', others, others.length)
      }
      return found.map((row) => ({ ...row, recordedAt: row.receivedAt }))
    }),
  )
}
