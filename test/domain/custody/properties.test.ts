import fc from 'fast-check'
import { expect, test } from 'vitest'
import { buildCustody } from '../../../src/domain/custody/chain.ts'
import { HOLDS_FOR_OTHERS } from '../../../src/domain/custody/event-kind-rules.ts'
import { ruleOf } from '../../../src/domain/custody/event-kinds.ts'
import { lastLicitBefore } from '../../../src/domain/custody/last-licit.ts'
import { orderEvents } from '../../../src/domain/custody/order.ts'
import type { CustodyEvent } from '../../../src/domain/custody/types.ts'
import { before } from '../../../src/domain/time/occurred-at.ts'
import { inAnyArrival, PARTIES, threadedLives, wildLives } from './generated-lives.ts'
import { nameLink, NOW, readDate, recordedAtOf, toEvents } from './vector-files.ts'

const options = { now: NOW, transitDays: 90 }
const runs = { numRuns: process.env['LONG'] === '1' ? 20_000 : 600 }

test('any order of arrival gives the same chain', () => {
  fc.assert(
    fc.property(inAnyArrival(wildLives), ({ life, shuffled }) => {
      expect(buildCustody('weapon', shuffled, options)).toEqual(buildCustody('weapon', life, options))
    }),
    runs,
  )
})

test('neither seq nor recordedAt decides the order', () => {
  fc.assert(
    fc.property(inAnyArrival(wildLives), ({ life, shuffled }) => {
      const rerecorded = shuffled.map((event, index) => ({ ...event, seq: index + 1, recordedAt: recordedAtOf(index) }))
      expect(orderEvents(rerecorded).map(({ id }) => id)).toEqual(orderEvents(life).map(({ id }) => id))
    }),
    runs,
  )
})

test('no event stands before one that was over when it began, and none is lost', () => {
  fc.assert(
    fc.property(wildLives, (life) => {
      const ordered = orderEvents(life)
      expect(ordered.map(({ id }) => id).sort()).toEqual(life.map(({ id }) => id).sort())
      ordered.forEach((event, index) => {
        for (const later of ordered.slice(index + 1)) expect(before(later.occurred, event.occurred)).toBe(false)
      })
    }),
    runs,
  )
})

test('what was recorded later never shows in a chain known before', () => {
  fc.assert(
    fc.property(wildLives, fc.nat(14), (life, count) => {
      const known = life.slice(0, count)
      const knownAt = recordedAtOf(count - 1)
      const then = { ...options, knownAt: count === 0 ? '2026-05-31T00:00:00Z' : knownAt }
      expect(buildCustody('weapon', life, then)).toEqual(buildCustody('weapon', known, then))
    }),
    runs,
  )
})

test('there is one holder or an explicit conflict, and a conflict names nobody as last licit holder', () => {
  fc.assert(
    fc.property(wildLives, (life) => {
      const custody = buildCustody('weapon', life, options)
      const hasConflict = custody.links.some(({ type }) => type === 'CONFLICT')
      // A conflict whose records name nobody has no contenders, and is one all the same.
      const named = custody.links.some(({ type, from, to }) => type === 'CONFLICT' && (from ?? to) !== null)
      expect(custody.contenders.length > 0).toBe(named)
      expect(custody.findings.some(({ code }) => code === 'HOLDER_CONFLICT')).toBe(hasConflict)
      if (hasConflict)
        expect([custody.holder, custody.owner, custody.lastLicitHolder, custody.lastLicitOwner]).toEqual([
          null,
          null,
          null,
          null,
        ])
      expect(custody.chainBroken).toBe(custody.links.some(({ type }) => type === 'GAP'))
    }),
    runs,
  )
})

test('each event is one link, whatever else stands in the chain', () => {
  fc.assert(
    fc.property(wildLives, (life) => {
      const { links } = buildCustody('weapon', life, options)
      const shown = links.filter(({ type }) => type === 'EVENT').map(({ eventId }) => eventId)
      expect(new Set(shown)).toEqual(new Set(life.map(({ id }) => id)))
      expect(shown).toHaveLength(life.length)
    }),
    runs,
  )
})

test('a carrier, gunsmith, broker or proof house is never the last licit holder or owner', () => {
  fc.assert(
    fc.property(fc.oneof(wildLives, threadedLives), (life) => {
      const { lastLicitHolder, lastLicitOwner, owner } = buildCustody('weapon', life, options)
      for (const party of [lastLicitHolder, lastLicitOwner, owner]) {
        expect(party !== null && HOLDS_FOR_OTHERS.has(party.kind)).toBe(false)
      }
    }),
    runs,
  )
})

test('whoever only ever borrowed is never the last licit holder, and gives on no title', () => {
  fc.assert(
    fc.property(threadedLives, (life) => {
      const { lastLicitHolder, links } = buildCustody('weapon', life, options)
      expect(links.map(nameLink)).toEqual(life.map(({ kind }) => kind))
      const answerable = new Set(
        life.filter(({ kind }) => ruleOf(kind).answerable === 'RECEIVER').map(({ to }) => to?.id),
      )
      expect(answerable.has(lastLicitHolder?.id)).toBe(true)
    }),
    runs,
  )
})

test('losing and finding again restores holder, owner and last licit holder', () => {
  fc.assert(
    fc.property(threadedLives, fc.constantFrom('LOST', 'STOLEN'), (life, kind) => {
      const was = buildCustody('weapon', life, options)
      const holder = was.holder?.id ?? 'maker'
      const episode = toEvents(
        [
          { kind, from: holder, on: '2015-01-01' },
          { kind: 'FOUND_BY_HOLDER', to: holder, on: '2015-02-01' },
        ],
        PARTIES,
      )
      const renamed = episode.map((event) => ({ ...event, id: `later-${event.id}` }))
      const is = buildCustody('weapon', [...life, ...renamed], options)
      expect([is.holder, is.owner, is.lastLicitHolder, is.chainBroken]).toEqual([
        was.holder,
        was.owner,
        was.lastLicitHolder,
        false,
      ])
      expect(is.diversion).toBeNull()
      expect(is.diversions).toHaveLength(was.diversions.length + 1)
    }),
    runs,
  )
})

test('nothing that happened after a recovery changes who was last licit holder at it', () => {
  fc.assert(
    fc.property(wildLives, wildLives, (life, more) => {
      const recovery = readDate('2014-06-01')
      const later = more.map((event) => ({ ...event, id: `later-${event.id}`, occurred: readDate('2015-01-01') }))
      expect(lastLicitBefore([...life, ...later], recovery)).toEqual(lastLicitBefore(life, recovery))
    }),
    runs,
  )
})

function fiftySales(onOf: (index: number) => string): CustodyEvent[] {
  const buyers = Array.from({ length: 50 }, (_, index) => `buyer${String(index).padStart(2, '0')}`)
  const parties = {
    ...PARTIES,
    ...Object.fromEntries(buyers.map((name) => [name, { kind: 'PRIVATE_PERSON', country: 'RS' } as const])),
  }
  const sales = buyers.map((to, index) => ({ kind: 'RETAIL_SALE', from: 'dealer', to, on: onOf(index) }) as const)
  const made = { kind: 'MANUFACTURED', to: 'maker', on: '2010-01-01' } as const
  const sold = { kind: 'SOLD_DOMESTIC', from: 'maker', to: 'dealer', on: '2010-02-01' } as const
  return toEvents([made, sold, ...sales], parties)
}

test.each([
  ['at one instant', () => '2014-02-03T10:00:00Z'],
  ['a millisecond apart', (index: number) => `2014-02-03T10:00:00.${String(index).padStart(3, '0')}Z`],
])('fifty sales of one weapon %s are one explicit conflict with fifty contenders', (_, onOf) => {
  const custody = buildCustody('weapon', fiftySales(onOf), options)
  expect(custody.contenders).toHaveLength(50)
  expect(custody.links.filter(({ type }) => type === 'EVENT')).toHaveLength(52)
  expect(custody.links.filter(({ type }) => type === 'CONFLICT')).toHaveLength(49)
  expect(custody.links.filter(({ type }) => type === 'GAP')).toHaveLength(0)
  expect([custody.status, custody.holder, custody.lastLicitHolder]).toEqual(['CONFLICT', null, null])
})
