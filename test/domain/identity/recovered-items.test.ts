import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type CustodyRecord, custodyOf, joinedRecords } from '../../../src/domain/custody/record.ts'
import { apartFromItems, asSeenBy, endsOfItemLinks } from '../../../src/domain/identity/recovered-items.ts'
import { RECORDS } from '../corrections/generated-acts.ts'
import { grownRecords } from '../corrections/generated-records.ts'
import { runs } from '../corrections/runs.ts'
import { NOW, recordedAtOf } from '../custody/vector-files.ts'

/** A generated record, which of its three a reader may read, the one that he asks for among them, and a moment. */
const readings = fc
  .tuple(grownRecords, fc.uniqueArray(fc.constantFrom(...RECORDS), { minLength: 1 }), fc.nat(26))
  .map(([record, readable, tick]) => ({
    record: { ...record, weaponId: readable[0] ?? 'weapon' },
    visible: new Set<string>(readable),
    knownAt: recordedAtOf(tick),
  }))

/** What a reader of these records could put together by himself: each with what was registered twice. */
function ownReading(record: CustodyRecord, visible: ReadonlySet<string>, knownAt: string): Set<string> {
  return new Set(
    [...visible].flatMap((weaponId) => [...joinedRecords({ ...apartFromItems(record), weaponId }, knownAt)]),
  )
}

test('a reader is told of no record that he could not have read without the link to the recovered item', () => {
  fc.assert(
    fc.property(readings, ({ record, visible, knownAt }) => {
      const told = joinedRecords(asSeenBy(visible, record, knownAt), knownAt)
      const own = ownReading(record, visible, knownAt)
      expect([...told].filter((id) => !own.has(id))).toEqual([])
    }),
    runs,
  )
})

test('a reader of all the records is told the whole, and one who sees none of the others what is recorded apart from items', () => {
  const links = { item: 0, hidden: 0 }
  fc.assert(
    fc.property(readings, ({ record, knownAt }) => {
      const options = { now: NOW, transitDays: 90, knownAt }
      expect(custodyOf(asSeenBy(new Set(RECORDS), record, knownAt), options)).toEqual(custodyOf(record, options))
      const alone = custodyOf(asSeenBy(new Set(), record, knownAt), options)
      expect(alone).toEqual(custodyOf(apartFromItems(record), options))
      if (endsOfItemLinks(record).length > 0) links.item += 1
      if (alone.links.length < custodyOf(record, options).links.length) links.hidden += 1
    }),
    runs,
  )
  expect(links.item).toBeGreaterThan(5)
  expect(links.hidden).toBeGreaterThan(0)
})

test('whichever of the records that he is told of a reader asks for, he is told the same', () => {
  fc.assert(
    fc.property(readings, ({ record, visible, knownAt }) => {
      const told = joinedRecords(asSeenBy(visible, record, knownAt), knownAt)
      for (const weaponId of visible)
        if (told.has(weaponId))
          expect(joinedRecords(asSeenBy(visible, { ...record, weaponId }, knownAt), knownAt)).toEqual(told)
    }),
    runs,
  )
})
