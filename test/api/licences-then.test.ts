import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Custody } from '../../src/features/chain-schemas.ts'
import {
  openSmallRegistry,
  OURS,
  type Problem,
  REGISTRAR,
  type SmallRegistry,
  THEIRS,
  weaponBody,
} from '../support/small-registry.ts'

interface Reported extends Problem {
  readonly events: readonly { readonly id: string }[]
  readonly findings: readonly { readonly code: string; readonly severity: string; readonly pointer: string }[]
}

let registry: SmallRegistry

beforeAll(async () => {
  registry = await openSmallRegistry()
})
afterAll(() => registry.close())

const dealer = async (licence: object) => {
  const { id } = await registry.store('/v1/parties', { kind: 'DEALER', name: 'D (invented)', country: 'FR' }, REGISTRAR)
  const body = { kind: 'DEALER_LICENCE', number: randomUUID(), validFrom: '2010-01-01', ...licence }
  const { id: licenceId } = await registry.store(`/v1/parties/${id}/licences`, body, REGISTRAR)
  return { id, licenceId }
}
const become = (party: { id: string; licenceId: string }, body: object) =>
  registry.store(
    `/v1/parties/${party.id}/licences/${party.licenceId}/versions`,
    { reason: 'Decision', ...body },
    REGISTRAR,
  )

async function sell(to: string, body: object = {}, call = OURS, headers: Record<string, string> = {}) {
  const weapon = await registry.registerWeapon(OURS)
  const sale = {
    kind: 'SOLD_DOMESTIC',
    weaponIds: [weapon.id],
    fromPartyId: registry.ours,
    toPartyId: to,
    occurredAt: '2020-05-01',
  }
  const answer = await registry.post<Reported>('/v1/transfers', { ...sale, ...body }, { ...call, headers })
  return { answer, weaponId: weapon.id }
}
const licenceFindings = ({ findings }: Reported) =>
  findings
    .filter(({ code }) => code.startsWith('LICENCE') || code.startsWith('PARTY'))
    .map(({ code, severity, pointer }) => [code, severity, pointer])

describe('the licence of a side', () => {
  it('counts as it stood when it happened: expired since, revoked since and reinstated before are no finding', async () => {
    const expired = await dealer({ validTo: '2021-12-31' })
    const revoked = await dealer({})
    await become(revoked, { action: 'REVOKED', from: '2020-05-02' })
    const reinstated = await dealer({})
    await become(reinstated, { action: 'SUSPENDED', from: '2019-01-01' })
    await become(reinstated, { action: 'REINSTATED', from: '2019-06-01' })
    for (const { id } of [expired, revoked, reinstated]) {
      expect(licenceFindings((await sell(id)).answer.body)).toEqual([])
    }
  })

  it('that was not good then is told with its place in the body, and refuses a strict call', async () => {
    const revoked = await dealer({})
    await become(revoked, { action: 'REVOKED', from: '2020-05-01' })
    const { answer } = await sell(revoked.id)
    expect([answer.status, licenceFindings(answer.body)]).toEqual([
      201,
      [['LICENCE_REVOKED', 'WARNING', '#/toPartyId']],
    ])
    const strict = await sell(revoked.id, {}, OURS, { prefer: 'handling=strict' })
    expect(strict.answer.status).toBe(409)
    expect(strict.answer.body.errors.map(({ code }) => code)).toContain('LICENCE_REVOKED')
  })

  it('does not alone make a hand-over illicit', async () => {
    const suspended = await dealer({})
    await become(suspended, { action: 'SUSPENDED', from: '2020-01-01' })
    const { weaponId } = await sell(suspended.id)
    const headers = { purpose: 'CRIMINAL_INVESTIGATION', 'legal-basis': 'Test' }
    const { body } = await registry.service.request<Custody>(`/v1/weapons/${weaponId}/custody`, {
      ...REGISTRAR,
      headers,
    })
    expect([body.chain.at(-1)?.licit, body.lastLicitHolder?.partyId]).toEqual(['LICIT', suspended.id])
    expect(body.chain.at(-1)?.findings.map(({ code }) => code)).toContain('LICENCE_SUSPENDED')
  })

  it('is held to its scope by the weapons of the report', async () => {
    const rifles = await dealer({ scope: { types: ['RIFLE'] } })
    expect(licenceFindings((await sell(rifles.id)).answer.body)).toEqual([
      ['LICENCE_SCOPE_EXCEEDED', 'WARNING', '#/toPartyId'],
    ])
    const pistols = await dealer({ scope: { types: ['PISTOL_SELF_LOADING'], maxQuantity: 1 } })
    expect(licenceFindings((await sell(pistols.id)).answer.body)).toEqual([])
  })

  it('is told where an origin names its party', async () => {
    const id = (
      await registry.store('/v1/parties', { kind: 'MANUFACTURER', name: 'M (invented)', country: 'FR' }, REGISTRAR)
    ).id
    const origin = { kind: 'MANUFACTURED', partyId: id, occurredAt: '2018-05-01' }
    const made = await registry.store<Reported>('/v1/weapons', weaponBody({ origin }), REGISTRAR)
    expect(licenceFindings(made)).toEqual([['LICENCE_MISSING', 'WARNING', '#/origin/partyId']])
  })

  it('is told of a replacement too', async () => {
    const revoked = await dealer({})
    await become(revoked, { action: 'REVOKED', from: '2020-05-01' })
    const { answer, weaponId } = await sell(registry.theirs)
    const sale = { kind: 'SOLD_DOMESTIC', weaponIds: [weaponId], fromPartyId: registry.ours, toPartyId: revoked.id }
    const body = {
      reason: 'INCORRECT_DATA',
      explanation: 'Other buyer',
      replacement: { ...sale, occurredAt: '2020-05-01' },
    }
    const path = `/v1/custody-events/${answer.body.events[0]?.id}/error-declarations`
    const declared = await registry.store<Reported>(path, body, REGISTRAR)
    expect(licenceFindings(declared)).toEqual([['LICENCE_REVOKED', 'WARNING', '#/replacement/toPartyId']])
  })
})

describe('the permit of a person', () => {
  it('is told as a note to his own agency', async () => {
    const sale = { kind: 'RETAIL_SALE' }
    expect(licenceFindings((await sell(registry.ourPerson, sale)).answer.body)).toEqual([
      ['LICENCE_MISSING', 'INFO', '#/toPartyId'],
    ])
  })

  it('is not learnt by a stranger, who is answered as if there were no such person', async () => {
    const permit = { kind: 'POSSESSION_PERMIT', number: randomUUID(), validFrom: '2010-01-01' }
    const { id: licenceId } = await registry.store(`/v1/parties/${registry.theirPerson}/licences`, permit, REGISTRAR)
    await become({ id: registry.theirPerson, licenceId }, { action: 'REVOKED', from: '2015-01-01' })
    const told = async (toPartyId: string) => {
      const { status, body } = (await sell(toPartyId, { kind: 'RETAIL_SALE' }, OURS)).answer
      return { status, errors: body.errors, detail: body.detail }
    }
    const [person, nobody] = [await told(registry.theirPerson), await told(randomUUID())]
    expect(person.status).toBe(422)
    expect(person).toEqual(nobody)
    const dry = (id: string) =>
      registry.post<Problem>(
        '/v1/transfers?dryRun=true',
        {
          kind: 'RETAIL_SALE',
          weaponIds: [randomUUID()],
          fromPartyId: registry.ours,
          toPartyId: id,
          occurredAt: '2020-05-01',
        },
        OURS,
      )
    expect((await dry(registry.theirPerson)).body.errors).toEqual((await dry(randomUUID())).body.errors)
  })

  it('does not show in the chain that another agency reads', async () => {
    const weapon = await registry.registerWeapon(THEIRS)
    const parties = { fromPartyId: registry.theirs, toPartyId: registry.theirPerson }
    await registry.store(
      '/v1/transfers',
      { kind: 'RETAIL_SALE', weaponIds: [weapon.id], ...parties, occurredAt: '2020-05-01' },
      THEIRS,
    )
    const headers = { purpose: 'CRIMINAL_INVESTIGATION', 'legal-basis': 'Test' }
    const chain = await registry.service.request(`/v1/weapons/${weapon.id}/custody`, { ...REGISTRAR, headers })
    expect(chain.status).toBe(200)
    expect(chain.text).not.toContain('LICENCE_')
  })
})

describe('a side that was closed then', () => {
  it('is told to the registrar who reports it; before its closing nothing is', async () => {
    const { id } = await dealer({})
    await registry.store(
      `/v1/parties/${id}/versions`,
      { status: 'CLOSED', validFrom: '2020-06-01', reason: 'CHANGED' },
      REGISTRAR,
    )
    expect(licenceFindings((await sell(id, { occurredAt: '2020-05-31' }, REGISTRAR)).answer.body)).toEqual([])
    const late = await sell(id, { occurredAt: '2020-06-01' }, REGISTRAR)
    expect(licenceFindings(late.answer.body)).toEqual([['PARTY_CLOSED_THEN', 'WARNING', '#/toPartyId']])
  })
})
