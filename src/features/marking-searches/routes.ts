import { createHash } from 'node:crypto'
import { z } from 'zod'
import { canonicalJson, type JsonValue } from '../../domain/ledger/canonical-json.ts'
import { requesterOf } from '../../http/access.ts'
import type { Server } from '../../http/create-server.ts'
import type { Paging } from '../../http/paging.ts'
import type { Database } from '../../store/db.ts'
import { readTogether } from '../../store/read-together.ts'
import type { SearchStop } from '../search-limit.ts'
import { searchMarksOperation } from './operations.ts'
import type { MarkingSearch } from './schemas.ts'
import { type SearchPage, type SearchQuestion, searchMarks } from './search-marks.ts'

const ROUTE = '/v1/marking-searches'
const Rank = z.int().min(1)
// A search is milliseconds of work, so that a long round would keep a quick one waiting.
const ROUND = { largest: 8, atOnce: 2 }

/** What a cursor is bound to: it continues this question and no other, so that a page is never of another mark or under another reason. */
function digestOf({ observation, purpose, legalBasis }: MarkingSearch): string {
  const text = canonicalJson({ observation, purpose, legalBasis } as JsonValue)
  return createHash('sha256').update(text).digest('base64url')
}

/** Searches by marks that are no trace request. */
export async function markingSearchRoutes(
  app: Server,
  { db, paging, searchStop }: { db: Database; paging: Paging; searchStop: SearchStop },
): Promise<void> {
  const ask = readTogether<SearchQuestion, SearchPage>(
    db,
    (tx, questions) => searchMarks(tx, questions, searchStop),
    ROUND,
  )

  app.post(ROUTE, searchMarksOperation, async (request) => {
    const asked = request.body
    const requester = requesterOf(request)
    const scope = {
      route: ROUTE,
      agencyId: requester.agencyId,
      filters: { asked: digestOf(asked) },
      pointer: '#/cursor',
    }
    const startRank = paging.readPosition(asked.cursor, scope, Rank) ?? 0
    const { result, nextRank } = await ask({ requester, requestId: request.id, question: { asked, startRank } })
    return nextRank === undefined ? result : { ...result, next: paging.writeCursor(scope, nextRank) }
  })
}
