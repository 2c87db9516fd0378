import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { ErrorDeclaration } from '../../../src/domain/corrections/declaration.ts'
import { refuseDeclaring } from '../../../src/domain/corrections/may-declare.ts'
import { standingAt, standingNow } from '../../../src/domain/corrections/standing.ts'
import { custodyOf, eventsKnownAt } from '../../../src/domain/custody/record.ts'
import { NOW, recordedAtOf } from '../custody/vector-files.ts'
import { asRecordedBy, grownRecords } from './generated-records.ts'
import { runs } from './runs.ts'

const options = { now: NOW, transitDays: 90 }

function shuffled<T>(items: readonly T[], seed: number): T[] {
  return items
    .map((item, index) => ({ item, at: ((index + 1) * 7919 * (seed + 1)) % 1009 }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item)
}

test('any order in which the record is read gives the same chain', () => {
  fc.assert(
    fc.property(grownRecords, fc.nat(100), (record, seed) => {
      const mixed = {
        ...record,
        events: shuffled(record.events, seed),
        declarations: shuffled(record.declarations, seed + 1),
        links: shuffled(record.links, seed + 2),
        statements: shuffled(record.statements, seed + 3),
        partyVersions: shuffled(record.partyVersions, seed + 4),
      }
      expect(custodyOf(mixed, options)).toEqual(custodyOf(record, options))
    }),
    runs,
  )
})

test('nothing recorded later leaks into a chain as known before: no report, correction, decision, withdrawal, link, denial or change of a party', () => {
  fc.assert(
    fc.property(grownRecords, fc.nat(26), (record, tick) => {
      const knownAt = recordedAtOf(tick)
      const then = asRecordedBy(record, knownAt)
      expect(custodyOf(record, { ...options, knownAt })).toEqual(custodyOf(then, { ...options, knownAt }))
      // At that moment it was simply the chain of today.
      expect(custodyOf(record, { ...options, knownAt })).toEqual(custodyOf(then, options))
    }),
    runs,
  )
})

test('undoing a correction restores the chain byte for byte, whether it was in effect or waited', () => {
  fc.assert(
    fc.property(grownRecords, fc.nat(30), fc.boolean(), fc.boolean(), (record, which, waits, replaces) => {
      const event = record.events[which % record.events.length]
      if (event === undefined || refuseDeclaring(event.id, record.declarations) !== null) return
      const said = { weaponId: 'weapon', decision: null, decidedAt: null }
      const declaration: ErrorDeclaration = {
        ...said,
        id: 'undone',
        subjectKind: 'CUSTODY_EVENT',
        subjectId: event.id,
        replacementId: replaces ? 'replacement' : null,
        recordedAt: recordedAtOf(100),
        needsDecision: waits,
      }
      const withdrawal: ErrorDeclaration = {
        ...said,
        id: 'withdrawal',
        subjectKind: 'ERROR_DECLARATION',
        subjectId: 'undone',
        replacementId: null,
        recordedAt: recordedAtOf(101),
        needsDecision: false,
      }
      const replacement = { ...event, id: 'replacement', recordedAt: recordedAtOf(100), declarationId: 'undone' }
      const corrected = {
        ...record,
        events: replaces ? [...record.events, replacement] : record.events,
        declarations: [...record.declarations, declaration],
      }
      const undone = { ...corrected, declarations: [...corrected.declarations, withdrawal] }
      expect(JSON.stringify(custodyOf(undone, options))).toBe(JSON.stringify(custodyOf(record, options)))
      if (eventsKnownAt(record).some(({ id }) => id === event.id))
        expect(JSON.stringify(custodyOf(corrected, options))).not.toBe(JSON.stringify(custodyOf(record, options)))
    }),
    runs,
  )
})

test('of an event and what replaces it, never both stand and never neither, but where it did not occur', () => {
  fc.assert(
    fc.property(grownRecords, (record) => {
      const standing = new Set(eventsKnownAt(record).map(({ id }) => id))
      for (const { subjectId, subjectKind, replacementId } of record.declarations) {
        if (subjectKind !== 'CUSTODY_EVENT' || replacementId === null) continue
        expect(standing.has(subjectId) && standing.has(replacementId)).toBe(false)
      }
    }),
    runs,
  )
})

test('what the database is told of standing facts is what the chain is built of', () => {
  fc.assert(
    fc.property(grownRecords, (record) => {
      const fallen = new Set(standingNow(record.declarations).flatMap(({ factId, stands }) => (stands ? [] : [factId])))
      const { facts } = standingAt(record.events, record.declarations)
      expect(new Set(facts.map(({ id }) => id))).toEqual(
        new Set(record.events.map(({ id }) => id).filter((id) => !fallen.has(id))),
      )
    }),
    runs,
  )
})
