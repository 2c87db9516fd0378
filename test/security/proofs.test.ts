import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestLedger, type TestLedger } from '../support/grow-ledger.ts'
import type { CallOptions } from '../support/service.ts'
import {
  AUDITOR,
  OFFICER,
  openSmallRegistry,
  OURS,
  REGISTRAR,
  type SmallRegistry,
  THEIRS,
  traceBody,
  weaponBody,
} from '../support/small-registry.ts'

const STRANGER: CallOptions = { role: 'officer', agency: 'MX-POLICE' }
let registry: SmallRegistry
let ledger: TestLedger
let owner: pg.Client

beforeAll(async () => {
  registry = await openSmallRegistry({ env: { LEDGER: 'off' } })
  ledger = await openTestLedger(registry.service.database.ownerUrl)
  owner = new pg.Client(registry.service.database.ownerUrl)
  await owner.connect()
})
afterAll(async () => {
  await owner.end()
  await ledger.close()
  await registry.close()
})

async function factsOf(kind: string, text: string): Promise<string[]> {
  const { rows } = await owner.query<{ id: string }>(
    'select id from fact where kind = $1 and (canonical like $2 or id::text = $3) order by recorded_at',
    [kind, `%${text}%`, text],
  )
  return rows.map(({ id }) => id)
}

/** Whose call brings which status. */
async function whoMay(factId: string | undefined): Promise<Record<string, number>> {
  const askers = { OURS, THEIRS, OFFICER, STRANGER, REGISTRAR, AUDITOR }
  const asked = Object.entries(askers).map(async ([name, call]) => {
    const { status } = await registry.service.request(`/v1/facts/${factId}/proof`, call)
    return [name, status] as const
  })
  return Object.fromEntries(await Promise.all(asked))
}

const readers = { REGISTRAR: 200, AUDITOR: 200 }

describe('the proof of a fact', () => {
  it('is for those whom the record concerns: before anybody asked, its reporter and who reads the registry', async () => {
    const { id } = await registry.registerWeapon(OURS)
    await ledger.takeQueue()
    await ledger.publish()
    const [event] = await factsOf('custody-event', id)
    const [marking] = await factsOf('marking', id)
    const [description] = await factsOf('description', id)
    for (const factId of [id, event, marking, description]) {
      expect(await whoMay(factId)).toEqual({ OURS: 200, THEIRS: 404, OFFICER: 404, STRANGER: 404, ...readers })
    }
  })

  it('is for the asker of a trace too, of his answer and of the weapon that it released, and of the look for its owner', async () => {
    const body = weaponBody()
    const origin = { kind: 'STOCK_REGISTERED', partyId: registry.ours, occurredAt: '2019-03-04' }
    const { id } = await registry.store('/v1/weapons', { ...body, origin }, OURS)
    const { type, make, model, calibre, countryOfManufacture } = body
    const observation = { type, make, model, calibre, countryOfManufacture, markings: body.markings }
    const trace = await registry.store<{ id: string; status: string }>(
      '/v1/trace-requests',
      traceBody(observation),
      OFFICER,
    )
    expect(trace.status).toBe('ANSWERED_FULL')
    await ledger.takeQueue()
    await ledger.publish()
    for (const kind of ['weapon', 'custody-event', 'marking', 'description']) {
      const [factId] = await factsOf(kind, id)
      expect([kind, await whoMay(factId)]).toEqual([
        kind,
        { OURS: 200, THEIRS: 404, OFFICER: 200, STRANGER: 404, ...readers },
      ])
    }
    const [answer] = await factsOf('trace-answer', trace.id)
    expect(await whoMay(answer)).toEqual({ OURS: 404, THEIRS: 404, OFFICER: 200, STRANGER: 404, ...readers })
    const [look] = await factsOf('disclosure', id)
    expect(await whoMay(look)).toEqual({ OURS: 200, THEIRS: 404, OFFICER: 200, STRANGER: 404, ...readers })
    const [request] = await factsOf('trace-request', trace.id)
    expect(await whoMay(request)).toEqual({ OURS: 404, THEIRS: 404, OFFICER: 200, STRANGER: 404, ...readers })
  })

  it('is of a person for nobody but who registered him, and of no fact for nobody', async () => {
    await ledger.takeQueue()
    await ledger.publish()
    expect(await whoMay(registry.ourPerson)).toMatchObject({ OURS: 200, THEIRS: 404, OFFICER: 404, STRANGER: 404 })
    const none = { OURS: 404, THEIRS: 404, OFFICER: 404, STRANGER: 404, REGISTRAR: 404, AUDITOR: 404 }
    expect(await whoMay(randomUUID())).toEqual(none)
    expect((await registry.service.request('/v1/facts/none/proof', OURS)).status).toBe(400)
  })
})
