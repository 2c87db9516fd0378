import type { FastifyRequest } from 'fastify'
import { requesterOf } from '../../http/access.ts'
import type { Server } from '../../http/create-server.ts'
import type { Paging } from '../../http/paging.ts'
import type { Database } from '../../store/db.ts'
import type { Reader } from '../../store/record-reading.ts'
import { sendCsv } from '../send-csv.ts'
import { cutPage, Position, startOf } from '../send-page.ts'
import { storeAndSend } from '../storing.ts'
import { exportItems, exportSeizures } from './export-seizures.ts'
import { ITEM_COLUMNS, SEIZURE_COLUMNS } from './list-schemas.ts'
import {
  exportSeizureItemsOperation,
  exportSeizuresOperation,
  getSeizureItemOperation,
  getSeizureOperation,
  listSeizureItemsOperation,
  listSeizuresOperation,
  recordSeizureOperation,
} from './operations.ts'
import { readItem, readItemPage, readSeizure, readSeizurePage } from './read-seizures.ts'
import { recordSeizure, type SeizureSettings } from './record-seizure.ts'
import { renderSummary } from './render.ts'

const SEIZURES = '/v1/seizures'
const ITEMS = '/v1/seizure-items'

export interface SeizureRouteOptions {
  readonly db: Database
  readonly paging: Paging
  readonly settings: SeizureSettings
}

function readingOf(request: FastifyRequest): Reader {
  return { requester: requesterOf(request), requestId: request.id }
}

/** What authorities recovered: recorded and listed. An agency's own, or any for registrars and auditors. */
export async function seizureRoutes(app: Server, { db, paging, settings }: SeizureRouteOptions): Promise<void> {
  app.post(SEIZURES, recordSeizureOperation, (request, reply) =>
    storeAndSend(db, request, reply, (write) => recordSeizure(write, request.body, settings)),
  )

  app.get(SEIZURES, listSeizuresOperation, async (request, reply) => {
    const { limit, cursor, ...filters } = request.query
    const reading = readingOf(request)
    const scope = { route: SEIZURES, agencyId: reading.requester.agencyId, filters }
    const before = startOf(paging.readPosition(cursor, scope, Position), filters.to)
    const found = await readSeizurePage(db, reading, { query: filters, before, most: limit + 1 })
    const { items, ...next } = cutPage(reply, paging, { scope, found, limit })
    return { seizures: items.map(renderSummary), ...next }
  })
  app.get(`${SEIZURES}/export`, exportSeizuresOperation, (request, reply) => {
    const pages = exportSeizures(db, readingOf(request), request.query)
    return sendCsv(reply, { fileName: 'seizures.csv', columns: SEIZURE_COLUMNS, pages })
  })
  app.get(`${SEIZURES}/:id`, getSeizureOperation, (request) => readSeizure(db, readingOf(request), request.params.id))

  app.get(ITEMS, listSeizureItemsOperation, async (request, reply) => {
    const { limit, cursor, ...filters } = request.query
    const reading = readingOf(request)
    const scope = { route: ITEMS, agencyId: reading.requester.agencyId, filters }
    const before = startOf(paging.readPosition(cursor, scope, Position), filters.to)
    const found = await readItemPage(db, reading, { query: filters, before, most: limit + 1 })
    return cutPage(reply, paging, { scope, found, limit })
  })
  app.get(`${ITEMS}/export`, exportSeizureItemsOperation, (request, reply) => {
    const pages = exportItems(db, readingOf(request), request.query)
    return sendCsv(reply, { fileName: 'seizure-items.csv', columns: ITEM_COLUMNS, pages })
  })
  app.get(`${ITEMS}/:id`, getSeizureItemOperation, (request) => readItem(db, readingOf(request), request.params.id))
}
