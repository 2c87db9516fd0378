import fc from 'fast-check'
import { expect, test } from 'vitest'
import { HOLDS_FOR_OTHERS } from '../../../src/domain/custody/event-kind-rules.ts'
import { custodyOf, type CustodyRecord, joinedRecords } from '../../../src/domain/custody/record.ts'
import type { TransferStatement } from '../../../src/domain/custody/statements.ts'
import { refuseLinking } from '../../../src/domain/identity/link-rules.ts'
import { partyAt } from '../../../src/domain/parties/party.ts'
import type { VersionOfParty } from '../../../src/domain/parties/parties-then.ts'
import { NOW, recordedAtOf } from '../custody/vector-files.ts'
import { RECORDS } from './generated-acts.ts'
import { grownRecords } from './generated-records.ts'
import { runs } from './runs.ts'

const options = { now: NOW, transitDays: 90 }
const bytesOf = (record: CustodyRecord): string => JSON.stringify(custodyOf(record, options))
const unasked = { needsDecision: false, decision: null, decidedAt: null } as const

test('there is one holder or an explicit conflict, as known at any moment, whatever was corrected, linked, denied or changed', () => {
  fc.assert(
    fc.property(grownRecords, fc.nat(26), (record, tick) => {
      const custody = custodyOf(record, { ...options, knownAt: recordedAtOf(tick) })
      const conflicts = custody.links.filter(({ type }) => type === 'CONFLICT')
      const hasConflict = conflicts.length > 0
      // Where neither record names anybody, as of a weapon surrendered after its frame was replaced, the CONFLICT stands and there is nobody to contend.
      expect(custody.contenders.length > 0).toBe(conflicts.some(({ from, to }) => from !== null || to !== null))
      const { holder, owner, lastLicitHolder, lastLicitOwner } = custody
      if (hasConflict) expect([holder, owner, lastLicitHolder, lastLicitOwner]).toEqual([null, null, null, null])
      expect(custody.chainBroken).toBe(custody.links.some(({ type }) => type === 'GAP'))
    }),
    runs,
  )
})

test('who was a carrier, gunsmith, broker or proof house at the time is never the last licit holder or owner', () => {
  fc.assert(
    fc.property(grownRecords, fc.nat(26), (record, tick) => {
      const { lastLicitHolder, lastLicitOwner, owner } = custodyOf(record, { ...options, knownAt: recordedAtOf(tick) })
      for (const party of [lastLicitHolder, lastLicitOwner, owner])
        expect(party !== null && HOLDS_FOR_OTHERS.has(party.kind)).toBe(false)
    }),
    runs,
  )
})

test('records that are joined tell one chain, whichever of them is asked', () => {
  fc.assert(
    fc.property(grownRecords, fc.nat(26), (record, tick) => {
      const knownAt = recordedAtOf(tick)
      const asked = custodyOf(record, { ...options, knownAt })
      for (const weaponId of joinedRecords(record, knownAt))
        expect({ ...custodyOf({ ...record, weaponId }, { ...options, knownAt }), weaponId: 'weapon' }).toEqual(asked)
    }),
    runs,
  )
})

test('withdrawing a link restores the chain of each record byte for byte, whether it was in effect or waited', () => {
  fc.assert(
    fc.property(grownRecords, fc.nat(2), fc.boolean(), (record, which, waits) => {
      const weaponId = RECORDS[which] ?? 'weapon'
      const otherWeaponId = RECORDS[(which + 1) % RECORDS.length] ?? 'other'
      if (refuseLinking({ ...record, weaponId }, otherWeaponId) !== null) return
      const link = {
        basis: 'SAME_REGISTRATION' as const,
        ...unasked,
        id: 'undone',
        weaponId,
        otherWeaponId,
        needsDecision: waits,
        recordedAt: recordedAtOf(100),
      }
      const withdrawal = {
        ...unasked,
        id: 'withdrawal',
        weaponId,
        subjectKind: 'IDENTITY_LINK' as const,
        subjectId: 'undone',
        replacementId: null,
        recordedAt: recordedAtOf(101),
      }
      const linked = { ...record, links: [...record.links, link] }
      expect(joinedRecords({ ...linked, weaponId }).has(otherWeaponId)).toBe(!waits)
      const undone = { ...linked, declarations: [...record.declarations, withdrawal] }
      for (const asked of RECORDS)
        expect(bytesOf({ ...undone, weaponId: asked })).toBe(bytesOf({ ...record, weaponId: asked }))
    }),
    runs,
  )
})

test('accepting what was denied leaves the chain as if it had only been accepted, byte for byte', () => {
  fc.assert(
    fc.property(grownRecords, fc.nat(30), fc.boolean(), (record, which, isGiver) => {
      const event = record.events[which % record.events.length]
      if (event === undefined) return
      const spoken = { weaponId: event.weaponId, eventId: event.id, side: isGiver ? 'GIVER' : 'RECEIVER' } as const
      const denied: TransferStatement = {
        ...spoken,
        id: 'denied',
        statement: 'DISPUTED',
        recordedAt: recordedAtOf(100),
      }
      const accepted: TransferStatement = {
        ...spoken,
        id: 'settled',
        statement: 'ACCEPTED',
        recordedAt: recordedAtOf(101),
      }
      const settled = { ...record, statements: [...record.statements, denied, accepted] }
      expect(bytesOf(settled)).toBe(bytesOf({ ...record, statements: [...record.statements, accepted] }))
    }),
    runs,
  )
})

test('taking back the correction of a party restores the chain byte for byte', () => {
  fc.assert(
    fc.property(
      grownRecords,
      fc.nat(30),
      fc.constantFrom(null, '2011-01-01', '2013-01-01'),
      (record, which, validFrom) => {
        const party = record.events[which % record.events.length]?.to ?? null
        if (party === null) return
        const versions = record.partyVersions.filter(({ partyId }) => partyId === party.id)
        const { kind } = partyAt({ ...party, nameId: null, versions }, { at: validFrom ?? '0001-01-01' })
        const silent = {
          partyId: party.id,
          country: null,
          nameId: null,
          status: null,
          successorPartyId: null,
          validFrom,
        }
        const wrong: VersionOfParty = { ...silent, id: 'wrong', kind: 'CARRIER', recordedAt: recordedAtOf(100) }
        const right: VersionOfParty = { ...silent, id: 'right', kind, recordedAt: recordedAtOf(101) }
        const undone = { ...record, partyVersions: [...record.partyVersions, wrong, right] }
        expect(bytesOf(undone)).toBe(bytesOf(record))
      },
    ),
    runs,
  )
})

test('the generated records hold what the properties speak of', () => {
  const sample = fc.sample(grownRecords, { numRuns: 300, seed: 1 })
  const share = (has: (record: CustodyRecord) => boolean) => sample.filter(has).length / sample.length
  expect(share((record) => joinedRecords(record).size > 1)).toBeGreaterThan(0.05)
  expect(
    share((record) => record.declarations.some(({ subjectKind }) => subjectKind === 'IDENTITY_LINK')),
  ).toBeGreaterThan(0.05)
  expect(
    share((record) => record.partyVersions.some(({ kind }) => kind === 'GUNSMITH' || kind === 'CARRIER')),
  ).toBeGreaterThan(0.1)
  expect(
    share((record) => custodyOf(record, options).links.some(({ kind }) => kind.startsWith('DISPUTED_BY_'))),
  ).toBeGreaterThan(0.1)
})
