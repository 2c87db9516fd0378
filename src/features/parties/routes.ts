import { requesterOf } from '../../http/access.ts'
import type { Server } from '../../http/create-server.ts'
import type { Paging } from '../../http/paging.ts'
import { Uuid } from '../../http/text.ts'
import { readClock } from '../../store/clock.ts'
import { type Database, inTransaction } from '../../store/db.ts'
import type { Reader } from '../../store/record-reading.ts'
import { storeAndSend } from '../storing.ts'
import { changeLicence } from './change-licence.ts'
import { changeParty } from './change-party.ts'
import {
  changeLicenceOperation,
  changePartyOperation,
  getPartyOperation,
  listLicencesOperation,
  listPartiesOperation,
  listPartyVersionsOperation,
  recordLicenceOperation,
  registerPartyOperation,
} from './operations.ts'
import { listParties } from './queries.ts'
import { readLicences } from './read-licences.ts'
import { readParty } from './read-party.ts'
import { readVersions } from './read-versions.ts'
import { recordLicence } from './record-licence.ts'
import { registerParty } from './register-party.ts'

const ROUTE = '/v1/parties'

function askerOf(request: Parameters<typeof requesterOf>[0] & { readonly id: string }): Reader {
  return { requester: requesterOf(request), requestId: request.id }
}

/** Parties: makers, dealers, forces, persons. Licensed ones are shared and found by licence number; persons are private to their reporter. */
export async function partyRoutes(app: Server, { db, paging }: { db: Database; paging: Paging }): Promise<void> {
  app.post(ROUTE, registerPartyOperation, (request, reply) =>
    storeAndSend(db, request, reply, (write) => registerParty(write, request.body)),
  )

  app.get(ROUTE, listPartiesOperation, async (request, reply) => {
    const { licence, limit, cursor } = request.query
    const requester = requesterOf(request)
    const scope = { route: ROUTE, agencyId: requester.agencyId, filters: { licence } }
    const after = paging.readPosition(cursor, scope, Uuid)
    const found = await inTransaction(db, requester, async (tx) =>
      listParties(tx, askerOf(request), { licence, after, limit }, { at: (await readClock(tx)).slice(0, 10) }),
    )
    const parties = found.slice(0, limit)
    const last = parties.at(-1)
    if (found.length <= limit || last === undefined) return { parties }
    const next = paging.writeCursor(scope, last.id)
    reply.header('link', paging.linkNext(ROUTE, { licence, limit }, next))
    return { parties, next }
  })

  app.get(`${ROUTE}/:id`, getPartyOperation, (request) =>
    readParty(db, askerOf(request), request.params.id, request.query),
  )

  app.post(`${ROUTE}/:id/versions`, changePartyOperation, (request, reply) =>
    storeAndSend(db, request, reply, (write) => changeParty(write, request.params.id, request.body)),
  )

  app.get(`${ROUTE}/:id/versions`, listPartyVersionsOperation, async (request, reply) => {
    const { link, ...page } = await readVersions({ db, paging }, askerOf(request), request.params.id, request.query)
    if (link !== undefined) reply.header('link', link)
    return page
  })

  app.post(`${ROUTE}/:id/licences`, recordLicenceOperation, (request, reply) =>
    storeAndSend(db, request, reply, (write) => recordLicence(write, request.params.id, request.body)),
  )

  app.get(`${ROUTE}/:id/licences`, listLicencesOperation, async (request, reply) => {
    const { link, ...page } = await readLicences({ db, paging }, askerOf(request), request.params.id, request.query)
    if (link !== undefined) reply.header('link', link)
    return page
  })

  app.post(`${ROUTE}/:id/licences/:licenceId/versions`, changeLicenceOperation, (request, reply) =>
    storeAndSend(db, request, reply, (write) => changeLicence(write, request.params, request.body)),
  )
}
