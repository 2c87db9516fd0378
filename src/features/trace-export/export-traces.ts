import type { Requester } from '../../domain/requester.ts'
import { type Database, inTransaction } from '../../store/db.ts'
import { recordListed } from '../../store/record-reading.ts'
import { readPages } from '../send-csv.ts'
import { startOf } from '../send-page.ts'
import { readExportPage } from './queries.ts'
import type { ExportedRequest, TraceExportQuery } from './schemas.ts'

/**
 * The pages of an export: the requests of the caller's agency, or of all for the registry's readers. A page with requests of others leaves its looks
 * before it is sent. What is received after the first page was read is not in the file.
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
      const others = found.filter(({ agencyId }) => agencyId !== requester.agencyId)
      const records = others.map(({ id, agencyId: ownerId }) => ({ kind: 'TRACE_REQUEST' as const, id, ownerId }))
      const audits = [{ action: 'trace-request.export', subjectIds: others.map(({ id }) => id) }]
      await recordListed(tx, { requester, requestId }, { source: 'trace-request-export', records, audits })
      return found.map((row) => ({ ...row, recordedAt: row.receivedAt }))
    }),
  )
}
