import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { JsonValue } from '../../src/domain/ledger/canonical-json.ts'
import { remainingOf } from '../../src/domain/retention/erased-fields.ts'
import { isErasable } from '../../src/verify/erasable-fields.ts'
import { WEAPON_FACTS } from './fixture.ts'

const WORDS = WEAPON_FACTS.flatMap(({ body }) => Object.keys(body)).concat(
  ['country', 'locality', 'latitude', 'longitude', 'kind', 'number', 'issuer', 'issuedOn', 'expiresOn', 'erased'],
  ['evidenceIds', 'documents', 'place', 'noteId', 'value', 'precision', 'zone', 'recordedAt', '0', '12', 'note'],
)

/** Records of the words that those of events have, as deep as these are and a step deeper. */
const { record } = fc.letrec<{ record: JsonValue; value: JsonValue }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom('a', 1, null),
    fc.array(tie('value'), { maxLength: 3 }),
    tie('record'),
  ),
  record: fc.dictionary(fc.constantFrom(...WORDS), tie('value'), { maxKeys: 8 }),
}))

it('what a verifier lets an erasure take is what an erasure takes', () => {
  const secret = Buffer.alloc(32, 1)
  fc.assert(
    fc.property(record, (fact) => {
      const { shown, hidden } = remainingOf('custody-event', secret, fact)
      for (const { pointer } of hidden) expect([pointer, isErasable(pointer)]).toEqual([pointer, true])
      // The mark of a list stays with its items.
      const isMark = (value: JsonValue): boolean => Array.isArray(value)
      for (const { pointer, value } of shown)
        expect([pointer, isErasable(pointer) && !isMark(value)]).toEqual([pointer, false])
    }),
    { numRuns: 2_000 },
  )
  for (const { body } of WEAPON_FACTS) {
    const gone = remainingOf('custody-event', secret, body).hidden.map(({ pointer }) => pointer)
    expect(gone.every(isErasable)).toBe(true)
  }
})
