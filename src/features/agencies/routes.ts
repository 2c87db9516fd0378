import { notFound } from '../../domain/errors.ts'
import { requesterOf } from '../../http/access.ts'
import type { Server } from '../../http/create-server.ts'
import type { Paging } from '../../http/paging.ts'
import { type Database, inTransaction } from '../../store/db.ts'
import { cutPage, Position } from '../send-page.ts'
import { storeAndSend } from '../storing.ts'
import { changeAgency } from './change-agency.ts'
import {
  getMeOperation,
  registerAgencyOperation,
  listAgenciesOperation,
  getAgencyOperation,
  changeAgencyOperation,
  listAgencyVersionsOperation,
} from './operations.ts'
import { findAgency, listRepresented } from './queries.ts'
import { registerAgency } from './register-agency.ts'
import { listAgencies, listVersions } from './version-queries.ts'

const ROUTE = '/v1/agencies'

/** Agencies are the clients of the API; a registrar registers them and says which parties each acts for. */
export async function agencyRoutes(app: Server, { db, paging }: { db: Database; paging: Paging }): Promise<void> {
  app.get('/v1/me', getMeOperation, async (request) => {
    const { subject, agency, scopes } = requesterOf(request)
    const { id, name, country, mandateCountries } = agency
    const parties = await inTransaction(db, requesterOf(request), listRepresented)
    return {
      subject,
      agency: { id, name, country, mandateCountries: [...mandateCountries] },
      scopes: [...scopes],
      parties,
    }
  })

  app.post(ROUTE, registerAgencyOperation, (request, reply) =>
    storeAndSend(db, request, reply, (write) => registerAgency(write, request.body)),
  )

  app.get(ROUTE, listAgenciesOperation, async (request, reply) => {
    const { country, active, limit, cursor } = request.query
    const requester = requesterOf(request)
    const scope = { route: ROUTE, agencyId: requester.agencyId, filters: { country, active } }
    const after = paging.readPosition(cursor, scope, Position)
    const wanted = { after, country, active: active === undefined ? undefined : active === 'true', limit }
    const found = await inTransaction(db, requester, (tx) => listAgencies(tx, wanted))
    const positionOf = ({ registeredAt, id }: (typeof found)[number]) => ({ recordedAt: registeredAt, id })
    const { items, ...next } = cutPage(reply, paging, { scope, found, limit, positionOf })
    return { agencies: items.map(({ registeredAt: _, ...agency }) => agency), ...next }
  })

  app.get(`${ROUTE}/:id`, getAgencyOperation, async (request) => {
    const found = await inTransaction(db, requesterOf(request), (tx) => findAgency(tx, request.params.id))
    if (found === undefined) throw notFound('agency')
    return found
  })

  app.post(`${ROUTE}/:id/versions`, changeAgencyOperation, (request, reply) =>
    storeAndSend(db, request, reply, (write) => changeAgency(write, request.params.id, request.body)),
  )

  app.get(`${ROUTE}/:id/versions`, listAgencyVersionsOperation, async (request) => {
    const versions = await inTransaction(db, requesterOf(request), (tx) => listVersions(tx, request.params.id))
    if (versions.length === 0) throw notFound('agency')
    return { versions }
  })
}
