import { notFound } from '../../domain/errors.ts'
import { requesterOf } from '../../http/access.ts'
import type { Server } from '../../http/create-server.ts'
import { type Database, inTransaction } from '../../store/db.ts'
import { storeAndSend } from '../storing.ts'
import { assignParty } from './assign-party.ts'
import { getMeOperation, registerAgencyOperation, getAgencyOperation, assignPartyOperation } from './operations.ts'
import { findAgency, listRepresented } from './queries.ts'
import { registerAgency } from './register-agency.ts'

const ROUTE = '/v1/agencies'

/** Agencies are the clients of the API; a registrar registers them and says which parties each acts for. */
export async function agencyRoutes(app: Server, { db }: { db: Database }): Promise<void> {
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

  app.get(`${ROUTE}/:id`, getAgencyOperation, async (request) => {
    const found = await inTransaction(db, requesterOf(request), (tx) => findAgency(tx, request.params.id))
    if (found === undefined) throw notFound('agency')
    return found
  })

  app.post(`${ROUTE}/:id/representations`, assignPartyOperation, (request, reply) =>
    storeAndSend(db, request, reply, (write) => assignParty(write, request.params.id, request.body)),
  )
}
