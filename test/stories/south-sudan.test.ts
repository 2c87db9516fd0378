import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { beginStory, linksOf, type Story } from '../support/story.ts'

// Two rifles of one Israeli maker that ended with one service in South Sudan, by two ways (reports on South Sudan). A Galil ACE came there by a route that
// was not established, and was with a militia in December 2013. Others were sold to Uganda in 2007 and passed on in 2014 without the exporter's consent.
// Merged into one chain, each would be given the other's diversion. Serials are invented.

const ace = {
  type: 'ASSAULT_RIFLE',
  make: 'IWI',
  model: 'Galil ACE',
  calibre: '7.62x39',
  markings: [{ kind: 'SERIAL_PRIMARY', text: '40071935', component: 'RECEIVER' }],
}
const micro = {
  type: 'ASSAULT_RIFLE',
  make: 'IWI',
  model: 'Micro Galil',
  calibre: '5.56x45',
  markings: [{ kind: 'SERIAL_PRIMARY', text: '38220614', component: 'RECEIVER' }],
}
const found = { on: '2015-06', in: 'SS' }

let story: Story

beforeAll(async () => {
  story = await beginStory()
  const maker = await story.party('MANUFACTURER', 'IL', 'Israel Weapon Industries')
  const service = await story.party('INTELLIGENCE', 'SS', 'National Security Service')
  const militia = await story.party('NON_STATE_ARMED_GROUP', 'SS', 'Militia (not named here)')
  const uganda = await story.party('MILITARY', 'UG', 'Uganda People’s Defence Force')
  const described = { category: 'SMALL_ARM', countryOfManufacture: 'IL' }
  const aceId = await story.weapon({ ...described, ...ace, yearOfManufacture: 2012 })
  await story.happens('MANUFACTURED', aceId, maker, { on: '2012', in: 'IL' })
  await story.handOver('DIVERTED', aceId, service, militia, { on: '2013-12', in: 'SS' })
  const microId = await story.weapon({ ...described, ...micro, yearOfManufacture: 2006 })
  await story.happens('MANUFACTURED', microId, maker, { on: '2006', in: 'IL' })
  await story.handOver('EXPORTED', microId, maker, uganda, { on: '2007', in: 'IL' })
  await story.handOver('IMPORTED', microId, maker, uganda, { on: '2007', in: 'UG' })
  await story.handOver('UNAUTHORISED_RETRANSFER', microId, uganda, service, { on: '2014', in: 'SS' })
})
afterAll(() => story.close())

describe('two rifles that are easily taken for one story', () => {
  it('shows the gap on the way of the Galil ACE, and does not fill it with Uganda', async () => {
    const asked = await story.ask({ agency: 'UN-PANEL', found, seen: ace })
    expect(linksOf(asked)).toEqual(['MANUFACTURED', 'GAP GIVER_NOT_KNOWN_HOLDER', 'DIVERTED'])
    expect(asked.body.answer).toMatchObject({
      outcome: 'TRACED_TO_DIVERSION',
      lastLicitHolder: { name: 'Israel Weapon Industries' },
      diversion: { notBefore: { value: '2012' }, notAfter: { value: '2013-12' } },
    })
    expect(JSON.stringify(asked.body.answer)).not.toContain('Uganda')
  })

  it('shows Uganda as the last licit holder of the other, and its retransfer as the diversion', async () => {
    const asked = await story.ask({ agency: 'UN-PANEL', found, seen: micro })
    expect(linksOf(asked)).toEqual(['MANUFACTURED', 'EXPORTED', 'IMPORTED', 'UNAUTHORISED_RETRANSFER'])
    expect(asked.body.answer).toMatchObject({
      outcome: 'TRACED_TO_DIVERSION',
      gaps: [],
      lastLicitHolder: { country: 'UG', kind: 'MILITARY' },
      diversion: { notBefore: { value: '2007' }, notAfter: { value: '2014' } },
    })
    expect(JSON.stringify(asked.body.answer)).not.toContain('Militia')
  })

  it('releases neither for the number of one on the model of the other', async () => {
    const asked = await story.ask({
      agency: 'FR-POLICE',
      found: { on: '2016', in: 'FR' },
      seen: { ...micro, markings: ace.markings },
    })
    expect(asked.body.identification.tier).toBe('T5')
    await story.expectWaiting(asked, 'FR-POLICE')
  })
})
