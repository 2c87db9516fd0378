import { notFound } from '../../domain/errors.ts'
import { requesterOf } from '../../http/access.ts'
import type { Server } from '../../http/create-server.ts'
import { DryRunQuery } from '../../http/dry-run.ts'
import { StoringHeaders } from '../../http/storing.ts'
import type { Database } from '../../store/db.ts'
import { storeAndSend } from '../storing.ts'
import { DryRunResult } from '../wire.ts'
import { addMarking } from './add-marking.ts'
import { describeWeapon } from './describe-weapon.ts'
import { addMarkingExample, describeWeaponExample, getWeaponExample, registerWeaponExample } from './examples.ts'
import { readWeapon } from './read-weapon.ts'
import { registerWeapon } from './register-weapon.ts'
import {
  NewDescription,
  NewMarking,
  NewWeapon,
  StoredDescription,
  StoredMarking,
  StoredWeapon,
  Weapon,
  WeaponParams,
} from './schemas.ts'

const ROUTE = '/v1/weapons'
const TAGS = ['weapons']

/** Weapons, essential components and related items: what they are and what is marked on them. */
export async function weaponRoutes(app: Server, { db }: { db: Database }): Promise<void> {
  app.post(
    ROUTE,
    {
      schema: {
        operationId: 'registerWeapon',
        summary: 'Register a weapon with its marks',
        description: 'Findings say which marking rules of the ITI are not met; only what cannot be true is refused.',
        tags: TAGS,
        headers: StoringHeaders,
        querystring: DryRunQuery,
        body: NewWeapon,
        response: { 200: DryRunResult, 201: StoredWeapon },
      },
      config: { access: { scopes: ['weapons:write'] }, example: registerWeaponExample },
    },
    (request, reply) => storeAndSend(db, request, reply, (write) => registerWeapon(write, request.body)),
  )

  app.get(
    `${ROUTE}/:id`,
    {
      schema: {
        operationId: 'getWeapon',
        summary: 'Read a weapon',
        tags: TAGS,
        params: WeaponParams,
        response: { 200: Weapon },
      },
      config: { access: { scopes: ['weapons:read'] }, example: getWeaponExample },
    },
    async (request) => {
      const found = await readWeapon(db, requesterOf(request), request.id, request.params.id)
      if (found === undefined) throw notFound('weapon')
      return found
    },
  )

  app.post(
    `${ROUTE}/:id/markings`,
    {
      schema: {
        operationId: 'addMarking',
        summary: 'Add a mark to a weapon',
        tags: TAGS,
        params: WeaponParams,
        headers: StoringHeaders,
        querystring: DryRunQuery,
        body: NewMarking,
        response: { 200: DryRunResult, 201: StoredMarking },
      },
      config: { access: { scopes: ['weapons:write'] }, example: addMarkingExample },
    },
    (request, reply) => storeAndSend(db, request, reply, (write) => addMarking(write, request.params.id, request.body)),
  )

  app.post(
    `${ROUTE}/:id/descriptions`,
    {
      schema: {
        operationId: 'describeWeapon',
        summary: 'Give a weapon a new version of its description',
        tags: TAGS,
        params: WeaponParams,
        headers: StoringHeaders,
        querystring: DryRunQuery,
        body: NewDescription,
        response: { 200: DryRunResult, 201: StoredDescription },
      },
      config: { access: { scopes: ['weapons:write'] }, example: describeWeaponExample },
    },
    (request, reply) =>
      storeAndSend(db, request, reply, (write) => describeWeapon(write, request.params.id, request.body)),
  )
}
