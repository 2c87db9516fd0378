import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { z } from 'zod'
import type { LicencePage, StoredLicence, StoredLicenceVersion } from '../../src/features/parties/licence-schemas.ts'
import type { PartyPage } from '../../src/features/parties/schemas.ts'
import {
  AUDITOR,
  openSmallRegistry,
  OURS,
  type Problem,
  REGISTRAR,
  type SmallRegistry,
  THEIRS,
} from '../support/small-registry.ts'

let registry: SmallRegistry

beforeAll(async () => {
  registry = await openSmallRegistry()
})
afterAll(() => registry.close())

const permit = (number = randomUUID()) => ({
  kind: 'POSSESSION_PERMIT',
  number,
  validFrom: '2010-01-01',
  validTo: '2030-12-31',
})
const grant = (partyId: string, body: object = permit()) =>
  registry.store<StoredLicence>(`/v1/parties/${partyId}/licences`, body, REGISTRAR)
const change = (partyId: string, licenceId: string, body: object) =>
  registry.post<StoredLicenceVersion & Problem>(
    `/v1/parties/${partyId}/licences/${licenceId}/versions`,
    { reason: 'Decision 7/2026', ...body },
    REGISTRAR,
  )
const list = async (partyId: string, query = '', call = REGISTRAR) =>
  (await registry.service.request<z.infer<typeof LicencePage>>(`/v1/parties/${partyId}/licences${query}`, call)).body
    .licences
const dealer = async () =>
  (await registry.store('/v1/parties', { kind: 'DEALER', name: 'D (invented)', country: 'FR' }, REGISTRAR)).id

describe('a licence', () => {
  it('is listed with how it stood on a day and as it was known, and keeps what became of it', async () => {
    const id = await dealer()
    const scope = { categories: ['SMALL_ARM'], maxQuantity: 5, note: 'Only from the shop of A. Nonym' }
    const { id: licenceId, recordedAt } = await grant(id, { ...permit(), issuer: 'Prefecture', country: 'FR', scope })
    const revoked = await change(id, licenceId, { action: 'REVOKED', from: '2015-03-01' })
    expect([revoked.status, revoked.body.licence.status]).toEqual([201, 'REVOKED'])
    const standing = async (query: string) => (await list(id, query)).map(({ status }) => status)
    expect(await standing('?at=2015-02-28')).toEqual(['VALID'])
    expect(await standing('?at=2015-03-01')).toEqual(['REVOKED'])
    expect(await standing(`?at=2015-03-01&knownAt=${recordedAt}`)).toEqual(['VALID'])
    expect((await registry.service.request(`/v1/parties/${id}/licences?knownAt=2020-01-01`, REGISTRAR)).status).toBe(
      404,
    )
    const [shown] = await list(id)
    expect(shown).toMatchObject({ issuer: 'Prefecture', scope, versions: [{ action: 'REVOKED', from: '2015-03-01' }] })
  })

  it('that is revoked still finds its party, and says so', async () => {
    const id = await dealer()
    const { id: licenceId, number } = await grant(id)
    await change(id, licenceId, { action: 'REVOKED', from: '2015-03-01' })
    const found = await registry.service.request<z.infer<typeof PartyPage>>(`/v1/parties?licence=${number}`, THEIRS)
    expect(found.body.parties.map((party) => [party.id, party.licences[0]?.status])).toEqual([[id, 'REVOKED']])
  })

  it('finds its party by the number as it was corrected', async () => {
    const id = await dealer()
    const { id: licenceId } = await grant(id)
    const number = randomUUID()
    await change(id, licenceId, { action: 'CORRECTED', number })
    const found = await registry.service.request<z.infer<typeof PartyPage>>(`/v1/parties?licence=${number}`, THEIRS)
    expect(found.body.parties.map((party) => [party.id, party.licences[0]?.number])).toEqual([[id, number]])
  })

  it('that was recorded in error shares nobody and is no licence', async () => {
    const id = await dealer()
    const { id: licenceId } = await grant(id)
    expect((await registry.service.request(`/v1/parties/${id}`, THEIRS)).status).toBe(200)
    await change(id, licenceId, { action: 'RECORDED_IN_ERROR' })
    expect((await registry.service.request(`/v1/parties/${id}`, THEIRS)).status).toBe(404)
    expect(await list(id)).toEqual([])
    expect((await change(id, licenceId, { action: 'REVOKED', from: '2020-01-01' })).status).toBe(404)
  })

  it('comes in pages, whose cursor is good for this party only', async () => {
    const [id, other] = [await dealer(), await dealer()]
    for (let n = 0; n < 3; n++) await grant(id)
    const first = await registry.service.request<z.infer<typeof LicencePage>>(
      `/v1/parties/${id}/licences?limit=2`,
      REGISTRAR,
    )
    const { next } = first.body
    expect(first.body.licences).toHaveLength(2)
    expect(await list(id, `?cursor=${next}`)).toHaveLength(1)
    expect((await registry.service.request(`/v1/parties/${other}/licences?cursor=${next}`, REGISTRAR)).status).toBe(400)
  })

  it('under a number that another party has is recorded with a finding', async () => {
    const body = permit()
    await grant(await dealer(), body)
    expect((await grant(await dealer(), body)).findings.map(({ code }) => code)).toEqual(['LICENCE_NUMBER_IN_USE'])
  })

  it.each([
    [{ action: 'REVOKED' }, '#/from'],
    [{ action: 'CORRECTED', from: '2020-01-01', number: 'X' }, '#/from'],
    [{ action: 'CORRECTED' }, '#/action'],
    [{ action: 'EXTENDED', from: '2031-01-01' }, '#/validTo'],
    [{ action: 'REVOKED', from: '2020-01-01', number: 'X' }, '#/number'],
  ])('is not changed by what contradicts itself: %o', async (body, pointer) => {
    const id = await dealer()
    const refused = await change(id, (await grant(id)).id, body)
    expect([refused.status, refused.body.errors.map((entry) => entry.pointer)]).toEqual([400, [pointer]])
  })
})

describe('the permit of a person', () => {
  it('is seen by registrars and the agency that registered him, and by nobody else', async () => {
    const { number } = await grant(registry.ourPerson)
    const path = `/v1/parties/${registry.ourPerson}`
    for (const call of [REGISTRAR, OURS]) {
      for (const target of [path, `${path}/licences`]) {
        expect((await registry.service.request(target, call)).text).toContain(number)
      }
    }
    for (const call of [THEIRS, AUDITOR]) {
      for (const target of [path, `${path}/licences`, `/v1/parties?licence=${number}`]) {
        expect((await registry.service.request(target, call)).text).not.toContain(number)
      }
    }
  })

  it('is recorded by registrars only, and its reason is in no list', async () => {
    const refused = await registry.post<Problem>(`/v1/parties/${registry.ourPerson}/licences`, permit(), OURS)
    expect([refused.status, refused.body.code]).toEqual([403, 'forbidden'])
    const { id } = await grant(registry.ourPerson)
    await change(registry.ourPerson, id, { action: 'REVOKED', from: '2020-01-01', reason: 'Ill health of I. Person' })
    expect((await registry.service.request(`/v1/parties/${registry.ourPerson}/licences`, OURS)).text).not.toContain(
      'Ill health',
    )
  })

  it('is not reached through another party', async () => {
    const { id } = await grant(registry.ourPerson)
    const body = { action: 'REVOKED', from: '2020-01-01' }
    expect((await change(registry.theirPerson, id, body)).status).toBe(404)
  })
})
