import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type ComparedAnswer,
  MATERIAL_FIELDS,
  type MaterialField,
  materialDifferences,
} from '../../../src/domain/traces/material-differences.ts'
import { readDate } from '../custody/vector-files.ts'
import { readTraceVectors } from './vector-files.ts'

interface Vector {
  readonly shows: string
  readonly recovered: string | null
  readonly given: ComparedAnswer
  readonly today: ComparedAnswer | null
  readonly differs: readonly string[]
}

const vectors = readTraceVectors<Vector>('differences')
const recoveryOf = ({ recovered }: Vector) => (recovered === null ? null : readDate(recovered, 'FR'))

describe('the answer of today', () => {
  it.each(vectors)('$name: $vector.shows', ({ vector }) => {
    expect(materialDifferences(vector.given, vector.today, recoveryOf(vector))).toEqual(vector.differs)
  })

  it('has a case for each field that supersedes', () => {
    const shown = new Set(vectors.flatMap(({ vector }) => vector.differs))
    expect(MATERIAL_FIELDS.filter((field) => !shown.has(field))).toEqual(['diversions'])
  })
})

const days = fc.constantFrom('2019-03-01', '2020-02-14', '2023-11', '2024-05-14', '2025')
const date = days.map((value) => ({ value, precision: { 4: 'YEAR', 7: 'MONTH' }[value.length] ?? 'DAY' }))
const party = fc.record(
  {
    partyId: fc.constantFrom('maker', 'dealer', 'buyer'),
    kind: fc.constantFrom('DEALER', 'PRIVATE_PERSON'),
    country: fc.constantFrom('FR', 'AT'),
    name: fc.string(),
  },
  { requiredKeys: ['partyId', 'kind', 'country'] },
)
const nullable = <T>(values: fc.Arbitrary<T>) => fc.option(values, { nil: null })
const link = fc.record({
  type: fc.constantFrom('EVENT', 'GAP', 'CONFLICT'),
  kind: fc.constantFrom('SOLD_DOMESTIC', 'RETAIL_SALE', 'SEIZED'),
  from: nullable(party),
  to: nullable(party),
  owner: nullable(party),
  occurredAt: date,
  recordedAt: fc.constant('2026-06-01T00:00:00.000000Z'),
  documents: fc.array(fc.record({ kind: fc.constant('EXPORT_LICENCE'), number: fc.string() }), { maxLength: 2 }),
  licit: fc.constantFrom('LICIT', 'ILLICIT', 'STATE_CUSTODY', 'UNKNOWN'),
  findings: fc.constant([]),
})
const diversion = fc.record({ notBefore: nullable(date), notAfter: nullable(date) })
const answers = fc.record({
  outcome: fc.constantFrom('TRACED_LAST_LICIT', 'MATCH_LOST_STOLEN'),
  weapon: nullable(
    fc.record({
      id: fc.uuid(),
      make: fc.string(),
      model: fc.string(),
      calibre: fc.string(),
      markings: fc.array(
        fc.record({ kind: fc.constant('SERIAL_PRIMARY'), text: fc.string(), condition: fc.constant('INTACT') }),
        {
          maxLength: 3,
        },
      ),
    }),
  ),
  manufacturer: nullable(party),
  chain: fc.array(link, { maxLength: 5 }),
  holder: nullable(party),
  owner: nullable(party),
  lastLicitHolder: nullable(party),
  contenders: fc.array(party, { maxLength: 2 }),
  diversion: nullable(diversion),
  diversions: fc.array(diversion, { maxLength: 2 }),
  timeToCrimeDays: nullable(fc.nat(9_999)),
  timeToDiversionDays: nullable(fc.nat(9_999)),
  nextAuthorities: fc.array(fc.record({ country: fc.constantFrom('RS', 'US'), reason: fc.string() }), { maxLength: 2 }),
  flags: fc.array(fc.record({ code: fc.constantFrom('STOLEN', 'HOLDER_CONFLICT'), blocking: fc.boolean() }), {
    maxLength: 2,
  }),
})
type Answer = ReturnType<typeof answers.generate>['value']

const RECOVERY = readDate('2024-05-14', 'FR')
const differ = (given: ComparedAnswer, today: ComparedAnswer) => materialDifferences(given, today, RECOVERY)

/** Gives every party, and whatever else has a name, another one. */
function renamed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(renamed)
  if (typeof value !== 'object' || value === null) return value
  const fields = Object.entries(value).map(([key, inner]) => [key, renamed(inner)] as const)
  return { ...Object.fromEntries(fields), ...('partyId' in value ? { name: 'Somebody else' } : {}) }
}

const other = { partyId: 'other', kind: 'DEALER', country: 'FR' }
const sale = {
  type: 'EVENT',
  kind: 'SOLD_DOMESTIC',
  to: other,
  occurredAt: { value: '2018', precision: 'YEAR' },
  licit: 'LICIT',
}
/** One real change of each field. */
const CHANGES: Readonly<Record<MaterialField, (answer: Answer) => unknown>> = {
  outcome: () => 'NO_REPLY',
  weapon: ({ weapon }) => ({ ...weapon, id: 'other' }),
  manufacturer: () => other,
  chain: ({ chain }) => [...chain, sale],
  lastLicitHolder: () => other,
  contenders: ({ contenders }) => [...contenders, other],
  diversion: () => ({ notBefore: null, notAfter: { value: '2000', precision: 'YEAR' } }),
  diversions: ({ diversions }) => [...diversions, { notBefore: null, notAfter: null }],
  timeToCrimeDays: ({ timeToCrimeDays }) => (timeToCrimeDays ?? 0) + 1,
  timeToDiversionDays: ({ timeToDiversionDays }) => (timeToDiversionDays ?? 0) + 1,
  nextAuthorities: ({ nextAuthorities }) => [...nextAuthorities, { country: 'ML', reason: '' }],
  flags: ({ flags }) => [...flags, { code: 'ALREADY_DESTROYED', blocking: true }],
}

describe('whatever was answered', () => {
  it('does not differ from itself, read back from where it was stored', () => {
    fc.assert(
      fc.property(answers, (answer) => {
        expect(differ(answer, JSON.parse(JSON.stringify(answer)) as Answer)).toEqual([])
      }),
    )
  })

  it('does not differ by any name on either side', () => {
    fc.assert(
      fc.property(answers, (answer) => {
        const named = renamed(answer) as Answer
        expect([differ(answer, named), differ(named, answer)]).toEqual([[], []])
      }),
    )
  })

  it('differs in each field that is changed, and in no other', () => {
    fc.assert(
      fc.property(answers, fc.subarray([...MATERIAL_FIELDS]), (answer, changed) => {
        const today = { ...answer, ...Object.fromEntries(changed.map((field) => [field, CHANGES[field](answer)])) }
        expect([differ(answer, today), differ(today, answer)]).toEqual([changed, changed])
      }),
    )
  })

  it('does not differ by who holds it now, nor by anything that began after the recovery', () => {
    const later = link.map((one) => ({ ...one, occurredAt: { value: '2024-05-16', precision: 'DAY' } }))
    fc.assert(
      fc.property(answers, nullable(party), fc.array(later), (answer, holder, links) => {
        const today = { ...answer, chain: [...answer.chain, ...links], holder, owner: holder }
        expect(differ(answer, today)).toEqual([])
      }),
    )
  })
})
