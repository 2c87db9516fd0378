import { notFound } from '../../domain/errors.ts'
import { requesterOf } from '../../http/access.ts'
import type { Server } from '../../http/create-server.ts'
import type { Paging } from '../../http/paging.ts'
import { type Database, inTransaction } from '../../store/db.ts'
import { recordListed, recordNamed } from '../../store/record-reading.ts'
import { cutPage, Position } from '../send-page.ts'
import { storeAndSend } from '../storing.ts'
import { decideLink } from './decide-link.ts'
import { dismissDuplicate } from './dismiss-duplicate.ts'
import { likeliestFirst, listDuplicates } from './duplicate-queries.ts'
import {
  decideLinkOperation,
  dismissDuplicateOperation,
  getLinkOperation,
  listDuplicatesOperation,
  listLinksOperation,
  proposeLinkOperation,
  withdrawLinkOperation,
} from './operations.ts'
import { proposeLink } from './propose-link.ts'
import { findLink, listLinks } from './queries.ts'
import { withdrawLink } from './withdraw-link.ts'

const LINKS = '/v1/identity-links'
const DUPLICATES = '/v1/likely-duplicates'

/** Two records that are one weapon: proposed, confirmed, withdrawn; and the pairs that the registry noticed itself. */
export async function identityLinkRoutes(app: Server, { db, paging }: { db: Database; paging: Paging }): Promise<void> {
  app.post(LINKS, proposeLinkOperation, (request, reply) =>
    storeAndSend(db, request, reply, (write) => proposeLink(write, request.body)),
  )

  app.get(LINKS, listLinksOperation, async (request, reply) => {
    const { status, weaponId, limit, cursor } = request.query
    const requester = requesterOf(request)
    const scope = { route: LINKS, agencyId: requester.agencyId, filters: { status, weaponId } }
    const after = paging.readPosition(cursor, scope, Position)
    const anyAgency = requester.scopes.has('registry:read-any')
    const wanted = { status, weaponId, after, anyAgency, limit }
    const found = await inTransaction(db, requester, async (tx) => {
      const rows = await listLinks(tx, wanted)
      const weaponIds = rows.slice(0, limit).flatMap((link) => link.weaponIds)
      await recordListed(tx, { requester, requestId: request.id }, { source: 'identity-link-list', weaponIds })
      return rows
    })
    const { items: links, ...next } = cutPage(reply, paging, { scope, found, limit })
    return { links, ...next }
  })

  app.get(`${LINKS}/:id`, getLinkOperation, async (request) => {
    const requester = requesterOf(request)
    return inTransaction(db, requester, async (tx) => {
      const found = await findLink(tx, request.params.id)
      if (found === undefined) throw notFound('identity link')
      const page = { source: 'identity-link', weaponIds: found.view.weaponIds }
      await recordNamed(tx, { requester, requestId: request.id }, page)
      return found.view
    })
  })

  app.post(`${LINKS}/:id/decisions`, decideLinkOperation, (request, reply) =>
    storeAndSend(db, request, reply, (write) => decideLink(write, request.params.id, request.body)),
  )

  app.post(`${LINKS}/:id/withdrawals`, withdrawLinkOperation, (request, reply) =>
    storeAndSend(db, request, reply, (write) => withdrawLink(write, request.params.id, request.body)),
  )

  duplicateRoutes(app, { db, paging })
}

function duplicateRoutes(app: Server, { db, paging }: { db: Database; paging: Paging }): void {
  app.get(DUPLICATES, listDuplicatesOperation, async (request, reply) => {
    const { status, limit, cursor } = request.query
    const requester = requesterOf(request)
    const scope = { route: DUPLICATES, agencyId: requester.agencyId, filters: { status } }
    const after = paging.readPosition(cursor, scope, Position)
    const found = await inTransaction(db, requester, async (tx) => {
      const rows = await listDuplicates(tx, { status, after, limit })
      const weaponIds = rows.slice(0, limit).flatMap((pair) => pair.weaponIds)
      await recordListed(tx, { requester, requestId: request.id }, { source: 'likely-duplicate-list', weaponIds })
      return rows
    })
    const { items, ...next } = cutPage(reply, paging, { scope, found, limit })
    return { duplicates: likeliestFirst(items), ...next }
  })

  app.post(`${DUPLICATES}/:id/dismissals`, dismissDuplicateOperation, (request, reply) =>
    storeAndSend(db, request, reply, (write) => dismissDuplicate(write, request.params.id, request.body)),
  )
}
