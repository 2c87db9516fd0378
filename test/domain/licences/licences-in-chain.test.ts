import { describe, expect, it } from 'vitest'
import { custodyOf } from '../../../src/domain/custody/record.ts'
import type { LicenceOfParty } from '../../../src/domain/licences/licences-in-chain.ts'
import { NOW, toEvents } from '../custody/vector-files.ts'

const parties = {
  maker: { kind: 'MANUFACTURER', country: 'AT' },
  dealer: { kind: 'DEALER', country: 'FR' },
  buyer: { kind: 'PRIVATE_PERSON', country: 'FR' },
} as const
const events = toEvents(
  [
    { kind: 'MANUFACTURED', to: 'maker', on: '2010-01-01' },
    { kind: 'SOLD_DOMESTIC', from: 'maker', to: 'dealer', on: '2012-01-01' },
    { kind: 'RETAIL_SALE', from: 'dealer', to: 'buyer', on: '2016-05-01' },
  ],
  parties,
)

function revoked(partyId: string, kind: LicenceOfParty['kind']): LicenceOfParty {
  const version = {
    id: 'v',
    action: 'REVOKED' as const,
    from: '2015-01-01',
    terms: {},
    recordedAt: '2026-08-01T00:00:00.000000Z',
  }
  const terms = {
    kind,
    number: 'X-1',
    validFrom: '2000-01-01',
    validTo: null,
    issuer: null,
    country: null,
    scope: null,
  }
  return { id: `of-${partyId}`, partyId, ...terms, recordedAt: '2026-01-01T00:00:00.000000Z', versions: [version] }
}

const chainOf = (licences: readonly LicenceOfParty[], knownAt?: string) =>
  custodyOf(
    { weaponId: 'weapon', events, declarations: [], links: [], statements: [], partyVersions: [], licences },
    { now: NOW, transitDays: 90, ...(knownAt === undefined ? {} : { knownAt }) },
  )
const saidOf = (...asked: Parameters<typeof chainOf>) =>
  chainOf(...asked).links.map(({ findings }) =>
    findings.flatMap(({ code }) => (code.startsWith('LICENCE') ? [code] : [])),
  )

describe('the links of a chain', () => {
  it('say which firm acted under a licence that was revoked by then, and stay as licit as they were', () => {
    const licences = [revoked('dealer', 'DEALER_LICENCE')]
    expect(saidOf(licences)).toEqual([[], [], ['LICENCE_REVOKED']])
    expect(chainOf(licences).links.map(({ licit }) => licit)).toEqual(chainOf([]).links.map(({ licit }) => licit))
  })

  it('do not know of a revocation that was recorded later', () => {
    const knownAt = '2026-07-31T00:00:00.000000Z'
    expect(chainOf([revoked('dealer', 'DEALER_LICENCE')], knownAt)).toEqual(chainOf([], knownAt))
  })

  it('never tell of the permit of a person, whoever reads them', () => {
    expect(chainOf([revoked('buyer', 'POSSESSION_PERMIT')])).toEqual(chainOf([]))
  })

  it('do not count licences that are not recorded', () => {
    expect(saidOf([])).toEqual([[], [], []])
  })
})
