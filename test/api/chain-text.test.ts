import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Custody } from '../../src/features/chain-schemas.ts'
import { fillNames, printWithPlaces } from '../../src/features/custody/chain-text.ts'
import { createSerializerCompiler } from '../../src/http/serializer.ts'

const print = createSerializerCompiler({ checkResponses: true })({
  schema: Custody,
  method: 'GET',
  url: '',
  httpStatus: '200',
})
const IDS = ['a', 'b', 'c']

/** Texts that look like what a place is written as, among others. */
const texts = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom(
    '\u0001',
    '\u00010',
    '\u00010;',
    ',"name":"\u00010"',
    ',"name":"\\u00010"',
    '"',
    '\\',
    ';',
    '€ 漢字',
    '\u2028',
  ),
)

const custody = (note: string, names: ReadonlyMap<string, string>): Custody => {
  const party = (partyId: string) => {
    const name = names.get(partyId)
    return { kind: note, country: 'FR', partyId, ...(name === undefined ? {} : { name }), status: 'CLOSED' as const }
  }
  const place = { country: 'FR', locality: note }
  const occurredAt = { value: note, precision: 'DAY' }
  const link = {
    type: 'EVENT' as const,
    kind: 'LOST',
    from: party('a'),
    to: null,
    owner: party('b'),
    occurredAt,
    place,
  }
  const documents = [{ kind: note, number: note, issuer: note }]
  return {
    weaponId: 'w',
    chain: [{ ...link, recordedAt: 'now', documents, licit: 'LICIT', findings: [] }],
    holder: party('c'),
    owner: party('a'),
    lastLicitHolder: null,
    contenders: [party('b')],
    diversion: null,
    diversions: [],
    currentStatus: note,
    findings: [],
  }
}

describe('the text of a chain with places for names', () => {
  it('is, with the names put in, what is printed with them, whatever a reporter or a name says', () => {
    fc.assert(
      fc.property(texts, fc.array(fc.option(texts), { minLength: 3, maxLength: 3 }), (note, given) => {
        const names = new Map(
          IDS.flatMap((id, n) => (given[n] === null || given[n] === undefined ? [] : [[id, given[n]] as const])),
        )
        const body = printWithPlaces(IDS, (places) => print(custody(note, places)))
        expect(fillNames(body, given)).toBe(print(custody(note, names)))
      }),
    )
  })
})
