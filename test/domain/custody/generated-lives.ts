import fc from 'fast-check'
import { EVENT_KIND_CODES, type EventKind, ruleOf } from '../../../src/domain/custody/event-kinds.ts'
import type { CustodyEvent } from '../../../src/domain/custody/types.ts'
import { toEvents, type WrittenEvent, type WrittenParties } from './vector-files.ts'

export const PARTIES: WrittenParties = {
  maker: { kind: 'MANUFACTURER', country: 'RS' },
  dealer: { kind: 'DEALER', country: 'RS' },
  importer: { kind: 'IMPORTER', country: 'US' },
  army: { kind: 'MILITARY', country: 'RS' },
  person: { kind: 'PRIVATE_PERSON', country: 'RS' },
  heir: { kind: 'PRIVATE_PERSON', country: 'RS' },
  museum: { kind: 'MUSEUM', country: 'RS' },
  gunsmith: { kind: 'GUNSMITH', country: 'RS' },
  carrier: { kind: 'CARRIER', country: 'DE' },
  broker: { kind: 'BROKER', country: 'CH' },
  proofHouse: { kind: 'PROOF_HOUSE', country: 'RS' },
  police: { kind: 'POLICE', country: 'RS' },
  gang: { kind: 'CRIMINAL_GROUP', country: 'RS' },
}

const NAMES = Object.keys(PARTIES)

/** Dates of every precision within few years, so that most lives have overlapping and equal ones. */
const dates = fc.oneof(
  fc.integer({ min: 2010, max: 2013 }).map(String),
  fc.tuple(fc.integer({ min: 2010, max: 2013 }), fc.integer({ min: 1, max: 12 })).map(([y, m]) => `${y}-${pad(m)}`),
  fc
    .tuple(fc.integer({ min: 2010, max: 2013 }), fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 9 }))
    .map(([y, m, d]) => `${y}-${pad(m)}-${pad(d)}`),
  fc.integer({ min: 0, max: 23 }).map((hour) => `2012-02-03T${pad(hour)}:00:00Z`),
  fc.constant('2011-02/2012-01'),
)

function pad(part: number): string {
  return String(part).padStart(2, '0')
}

const writtenEvents = fc
  .record({
    kind: fc.constantFrom<EventKind>(...EVENT_KIND_CODES),
    from: fc.option(fc.constantFrom(...NAMES)),
    to: fc.option(fc.constantFrom(...NAMES)),
    on: dates,
  })
  .map(({ kind, from, to, on }): WrittenEvent => {
    const rule = ruleOf(kind)
    const giver = rule.from === 'FORBIDDEN' ? null : (from ?? (rule.from === 'REQUIRED' ? 'dealer' : null))
    const taker = rule.to === 'FORBIDDEN' ? null : (to ?? (rule.to === 'REQUIRED' ? 'person' : null))
    const receiver = giver !== null && giver === taker ? (giver === 'heir' ? 'person' : 'heir') : taker
    return { kind, on, ...(giver === null ? {} : { from: giver }), ...(receiver === null ? {} : { to: receiver }) }
  })

/** Any events at all, in no sensible order: what the table allows and no more. */
export const wildLives: fc.Arbitrary<CustodyEvent[]> = fc
  .array(writtenEvents, { minLength: 1, maxLength: 14 })
  .map((written) => toEvents(written, PARTIES))

const hop = fc.record({
  kind: fc.constantFrom<EventKind>(
    'PRIVATE_TRANSFER',
    'GIFTED',
    'SOLD_DOMESTIC',
    'GOV_ISSUED',
    'LOANED',
    'REPAIR_IN',
    'PROOFED',
  ),
  to: fc.constantFrom(...NAMES),
})

/** A life without a break: made, then handed on by whoever holds it, day after day. */
export const threadedLives: fc.Arbitrary<CustodyEvent[]> = fc.array(hop, { maxLength: 12 }).map((hops) => {
  const written: WrittenEvent[] = [{ kind: 'MANUFACTURED', to: 'maker', on: '2010-01-01' }]
  let holder = 'maker'
  for (const { kind, to } of hops) {
    if (to === holder) continue
    written.push({ kind, from: holder, to, on: `2010-02-${pad(written.length)}` })
    holder = to
  }
  return toEvents(written, PARTIES)
})

/** The same events in any order of arrival; `recordedAt` and `seq` follow the arrival. */
export function inAnyArrival(
  lives: fc.Arbitrary<CustodyEvent[]>,
): fc.Arbitrary<{ life: CustodyEvent[]; shuffled: CustodyEvent[] }> {
  return lives.chain((life) =>
    fc
      .shuffledSubarray(life, { minLength: life.length, maxLength: life.length })
      .map((shuffled) => ({ life, shuffled })),
  )
}
