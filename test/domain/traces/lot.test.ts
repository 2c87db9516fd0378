import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CUSTODY_STATUSES } from '../../../src/domain/custody/event-kind-rules.ts'
import { ruleOf } from '../../../src/domain/custody/event-kinds.ts'
import { fateOf, LOT_FATES, lotPoints } from '../../../src/domain/traces/lot.ts'
import { PARTIES, wildLives } from '../custody/generated-lives.ts'
import { readDate, toEvents, type WrittenEvent } from '../custody/vector-files.ts'

const MADE: WrittenEvent = { kind: 'MANUFACTURED', to: 'maker', on: '2010-01-10' }
const SOLD: WrittenEvent = { kind: 'SOLD_DOMESTIC', from: 'maker', to: 'dealer', on: '2010-03-10' }
const EXPORTED: WrittenEvent = { kind: 'EXPORTED', from: 'maker', to: 'importer', on: '2010-03-10' }

/** The points as kinds and days. */
function told(events: readonly WrittenEvent[], recovery: string | null): string[] {
  const points = lotPoints(toEvents(events, PARTIES), recovery === null ? null : readDate(recovery))
  return points.map(({ basis, event }) => `${basis} ${event.kind} ${event.occurred.value}`)
}

describe('where a lot left licit control', () => {
  it.each<[string, readonly WrittenEvent[], string | null, string[]]>([
    [
      'is the sale before the theft, and the theft',
      [MADE, SOLD, { kind: 'STOLEN', from: 'dealer', on: '2012-05-01' }],
      '2014-01-01',
      ['LAST_LAWFUL_HAND_OVER SOLD_DOMESTIC 2010-03-10', 'DIVERSION STOLEN 2012-05-01'],
    ],
    [
      'is the shipment, for what was diverted on its way',
      [MADE, EXPORTED, { kind: 'DIVERTED', on: '2010-04-01' }],
      '2014-01-01',
      ['LAST_LAWFUL_HAND_OVER EXPORTED 2010-03-10', 'DIVERSION DIVERTED 2010-04-01'],
    ],
    [
      'is the last hand-over where only the recovery shows that control was lost',
      [MADE, SOLD],
      '2014-01-01',
      ['LAST_LAWFUL_HAND_OVER SOLD_DOMESTIC 2010-03-10'],
    ],
    [
      'does not take the recovery for the loss: what was seized together need not have left together',
      [MADE, SOLD, { kind: 'SEIZED', to: 'police', on: '2013-01-01' }],
      '2014-01-01',
      ['LAST_LAWFUL_HAND_OVER SOLD_DOMESTIC 2010-03-10'],
    ],
    [
      'is of the latest loss: stolen, given back, sold, stolen again',
      [
        MADE,
        SOLD,
        { kind: 'STOLEN', from: 'dealer', on: '2012-05-01' },
        { kind: 'FOUND_BY_HOLDER', to: 'dealer', on: '2012-06-01' },
        { kind: 'RETAIL_SALE', from: 'dealer', to: 'person', on: '2013-01-01' },
        { kind: 'STOLEN', from: 'person', on: '2013-05-01' },
      ],
      '2014-01-01',
      ['LAST_LAWFUL_HAND_OVER RETAIL_SALE 2013-01-01', 'DIVERSION STOLEN 2013-05-01'],
    ],
    [
      'is not moved by what came after the loss',
      [
        MADE,
        SOLD,
        { kind: 'STOLEN', from: 'dealer', on: '2012-05-01' },
        { kind: 'SEIZED', to: 'police', on: '2013-01-01' },
      ],
      null,
      ['LAST_LAWFUL_HAND_OVER SOLD_DOMESTIC 2010-03-10', 'DIVERSION STOLEN 2012-05-01'],
    ],
    [
      'does not know what came after the recovery asked about',
      [MADE, SOLD, { kind: 'RETAIL_SALE', from: 'dealer', to: 'person', on: '2013-01-01' }],
      '2011-01-01',
      ['LAST_LAWFUL_HAND_OVER SOLD_DOMESTIC 2010-03-10'],
    ],
    ['is nowhere for what never left its maker', [MADE], '2011-01-01', []],
    ['is nowhere where nothing is recorded', [], null, []],
  ])('%s', (_name, events, recovery, points) => {
    expect(told(events, recovery)).toEqual(points)
  })
})

describe('the points of any life', () => {
  it('are a hand-over and then a loss, of its own events, whatever contradicts itself in them', () => {
    fc.assert(
      fc.property(wildLives, (events) => {
        const points = lotPoints(events, null)
        for (const { event } of points) expect(events).toContain(event)
        const [first, second] = points
        if (first?.basis === 'LAST_LAWFUL_HAND_OVER') expect(ruleOf(first.event.kind).channels).toContain('TRANSFER')
        const loss = [first, second].find((point) => point?.basis === 'DIVERSION')
        if (loss !== undefined) expect(ruleOf(loss.event.kind).control).not.toBe('RECOVERED')
        expect(new Set(points.map(({ event }) => event.id)).size).toBe(points.length)
      }),
    )
  })
})

describe('what became of a weapon of the lot', () => {
  it('is told for each status, and who holds it counts only where somebody holds it', () => {
    for (const status of CUSTODY_STATUSES) {
      expect(LOT_FATES).toContain(fateOf(status, true))
      expect(fateOf(status, true) === fateOf(status, false)).toBe(status !== 'IN_POSSESSION')
    }
  })
})
