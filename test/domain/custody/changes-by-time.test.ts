import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { unchangedUntil } from '../../../src/domain/custody/changes-by-time.ts'
import { type CustodyRecord, custodyOf } from '../../../src/domain/custody/record.ts'
import { wildLives } from './generated-lives.ts'

const TRANSIT_DAYS = 90
const DAY_MS = 86_400_000
const at = (ms: number) => new Date(ms).toISOString()

/** Moments around the years of the generated events, where exports fall due and versions begin. */
const moments = fc.integer({ min: Date.parse('2009-06-01'), max: Date.parse('2015-06-01') })
const closings = fc.array(fc.integer({ min: 0, max: 2_000 }), { maxLength: 3 })

function recordOf(events: CustodyRecord['events'], days: readonly number[]): CustodyRecord {
  const partyIds = [...new Set(events.flatMap(({ from, to }) => [from?.id, to?.id].flatMap((id) => id ?? [])))]
  const partyVersions = days.map((day, n) => ({
    id: String(n),
    partyId: partyIds[n % partyIds.length] ?? 'none',
    kind: null,
    country: null,
    nameId: null,
    status: n % 2 === 0 ? ('CLOSED' as const) : ('ACTIVE' as const),
    successorPartyId: null,
    validFrom: at(Date.parse('2010-01-01') + day * DAY_MS).slice(0, 10),
    recordedAt: '2009-01-01T00:00:00.000000Z',
  }))
  return { weaponId: events[0]?.weaponId ?? '', events, declarations: [], links: [], statements: [], partyVersions }
}

describe('the moment until which time alone changes nothing', () => {
  it('is never too late: at every moment before it the chain is what it is now', () => {
    let changed = 0
    fc.assert(
      fc.property(
        wildLives,
        closings,
        moments,
        fc.double({ min: 0, max: 1, noNaN: true }),
        (events, days, nowMs, share) => {
          const record = recordOf(events, days)
          const chainAt = (ms: number) => custodyOf(record, { now: at(ms), transitDays: TRANSIT_DAYS })
          const until = Date.parse(unchangedUntil(record, at(nowMs), TRANSIT_DAYS) ?? '2030-01-01')
          expect(until).toBeGreaterThan(nowMs)
          for (const ms of [until - 1, Math.floor(nowMs + (until - 1 - nowMs) * share)])
            expect(chainAt(ms)).toEqual(chainAt(nowMs))
          if (JSON.stringify(chainAt(until)) !== JSON.stringify(chainAt(nowMs))) changed += 1
        },
      ),
      { numRuns: process.env['LONG'] === '1' ? 20_000 : 1_000 },
    )
    // Else the property would hold of lives in which time changes nothing.
    expect(changed).toBeGreaterThan(10)
  })
})
