import type { NoticeKind } from '../../domain/vocabulary/notices.ts'
import { requesterOf } from '../../http/access.ts'
import type { Server } from '../../http/create-server.ts'
import type { Paging } from '../../http/paging.ts'
import { type Database, inTransaction } from '../../store/db.ts'
import { cutPage, Position } from '../send-page.ts'
import { listNoticesOperation } from './operations.ts'
import { listNotices, type NoticeRow } from './queries.ts'
import type { Notice } from './schemas.ts'

const ROUTE = '/v1/notices'
/** Kinds that are about the answer; the others are about the request, where its status and its steps are told. */
const OF_ANSWER: readonly NoticeKind[] = ['ANSWER_SUPERSEDED', 'REQUEST_ANSWERED']

function withLink(row: NoticeRow): Notice {
  const request = `/v1/trace-requests/${row.subjectId}`
  return { ...row, link: OF_ANSWER.includes(row.kind) ? `${request}/answer` : request }
}

/** What the caller's agency is to be told. A notice holds ids; what it is about is read under the reader's own rights. */
export async function noticeRoutes(app: Server, { db, paging }: { db: Database; paging: Paging }): Promise<void> {
  app.get(ROUTE, listNoticesOperation, async (request, reply) => {
    const { kind, from, limit, cursor } = request.query
    const requester = requesterOf(request)
    const filters = { kind, from }
    const scope = { route: ROUTE, agencyId: requester.agencyId, filters }
    const after = paging.readPosition(cursor, scope, Position)
    const found = await inTransaction(db, requester, (tx) => listNotices(tx, { filters, after, limit }))
    const { items, ...next } = cutPage(reply, paging, { scope, found, limit })
    return { notices: items.map(withLink), ...next }
  })
}
