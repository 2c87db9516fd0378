import { describe, expect, test } from 'vitest'
import { buildCustody } from '../../../src/domain/custody/chain.ts'
import { flagsOf } from '../../../src/domain/traces/flags.ts'
import { NOW, readDate, toEvents, type WrittenEvent, type WrittenParties } from '../custody/vector-files.ts'

const PARTIES: WrittenParties = {
  maker: { kind: 'MANUFACTURER', country: 'RS' },
  buyer: { kind: 'PRIVATE_PERSON', country: 'US' },
  other: { kind: 'PRIVATE_PERSON', country: 'US' },
  mexico: { kind: 'POLICE', country: 'MX' },
}
const SOLD: readonly WrittenEvent[] = [
  { kind: 'MANUFACTURED', to: 'maker', on: '2013-01-10' },
  { kind: 'RETAIL_SALE', from: 'maker', to: 'buyer', on: '2014-02-10' },
]
const SEIZED: WrittenEvent = { kind: 'SEIZED', to: 'mexico', on: '2015-03-11', place: 'MX' }
const RETURNED: WrittenEvent = { kind: 'RETURNED_TO_OWNER', from: 'mexico', to: 'buyer', on: '2015-06-01', place: 'MX' }

function flags(life: readonly WrittenEvent[], asked: { country: string; on?: string }, duplicate = false) {
  const events = toEvents(life, PARTIES)
  const custody = buildCustody('weapon', events, { now: NOW, transitDays: 90 })
  const occurred = asked.on === undefined ? null : readDate(asked.on, asked.country)
  return flagsOf(custody, events, { country: asked.country, occurred }, duplicate)
}
const codes = (found: ReturnType<typeof flags>) => found.map(({ code }) => code)

describe('ALREADY_RECOVERED_ELSEWHERE', () => {
  test('stands for a recovery in another State, and names that State', () => {
    expect(flags([...SOLD, SEIZED], { country: 'FR', on: '2015-11-14' })).toEqual([
      { code: 'ALREADY_RECOVERED_ELSEWHERE', blocking: true, country: 'MX', reporterAgencyId: 'agency' },
    ])
  })

  test('stands for another day in the same State', () => {
    expect(codes(flags([...SOLD, SEIZED], { country: 'MX', on: '2016-03-11' }))).toEqual([
      'ALREADY_RECOVERED_ELSEWHERE',
    ])
  })

  test('does not stand for the same recovery: same State, same day', () => {
    expect(flags([...SOLD, SEIZED], { country: 'MX', on: '2015-03-11' })).toEqual([])
  })

  test('stands where the asker does not say when: it may be another', () => {
    expect(codes(flags([...SOLD, SEIZED], { country: 'MX' }))).toEqual(['ALREADY_RECOVERED_ELSEWHERE'])
  })

  test('ends with the return to the owner', () => {
    expect(flags([...SOLD, SEIZED, RETURNED], { country: 'FR', on: '2016-11-14' })).toEqual([])
  })

  test('stands for a day on which the weapon lay with the State, though it was returned later', () => {
    expect(codes(flags([...SOLD, SEIZED, RETURNED], { country: 'FR', on: '2015-04-20' }))).toEqual([
      'ALREADY_RECOVERED_ELSEWHERE',
    ])
  })

  test('stands for the day after: a zone does not make two days one', () => {
    expect(codes(flags([...SOLD, SEIZED], { country: 'MX', on: '2015-03-12' }))).toEqual([
      'ALREADY_RECOVERED_ELSEWHERE',
    ])
  })
})

test('a destroyed weapon that turns up again blocks', () => {
  const life: WrittenEvent[] = [...SOLD, { kind: 'DESTROYED', from: 'buyer', on: '2018-01-01', place: 'US' }]
  expect(flags(life, { country: 'FR', on: '2020-01-01' })).toEqual([
    { code: 'ALREADY_DESTROYED', blocking: true, country: 'US', reporterAgencyId: 'agency' },
  ])
})

test('records that contradict each other about the holder block', () => {
  const life: WrittenEvent[] = [...SOLD, { kind: 'RETAIL_SALE', from: 'maker', to: 'other', on: '2014-02-10' }]
  expect(codes(flags(life, { country: 'FR', on: '2020-01-01' }))).toContain('HOLDER_CONFLICT')
})

describe('a recovery that the weapon’s own life contradicts', () => {
  test('before anything is recorded of it blocks', () => {
    expect(codes(flags(SOLD, { country: 'FR', on: '2012-01-01' }))).toEqual(['HOLDER_CONFLICT'])
  })

  test('with a licit sale after it blocks: it would name a buyer who had nothing to do with it', () => {
    expect(codes(flags(SOLD, { country: 'FR', on: '2013-06-01' }))).toEqual(['HOLDER_CONFLICT'])
  })

  test('in the year of the sale blocks nothing: it may have been after it', () => {
    expect(flags(SOLD, { country: 'FR', on: '2014' })).toEqual([])
  })

  test('does not block where the recovery is on record and the weapon was given back before it was sold again', () => {
    const resold: WrittenEvent = { kind: 'PRIVATE_TRANSFER', from: 'buyer', to: 'other', on: '2016-01-01' }
    expect(flags([...SOLD, SEIZED, RETURNED, resold], { country: 'MX', on: '2015-03-11' })).toEqual([])
  })
})

test('a twin in the registry blocks', () => {
  expect(flags(SOLD, { country: 'FR', on: '2020-01-01' }, true)).toEqual([
    { code: 'DUPLICATE_SERIAL_IN_REGISTRY', blocking: true },
  ])
})

test('a theft is told and blocks nothing', () => {
  const life: WrittenEvent[] = [...SOLD, { kind: 'STOLEN', from: 'buyer', on: '2015-01-01' }]
  expect(flags(life, { country: 'FR', on: '2020-01-01' })).toEqual([{ code: 'STOLEN', blocking: false }])
})

describe('PART_OF_CONSIGNMENT', () => {
  const SHIPPED: readonly WrittenEvent[] = [
    { kind: 'MANUFACTURED', to: 'maker', on: '2013-01-10' },
    { kind: 'EXPORTED', from: 'maker', to: 'buyer', on: '2013-05-10' },
  ]

  test('stands for a shipment that nobody is on record to have received, names its State, and blocks nothing', () => {
    const found = flags([...SHIPPED, { kind: 'STOLEN', on: '2013-06-01' }], { country: 'FR', on: '2015-11-14' })
    expect(found).toContainEqual({
      code: 'PART_OF_CONSIGNMENT',
      blocking: false,
      country: 'US',
      reporterAgencyId: 'agency',
    })
  })

  test('is gone once the weapon was received', () => {
    const arrived: WrittenEvent = { kind: 'IMPORTED', from: 'maker', to: 'buyer', on: '2013-07-01' }
    expect(codes(flags([...SHIPPED, arrived], { country: 'FR', on: '2015-11-14' }))).not.toContain(
      'PART_OF_CONSIGNMENT',
    )
    expect(codes(flags(SOLD, { country: 'FR', on: '2015-11-14' }))).not.toContain('PART_OF_CONSIGNMENT')
  })
})
