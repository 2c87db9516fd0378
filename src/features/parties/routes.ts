import { notFound } from '../../domain/errors.ts'
import { requesterOf } from '../../http/access.ts'
import type { Server } from '../../http/create-server.ts'
import { DryRunQuery } from '../../http/dry-run.ts'
import type { Paging } from '../../http/paging.ts'
import { StoringHeaders } from '../../http/storing.ts'
import { Uuid } from '../../http/text.ts'
import { type Database, inTransaction } from '../../store/db.ts'
import { storeAndSend } from '../storing.ts'
import { DryRunResult } from '../wire.ts'
import { getPartyExample, listPartiesExample, registerPartyExample } from './examples.ts'
import { findParty, listParties } from './queries.ts'
import { registerParty } from './register-party.ts'
import { NewParty, Party, PartyPage, PartyParams, PartyQuery, StoredParty } from './schemas.ts'

const ROUTE = '/v1/parties'

/** Parties: makers, dealers, forces, persons. Licensed ones are shared and found by licence number; persons are private to their reporter. */
export async function partyRoutes(app: Server, { db, paging }: { db: Database; paging: Paging }): Promise<void> {
  app.post(
    ROUTE,
    {
      schema: {
        operationId: 'registerParty',
        summary: 'Register a party',
        description:
          'Licences are set by registrars only. A natural person is seen by the agency that reported him and by registrars.',
        tags: ['parties'],
        headers: StoringHeaders,
        querystring: DryRunQuery,
        body: NewParty,
        response: { 200: DryRunResult, 201: StoredParty },
      },
      config: { access: { scopes: ['parties:write'] }, example: registerPartyExample },
    },
    (request, reply) => storeAndSend(db, request, reply, (write) => registerParty(write, request.body)),
  )

  app.get(
    ROUTE,
    {
      schema: {
        operationId: 'listParties',
        summary: 'List own parties, or find shared ones by licence number',
        tags: ['parties'],
        querystring: PartyQuery,
        response: { 200: PartyPage },
      },
      config: { access: { scopes: ['parties:read'] }, example: listPartiesExample },
    },
    async (request, reply) => {
      const { licence, limit, cursor } = request.query
      const requester = requesterOf(request)
      const scope = { route: ROUTE, agencyId: requester.agencyId, filters: { licence } }
      const after = paging.readPosition(cursor, scope, Uuid)
      const found = await inTransaction(db, requester, (tx) => listParties(tx, { licence, after, limit }))
      const parties = found.slice(0, limit)
      const last = parties.at(-1)
      if (found.length <= limit || last === undefined) return { parties }
      const next = paging.writeCursor(scope, last.id)
      reply.header('link', paging.linkNext(ROUTE, { licence, limit }, next))
      return { parties, next }
    },
  )

  app.get(
    `${ROUTE}/:id`,
    {
      schema: {
        operationId: 'getParty',
        summary: 'Read a party',
        tags: ['parties'],
        params: PartyParams,
        response: { 200: Party },
      },
      config: { access: { scopes: ['parties:read'] }, example: getPartyExample },
    },
    async (request) => {
      const found = await inTransaction(db, requesterOf(request), (tx) => findParty(tx, request.params.id))
      if (found === undefined) throw notFound('party')
      return found
    },
  )
}
