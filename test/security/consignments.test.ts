import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openShipping, PISTOLS, recordPaper, type Shipping } from '../support/consignments.ts'
import type { CallOptions } from '../support/service.ts'
import {
  AUDITOR,
  openSmallRegistry,
  OURS,
  type Problem,
  REGISTRAR,
  type SmallRegistry,
  THEIRS,
} from '../support/small-registry.ts'

/** An integrator that acts for nobody here. */
const STRANGER: CallOptions = { role: 'integrator', agency: 'FR-GENDARMERIE' }

let registry: SmallRegistry
let shipping: Shipping

beforeAll(async () => {
  registry = await openSmallRegistry()
  shipping = await openShipping(registry)
  await shipping.move('EXPORTED', shipping.weaponIds, '2025-06-01', OURS)
})
afterAll(() => registry.close())

function codesOf(answer: { body: Problem }): string[] {
  return answer.body.errors.map(({ code }) => code)
}

describe('a consignment and its papers', () => {
  it('are for exporter, consignee, registrars and auditors, and to others like what does not exist', async () => {
    const [paper] = (await shipping.read()).body.authorisations
    for (const path of [`/v1/consignments/${shipping.id}`, `/v1/authorisations/${paper?.id}`]) {
      for (const call of [OURS, THEIRS, REGISTRAR, AUDITOR])
        expect((await registry.service.request(path, call)).status).toBe(200)
      const anyId = path.replace(/[^/]+$/, randomUUID())
      const [seen, unknown] = [
        await registry.service.request<Problem>(path, STRANGER),
        await registry.service.request<Problem>(anyId, STRANGER),
      ]
      expect([seen.status, seen.body.detail, seen.body.errors]).toEqual([404, unknown.body.detail, unknown.body.errors])
    }
    const list = await registry.service.request<{ consignments: object[] }>('/v1/consignments', STRANGER)
    expect(list.body.consignments).toEqual([])
  })

  it('are no carrier’s: who carries the crate learns nothing of it', async () => {
    const carrier = await registry.store(
      '/v1/parties',
      { kind: 'CARRIER', country: 'FR', name: 'Carrier (invented)' },
      STRANGER,
    )
    const agency = (await registry.service.request<{ agency: { id: string } }>('/v1/me', STRANGER)).body.agency.id
    await registry.store(
      `/v1/agencies/${agency}/representations`,
      { partyId: carrier.id, validFrom: '2020-01-01' },
      REGISTRAR,
    )
    const sides = { exporterPartyId: registry.ours, consigneePartyId: registry.theirs, carrierPartyId: carrier.id }
    const body = { ...sides, destinationCountry: 'FR', lines: [{ quantity: 1 }] }
    const { id } = await registry.store('/v1/consignments', body, REGISTRAR)
    expect((await registry.service.request(`/v1/consignments/${id}`, STRANGER)).status).toBe(404)
  })

  it('cannot be opened or recorded for parties of others', async () => {
    const sides = { exporterPartyId: registry.ours, consigneePartyId: registry.theirs }
    const consignment = { ...sides, destinationCountry: 'FR', lines: [{ quantity: 1 }] }
    const paper = { kind: 'EXPORT_LICENCE', number: 'N', country: 'FR', issuedOn: '2025-01-01', ...sides }
    expect((await registry.post('/v1/consignments', consignment, STRANGER)).status).toBe(403)
    expect((await registry.post('/v1/authorisations', paper, STRANGER)).status).toBe(403)
  })

  it('do not name a paper that its opener may not see, and refuse it like one that does not exist', async () => {
    const hidden = await recordPaper(registry, { kind: 'EXPORT_LICENCE', consigneePartyId: undefined })
    const sides = { exporterPartyId: registry.theirs, consigneePartyId: registry.ours, destinationCountry: 'FR' }
    const attempt = (id: string) =>
      registry.post<Problem>('/v1/consignments', { ...sides, lines: [{ quantity: 1 }], authorisationIds: [id] }, THEIRS)
    const [known, unknown] = [await attempt(hidden.id), await attempt(randomUUID())]
    expect([known.status, codesOf(known)]).toEqual([422, ['authorisation-unknown']])
    expect([unknown.status, unknown.body.errors]).toEqual([422, known.body.errors])
  })

  it('are called authentic by a registrar only, never by who ships under them', async () => {
    const [paper] = (await shipping.read()).body.authorisations
    const body = {
      status: 'AUTHENTICATED_WITH_ISSUER',
      verifiedOn: '2025-02-01',
      verifiedBy: 'Me',
      method: 'I say so.',
    }
    const path = `/v1/authorisations/${paper?.id}/verifications`
    for (const call of [OURS, THEIRS, AUDITOR]) expect((await registry.post(path, body, call)).status).toBe(403)
  })

  it('do not take the names of who checked them into a fact', async () => {
    const [paper] = (await shipping.read()).body.authorisations
    const body = { status: 'UNVERIFIED', verifiedOn: '2025-02-01', verifiedBy: 'Vera Invented', method: 'Called Vera.' }
    await registry.store(`/v1/authorisations/${paper?.id}/verifications`, body, REGISTRAR)
    const { default: pg } = await import('pg')
    const owner = new pg.Client(registry.service.database.ownerUrl)
    await owner.connect()
    const { rows } = await owner.query("select from fact where canonical like '%Vera%'")
    await owner.end()
    expect(rows).toEqual([])
  })
})

describe('a transfer that names a consignment', () => {
  const transfer = (over: object, call: CallOptions) =>
    registry.post<Problem>(
      '/v1/transfers',
      {
        kind: 'EXPORTED',
        fromPartyId: registry.ours,
        toPartyId: registry.theirs,
        occurredAt: '2025-06-02',
        consignmentId: shipping.id,
        ...over,
      },
      call,
    )

  it('is refused alike where the consignment is another’s and where there is none', async () => {
    const stranger = await registry.store(
      '/v1/parties',
      { kind: 'DEALER', country: 'FR', name: 'Stranger (invented)' },
      STRANGER,
    )
    const agency = (await registry.service.request<{ agency: { id: string } }>('/v1/me', STRANGER)).body.agency.id
    await registry.store(
      `/v1/agencies/${agency}/representations`,
      { partyId: stranger.id, validFrom: '2020-01-01' },
      REGISTRAR,
    )
    const own = { weaponIds: [randomUUID()], fromPartyId: stranger.id }
    const [known, unknown] = [
      await transfer(own, STRANGER),
      await transfer({ ...own, consignmentId: randomUUID() }, STRANGER),
    ]
    expect([known.status, codesOf(known)]).toEqual([422, ['consignment-unknown']])
    expect([unknown.status, unknown.body.errors]).toEqual([422, known.body.errors])
  })

  it('ships only from its exporter to its receivers', async () => {
    const { id } = await registry.registerWeapon(THEIRS)
    const back = { weaponIds: [id], fromPartyId: registry.theirs, toPartyId: registry.ours }
    expect(codesOf(await transfer(back, THEIRS))).toEqual(['exporter-differs'])
    const ours = await registry.registerWeapon(OURS)
    expect(codesOf(await transfer({ weaponIds: [ours.id], toPartyId: registry.maker }, OURS))).toEqual([
      'receiver-differs',
    ])
    expect(codesOf(await transfer({ weaponIds: [ours.id], kind: 'SOLD_DOMESTIC' }, OURS))).toEqual([
      'kind-not-of-consignment',
    ])
  })
})

describe('a delivery', () => {
  it('is told by the receiver and not by the exporter', async () => {
    const lines = [{ line: 0, quantity: 3 }]
    expect((await shipping.deliver({ lines }, OURS)).status).toBe(403)
    expect((await shipping.deliver({ lines }, STRANGER)).status).toBe(404)
    expect((await shipping.deliver({ lines }, THEIRS)).status).toBe(201)
  })

  it('tells of no weapon outside the consignment: a registered one and an invented one are told alike', async () => {
    const secret = await registry.registerWeapon(OURS)
    const { type: _, ...read } = PISTOLS
    const ask = async (serial: string) =>
      (await shipping.deliver({ items: [{ controlData: { ...read, serial } }] })).body.items
    expect(await ask(secret.serial)).toEqual([{ status: 'UNEXPECTED', differences: [] }])
    expect(await ask('ZQ99XX123')).toEqual([{ status: 'UNEXPECTED', differences: [] }])
    const byId = async (weaponId: string) => {
      const { status, body } = await shipping.deliver({ items: [{ weaponId }] })
      return [status, (body as unknown as Problem).errors]
    }
    expect(await byId(secret.id)).toEqual(await byId(randomUUID()))
  })

  it('shows no serial of a weapon that only claims to have arrived', async () => {
    const other = await registry.registerWeapon(OURS)
    await shipping.move('IMPORTED', [other.id], '2025-06-09', REGISTRAR)
    const { body, text } = await shipping.read(THEIRS)
    expect(body.items.find(({ weaponId }) => weaponId === other.id)).toMatchObject({ state: 'UNEXPECTED' })
    expect(text).not.toContain(other.serial)
  })
})
