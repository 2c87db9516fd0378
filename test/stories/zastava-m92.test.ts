import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { beginStory, linksOf, type Story } from '../support/story.ts'

// A pistol of Zastava, sold in the United States in 2014 and recovered in Mexico in March 2015. In November a notice gave its number for a weapon found in
// Paris, and the number alone was confirmed (Sun-Sentinel, with its later correction). Serial and persons are invented.

const seen = {
  type: 'PISTOL_SELF_LOADING',
  make: 'Zastava',
  model: 'M92',
  calibre: '7.62x39',
  markings: [{ kind: 'SERIAL_PRIMARY', text: 'M92PV 041373', component: 'RECEIVER' }],
}

let story: Story
let weapon: string

beforeAll(async () => {
  story = await beginStory()
  const maker = await story.party('MANUFACTURER', 'RS', 'Zastava Arms')
  const importer = await story.party('IMPORTER', 'US', 'Century International Arms')
  const dealer = await story.party('DEALER', 'US', 'Licensee (not named in the source)')
  const buyer = await story.party('PRIVATE_PERSON', 'US', 'Pat Sample (invented)')
  const mexico = await story.party('POLICE', 'MX', 'Evidence store, Mexico')
  weapon = await story.weapon({
    category: 'SMALL_ARM',
    type: 'PISTOL_SELF_LOADING',
    make: 'Zastava',
    model: 'PAP M92 PV',
    calibre: '7.62x39',
    countryOfManufacture: 'RS',
    yearOfManufacture: 2013,
    markings: [{ kind: 'SERIAL_PRIMARY', text: 'M92PV041373', component: 'RECEIVER' }],
  })
  await story.happens('MANUFACTURED', weapon, maker, { on: '2013', in: 'RS' })
  await story.handOver('EXPORTED', weapon, maker, importer, { on: '2013-05', in: 'RS' })
  await story.handOver('IMPORTED', weapon, maker, importer, { on: '2013', in: 'US' })
  await story.handOver('SOLD_DOMESTIC', weapon, importer, dealer, { on: '2013', in: 'US' })
  await story.handOver('RETAIL_SALE', weapon, dealer, buyer, { on: '2014-02', in: 'US' })
  await story.happens('SEIZED', weapon, mexico, { on: '2015-03', in: 'MX' })
})
afterAll(() => story.close())

describe('the M92 that was traced to the wrong crime', () => {
  it('is not confirmed for Paris, though every mark agrees: it lies in Mexico, and a person has to decide', async () => {
    const asked = await story.ask({ agency: 'FR-POLICE', found: { on: '2015-11-13', in: 'FR' }, seen })
    expect(asked.body.identification).toMatchObject({ tier: 'T1', candidates: [{ weaponId: weapon }] })
    expect(asked.body.flags).toMatchObject([{ code: 'ALREADY_RECOVERED_ELSEWHERE', blocking: true, country: 'MX' }])
    await story.expectWaiting(asked, 'FR-POLICE')
  })

  it('is not confirmed on its number alone either', async () => {
    const asked = await story.ask({
      agency: 'FR-POLICE',
      found: { on: '2015-11-13', in: 'FR' },
      seen: { markings: seen.markings },
    })
    expect(asked.body.identification.tier).not.toBe('T1')
    await story.expectWaiting(asked, 'FR-POLICE')
  })

  it('waits where the day of recovery is not told, since it may then be another recovery', async () => {
    const asked = await story.ask({ agency: 'MX-POLICE', found: { in: 'MX' }, seen })
    await story.expectWaiting(asked, 'MX-POLICE')
  })

  it('is answered to Mexico for its own recovery: back to the maker, and to the last licit holder', async () => {
    const asked = await story.ask({ agency: 'MX-POLICE', found: { on: '2015-03', in: 'MX' }, seen })
    expect(asked.body.status).toBe('ANSWERED_FULL')
    expect(linksOf(asked)).toEqual(['MANUFACTURED', 'EXPORTED', 'IMPORTED', 'SOLD_DOMESTIC', 'RETAIL_SALE', 'SEIZED'])
    expect(asked.body.answer).toMatchObject({
      manufacturer: { name: 'Zastava Arms', country: 'RS' },
      lastLicitHolder: { kind: 'PRIVATE_PERSON', name: 'Pat Sample (invented)' },
      timeToCrimeDays: null,
      timeToCrime: { basis: 'RETAIL_SALE', minDays: 366, maxDays: 423 },
    })
  })
})
