import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type OtherRequest,
  type Relations,
  relateRequests,
  type Subject,
} from '../../../src/domain/traces/related-requests.ts'
import { REQUEST_STATUSES } from '../../../src/domain/vocabulary/traces.ts'
import { readTraceVectors } from './vector-files.ts'

interface Vector extends Relations {
  readonly shows: string
  readonly asked: Subject
  readonly others: readonly OtherRequest[]
}

describe('a request and those before it', () => {
  it.each(readTraceVectors<Vector>('related'))('$name: $vector.shows', ({ vector }) => {
    const { asked, others, duplicateOf, own, soughtBy } = vector
    expect(relateRequests(asked, others)).toEqual({ duplicateOf, own, soughtBy })
  })

  const subject = {
    agencyId: fc.constantFrom('ours', 'theirs', 'third'),
    weaponId: fc.constantFrom('pistol', 'rifle', null),
    seizureItemId: fc.constantFrom('item', 'other', null),
  }
  const others = fc.uniqueArray(
    fc.record({
      ...subject,
      requestId: fc.constantFrom('one', 'two', 'three', 'four', 'five'),
      isSameCase: fc.boolean(),
      status: fc.constantFrom(...REQUEST_STATUSES),
      recordedAt: fc.constantFrom('2026-05-01T00:00:00.000000Z', '2026-05-02T00:00:00.000000Z'),
    }),
    { selector: ({ requestId }) => requestId },
  )

  it('tells no request of another agency by its id, and nobody his own agency, in whatever order they come', () => {
    fc.assert(
      fc.property(fc.record(subject), others, (asked, found) => {
        const related = relateRequests(asked, found)
        const foreign = found.filter(({ agencyId }) => agencyId !== asked.agencyId).map(({ requestId }) => requestId)
        for (const id of [related.duplicateOf, ...related.own]) expect(foreign).not.toContain(id)
        expect(related.soughtBy).not.toContain(asked.agencyId)
        expect(relateRequests(asked, found.toReversed())).toEqual(related)
      }),
    )
  })
})
