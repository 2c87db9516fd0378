import { requesterOf } from '../../http/access.ts'
import type { Server } from '../../http/create-server.ts'
import type { Database } from '../../store/db.ts'
import { countTraces } from './count-traces.ts'
import { traceStatisticsOperation } from './operations.ts'

/** Figures that fall out of the records: no weapon, holder or case is in them. */
export async function statisticsRoutes(app: Server, { db }: { db: Database }): Promise<void> {
  app.get('/v1/statistics/traces', traceStatisticsOperation, (request) =>
    countTraces(db, requesterOf(request), request.query),
  )
}
