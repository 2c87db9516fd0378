import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { beginStory, linksOf, type Story } from '../support/story.ts'

// A rifle made at Cugir in Romania, stripped for import, refitted and sold by Century in the United States, and found in Mexico (Center for Public
// Integrity). The importer's name stands on it, and is taken for the maker's. Serial and dates are invented; whom the dealer sold it to is in no source.

const serial = { kind: 'SERIAL_PRIMARY', text: '1-63842-06', component: 'TRUNNION' }
const seen = { type: 'RIFLE', model: 'WASR-10', calibre: '7.62x39', markings: [serial] }
const found = { on: '2008-11-03', in: 'MX' }

let story: Story
let weapon: string

beforeAll(async () => {
  story = await beginStory()
  const maker = await story.party('STATE_ARSENAL', 'RO', 'Fabrica de Arme Cugir')
  const importer = await story.party('IMPORTER', 'US', 'Century International Arms')
  const wholesaler = await story.party('WHOLESALER', 'US', 'Wholesaler (not named in the source)')
  const dealer = await story.party('DEALER', 'US', 'Dealer (not named in the source)')
  const mexico = await story.party('POLICE', 'MX', 'Evidence store, Mexico')
  weapon = await story.weapon({
    category: 'SMALL_ARM',
    ...seen,
    make: 'Cugir',
    countryOfManufacture: 'RO',
    yearOfManufacture: 2006,
    markings: [serial, { kind: 'IMPORTER_NAME', text: 'C.A.I. GEORGIA VT', country: 'US' }],
  })
  await story.happens('MANUFACTURED', weapon, maker, { on: '2006', in: 'RO' })
  await story.handOver('EXPORTED', weapon, maker, importer, { on: '2007-03', in: 'RO' })
  await story.handOver('IMPORTED', weapon, maker, importer, { on: '2007-04', in: 'US' })
  await story.happens('PART_EXCHANGED', weapon, importer, { on: '2007-05', in: 'US' })
  await story.handOver('SOLD_DOMESTIC', weapon, importer, wholesaler, { on: '2007-06', in: 'US' })
  await story.handOver('SOLD_DOMESTIC', weapon, wholesaler, dealer, { on: '2007-07', in: 'US' })
  await story.happens('SEIZED', weapon, mexico, found)
})
afterAll(() => story.close())

describe('the WASR-10 whose importer is taken for its maker', () => {
  it('is found under the importer’s name, at T4, and waits for two persons', async () => {
    const asked = await story.ask({ agency: 'MX-POLICE', found, seen: { ...seen, make: 'Century Arms' } })
    expect(asked.body.identification).toMatchObject({ tier: 'T4', candidates: [{ weaponId: weapon }] })
    await story.expectWaiting(asked, 'MX-POLICE')
  })

  it('is answered under its maker’s name, with the importer where he belongs', async () => {
    const asked = await story.ask({ agency: 'MX-POLICE', found, seen: { ...seen, make: 'Romarm Cugir' } })
    expect([asked.body.status, asked.body.identification.tier]).toEqual(['ANSWERED_FULL', 'T1'])
    expect(linksOf(asked)).toEqual([
      'MANUFACTURED',
      'EXPORTED',
      'IMPORTED',
      'PART_EXCHANGED',
      'SOLD_DOMESTIC',
      'SOLD_DOMESTIC',
      'SEIZED',
    ])
    const { answer } = asked.body
    expect(answer?.manufacturer).toMatchObject({ country: 'RO', name: 'Fabrica de Arme Cugir' })
    expect(answer?.lastLicitHolder).toMatchObject({ kind: 'DEALER', country: 'US' })
    expect(answer?.diversion).toMatchObject({ notBefore: { value: '2007-07' }, notAfter: { value: '2008-11-03' } })
    // No retail sale is recorded, so no time to crime is made up.
    expect(answer?.timeToCrimeDays).toBeNull()
  })
})
