import { notFound } from '../../domain/errors.ts'
import { requesterOf } from '../../http/access.ts'
import type { Server } from '../../http/create-server.ts'
import type { Paging } from '../../http/paging.ts'
import type { Database } from '../../store/db.ts'
import { momentText } from '../moments.ts'
import { cutPage, Position } from '../send-page.ts'
import { storeAndSend } from '../storing.ts'
import { addMarking } from './add-marking.ts'
import { describeWeapon } from './describe-weapon.ts'
import {
  registerWeaponOperation,
  listWeaponsOperation,
  getWeaponOperation,
  addMarkingOperation,
  describeWeaponOperation,
  replaceFrameOperation,
  splitLotOperation,
} from './operations.ts'
import { weaponReader } from './read-weapon.ts'
import { readWeapons } from './read-weapons.ts'
import { registerWeapon } from './register-weapon.ts'
import { replaceFrame } from './replace-frame.ts'
import { splitLot } from './split-lot.ts'

const ROUTE = '/v1/weapons'

/** Weapons, essential components and related items: what they are and what is marked on them. */
export async function weaponRoutes(app: Server, { db, paging }: { db: Database; paging: Paging }): Promise<void> {
  app.post(ROUTE, registerWeaponOperation, (request, reply) =>
    storeAndSend(db, request, reply, (write) => registerWeapon(write, request.body, request.query.markingProfile)),
  )

  app.get(ROUTE, listWeaponsOperation, async (request, reply) => {
    const { limit, cursor, ...filters } = request.query
    const requester = requesterOf(request)
    const scope = { route: ROUTE, agencyId: requester.agencyId, filters }
    const after = paging.readPosition(cursor, scope, Position)
    const found = await readWeapons(db, { requester, requestId: request.id, query: request.query, after })
    const { items, ...next } = cutPage(reply, paging, { scope, found, limit })
    return { weapons: items, ...next }
  })

  const readWeapon = weaponReader(db)
  app.get(`${ROUTE}/:id`, getWeaponOperation, async (request) => {
    const { at, knownAt } = request.query
    const moments = { at: at && momentText(at), knownAt: knownAt && momentText(knownAt) }
    const found = await readWeapon(requesterOf(request), request.id, request.params.id, moments)
    if (found === undefined) throw notFound('weapon')
    return found
  })

  app.post(`${ROUTE}/:id/markings`, addMarkingOperation, (request, reply) =>
    storeAndSend(db, request, reply, (write) =>
      addMarking(write, request.params.id, request.body, request.query.markingProfile),
    ),
  )

  app.post(`${ROUTE}/:id/descriptions`, describeWeaponOperation, (request, reply) =>
    storeAndSend(db, request, reply, (write) => describeWeapon(write, request.params.id, request.body)),
  )

  app.post(`${ROUTE}/:id/lot-splits`, splitLotOperation, (request, reply) =>
    storeAndSend(db, request, reply, (write) => splitLot(write, request.params.id, request.body)),
  )

  app.post(`${ROUTE}/:id/frame-replacements`, replaceFrameOperation, (request, reply) =>
    storeAndSend(db, request, reply, (write) => replaceFrame(write, request.params.id, request.body)),
  )
}
