import { describe, expect, it } from 'vitest'
import type { CustodyRecord } from '../../../src/domain/custody/record.ts'
import type { CustodyEvent } from '../../../src/domain/custody/types.ts'
import { expectedStock, type PlacedWeapon } from '../../../src/domain/stockpiles/expected-stock.ts'
import { intervalOfLoss } from '../../../src/domain/stockpiles/last-seen.ts'
import { countDue } from '../../../src/domain/stockpiles/due.ts'
import { type Occurred, resolveOccurredAt } from '../../../src/domain/time/occurred-at.ts'

const KEEPER = { id: '0197a1f0-0b00-7000-8000-000000000001', kind: 'DEALER', country: 'FR' } as const
const BUYER = { id: '0197a1f0-0b00-7000-8000-000000000002', kind: 'PRIVATE_PERSON', country: 'FR' } as const
const NOW = '2026-01-01T00:00:00.000000Z'

function on(day: string): Occurred {
  const read = resolveOccurredAt(day, { zones: ['UTC'] })
  if (!read.ok) throw new Error(day)
  return read.occurred
}

function event(seq: number, weaponId: string, more: Partial<CustodyEvent>): CustodyEvent {
  const nothing = { from: null, to: null, carrier: null, knownSince: null, place: null, destinationCountry: null }
  const base = {
    id: `${weaponId}-${seq}`,
    weaponId,
    seq,
    kind: 'STOCK_REGISTERED' as const,
    occurred: on('2020-01-01'),
  }
  const lists = { transitCountries: [], documents: [], declarationId: null, reporterAgencyId: 'agency' }
  return { ...nothing, ...base, ...lists, recordedAt: `2025-12-0${seq}T00:00:00.000000Z`, ...more }
}

const entered = (weaponId: string) => event(1, weaponId, { to: KEEPER })
const sold = (weaponId: string, day: string) =>
  event(2, weaponId, { kind: 'RETAIL_SALE', from: KEEPER, to: BUYER, occurred: on(day) })

const placed = (weaponId: string, more: Partial<PlacedWeapon> = {}): PlacedWeapon => {
  const marks = [{ kind: 'SERIAL_PRIMARY', text: weaponId, component: null, condition: 'INTACT' }]
  return { weaponId, sure: true, possible: true, type: 'RIFLE', make: 'Zastava', model: 'M70', marks, ...more }
}

function recordOf(weaponId: string, ...events: CustodyEvent[]): CustodyRecord {
  return { weaponId, events, declarations: [], links: [], partyVersions: [], statements: [] }
}

function expectedOn(day: string, weapons: readonly PlacedWeapon[], records: readonly CustodyRecord[]) {
  const byId = new Map(records.map((record) => [record.weaponId, record]))
  const options = { partyId: KEEPER.id, counted: on(day), now: NOW, transitDays: 90 }
  return expectedStock(weapons, byId, options).map(({ weaponId, certain, alsoIds }) => ({ weaponId, certain, alsoIds }))
}

describe('the expected stock', () => {
  it.each([
    ['before a sale', '2024-05-31', [{ weaponId: 'a', certain: true, alsoIds: [] }]],
    ['on the day of the sale', '2024-06-01', [{ weaponId: 'a', certain: false, alsoIds: [] }]],
    ['after the sale', '2024-06-02', []],
  ])('%s', (_name, day, expected) => {
    expect(expectedOn(day, [placed('a')], [recordOf('a', entered('a'), sold('a', '2024-06-01'))])).toEqual(expected)
  })

  it('has no weapon on the road: the exporter is only the last who is confirmed to have had it', () => {
    const sent = event(2, 'a', { kind: 'EXPORTED', from: KEEPER, to: BUYER, occurred: on('2024-06-01') })
    expect(expectedOn('2024-06-05', [placed('a')], [recordOf('a', entered('a'), sent)])).toEqual([])
  })

  it('leaves open a weapon whose placement may have been made during the count', () => {
    const records = [recordOf('a', entered('a'))]
    expect(expectedOn('2024-06-05', [placed('a', { sure: false })], records)).toMatchObject([{ certain: false }])
    expect(expectedOn('2024-06-05', [placed('a', { sure: false, possible: false })], records)).toEqual([])
  })

  it('expects two records that are one weapon once', () => {
    const link = {
      id: 'l',
      weaponId: 'a',
      otherWeaponId: 'b',
      needsDecision: false,
      decision: null,
      decidedAt: null,
      recordedAt: '2025-12-01T00:00:00.000000Z',
    }
    const joined = (weaponId: string) =>
      ({ ...recordOf(weaponId, entered('a')), links: [link] }) as unknown as CustodyRecord
    expect(expectedOn('2024-06-05', [placed('b'), placed('a')], [joined('a'), joined('b')])).toEqual([
      { weaponId: 'a', certain: true, alsoIds: ['b'] },
    ])
  })
})

describe('the time of a loss', () => {
  const counted = on('2025-01-15')

  it('runs from when the weapon was last seen to the end of the count', () => {
    const interval = intervalOfLoss({ by: 'PLACEMENT', occurred: on('2024-03-01') }, counted)
    expect(interval).toMatchObject({ from: on('2024-03-01').from, to: counted.to, precision: 'INTERVAL' })
  })

  it('is that of the count where nothing earlier is known', () => {
    expect(intervalOfLoss(null, counted)).toEqual(counted)
    expect(intervalOfLoss({ by: 'COUNT', occurred: counted }, counted)).toEqual(counted)
  })
})

describe('a place', () => {
  it.each([
    ['counted a year ago today', '2025-01-01T00:00:00Z', { daysSinceCompleteCount: 365, overdue: false }],
    ['counted a day longer ago', '2024-12-31T00:00:00Z', { daysSinceCompleteCount: 366, overdue: true }],
    ['never counted, and long open', null, { daysSinceCompleteCount: null, overdue: true }],
  ])('is due or not: %s', (_name, lastCounted, due) => {
    expect(countDue(lastCounted, '2024-01-01T00:00:00Z', '2026-01-01T00:00:00Z')).toEqual(due)
  })
})
