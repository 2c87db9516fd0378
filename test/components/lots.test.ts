import { afterAll, beforeAll, describe, expect, it } from 'vitest'
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

interface Quantity {
  readonly amount: number
  readonly unit: string
}
interface Lot {
  readonly id: string
  readonly lot: { number?: string; quantity: Quantity; remaining: Quantity; lotId?: string }
}
interface Split {
  readonly id: string
  readonly parts: readonly { id: string; quantity: Quantity }[]
  readonly remaining: Quantity
}
interface Custody {
  readonly chain: readonly { kind: string }[]
  readonly holder: { partyId: string } | null
}

const LOOK = { purpose: 'STOCKPILE_ACCOUNTABILITY', 'legal-basis': 'Test' }
const kilograms = (amount: number): Quantity => ({ amount, unit: 'KILOGRAM' })

function lotBody(quantity: unknown, overrides: Record<string, unknown> = {}) {
  return {
    category: 'IED_COMPONENT',
    type: 'PRECURSOR_CHEMICAL',
    make: 'Invented Chemicals',
    model: 'UNKNOWN',
    markings: [{ kind: 'LOT_NO', text: 'L-2207' }],
    origin: { kind: 'STOCK_REGISTERED', partyId: registry.ours, occurredAt: '2024-01-15' },
    lot: { number: 'L-2207', quantity },
    ...overrides,
  }
}

const registerLot = (quantity: Quantity) => registry.store<Lot>('/v1/weapons', lotBody(quantity), OURS)
const split = (id: string, quantities: readonly Quantity[], call = OURS) =>
  registry.post<Split>(
    `/v1/weapons/${id}/lot-splits`,
    { occurredAt: '2024-03-01', parts: quantities.map((quantity) => ({ quantity })) },
    call,
  )
const read = async (id: string, call = OURS) => (await registry.service.request<Lot>(`/v1/weapons/${id}`, call)).body
const custody = async (id: string, call = OURS) =>
  (await registry.service.request<Custody>(`/v1/weapons/${id}/custody`, { ...call, headers: LOOK })).body

describe('a lot', () => {
  it('comes back with its quantity, and what is left of it after a split', async () => {
    const { id, lot } = await registerLot(kilograms(12.5))
    expect(lot).toEqual({ number: 'L-2207', quantity: kilograms(12.5), remaining: kilograms(12.5) })
    const { status, body } = await split(id, [kilograms(0.1), kilograms(0.2)])
    expect([status, body.remaining]).toEqual([201, kilograms(12.2)])
    expect((await read(id)).lot).toEqual({ ...lot, remaining: kilograms(12.2) })
    const [part] = body.parts
    expect((await read(part?.id ?? '')).lot).toEqual({
      number: 'L-2207',
      quantity: kilograms(0.1),
      remaining: kilograms(0.1),
      lotId: id,
    })
  })

  it('is one of related items only, and of a quantity that can be', async () => {
    const told = async (body: unknown) => {
      const { status, body: problem } = await registry.post<Problem>('/v1/weapons', body, OURS)
      return [status, problem.errors[0]?.pointer, problem.errors[0]?.code]
    }
    const rifle = { category: 'SMALL_ARM', type: 'RIFLE', markings: [] }
    expect(await told(lotBody(kilograms(1), rifle))).toEqual([422, '#/lot', 'lot-not-of-category'])
    const slide = { category: 'ESSENTIAL_COMPONENT', type: 'SLIDE', markings: [] }
    expect(await told(lotBody(kilograms(1), slide))).toEqual([422, '#/lot', 'lot-not-of-category'])
    const half = { amount: 1.5, unit: 'PIECE' }
    expect(await told(lotBody(half))).toEqual([422, '#/lot/quantity/amount', 'amount-not-whole'])
    const dust = kilograms(0.0000001)
    expect(await told(lotBody(dust))).toEqual([422, '#/lot/quantity/amount', 'amount-impossible'])
    for (const amount of [0, -1, 1e12]) expect((await told(lotBody(kilograms(amount))))[0]).toBe(400)
  })

  it('is not found by its number, which is no serial', async () => {
    await registerLot(kilograms(3))
    const body = {
      priority: 'URGENT',
      illicitGrounds: ['ILLICIT_BY_NATIONAL_LAW'],
      legalBasis: 'Test',
      purpose: 'CRIMINAL_INVESTIGATION',
      intendedUse: 'BOTH',
      canGuaranteeConfidentiality: true,
      caseReference: 'A-1',
      circumstances: { kind: 'HOUSE_SEARCH', country: 'FR', occurredAt: '2025-05-14' },
      observation: { make: 'Invented Chemicals', markings: [{ kind: 'SERIAL_PRIMARY', text: 'L-2207' }] },
    }
    const asked = await registry.service.request<{ identification: { candidates: unknown[] } }>('/v1/trace-requests', {
      role: 'officer',
      body,
    })
    expect([asked.status, asked.body.identification.candidates]).toEqual([201, []])
  })
})

describe('a part of a lot', () => {
  it('has the life of the lot before the split, and one of its own after it', async () => {
    const { id } = await registerLot(kilograms(10))
    const { body } = await split(id, [kilograms(4), kilograms(1)])
    const [part = '', other = ''] = body.parts.map((one) => one.id)
    const sale = { kind: 'SOLD_DOMESTIC', fromPartyId: registry.ours, toPartyId: registry.theirs }
    await registry.store('/v1/transfers', { ...sale, weaponIds: [part], occurredAt: '2024-06-01' }, OURS)
    const sold = await custody(part, THEIRS)
    expect([sold.holder?.partyId, sold.chain.map(({ kind }) => kind)]).toEqual([
      registry.theirs,
      ['STOCK_REGISTERED', 'SOLD_DOMESTIC'],
    ])
    expect((await custody(other)).holder?.partyId).toBe(registry.ours)
    expect((await custody(id)).chain.map(({ kind }) => kind)).toEqual(['STOCK_REGISTERED'])
    expect((await registry.service.request(`/v1/weapons/${id}`, THEIRS)).status).toBe(404)
    expect((await read(part, THEIRS)).lot).not.toHaveProperty('lotId')
    expect((await custody(part, AUDITOR)).holder?.partyId).toBe(registry.theirs)
  })

  it('is split again, and never for more than itself', async () => {
    const { id } = await registerLot(kilograms(10))
    const part = (await split(id, [kilograms(4)])).body.parts[0]?.id ?? ''
    const again = await split(part, [kilograms(3)])
    expect([again.status, again.body.remaining]).toEqual([201, kilograms(1)])
    expect((await custody(again.body.parts[0]?.id ?? '')).holder?.partyId).toBe(registry.ours)
    expect((await split(part, [kilograms(2)])).status).toBe(422)
  })
})

describe('a split', () => {
  it('takes no more than is left, in the unit of the lot, and of a lot only', async () => {
    const { id } = await registerLot(kilograms(10))
    const told = async (target: string, quantities: Quantity[]) => {
      const { status, body } = await split(target, quantities)
      return [status, (body as unknown as Problem).errors[0]?.pointer, (body as unknown as Problem).errors[0]?.code]
    }
    expect(await told(id, [kilograms(6), kilograms(5)])).toEqual([422, '#/parts', 'more-than-is-left'])
    const grams = { amount: 5, unit: 'GRAM' }
    expect(await told(id, [grams])).toEqual([422, '#/parts/0/quantity/unit', 'unit-not-of-lot'])
    const pistol = await registry.registerWeapon(OURS)
    expect(await told(pistol.id, [kilograms(1)])).toEqual([422, '{id}', 'not-a-lot'])
    expect((await read(id)).lot.remaining).toEqual(kilograms(10))
  })

  it('by twelve at one moment takes each kilogram once', async () => {
    const { id } = await registerLot(kilograms(10))
    const answers = await Promise.all(Array.from({ length: 12 }, () => split(id, [kilograms(1.5)], REGISTRAR)))
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(6)
    expect(answers.filter(({ status }) => status === 422)).toHaveLength(6)
    expect((await read(id)).lot.remaining).toEqual(kilograms(1))
  })

  it('of another’s lot is answered like one of no lot at all', async () => {
    const { id } = await registerLot(kilograms(10))
    const told = async (target: string) => {
      const { status, body } = await split(target, [kilograms(1)], THEIRS)
      const { instance: _i, requestId: _r, ...problem } = body as unknown as Problem
      return { status, problem }
    }
    const nobody = await told('0197a1f0-0c00-7000-8000-00000000dead')
    expect(nobody.status).toBe(404)
    expect(await told(id)).toEqual(nobody)
  })

  it('refuses an id that another record has, and says nothing of whose it is', async () => {
    const { id } = await registerLot(kilograms(10))
    const theirs = await registry.registerWeapon(THEIRS)
    const parts = [{ id: theirs.id, quantity: kilograms(1) }]
    const answer = await registry.post<Problem>(`/v1/weapons/${id}/lot-splits`, { parts }, OURS)
    expect([answer.status, answer.body.code]).toEqual([409, 'conflict'])
    expect((await read(id)).lot.remaining).toEqual(kilograms(10))
  })
})
