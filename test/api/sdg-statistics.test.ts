import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { codesOf, type FigureService, openFigureService } from '../support/figures.ts'
import { OFFICER } from '../support/small-registry.ts'

let registry: FigureService

beforeAll(async () => {
  registry = await openFigureService()
})
beforeEach(() => registry.nextYear())
afterAll(() => registry.close())

describe('the traced share of recovered items', () => {
  it('takes the newest request on an item that has an answer, whatever came after without one', async () => {
    const itemId = await registry.recovered(registry.police)
    await registry.asked(registry.police, {
      itemId,
      receivedAt: registry.on('06-01'),
      status: 'ANSWERED_NO_RECORD',
      outcome: 'FAILED_NOT_FOUND',
      answeredAfter: [0],
    })
    await registry.asked(registry.police, {
      itemId,
      receivedAt: registry.on('06-02'),
      status: 'ANSWERED_FULL',
      outcome: 'MATCH_LOST_STOLEN',
      answeredAfter: [9],
    })
    await registry.asked(registry.police, { itemId, receivedAt: registry.on('06-03') })
    const told = (await registry.count(OFFICER)).sdg1642
    expect(told).toMatchObject({ all: { traced: 1, denominator: 1, share: 1 }, tracePending: 0, notAsked: 0 })
    expect(codesOf(told.byOutcome)).toEqual({ MATCH_LOST_STOLEN: 1 })
  })

  it('counts an item once, by the current answer, however many answers were superseded', async () => {
    const itemId = await registry.recovered(registry.police)
    const outcome = 'TRACED_TO_MANUFACTURER_ONLY'
    await registry.asked(registry.police, {
      itemId,
      status: 'ANSWERED_FULL',
      outcome,
      answeredAfter: [0, 5, 10],
      superseded: 2,
    })
    expect((await registry.count(OFFICER)).sdg1642.all).toEqual({ traced: 0, denominator: 1, share: 0 })
  })

  it('is not lowered by a request that only found a duplicate of another', async () => {
    const itemId = await registry.recovered(registry.police)
    await registry.asked(registry.police, {
      itemId,
      status: 'ANSWERED_FULL',
      outcome: 'TRACED_LAST_LICIT',
      answeredAfter: [0],
    })
    await registry.asked(registry.police, {
      itemId,
      receivedAt: registry.on('07-01'),
      status: 'ANSWERED_NO_RECORD',
      outcome: 'DUPLICATE_REQUEST',
      answeredAfter: [0],
    })
    expect((await registry.count(OFFICER)).sdg1642.all).toEqual({ traced: 1, denominator: 1, share: 1 })
  })

  it('has two readings, and tells what waits and what nobody asked for', async () => {
    const traced = await registry.recovered(registry.police)
    await registry.asked(registry.police, {
      itemId: traced,
      status: 'ANSWERED_FULL',
      outcome: 'TRACED_TO_DIVERSION',
      answeredAfter: [0],
    })
    const pending = await registry.recovered(registry.police, { recoveryClass: 'FOUND' })
    await registry.asked(registry.police, { itemId: pending })
    await registry.recovered(registry.police, { category: 'LIGHT_WEAPON' })
    await registry.recovered(registry.police, { traceability: 'UNMARKED', recoveryClass: 'SURRENDERED' })
    await registry.recovered(registry.police, { category: 'UAS', traceability: 'NOT_A_WEAPON' })
    const told = (await registry.count(OFFICER)).sdg1642
    expect(told).toMatchObject({
      traceable: { traced: 1, denominator: 3, share: 0.3333 },
      all: { traced: 1, denominator: 4, share: 0.25 },
      tracePending: 1,
      notAsked: 2,
      outsideScope: 1,
    })
    expect(codesOf(told.byRecoveryClass)).toEqual({ SEIZED: 2, FOUND: 1, SURRENDERED: 1 })
    expect(codesOf(told.byTraceability)).toEqual({ TRACEABLE: 3, UNMARKED: 1 })
  })

  it('is of the items recovered in the period, whenever they were traced', async () => {
    const itemId = await registry.recovered(registry.police, { recoveredAt: registry.on('12-31') })
    const receivedAt = new Date(Date.parse(registry.on('12-31')) + 5 * 86_400_000).toISOString()
    await registry.asked(registry.police, {
      itemId,
      receivedAt,
      status: 'ANSWERED_FULL',
      outcome: 'TRACED_LAST_LICIT',
      answeredAfter: [0],
    })
    const told = await registry.count(OFFICER)
    expect([told.requests.received, told.sdg1642.all.traced]).toEqual([0, 1])
    registry.nextYear()
    expect((await registry.count(OFFICER)).sdg1642.all.denominator).toBe(0)
  })
})
