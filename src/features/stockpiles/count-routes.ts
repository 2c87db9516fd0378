import { notFound } from '../../domain/errors.ts'
import { requesterOf } from '../../http/access.ts'
import type { Server } from '../../http/create-server.ts'
import type { Paging } from '../../http/paging.ts'
import { Uuid } from '../../http/text.ts'
import { type Database, inTransaction } from '../../store/db.ts'
import { storeAndSend } from '../storing.ts'
import {
  getCountOperation,
  getDiscrepancyOperation,
  listDiscrepanciesOperation,
  recordCountOperation,
  resolveDiscrepancyOperation,
} from './count-operations.ts'
import { findCount, renderCount } from './count-queries.ts'
import { asSeen, listDiscrepancies, renderDiscrepancy } from './discrepancy-queries.ts'
import { readDiscrepancy } from './read-discrepancy.ts'
import { recordCount } from './record-count.ts'
import { recordStockLooks } from './record-looks.ts'
import { resolveDiscrepancy } from './resolve-discrepancy.ts'
import { z } from 'zod'

const Position = z.object({ recordedAt: z.string(), id: Uuid })
const COUNTS = '/v1/stock-counts'
const DISCREPANCIES = '/v1/stock-discrepancies'
const COUNT_READ = { action: 'stock-count.read', kind: 'STOCK_COUNT', shown: 'RECORD' } as const
const DISCREPANCIES_LISTED = { action: 'stock-discrepancy.read', kind: 'STOCK_DISCREPANCY', shown: 'LISTED' } as const

/** Stock-takings, and the list of what they found amiss. */
export async function countRoutes(app: Server, { db, paging }: { db: Database; paging: Paging }): Promise<void> {
  app.post(COUNTS, recordCountOperation, (request, reply) =>
    storeAndSend(db, request, reply, (write) => recordCount(write, request.body)),
  )

  app.get(`${COUNTS}/:id`, getCountOperation, (request) =>
    inTransaction(db, requesterOf(request), async (tx) => {
      const found = await findCount(tx, request.params.id)
      if (found === undefined) throw notFound('stock count')
      await recordStockLooks(tx, { requester: requesterOf(request), requestId: request.id }, COUNT_READ, [found])
      return renderCount(found)
    }),
  )

  app.get(DISCREPANCIES, listDiscrepanciesOperation, async (request, reply) => {
    const { limit, cursor, ...filters } = request.query
    const requester = requesterOf(request)
    const scope = { route: DISCREPANCIES, agencyId: requester.agencyId, filters }
    const after = paging.readPosition(cursor, scope, Position)
    const anyAgency = requester.scopes.has('registry:read-any')
    const found = await inTransaction(db, requester, async (tx) => {
      const rows = await listDiscrepancies(tx, { ...filters, after, anyAgency, limit })
      await recordStockLooks(
        tx,
        { requester, requestId: request.id },
        DISCREPANCIES_LISTED,
        rows.slice(0, limit).map(asSeen),
      )
      return rows
    })
    const discrepancies = found.slice(0, limit).map(renderDiscrepancy)
    const last = discrepancies.at(-1)
    if (found.length <= limit || last === undefined) return { discrepancies }
    const next = paging.writeCursor(scope, { recordedAt: last.recordedAt, id: last.id })
    reply.header('link', paging.linkNext(DISCREPANCIES, { ...filters, limit }, next))
    return { discrepancies, next }
  })

  app.get(`${DISCREPANCIES}/:id`, getDiscrepancyOperation, (request) =>
    readDiscrepancy(db, { requester: requesterOf(request), requestId: request.id }, request.params.id),
  )

  app.post(`${DISCREPANCIES}/:id/resolutions`, resolveDiscrepancyOperation, (request, reply) =>
    storeAndSend(db, request, reply, (write) => resolveDiscrepancy(write, request.params.id, request.body)),
  )
}
