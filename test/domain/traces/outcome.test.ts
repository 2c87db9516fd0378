import { describe, expect, test } from 'vitest'
import { buildCustody } from '../../../src/domain/custody/chain.ts'
import { concludeTrace } from '../../../src/domain/traces/conclude.ts'
import {
  isTooOld,
  outcomeOf,
  outcomeOfCustody,
  type NothingFound,
  OUTCOMES,
  STATED_OUTCOMES,
  type StatedOutcome,
} from '../../../src/domain/traces/outcome.ts'
import { NOW, readDate, toEvents, type WrittenEvent, type WrittenParties } from '../custody/vector-files.ts'
import { readTraceVectors } from './vector-files.ts'

const PARTIES: WrittenParties = {
  maker: { kind: 'MANUFACTURER', country: 'RS' },
  importer: { kind: 'IMPORTER', country: 'FR' },
  army: { kind: 'MILITARY', country: 'FR' },
  dealer: { kind: 'DEALER', country: 'FR' },
  buyer: { kind: 'PRIVATE_PERSON', country: 'FR' },
  second: { kind: 'PRIVATE_PERSON', country: 'FR' },
  police: { kind: 'POLICE', country: 'FR' },
}
const RECOVERY = { country: 'FR', occurred: readDate('2026-05-01', 'FR') }

const MADE: WrittenEvent = { kind: 'MANUFACTURED', to: 'maker', on: '2019-03-01' }
const SENT: WrittenEvent = { kind: 'EXPORTED', from: 'maker', to: 'importer', on: '2019-05-01' }
const ARRIVED: WrittenEvent = { kind: 'IMPORTED', from: 'maker', to: 'importer', on: '2019-06-01' }
const TO_DEALER: WrittenEvent = { kind: 'SOLD_DOMESTIC', from: 'importer', to: 'dealer', on: '2019-07-01' }
const RETAIL: WrittenEvent = { kind: 'RETAIL_SALE', from: 'dealer', to: 'buyer', on: '2020-02-10' }
const RESOLD: WrittenEvent = { kind: 'PRIVATE_TRANSFER', from: 'buyer', to: 'second', on: '2022-02-10' }

function trace(life: readonly WrittenEvent[]) {
  const events = toEvents(life, PARTIES)
  const custody = buildCustody('weapon', events, { now: NOW, transitDays: 90 })
  return { outcome: outcomeOfCustody(custody, events), concluded: concludeTrace(custody, events, RECOVERY, 'MX') }
}

describe('where the records end is the outcome', () => {
  test.each([
    ['made, and nothing more', [MADE], 'TRACED_TO_MANUFACTURER_ONLY'],
    ['sent abroad and not confirmed', [MADE, SENT], 'TRACED_EXPORTED_TO'],
    ['received by an importer', [MADE, SENT, ARRIVED], 'TRACED_TO_IMPORTER'],
    ['in a dealer’s stock', [MADE, SENT, ARRIVED, TO_DEALER], 'TRACED_LAST_LICIT'],
    ['sold to its first user', [MADE, SENT, ARRIVED, TO_DEALER, RETAIL], 'TRACED_TO_FIRST_RETAIL'],
    ['sold on by its first user', [MADE, SENT, ARRIVED, TO_DEALER, RETAIL, RESOLD], 'TRACED_LAST_LICIT'],
    ['stolen', [MADE, TO_DEALER, RETAIL, { kind: 'STOLEN', from: 'buyer', on: '2021-01-02' }], 'MATCH_LOST_STOLEN'],
    ['lost', [MADE, TO_DEALER, RETAIL, { kind: 'LOST', from: 'buyer', on: '2021-01-02' }], 'MATCH_LOST_STOLEN'],
    ['diverted', [MADE, TO_DEALER, { kind: 'DIVERTED', from: 'dealer', on: '2021-01-02' }], 'TRACED_TO_DIVERSION'],
  ] as const)('%s', (_shape, life, outcome) => {
    expect(trace(life).outcome).toBe(outcome)
  })

  test('a theft that ended in a return does not hide the sale that followed', () => {
    const life: WrittenEvent[] = [
      MADE,
      SENT,
      ARRIVED,
      TO_DEALER,
      RETAIL,
      { kind: 'STOLEN', from: 'buyer', on: '2021-01-02' },
      { kind: 'SEIZED', to: 'police', on: '2021-03-02' },
      { kind: 'RETURNED_TO_OWNER', from: 'police', to: 'buyer', on: '2021-05-02' },
      RESOLD,
    ]
    expect(trace(life).outcome).toBe('TRACED_LAST_LICIT')
    expect(trace(life).concluded.lastLicitHolder?.id).toBe('second')
    expect(trace(life).concluded.diversions).toHaveLength(1)
  })
})

describe('the conclusion', () => {
  test('the last licit holder of a stolen weapon is whom it was stolen from', () => {
    const { concluded } = trace([MADE, TO_DEALER, RETAIL, { kind: 'STOLEN', from: 'buyer', on: '2021-01-02' }])
    expect(concluded.lastLicitHolder?.id).toBe('buyer')
    expect(concluded.diversion).toMatchObject({ notBefore: { value: '2020-02-10' }, notAfter: { value: '2021-01-02' } })
  })

  test('time to crime runs from the retail sale to the recovery', () => {
    expect(trace([MADE, TO_DEALER, RETAIL]).concluded.timeToCrime).toMatchObject({ days: 2272, basis: 'RETAIL_SALE' })
  })

  test('a theft before the recovery is its outcome, whatever became of the weapon later', () => {
    const life: WrittenEvent[] = [
      MADE,
      TO_DEALER,
      RETAIL,
      { kind: 'STOLEN', from: 'buyer', on: '2021-01-02' },
      { kind: 'SEIZED', to: 'police', on: '2026-05-01', place: 'FR' },
      { kind: 'RETURNED_TO_OWNER', from: 'police', to: 'buyer', on: '2026-06-02' },
    ]
    expect(trace(life).concluded.outcome).toBe('MATCH_LOST_STOLEN')
  })

  test('a theft after the recovery asked about is not its outcome', () => {
    const life: WrittenEvent[] = [MADE, TO_DEALER, RETAIL, { kind: 'STOLEN', from: 'buyer', on: '2026-08-02' }]
    expect(trace(life).concluded.outcome).toBe('TRACED_TO_FIRST_RETAIL')
  })

  test('an open export names its State to ask next, and then the exporter’s', () => {
    expect(trace([MADE, SENT]).concluded.nextAuthorities).toMatchObject([{ country: 'FR' }, { country: 'RS' }])
  })

  test('two holders at one time leave nobody as the last licit one', () => {
    const twice: WrittenEvent[] = [MADE, { ...RETAIL, from: 'maker' }, { ...RETAIL, from: 'maker', to: 'second' }]
    const { concluded } = trace(twice)
    expect(concluded.lastLicitHolder).toBeNull()
    expect(concluded.contenders.map(({ id }) => id).sort()).toEqual(['buyer', 'second'])
  })
})

interface Vector {
  readonly shows: string
  /** What was searched in vain; what is left out is false. */
  readonly nothing?: Partial<NothingFound>
  /** The released weapon's life. */
  readonly life?: readonly WrittenEvent[]
  /** How many candidates there were, of which none is confirmed. */
  readonly candidates?: number
  readonly duplicate?: boolean
  readonly stated?: StatedOutcome
  readonly outcome: string
}

const NOTHING = { searched: false, serialImpossible: false, craftMade: false, obliterated: false, tooOld: false }

function foundIn({ nothing, life, candidates }: Vector): Parameters<typeof outcomeOf>[0]['found'] {
  if (life !== undefined) {
    const events = toEvents(life, PARTIES)
    return { kind: 'RELEASED', events, custody: buildCustody('weapon', events, { now: NOW, transitDays: 90 }) }
  }
  if (candidates !== undefined) return { kind: 'UNCONFIRMED', candidates }
  return { kind: 'NOTHING', nothing: { ...NOTHING, ...nothing } }
}

const vectors = readTraceVectors<Vector>('outcomes')

describe('the one precedence table', () => {
  test.each(vectors)('$name: $vector.shows', ({ vector }) => {
    const { duplicate = false, stated = null } = vector
    expect(outcomeOf({ found: foundIn(vector), duplicate, stated })).toBe(vector.outcome)
  })

  test('has a case for each outcome, and cases where more than one row would fit', () => {
    expect(new Set(vectors.map(({ vector }) => vector.outcome))).toEqual(new Set(OUTCOMES))
    expect(vectors.filter(({ name }) => name.includes('-before-')).length).toBeGreaterThan(10)
  })

  test('lets a person state nothing that a released custody contradicts', () => {
    for (const { vector } of vectors.filter((one) => one.vector.life !== undefined && !one.vector.duplicate))
      for (const stated of STATED_OUTCOMES)
        expect(outcomeOf({ found: foundIn(vector), duplicate: false, stated })).toBe(vector.outcome)
  })

  test('releases no custody that was not found: without one no outcome is traced by records', () => {
    for (const { vector } of vectors.filter((one) => one.vector.life === undefined))
      for (const stated of [null, ...STATED_OUTCOMES])
        expect(outcomeOf({ found: foundIn(vector), duplicate: false, stated })).not.toMatch(/^(TRACED|MATCH)/)
  })

  test('gives what a person states of a search in vain that records have no word on', () => {
    const found = { kind: 'NOTHING', nothing: { ...NOTHING, searched: true } } as const
    for (const stated of STATED_OUTCOMES) expect(outcomeOf({ found, duplicate: false, stated })).toBe(stated)
  })
})

test('a weapon made before 1946 is older than records, and one of an unknown year is not', () => {
  expect([1945, 1946, undefined].map(isTooOld)).toEqual([true, false, false])
})
