import { requesterOf } from '../../http/access.ts'
import type { Server } from '../../http/create-server.ts'
import type { Database } from '../../store/db.ts'
import { sendCsv } from '../send-csv.ts'
import { exportTraces } from './export-traces.ts'
import { exportTracesOperation } from './operations.ts'
import { TRACE_EXPORT_COLUMNS } from './schemas.ts'

/** The list of trace requests as a file. */
export async function traceExportRoutes(app: Server, { db }: { db: Database }): Promise<void> {
  app.get('/v1/trace-requests/export', exportTracesOperation, (request, reply) => {
    const pages = exportTraces(db, { requester: requesterOf(request), requestId: request.id, query: request.query })
    return sendCsv(reply, { fileName: 'trace-requests.csv', columns: TRACE_EXPORT_COLUMNS, pages })
  })
}
