import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type PartyRecord, type PartyVersion, partyAt } from '../../../src/domain/parties/party.ts'

let recorded = 0
function version(said: Partial<PartyVersion>): PartyVersion {
  recorded += 1
  const recordedAt = `2026-01-01T00:00:00.${String(recorded).padStart(6, '0')}Z`
  const nothing = { kind: null, country: null, nameId: null, status: null, successorPartyId: null, validFrom: null }
  return { id: `v${recorded}`, ...nothing, recordedAt, ...said }
}

function dealer(...versions: PartyVersion[]): PartyRecord {
  return { id: 'p', kind: 'DEALER', country: 'FR', nameId: 'first', versions }
}

describe('a party on a day', () => {
  it('is what it was registered as where nothing else was said', () => {
    const state = { kind: 'DEALER', country: 'FR', nameId: 'first', status: 'ACTIVE', successorPartyId: null }
    expect(partyAt(dealer(), { at: '1980-01-01' })).toEqual(state)
  })

  it('is what changed from the day of the change on, and what it was the day before', () => {
    const party = dealer(version({ country: 'BE', validFrom: '2020-07-01' }))
    expect(partyAt(party, { at: '2020-06-30' }).country).toBe('FR')
    expect(partyAt(party, { at: '2020-07-01' }).country).toBe('BE')
  })

  it('is the correction from the start, and later changes of it stay', () => {
    const party = dealer(version({ country: 'BE', validFrom: '2020-07-01' }), version({ country: 'DE' }))
    expect(partyAt(party, { at: '1980-01-01' }).country).toBe('DE')
    expect(partyAt(party, { at: '2021-01-01' }).country).toBe('BE')
  })

  it('keeps the fields that a version does not speak of', () => {
    const party = dealer(version({ nameId: 'second', validFrom: '2020-01-01' }))
    expect(partyAt(party, { at: '2021-01-01' })).toMatchObject({ kind: 'DEALER', country: 'FR', nameId: 'second' })
  })

  it('is open again, without a successor, once its closing is corrected', () => {
    const closing = version({ status: 'CLOSED', successorPartyId: 'heir', validFrom: '2020-01-01' })
    const mended = version({ status: 'ACTIVE', validFrom: '2020-01-01' })
    expect(partyAt(dealer(closing), { at: '2020-01-01' })).toMatchObject({
      status: 'CLOSED',
      successorPartyId: 'heir',
    })
    expect(partyAt(dealer(closing, mended), { at: '2021-01-01' })).toMatchObject({
      status: 'ACTIVE',
      successorPartyId: null,
    })
  })

  it('is not what was recorded only later than the moment asked about', () => {
    const late = version({ country: 'BE' })
    expect(partyAt(dealer(late), { at: '2025-01-01', knownAt: '2025-12-31T23:59:59.999999Z' }).country).toBe('FR')
    expect(partyAt(dealer(late), { at: '2025-01-01', knownAt: late.recordedAt }).country).toBe('BE')
  })
})

describe('over any versions', () => {
  const days = fc.constantFrom('2000-01-01', '2010-01-01', '2020-01-01')
  const versions = fc
    .array(
      fc.record({
        validFrom: fc.option(days),
        country: fc.option(fc.constantFrom('FR', 'BE', 'DE')),
        kind: fc.option(fc.constantFrom('GUNSMITH' as const, 'IMPORTER' as const)),
        status: fc.option(fc.constantFrom('ACTIVE' as const, 'CLOSED' as const)),
      }),
      { maxLength: 8 },
    )
    .map((said) => said.map(version))

  it('the order in which they come from the store decides nothing', () => {
    fc.assert(
      fc.property(versions, days, fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })), (made, at, chance) => {
        const keys = new Map(made.map((one) => [one.id, chance.next().value as number]))
        const shuffled = made.toSorted((a, b) => (keys.get(a.id) ?? 0) - (keys.get(b.id) ?? 0))
        expect(partyAt(dealer(...shuffled), { at })).toEqual(partyAt(dealer(...made), { at }))
      }),
    )
  })

  it('what is known at a moment is what was said until then, whatever is said later', () => {
    fc.assert(
      fc.property(versions, days, fc.nat(8), (made, at, n) => {
        const said = made.slice(0, n)
        const knownAt = said.at(-1)?.recordedAt ?? '2025-12-31T00:00:00.000000Z'
        expect(partyAt(dealer(...made), { at, knownAt })).toEqual(partyAt(dealer(...said), { at }))
      }),
    )
  })
})
