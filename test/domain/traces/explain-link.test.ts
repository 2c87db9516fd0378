import { describe, expect, it } from 'vitest'
import { buildCustody } from '../../../src/domain/custody/chain.ts'
import type { EventKind } from '../../../src/domain/custody/event-kinds.ts'
import type { CustodyEvent, DocumentRef } from '../../../src/domain/custody/types.ts'
import { confidenceOf, explainLinks } from '../../../src/domain/traces/explain-link.ts'
import {
  CONFIDENCE_BASES,
  CONFIDENCE_LEVELS,
  type ConfidenceFacts,
  DELAYS,
  levelOf,
  PAPERS,
  VOICES,
} from '../../../src/domain/traces/link-confidence.ts'
import { NOW, readDate, toEvents } from '../custody/vector-files.ts'
import table from '../../vectors/traces/link-confidence.json' with { type: 'json' }

const ALL: readonly ConfidenceFacts[] = VOICES.flatMap((voices) =>
  PAPERS.flatMap((papers) => DELAYS.map((delay) => ({ voices, papers, delay }))),
)

describe('the table of confidence', () => {
  it('gives every combination of facts the level that the vectors hold', () => {
    expect(ALL.map((facts) => [...Object.values(facts), levelOf(facts)])).toEqual(table.rows)
  })

  it('never improves when any one fact gets worse', () => {
    const lists = { voices: VOICES, papers: PAPERS, delay: DELAYS }
    const rank = (facts: ConfidenceFacts) => CONFIDENCE_LEVELS.indexOf(levelOf(facts))
    for (const facts of ALL) {
      for (const [name, values] of Object.entries(lists) as [keyof ConfidenceFacts, readonly string[]][]) {
        for (const value of values.slice(values.indexOf(facts[name]) + 1))
          expect(rank({ ...facts, [name]: value })).toBeGreaterThanOrEqual(rank(facts))
      }
    }
  })

  it('confirms nothing by one voice alone', () => {
    for (const facts of ALL.filter(({ voices }) => voices === 'ONE')) expect(levelOf(facts)).not.toBe('CONFIRMED')
  })
})

const LICENCE: DocumentRef = { kind: 'EXPORT_LICENCE', number: '1' }
const CERTIFICATE: DocumentRef = { kind: 'END_USER_CERTIFICATE', number: '2' }

/** A link of one kind, recorded on 2026-06-01. */
function link(
  kind: EventKind,
  more: { on?: string; documents?: readonly DocumentRef[]; said?: CustodyEvent['said'] } = {},
) {
  const { on = '2026-05-20', documents = [], said } = more
  return {
    type: 'EVENT' as const,
    kind,
    occurred: readDate(on),
    recordedAt: '2026-06-01T00:00:00.000000Z',
    documents,
    ...(said === undefined ? {} : { said }),
  }
}
const alone = { isReportedByTwo: false }

const CASES = [
  [
    'a sale that one side told soon',
    link('SOLD_DOMESTIC'),
    alone,
    'PROBABLE',
    ['SAID_BY_ONE_SIDE', 'NO_PAPER_WANTED', 'REPORTED_PROMPTLY'],
  ],
  [
    'a sale that one side told within a year',
    link('SOLD_DOMESTIC', { on: '2026-01-01' }),
    alone,
    'POSSIBLE',
    ['SAID_BY_ONE_SIDE', 'NO_PAPER_WANTED', 'REPORTED_LATE'],
  ],
  [
    'a sale that one side told years later',
    link('SOLD_DOMESTIC', { on: '2001' }),
    alone,
    'POSSIBLE',
    ['SAID_BY_ONE_SIDE', 'NO_PAPER_WANTED', 'REPORTED_YEARS_LATER'],
  ],
  [
    'a sale that its buyer accepted',
    link('SOLD_DOMESTIC', { said: { RECEIVER: 'ACCEPTED' } }),
    alone,
    'CONFIRMED',
    ['ACCEPTED_BY_OTHER_SIDE', 'NO_PAPER_WANTED', 'REPORTED_PROMPTLY'],
  ],
  [
    'a sale that its buyer denies',
    link('SOLD_DOMESTIC', { said: { RECEIVER: 'DISPUTED' } }),
    alone,
    'DISPUTED',
    ['DENIED_BY_A_SIDE', 'SAID_BY_ONE_SIDE', 'NO_PAPER_WANTED', 'REPORTED_PROMPTLY'],
  ],
  [
    'an export without its papers',
    link('EXPORTED'),
    alone,
    'POSSIBLE',
    ['SAID_BY_ONE_SIDE', 'PAPER_MISSING', 'REPORTED_PROMPTLY'],
  ],
  [
    'an export with one paper of two',
    link('EXPORTED', { documents: [LICENCE] }),
    alone,
    'POSSIBLE',
    ['SAID_BY_ONE_SIDE', 'PAPER_MISSING', 'REPORTED_PROMPTLY'],
  ],
  [
    'an export with its papers',
    link('EXPORTED', { documents: [LICENCE, CERTIFICATE] }),
    alone,
    'PROBABLE',
    ['SAID_BY_ONE_SIDE', 'PAPER_NAMED', 'REPORTED_PROMPTLY'],
  ],
  [
    'an export whose certificate was checked',
    link('EXPORTED', {
      on: '2001',
      documents: [LICENCE, { ...CERTIFICATE, verification: 'AUTHENTICATED_WITH_ISSUER' }],
    }),
    alone,
    'PROBABLE',
    ['SAID_BY_ONE_SIDE', 'PAPER_AUTHENTICATED', 'REPORTED_YEARS_LATER'],
  ],
  [
    'an export whose certificate is forged',
    link('EXPORTED', { documents: [LICENCE, { ...CERTIFICATE, verification: 'REJECTED' }] }),
    alone,
    'UNCONFIRMED',
    ['SAID_BY_ONE_SIDE', 'PAPER_REJECTED', 'REPORTED_PROMPTLY'],
  ],
  [
    'a seizure by an authority',
    link('SEIZED'),
    alone,
    'CONFIRMED',
    ['ACT_OF_AUTHORITY', 'NO_PAPER_WANTED', 'REPORTED_PROMPTLY'],
  ],
  [
    'a confiscation without an order',
    link('CONFISCATED_PERMANENT'),
    alone,
    'PROBABLE',
    ['ACT_OF_AUTHORITY', 'PAPER_MISSING', 'REPORTED_PROMPTLY'],
  ],
  [
    'an entry from an older register',
    link('STOCK_REGISTERED'),
    alone,
    'POSSIBLE',
    ['SAID_BY_ONE_SIDE', 'NO_PAPER_WANTED', 'REPORTED_PROMPTLY', 'FROM_OLDER_REGISTER'],
  ],
  [
    'an export that both sides reported',
    link('EXPORTED', { documents: [LICENCE, CERTIFICATE] }),
    { isReportedByTwo: true },
    'CONFIRMED',
    ['REPORTED_BY_TWO', 'PAPER_NAMED', 'REPORTED_PROMPTLY'],
  ],
  [
    'a missing step',
    { ...link('SOLD_DOMESTIC'), type: 'GAP', kind: 'HOLDER_NOT_KNOWN' },
    alone,
    'UNCONFIRMED',
    ['STEP_MISSING'],
  ],
  [
    'a contradiction',
    { ...link('SOLD_DOMESTIC'), type: 'CONFLICT', kind: 'TWO_MANUFACTURERS' },
    alone,
    'UNCONFIRMED',
    ['RECORDS_CONTRADICT'],
  ],
] as const

describe('a link', () => {
  it.each(CASES)('%s', (_case, told, options, level, basis) => {
    expect(confidenceOf(told, options)).toEqual({ level, basis })
  })

  it('has a case for each basis and each level', () => {
    expect(new Set(CASES.flatMap(([, , , , basis]) => [...basis]))).toEqual(new Set(CONFIDENCE_BASES))
    expect(new Set(CASES.map(([, , , level]) => level))).toEqual(new Set(CONFIDENCE_LEVELS))
  })

  it('that is not known to the day is measured from its last day, in favour of who reports', () => {
    expect(confidenceOf(link('SOLD_DOMESTIC', { on: '2026-05' }), alone).basis).toContain('REPORTED_PROMPTLY')
    expect(confidenceOf(link('SOLD_DOMESTIC', { on: '2025' }), alone).basis).toContain('REPORTED_LATE')
  })
})

describe('a chain', () => {
  const PARTIES = { maker: { kind: 'MANUFACTURER', country: 'RS' }, dealer: { kind: 'DEALER', country: 'RS' } } as const
  const sale = { kind: 'SOLD_DOMESTIC', from: 'maker', to: 'dealer', on: '2026-05-20' } as const
  const events = toEvents([{ kind: 'MANUFACTURED', to: 'maker', on: '2026-05-10' }, sale, sale], PARTIES)
  const levelsBy = (agencies: readonly string[]) => {
    const told = events.map((event, n) => ({ ...event, reporterAgencyId: agencies[n] ?? 'agency' }))
    const { links } = buildCustody('weapon', told, { now: NOW, transitDays: 90 })
    return explainLinks(links, told).map(({ level }) => level)
  }

  it('has two voices where giver and receiver report one hand-over', () => {
    expect(levelsBy(['a', 'a', 'b'])).toEqual(['PROBABLE', 'CONFIRMED', 'CONFIRMED'])
  })

  it('has one voice where one agency reports it twice', () => {
    expect(levelsBy(['a', 'a', 'a'])).toEqual(['PROBABLE', 'PROBABLE', 'PROBABLE'])
  })
})
