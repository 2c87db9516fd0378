import { notFound } from '../../domain/errors.ts'
import { requesterOf } from '../../http/access.ts'
import type { Server } from '../../http/create-server.ts'
import { DryRunQuery } from '../../http/dry-run.ts'
import { StoringHeaders } from '../../http/storing.ts'
import { type Database, inTransaction } from '../../store/db.ts'
import { storeAndSend } from '../storing.ts'
import { DryRunResult } from '../wire.ts'
import { assignParty } from './assign-party.ts'
import { assignPartyExample, getAgencyExample, getMeExample, registerAgencyExample } from './examples.ts'
import { findAgency, listRepresented } from './queries.ts'
import { registerAgency } from './register-agency.ts'
import { Agency, AgencyParams, Me, NewAgency, NewRepresentation, Representation, StoredAgency } from './schemas.ts'

const ROUTE = '/v1/agencies'
const TAGS = ['agencies']

/** Agencies are the clients of the API; a registrar registers them and says which parties each acts for. */
export async function agencyRoutes(app: Server, { db }: { db: Database }): Promise<void> {
  app.get(
    '/v1/me',
    {
      schema: {
        operationId: 'getMe',
        summary: 'Who am I, for which agency, and what may I do?',
        tags: TAGS,
        response: { 200: Me },
      },
      config: { access: { scopes: [] }, example: getMeExample },
    },
    async (request) => {
      const { subject, agency, scopes } = requesterOf(request)
      const { id, name, country, mandateCountries } = agency
      const parties = await inTransaction(db, requesterOf(request), listRepresented)
      return {
        subject,
        agency: { id, name, country, mandateCountries: [...mandateCountries] },
        scopes: [...scopes],
        parties,
      }
    },
  )

  app.post(
    ROUTE,
    {
      schema: {
        operationId: 'registerAgency',
        summary: 'Register an agency',
        tags: TAGS,
        headers: StoringHeaders,
        querystring: DryRunQuery,
        body: NewAgency,
        response: { 200: DryRunResult, 201: StoredAgency },
      },
      config: { access: { scopes: ['agencies:manage'] }, example: registerAgencyExample },
    },
    (request, reply) => storeAndSend(db, request, reply, (write) => registerAgency(write, request.body)),
  )

  app.get(
    `${ROUTE}/:id`,
    {
      schema: {
        operationId: 'getAgency',
        summary: 'Read an agency',
        tags: TAGS,
        params: AgencyParams,
        response: { 200: Agency },
      },
      config: { access: { scopes: ['agencies:manage'] }, example: getAgencyExample },
    },
    async (request) => {
      const found = await inTransaction(db, requesterOf(request), (tx) => findAgency(tx, request.params.id))
      if (found === undefined) throw notFound('agency')
      return found
    },
  )

  app.post(
    `${ROUTE}/:id/representations`,
    {
      schema: {
        operationId: 'assignParty',
        summary: 'Say that an agency acts for a party',
        tags: TAGS,
        params: AgencyParams,
        headers: StoringHeaders,
        querystring: DryRunQuery,
        body: NewRepresentation,
        response: { 200: DryRunResult, 201: Representation },
      },
      config: { access: { scopes: ['agencies:manage'] }, example: assignPartyExample },
    },
    (request, reply) =>
      storeAndSend(db, request, reply, (write) => assignParty(write, request.params.id, request.body)),
  )
}
