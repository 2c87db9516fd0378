import { z } from 'zod'
import { codeListsOf } from '../../domain/code-lists/code-lists.ts'
import { createSearch } from '../../domain/code-lists/search.ts'
import { notFound } from '../../domain/errors.ts'
import { referenceInUse } from '../../domain/reference/in-use.ts'
import { requesterOf } from '../../http/access.ts'
import type { Server } from '../../http/create-server.ts'
import type { Paging } from '../../http/paging.ts'
import { getCodeListOperation, listCodeListsOperation } from './operations.ts'
import { schemesOf, summarise } from './render.ts'

const ROUTE = '/v1/code-lists'
const Position = z.int().nonnegative()

/** The vocabularies of the registry. They are the same for everyone and say nothing of any weapon, so that no look is recorded. */
export async function codeListRoutes(app: Server, { paging }: { paging: Paging }): Promise<void> {
  // Built once: lists do not change while the process lives.
  const lists = codeListsOf(referenceInUse().lists).map((list) => ({ ...list, search: createSearch(list.entries) }))

  app.get(ROUTE, listCodeListsOperation, async () => ({ lists: lists.map(summarise) }))

  app.get(`${ROUTE}/:id`, getCodeListOperation, async (request, reply) => {
    const list = lists.find(({ id }) => id === request.params.id)
    if (list === undefined) throw notFound('code list')
    const { q, limit, cursor } = request.query
    // A position counts entries, so that it is good for one version of the list only.
    const filters = { id: list.id, version: list.version, q }
    const scope = { route: `${ROUTE}/{id}`, agencyId: requesterOf(request).agencyId, filters }
    const start = paging.readPosition(cursor, scope, Position) ?? 0
    const found = q === undefined ? list.entries : list.search(q)
    const end = start + limit
    const page = { ...summarise(list), schemes: schemesOf(list), entries: found.slice(start, end) }
    if (end >= found.length) return page
    const next = paging.writeCursor(scope, end)
    reply.header('link', paging.linkNext(`${ROUTE}/${list.id}`, { q, limit }, next))
    return { ...page, next }
  })
}
