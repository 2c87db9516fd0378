import { expect, test } from 'vitest'
import { buildCustody } from '../../../src/domain/custody/chain.ts'
import { lastLicitBefore } from '../../../src/domain/custody/last-licit.ts'
import { timeToCrimeDays } from '../../../src/domain/custody/times.ts'
import { PARTIES } from './generated-lives.ts'
import { NOW, readDate, toEvents, type WrittenEvent } from './vector-files.ts'

const SOLD: readonly WrittenEvent[] = [
  { kind: 'MANUFACTURED', to: 'maker', on: '2010-01-10' },
  { kind: 'RETAIL_SALE', from: 'maker', to: 'person', on: '2010-03-10' },
]

test('a return in the month of the recovery does not undo the diversion that the recovery showed', () => {
  const events = toEvents(
    [
      ...SOLD,
      { kind: 'SEIZED', to: 'police', on: '2014-08' },
      { kind: 'RETURNED_TO_OWNER', from: 'police', to: 'heir', on: '2014-08-25' },
    ],
    PARTIES,
  )
  const found = lastLicitBefore(events, readDate('2014-08'))
  expect(found.holder?.id).toBe('person')
  expect([found.diversion?.notBefore?.value, found.diversion?.notAfter?.value]).toEqual(['2010-03-10', '2014-08'])
})

test('without any loss the recovery itself bounds the diversion', () => {
  const found = lastLicitBefore(toEvents(SOLD, PARTIES), readDate('2015-03'))
  expect(found.holder?.id).toBe('person')
  expect([found.diversion?.notBefore?.value, found.diversion?.notAfter?.value]).toEqual(['2010-03-10', '2015-03'])
})

test('nothing recorded before the recovery names nobody', () => {
  const found = lastLicitBefore(toEvents(SOLD, PARTIES), readDate('2009'))
  expect([found.holder, found.owner, found.diversion?.notBefore]).toEqual([null, null, null])
})

test('an entry from an older register names no last licit owner either', () => {
  const events = toEvents([{ kind: 'STOCK_REGISTERED', to: 'dealer', on: '1995' }], PARTIES)
  expect(buildCustody('weapon', events, { now: NOW, transitDays: 90 }).lastLicitOwner).toBeNull()
})

test('there is no time to crime where the recovery came before every sale', () => {
  expect(timeToCrimeDays(toEvents(SOLD, PARTIES), readDate('2010-03-09'))).toBeNull()
  expect(timeToCrimeDays(toEvents(SOLD, PARTIES), readDate('2010-03-10'))).toMatchObject({ days: 0 })
})
