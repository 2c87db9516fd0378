import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { beginStory, linksOf, type Story } from '../support/story.ts'

// The Type 56 of Museums Victoria (item 388898): serial 10121943, no maker's name, a 66 in a triangle (ITI 8(a), the second scheme of marking).

const serial = { kind: 'SERIAL_PRIMARY', text: '10121943', component: 'RECEIVER' }
const seen = { type: 'ASSAULT_RIFLE', calibre: '7.62x39' }
const found = { on: '2024-05', in: 'FR' }

let story: Story
let weapon: string

beforeAll(async () => {
  story = await beginStory()
  const museum = await story.party('MUSEUM', 'AU', 'Museums Victoria')
  weapon = await story.weapon({
    category: 'SMALL_ARM',
    ...seen,
    make: 'State Factory 66',
    model: 'Type 56',
    countryOfManufacture: 'CN',
    yearOfManufacture: 'UNKNOWN',
    markings: [
      serial,
      { kind: 'FACTORY_SYMBOL', text: '△66', component: 'RECEIVER' },
      { kind: 'MODEL', text: '五六式' },
    ],
  })
  await story.happens('STOCK_REGISTERED', weapon, museum, { on: '1999', in: 'AU' })
})
afterAll(() => story.close())

describe('the Type 56 without a maker’s name', () => {
  it('is identified by the symbol in the place of the name', async () => {
    const markings = [serial, { kind: 'FACTORY_SYMBOL', text: '66 in a triangle', component: 'RECEIVER' }]
    const asked = await story.ask({ agency: 'FR-POLICE', found, seen: { ...seen, model: '五六式', markings } })
    expect([asked.body.status, asked.body.identification.tier]).toEqual(['ANSWERED_FULL', 'T1'])
    expect(linksOf(asked)).toEqual(['STOCK_REGISTERED'])
    expect(asked.body.answer?.manufacturer).toMatchObject({ make: 'State Factory 66', country: 'CN' })
  })

  it('waits for a person where the symbol was not read: the number alone names no maker', async () => {
    const asked = await story.ask({
      agency: 'FR-GENDARMERIE',
      found,
      seen: { ...seen, model: '五六式', markings: [serial] },
    })
    expect(asked.body.identification).toMatchObject({ tier: 'T4', candidates: [{ weaponId: weapon }] })
    await story.expectWaiting(asked, 'FR-GENDARMERIE')
  })

  it('waits where it is called an AK-47: that names a family and no model', async () => {
    const markings = [serial, { kind: 'FACTORY_SYMBOL', text: '△66' }]
    const asked = await story.ask({ agency: 'FR-GENDARMERIE', found, seen: { ...seen, model: 'AK-47', markings } })
    expect(asked.body.identification.tier).toBe('T2')
    await story.expectWaiting(asked, 'FR-GENDARMERIE')
  })
})
