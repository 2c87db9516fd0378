import { describe, expect, it } from 'vitest'
import { type CustodyRecord, custodyOf, eventsKnownAt, partyToday } from '../../../src/domain/custody/record.ts'
import type { VersionOfParty } from '../../../src/domain/parties/parties-then.ts'
import { NOW, toEvents } from '../custody/vector-files.ts'

const parties = {
  maker: { kind: 'MANUFACTURER', country: 'AT' },
  smith: { kind: 'GUNSMITH', country: 'FR' },
  buyer: { kind: 'PRIVATE_PERSON', country: 'FR' },
} as const

const events = toEvents(
  [
    { kind: 'MANUFACTURED', to: 'maker', on: '2010-01-01' },
    { kind: 'SOLD_DOMESTIC', from: 'maker', to: 'smith', on: '2012-01-01' },
    { kind: 'RETAIL_SALE', from: 'smith', to: 'buyer', on: '2016-05-01' },
  ],
  parties,
)

function version(said: Partial<VersionOfParty>): VersionOfParty {
  const nothing = { kind: null, country: null, nameId: null, status: null, successorPartyId: null, validFrom: null }
  return { id: 'v', partyId: 'smith', ...nothing, recordedAt: '2026-07-01T00:00:00.000000Z', ...said }
}

const record = (...partyVersions: VersionOfParty[]): CustodyRecord => ({
  weaponId: 'weapon',
  events,
  declarations: [],
  links: [],
  statements: [],
  partyVersions,
})
const options = { now: NOW, transitDays: 90 }

describe('a party in a chain', () => {
  it('is what it was when the event happened', () => {
    const [, bought, sold] = eventsKnownAt(record(version({ kind: 'DEALER', validFrom: '2014-01-01' })))
    expect([bought?.to?.kind, sold?.from?.kind]).toEqual(['GUNSMITH', 'DEALER'])
  })

  it('is by a correction the last licit holder, and was not as known before the correction', () => {
    const corrected = record(version({ kind: 'DEALER' }))
    const until2015 = { ...options, at: '2015-01-01T00:00:00.000000Z' }
    expect(custodyOf(corrected, until2015).lastLicitHolder).toMatchObject({ id: 'smith', kind: 'DEALER' })
    const before = { ...until2015, knownAt: '2026-06-30T00:00:00.000000Z' }
    expect(custodyOf(corrected, before)).toEqual(custodyOf(record(), before))
    expect(custodyOf(corrected, before).lastLicitHolder?.id).toBe('maker')
  })

  it('that was closed when it happened is shown so on the link; the chain is the same', () => {
    const { links, holder } = custodyOf(record(version({ status: 'CLOSED', validFrom: '2016-05-01' })), options)
    expect(links.map((link) => link.findings.map(({ code }) => code).includes('PARTY_CLOSED_THEN'))).toEqual([
      false,
      false,
      true,
    ])
    expect(holder?.id).toBe('buyer')
  })

  it('that closed since is marked as holder from the day it closed on, and not on earlier days', () => {
    const closed = version({ partyId: 'buyer', status: 'CLOSED', validFrom: '2020-01-01' })
    const on = (at: string) => custodyOf(record(closed), { ...options, at })
    expect(on('2019-12-31T00:00:00.000000Z').lastLicitHolder).toEqual({ id: 'buyer', ...parties.buyer })
    expect(on('2020-01-01T00:00:00.000000Z').lastLicitHolder?.status).toBe('CLOSED')
    expect(partyToday(record(closed), { id: 'buyer', ...parties.buyer }, NOW)?.status).toBe('CLOSED')
  })
})
