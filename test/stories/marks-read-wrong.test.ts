import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { beginStory, linksOf, type Story } from '../support/story.ts'

// What goes wrong between the steel and the form (domain: the larger part of traces that fail, fail on the mark). Makers are real, weapons and persons invented.

const POLICE = 'FR-POLICE'
const found = { on: '2025-05-14', in: 'FR' }
const frame = (text: string) => ({ kind: 'SERIAL_PRIMARY', text, component: 'FRAME' })

let story: Story

beforeAll(async () => {
  story = await beginStory()
})
afterAll(() => story.close())

/** A weapon that was made and sold to somebody; his name is how the story knows him. */
async function sold(described: Record<string, unknown>, to: string): Promise<string> {
  const maker = await story.party('MANUFACTURER', 'AT', `Maker of ${to}`)
  const buyer = await story.party('PRIVATE_PERSON', 'FR', to)
  const weapon = await story.weapon({
    category: 'SMALL_ARM',
    countryOfManufacture: 'AT',
    yearOfManufacture: 2015,
    ...described,
  })
  await story.happens('MANUFACTURED', weapon, maker, { on: '2015-02-01', in: 'AT' })
  await story.handOver('RETAIL_SALE', weapon, maker, buyer, { on: '2016-03-04', in: 'FR' })
  return weapon
}

const pistol = { type: 'PISTOL_SELF_LOADING', calibre: '9x19' }

describe('one serial of three makers', () => {
  const makers = [
    { make: 'Glock', model: 'Glock 17', to: 'Buyer of the Glock' },
    { make: 'Smith & Wesson', model: 'M&P9', to: 'Buyer of the Smith' },
    { make: 'Taurus', model: 'PT 92', to: 'Buyer of the Taurus' },
  ]

  beforeAll(async () => {
    for (const { to, ...made } of makers) await sold({ ...pistol, ...made, markings: [frame('ABC1234')] }, to)
  })

  it.each(makers)('is answered with the $make and with no other’s buyer', async ({ to, ...made }) => {
    const asked = await story.ask({ agency: POLICE, found, seen: { ...pistol, ...made, markings: [frame('ABC1234')] } })
    expect([asked.body.status, asked.body.identification.tier]).toEqual(['ANSWERED_FULL', 'T1'])
    expect(asked.body.answer?.lastLicitHolder).toMatchObject({ name: to })
    for (const other of makers) if (other.to !== to) expect(asked.text).not.toContain(other.to)
  })

  it('is answered with none where the maker was not read: three candidates, and a person decides', async () => {
    const seen = { ...pistol, markings: [frame('ABC1234')] }
    const asked = await story.ask({ agency: 'FR-GENDARMERIE', found, seen })
    expect([asked.body.identification.tier, asked.body.identification.candidates.length]).toEqual(['T5', 3])
    await story.expectWaiting(asked, 'FR-GENDARMERIE')
  })
})

describe('the number of the slide in the place of the frame’s', () => {
  it('points at the pistol and releases nothing by itself; one person who compares releases it', async () => {
    const markings = [frame('BXR417'), { kind: 'SERIAL_COMPONENT', text: 'KTL902', component: 'SLIDE' }]
    const weapon = await sold({ ...pistol, make: 'Glock', model: 'Glock 17', markings }, 'Buyer with another slide')
    const seen = {
      ...pistol,
      make: 'Glock',
      model: 'Glock 17',
      markings: [{ kind: 'SERIAL_PRIMARY', text: 'KTL902', component: 'SLIDE' }],
    }
    const asked = await story.ask({ agency: POLICE, found, seen })
    expect(asked.body.identification).toMatchObject({ tier: 'T2', candidates: [{ weaponId: weapon }] })
    await story.expectWaiting(asked, POLICE)
    const confirmed = await story.confirm(asked.body.id, weapon)
    expect(confirmed.answer?.lastLicitHolder).toMatchObject({ name: 'Buyer with another slide' })
  })
})

describe('figures and letters of another script', () => {
  it('are the same mark where they look alike: a Cyrillic ВН read as Latin BH', async () => {
    const made = {
      type: 'PISTOL_SELF_LOADING',
      make: 'Baikal',
      model: 'Makarov PM',
      calibre: '9x18',
      countryOfManufacture: 'SU',
      yearOfManufacture: 1983,
    }
    await sold({ ...made, markings: [frame('ВН 4821')] }, 'Holder of the Makarov')
    const asked = await story.ask({ agency: POLICE, found, seen: { ...made, markings: [frame('BH4821')] } })
    expect(asked.body.identification).toMatchObject({ tier: 'T1', keysUsed: ['visual'] })
    expect(asked.body.answer?.lastLicitHolder).toMatchObject({ name: 'Holder of the Makarov' })
    // The mark stands in the answer as it was struck.
    expect(asked.body.answer?.weapon?.markings[0]?.text).toBe('ВН 4821')
  })

  it('wait for a person where they only sound alike: VN for ВН', async () => {
    const seen = {
      type: 'PISTOL_SELF_LOADING',
      make: 'Baikal',
      model: 'Makarov PM',
      calibre: '9x18',
      yearOfManufacture: 1983,
      markings: [frame('VN4821')],
    }
    const asked = await story.ask({ agency: 'FR-GENDARMERIE', found, seen })
    expect(asked.body.identification).toMatchObject({ tier: 'T2', keysUsed: ['phonetic'] })
    await story.expectWaiting(asked, 'FR-GENDARMERIE')
  })

  it('are the same mark where they mean the same: Arabic-Indic figures of a rifle', async () => {
    const made = {
      type: 'ASSAULT_RIFLE',
      make: 'Zastava',
      model: 'M70',
      calibre: '7.62x39',
      countryOfManufacture: 'YU',
      yearOfManufacture: 1984,
    }
    await sold({ ...made, markings: [{ ...frame('456789'), component: 'RECEIVER' }] }, 'Holder of the M70')
    const asked = await story.ask({
      agency: POLICE,
      found,
      seen: { ...made, markings: [{ ...frame('٤٥٦٧٨٩'), component: 'RECEIVER' }] },
    })
    expect(asked.body.identification.tier).toBe('T1')
    expect(asked.body.answer?.lastLicitHolder).toMatchObject({ name: 'Holder of the M70' })
  })
})

describe('the importer named as the maker', () => {
  it('is told to the asker, and two persons release the weapon, not one', async () => {
    const rifle = { type: 'RIFLE', make: 'Cugir', model: 'WASR-10', calibre: '7.62x39', countryOfManufacture: 'RO' }
    const markings = [{ ...frame('1-84321-02'), component: 'RECEIVER' }]
    const weapon = await sold({ ...rifle, markings }, 'Buyer of the WASR')
    const seen = { ...rifle, make: 'Century Arms', markings, countryOfManufacture: undefined }
    const asked = await story.ask({ agency: POLICE, found, seen })
    expect(asked.body.identification).toMatchObject({ tier: 'T4', candidates: [{ weaponId: weapon }] })
    const first = await story.confirm(asked.body.id, weapon, 'anna')
    expect([first.status, first.answer]).toEqual(['IN_PROGRESS_DOMESTIC', undefined])
    const second = await story.confirm(asked.body.id, weapon, 'boris')
    expect(second.answer).toMatchObject({ decided: { persons: 2 }, manufacturer: { make: 'Cugir' } })
  })
})

describe('a re-numbered frame', () => {
  it('is found under both its numbers, and the struck-out one releases nothing by itself', async () => {
    const made = { ...pistol, make: 'Beretta', model: '92 FS', countryOfManufacture: 'IT' }
    const markings = [
      { kind: 'SERIAL_PRIMARY', text: 'D77310Z', component: 'FRAME', condition: 'OVERSTAMPED' },
      { kind: 'SERIAL_STATE_ASSIGNED', text: 'FR2019-0042', component: 'FRAME' },
    ]
    const weapon = await sold({ ...made, markings }, 'Holder of the re-numbered pistol')
    const anew = await story.ask({
      agency: POLICE,
      found,
      seen: { ...made, markings: [{ ...frame('FR2019-0042'), kind: 'SERIAL_STATE_ASSIGNED' }] },
    })
    expect([anew.body.status, linksOf(anew)]).toEqual(['ANSWERED_FULL', ['MANUFACTURED', 'RETAIL_SALE']])
    const old = await story.ask({ agency: 'FR-GENDARMERIE', found, seen: { ...made, markings: [frame('D77310Z')] } })
    expect(old.body.identification).toMatchObject({ tier: 'T2', candidates: [{ weaponId: weapon }] })
    await story.expectWaiting(old, 'FR-GENDARMERIE')
  })
})
