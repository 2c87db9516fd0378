import { notFound } from '../../domain/errors.ts'
import { requesterOf } from '../../http/access.ts'
import type { Server } from '../../http/create-server.ts'
import type { Paging } from '../../http/paging.ts'
import { Uuid } from '../../http/text.ts'
import { type Database, inTransaction } from '../../store/db.ts'
import { storeAndSend } from '../storing.ts'
import { changeLocation } from './change-location.ts'
import { countRoutes } from './count-routes.ts'
import { openLocation } from './open-location.ts'
import {
  changeLocationOperation,
  getLocationOperation,
  getLocationSummaryOperation,
  getPartySummaryOperation,
  listLocationsOperation,
  listStockOperation,
  openLocationOperation,
  placeWeaponsOperation,
} from './operations.ts'
import { placeWeapons } from './place-weapons.ts'
import { findLocation, listLocations, renderLocation } from './queries.ts'
import { readStock } from './read-stock.ts'
import { recordStockLooks } from './record-looks.ts'
import { summariseLocation, summariseParty } from './summarise-stock.ts'

const ROUTE = '/v1/stock-locations'
const LOCATION = { action: 'stock-location.read', kind: 'STOCK_LOCATION' } as const

/** Where a party keeps its weapons, what lies where, and what was counted there. */
export async function stockpileRoutes(app: Server, options: { db: Database; paging: Paging }): Promise<void> {
  const { db } = options
  app.post(ROUTE, openLocationOperation, (request, reply) =>
    storeAndSend(db, request, reply, (write) => openLocation(write, request.body)),
  )

  app.post(`${ROUTE}/:id/versions`, changeLocationOperation, (request, reply) =>
    storeAndSend(db, request, reply, (write) => changeLocation(write, request.params.id, request.body)),
  )

  app.post('/v1/stock-placements', placeWeaponsOperation, (request, reply) =>
    storeAndSend(db, request, reply, (write) => placeWeapons(write, request.body)),
  )

  app.get(`${ROUTE}/:id`, getLocationOperation, (request) =>
    inTransaction(db, requesterOf(request), async (tx) => {
      const found = await findLocation(tx, request.params.id)
      if (found === undefined) throw notFound('stock location')
      const reader = { requester: requesterOf(request), requestId: request.id }
      await recordStockLooks(tx, reader, { ...LOCATION, shown: 'RECORD' }, [found])
      return renderLocation(found)
    }),
  )

  app.get(`${ROUTE}/:id/summary`, getLocationSummaryOperation, (request) =>
    summariseLocation(db, { requester: requesterOf(request), requestId: request.id }, request.params.id),
  )

  app.get('/v1/parties/:id/stock-summary', getPartySummaryOperation, (request) =>
    summariseParty(db, { requester: requesterOf(request), requestId: request.id }, request.params.id),
  )

  listRoutes(app, options)
  await countRoutes(app, options)
}

function listRoutes(app: Server, { db, paging }: { db: Database; paging: Paging }): void {
  app.get(ROUTE, listLocationsOperation, async (request, reply) => {
    const { partyId, limit, cursor } = request.query
    const requester = requesterOf(request)
    const scope = { route: ROUTE, agencyId: requester.agencyId, filters: { partyId } }
    const after = paging.readPosition(cursor, scope, Uuid)
    const anyAgency = requester.scopes.has('registry:read-any')
    const found = await inTransaction(db, requester, async (tx) => {
      const rows = await listLocations(tx, { partyId, after, anyAgency, limit })
      const reader = { requester, requestId: request.id }
      await recordStockLooks(tx, reader, { ...LOCATION, shown: 'LISTED' }, rows.slice(0, limit))
      return rows
    })
    const locations = found.slice(0, limit).map(renderLocation)
    const last = locations.at(-1)
    if (found.length <= limit || last === undefined) return { locations }
    const next = paging.writeCursor(scope, last.id)
    reply.header('link', paging.linkNext(ROUTE, { partyId, limit }, next))
    return { locations, next }
  })

  app.get(`${ROUTE}/:id/weapons`, listStockOperation, async (request, reply) => {
    const { limit, cursor } = request.query
    const { id } = request.params
    const requester = requesterOf(request)
    const scope = { route: `${ROUTE}/:id/weapons`, agencyId: requester.agencyId, filters: { id } }
    const after = paging.readPosition(cursor, scope, Uuid)
    const found = await readStock(db, { requester, requestId: request.id }, id, { after, limit })
    const weapons = found.slice(0, limit)
    const last = weapons.at(-1)
    if (found.length <= limit || last === undefined) return { weapons }
    const next = paging.writeCursor(scope, last.weaponId)
    reply.header('link', paging.linkNext(`${ROUTE}/${id}/weapons`, { limit }, next))
    return { weapons, next }
  })
}
