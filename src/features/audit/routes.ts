import { DomainError } from '../../domain/errors.ts'
import { requesterOf } from '../../http/access.ts'
import type { Server } from '../../http/create-server.ts'
import type { Paging } from '../../http/paging.ts'
import type { Database } from '../../store/db.ts'
import { cutPage, Position, startOf } from '../send-page.ts'
import { listAuditEntriesOperation, listLooksOperation } from './operations.ts'
import { withFacts } from './own-look-queries.ts'
import { ownLookRoutes } from './own-looks.ts'
import { listEntries, listLooks, type LookedAt } from './queries.ts'
import { readAudited } from './read-audit.ts'
import { auditRange } from './time-range.ts'
import { RangedPosition } from './schemas.ts'

/** Looks are asked for by what was looked at, so that no list of them reads all. Throws `unprocessable`. */
function askedOf(weaponId: string | undefined, recordId: string | undefined): LookedAt {
  if (weaponId !== undefined && recordId === undefined) return { weaponId }
  if (recordId !== undefined && weaponId === undefined) return { recordId }
  const detail = 'Name a weapon or another record: one of the two.'
  const errors = [{ pointer: '?weaponId', code: 'one-needed', detail, hint: 'Give `weaponId` or `recordId`.' }]
  throw new DomainError('invalid-request', detail, { errors })
}

/** The audit, for who may read it: oversight of the registry's users, and of this reading too. */
export async function auditRoutes(app: Server, { db, paging }: { db: Database; paging: Paging }): Promise<void> {
  app.get('/v1/audit-entries', listAuditEntriesOperation, async (request, reply) => {
    const { limit, cursor, from, to, ...filters } = request.query
    const requester = requesterOf(request)
    const route = '/v1/audit-entries'
    const scope = { route, agencyId: requester.agencyId, filters: { ...filters, from, to } }
    const after = paging.readPosition(cursor, scope, RangedPosition)
    const range = after ?? auditRange({ from, to }, new Date())
    const before = startOf(after, 'to' in range ? range.to : undefined)
    const found = await readAudited(db, {
      requester,
      requestId: request.id,
      action: 'audit.read',
      subjectIds: filters.subjectId === undefined ? [] : [filters.subjectId],
      list: (tx) => listEntries(tx, { filters, from: range.from, before, limit }),
    })
    const positionOf = ({ recordedAt, id }: Position) => ({ recordedAt, id, from: range.from })
    const { items, ...next } = cutPage(reply, paging, { scope, found, limit, positionOf })
    return { entries: items, ...next }
  })

  app.get('/v1/looks', listLooksOperation, async (request, reply) => {
    const { weaponId, recordId, agencyId, limit, cursor, from, to, withFacts: facts } = request.query
    const lookedAt = askedOf(weaponId, recordId)
    const requester = requesterOf(request)
    const filters = { weaponId, recordId, agencyId, from, to, withFacts: facts }
    const scope = { route: '/v1/looks', agencyId: requester.agencyId, filters }
    const before = startOf(paging.readPosition(cursor, scope, Position), to)
    const found = await readAudited(db, {
      requester,
      requestId: request.id,
      action: 'looks.read',
      subjectIds: [weaponId ?? recordId ?? ''],
      list: async (tx) => {
        const looks = await listLooks(tx, { lookedAt, agencyId, from: from ?? '-infinity', before, limit })
        return facts === 'true' ? withFacts(tx, looks, requester.scopes) : looks
      },
    })
    const { items, ...next } = cutPage(reply, paging, { scope, found, limit })
    return { looks: items, ...next }
  })
  ownLookRoutes(app, { db, paging })
}
