import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { beginStory, linksOf, type Story } from '../support/story.ts'

// A missile that a maker in the European Union sold to the United States, that went to an armed group in Syria against the promise not to pass it on, from
// there to the Islamic State, and was recovered in Iraq within two months of leaving its factory (press on a field study, 2017). Days, maker and serial are
// invented; the order and the two months are the source's.

const seen = {
  type: 'LAUNCHER_ANTI_TANK_ROCKET_MISSILE',
  make: 'Works 11 (invented)',
  model: 'Guided missile in launch tube',
  calibre: '120 mm',
  markings: [{ kind: 'SERIAL_PRIMARY', text: '11-15-00947', component: 'LAUNCH_TUBE' }],
}
const found = { on: '2016-01-28', in: 'IQ' }

let story: Story

beforeAll(async () => {
  story = await beginStory()
  const maker = await story.party('MANUFACTURER', 'BG', 'Maker in the European Union (not named here)')
  const buyer = await story.party('MILITARY', 'US', 'Buyer in the United States (not named in the source)')
  const group = await story.party('NON_STATE_ARMED_GROUP', 'SY', 'Armed group in Syria')
  const islamicState = await story.party('NON_STATE_ARMED_GROUP', 'IQ', 'Islamic State')
  const iraq = await story.party('MILITARY', 'IQ', 'Store of recovered arms, Iraq')
  const weapon = await story.weapon({
    category: 'LIGHT_WEAPON',
    ...seen,
    countryOfManufacture: 'BG',
    yearOfManufacture: 2015,
  })
  await story.happens('MANUFACTURED', weapon, maker, { on: '2015-12-01', in: 'BG' })
  await story.handOver('EXPORTED', weapon, maker, buyer, { on: '2015-12-10', in: 'BG' })
  await story.handOver('IMPORTED', weapon, maker, buyer, { on: '2015-12-15', in: 'US' })
  await story.handOver('UNAUTHORISED_RETRANSFER', weapon, buyer, group, { on: '2016-01-05', in: 'SY' })
  await story.handOver('TRAFFICKED', weapon, group, islamicState, { on: '2016-01-15', in: 'IQ' })
  await story.happens('FOUND', weapon, iraq, found)
})
afterAll(() => story.close())

describe('the missile that was recovered within two months', () => {
  it('is traced to the retransfer: the buyer is the last licit holder, three weeks after the import', async () => {
    const asked = await story.ask({ agency: 'UN-PANEL', found, seen })
    expect([asked.body.status, asked.body.identification.tier]).toEqual(['ANSWERED_FULL', 'T1'])
    expect(linksOf(asked)).toEqual([
      'MANUFACTURED',
      'EXPORTED',
      'IMPORTED',
      'UNAUTHORISED_RETRANSFER',
      'TRAFFICKED',
      'FOUND',
    ])
    expect(asked.body.answer).toMatchObject({
      outcome: 'TRACED_TO_DIVERSION',
      lastLicitHolder: { kind: 'MILITARY', country: 'US' },
      holder: { kind: 'MILITARY', country: 'IQ' },
      diversion: { notBefore: { value: '2015-12-15' }, notAfter: { value: '2016-01-05' } },
      timeToDiversionDays: 21,
      timeToDiversion: { basis: 'IMPORTED' },
    })
  })

  it('waits for a person where another State asks: it lies in Iraq already', async () => {
    const asked = await story.ask({ agency: 'FR-POLICE', found: { on: '2016-02-10', in: 'FR' }, seen })
    expect(asked.body.flags).toMatchObject([
      { code: 'ALREADY_RECOVERED_ELSEWHERE', country: 'IQ' },
      // The panel asked first; what for is its own case.
      { code: 'SOUGHT_BY_ANOTHER_AGENCY', blocking: false, country: 'CH' },
    ])
    await story.expectWaiting(asked, 'FR-POLICE')
  })
})
