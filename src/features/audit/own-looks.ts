import { notFound } from '../../domain/errors.ts'
import { requesterOf } from '../../http/access.ts'
import type { Server } from '../../http/create-server.ts'
import type { Paging } from '../../http/paging.ts'
import type { Database } from '../../store/db.ts'
import { cutPage, type Position, startOf } from '../send-page.ts'
import { listOwnLooksOperation } from './operations.ts'
import { isOwnWeapon, listOwnLooks, withFacts } from './own-look-queries.ts'
import { readAudited } from './read-audit.ts'
import { RangedPosition } from './schemas.ts'
import { auditRange } from './time-range.ts'
import type { z } from 'zod'

/** Who looked at an agency's records, for that agency. A weapon that is not its own is the same 404 as none. */
export function ownLookRoutes(app: Server, { db, paging }: { db: Database; paging: Paging }): void {
  app.get('/v1/own-looks', listOwnLooksOperation, async (request, reply) => {
    const { weaponId, limit, cursor, from, to, withFacts: facts } = request.query
    const requester = requesterOf(request)
    const { scopes } = requester
    const filters = { weaponId, from, to, withFacts: facts }
    const scope = { route: '/v1/own-looks', agencyId: requester.agencyId, filters }
    const after = paging.readPosition(cursor, scope, RangedPosition)
    const range = after ?? auditRange({ from, to }, new Date())
    const before = startOf(after, 'to' in range ? range.to : undefined)
    const positionOf = ({ recordedAt, id }: Position) => ({ recordedAt, id, from: range.from })
    let goesOnAt: z.infer<typeof RangedPosition> | undefined
    const found = await readAudited(db, {
      requester,
      requestId: request.id,
      action: 'looks.read',
      subjectIds: weaponId === undefined ? [] : [weaponId],
      list: async (tx) => {
        if (weaponId !== undefined && !(await isOwnWeapon(tx, weaponId))) throw notFound('weapon')
        const listed = await listOwnLooks(tx, { weaponId, from: range.from, before, limit, scopes })
        goesOnAt = listed.goesOnAt && positionOf(listed.goesOnAt)
        return facts === 'true' ? withFacts(tx, listed.looks, scopes) : listed.looks
      },
    })
    const { items, ...next } = cutPage(reply, paging, { scope, found, limit, positionOf, goesOnAt })
    return { looks: items, ...next }
  })
}
