import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { findDemoAgency } from '../../src/demo/agencies.ts'
import type { TraceStatistics } from '../../src/features/statistics/schemas.ts'
import { codesOf, type FigureService, openFigureService } from '../support/figures.ts'
import type { CallOptions } from '../support/service.ts'
import { AUDITOR, OFFICER, OURS, type Problem, REGISTRAR } from '../support/small-registry.ts'

const CUSTOMS: CallOptions = { role: 'customs' }
const [DAY, HOUR] = [86_400, 3600]

let registry: FigureService

beforeAll(async () => {
  registry = await openFigureService()
})
beforeEach(() => registry.nextYear())
afterAll(() => registry.close())

describe('figures of trace requests', () => {
  it('are zero for each code where nothing was asked, with no time to answer and no share', async () => {
    const { requests, sdg1642 } = await registry.count(OFFICER)
    for (const tallies of [requests.byStatus, requests.byOutcome, requests.byTier, requests.byPriority]) {
      expect(tallies.length).toBeGreaterThan(1)
      expect(codesOf(tallies)).toEqual({})
    }
    expect(requests).toMatchObject({
      received: 0,
      answered: { total: 0, atOnce: 0, later: 0, seconds: null, secondsLater: null },
      open: { total: 0 },
      supersededAnswers: 0,
      supersededNow: 0,
      withdrawn: 0,
      refused: 0,
      delayed: 0,
    })
    const none = { traced: 0, denominator: 0, share: null }
    expect(sdg1642).toMatchObject({ traceable: none, all: none, tracePending: 0, notAsked: 0, outsideScope: 0 })
  })

  it('count requests by status, outcome, tier and priority', async () => {
    const answered = { status: 'ANSWERED_FULL', outcome: 'TRACED_LAST_LICIT', answeredAfter: [0] } as const
    await registry.asked(registry.police, answered)
    await registry.asked(registry.police, { ...answered, priority: 'URGENT' })
    await registry.asked(registry.police, {
      status: 'ANSWERED_NO_RECORD',
      outcome: 'FAILED_NOT_FOUND',
      answeredAfter: [0],
      tier: null,
    })
    await registry.asked(registry.police, { tier: 'T4' })
    const { received, byStatus, byOutcome, byTier, byPriority } = (await registry.count(OFFICER)).requests
    expect(received).toBe(4)
    expect(codesOf(byStatus)).toEqual({ ANSWERED_FULL: 2, ANSWERED_NO_RECORD: 1, IN_PROGRESS_DOMESTIC: 1 })
    expect(codesOf(byOutcome)).toEqual({ TRACED_LAST_LICIT: 2, FAILED_NOT_FOUND: 1 })
    expect(codesOf(byTier)).toEqual({ T1: 2, T4: 1, NONE: 1 })
    expect(codesOf(byPriority)).toEqual({ ROUTINE: 3, URGENT: 1 })
  })

  it('tell how long it took to the first answer, at once apart from later', async () => {
    const answered = { status: 'ANSWERED_FULL', outcome: 'TRACED_LAST_LICIT' } as const
    await registry.asked(registry.police, { ...answered, answeredAfter: [0] })
    // What came after the first answer does not make it late.
    await registry.asked(registry.police, { ...answered, answeredAfter: [0, 300 * DAY], superseded: 1 })
    for (const hours of [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11])
      await registry.asked(registry.police, { ...answered, answeredAfter: [hours * HOUR] })
    await registry.asked(registry.police)
    const told = (await registry.count(OFFICER)).requests.answered
    expect(told).toMatchObject({ total: 13, atOnce: 2, later: 11 })
    expect(told.secondsLater).toEqual({ median: 6 * HOUR, p90: 10 * HOUR, max: 11 * HOUR })
    expect(told.seconds).toEqual({ median: 5 * HOUR, p90: 9.8 * HOUR, max: 11 * HOUR })
  })

  it('tell how old the open ones are', async () => {
    const ago = (days: number) => new Date(Date.now() - days * DAY * 1000).toISOString()
    for (const days of [0.5, 2, 6, 8, 40, 41, 42, 200])
      await registry.asked(registry.customs, { receivedAt: ago(days) })
    await registry.asked(registry.customs, { receivedAt: ago(3), status: 'CLOSED' })
    await registry.asked(registry.customs, { receivedAt: ago(3), status: 'DELAYED', steps: ['DELAY'] })
    const { open } = (await registry.count(CUSTOMS, '')).requests
    expect([open.total, open.byAge.map(({ count: n }) => n)]).toEqual([9, [1, 3, 1, 3, 1]])
  })

  it('count what ever was withdrawn, refused or delayed, and each answer that a later record changed', async () => {
    const answered = { status: 'ANSWERED_FULL', outcome: 'TRACED_LAST_LICIT', answeredAfter: [0, 10, 20] } as const
    await registry.asked(registry.police, { ...answered, superseded: 2 })
    await registry.asked(registry.police, { ...answered, superseded: 3 })
    await registry.asked(registry.police, { status: 'CLOSED', steps: ['DELAY', 'DELAY', 'REFUSE', 'CLOSE'] })
    await registry.asked(registry.police, { status: 'WITHDRAWN', steps: ['WITHDRAW'] })
    expect((await registry.count(OFFICER)).requests).toMatchObject({
      supersededAnswers: 5,
      supersededNow: 1,
      withdrawn: 1,
      refused: 1,
      delayed: 1,
      answered: { total: 2 },
    })
  })

  it('are those of whole days in UTC, both included', async () => {
    await registry.asked(registry.police, { receivedAt: registry.on('02-28', '23:59:59.999') })
    await registry.asked(registry.police, { receivedAt: registry.on('03-01', '00:00:00') })
    await registry.asked(registry.police, { receivedAt: registry.on('03-02', '23:59:59.999') })
    await registry.asked(registry.police, { receivedAt: registry.on('03-03', '00:00:00') })
    expect(
      (
        await registry.count(
          OFFICER,
          `?from=${registry.on('03-01').slice(0, 10)}&to=${registry.on('03-02').slice(0, 10)}`,
        )
      ).requests.received,
    ).toBe(2)
  })
})

describe('whose figures', () => {
  async function oneEach(): Promise<void> {
    for (const agencyId of [registry.police, registry.customs]) {
      await registry.asked(agencyId)
      await registry.recovered(agencyId)
    }
  }
  const numbers = ({ requests, sdg1642 }: TraceStatistics) => [
    requests.received,
    requests.open.total,
    sdg1642.all.denominator,
  ]

  it('are the caller’s own agency’s, and never another’s', async () => {
    await oneEach()
    const own = await registry.count(OFFICER)
    expect([own.agencyId, numbers(own)]).toEqual([registry.police, [1, 1, 1]])
    expect(numbers(await registry.count(OFFICER, registry.inYear(`&agencyId=${registry.police}`)))).toEqual([1, 1, 1])
    const refused = await registry.service.request<Problem>(
      `/v1/statistics/traces?agencyId=${registry.customs}`,
      OFFICER,
    )
    expect([refused.status, refused.body.code]).toEqual([403, 'forbidden'])
  })

  it.each([
    ['registrars', REGISTRAR],
    ['auditors', AUDITOR],
  ])('are of all agencies or of any one for %s', async (_who, call) => {
    await oneEach()
    const all = await registry.count(call)
    expect([all.agencyId, numbers(all)]).toEqual([undefined, [2, 2, 2]])
    expect(numbers(await registry.count(call, registry.inYear(`&agencyId=${registry.customs}`)))).toEqual([1, 1, 1])
    const idle = findDemoAgency('UN-PANEL')?.id ?? ''
    expect(numbers(await registry.count(call, registry.inYear(`&agencyId=${idle}`)))).toEqual([0, 0, 0])
  })

  it('are not for who may read no requests, nor for a period that is none or too long', async () => {
    const foreign = await registry.service.request('/v1/statistics/traces', OURS)
    const backwards = await registry.service.request<Problem>(
      '/v1/statistics/traces?from=2026-02-01&to=2026-01-01',
      OFFICER,
    )
    const long = await registry.service.request<Problem>('/v1/statistics/traces?from=2010-01-01&to=2025-01-01', OFFICER)
    const none = await registry.service.request('/v1/statistics/traces?from=2025-02-30', OFFICER)
    expect([foreign.status, backwards.status, long.status, none.status]).toEqual([403, 400, 400, 400])
    expect(long.body.errors).toMatchObject([{ pointer: '?from', code: 'period' }])
  })

  it('name no weapon, item, request or person', async () => {
    await oneEach()
    const { text } = await registry.service.request(`/v1/statistics/traces${registry.inYear('')}`, AUDITOR)
    expect(text).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}/)
  })
})
