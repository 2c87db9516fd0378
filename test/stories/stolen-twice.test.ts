import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { beginStory, linksOf, type Story } from '../support/story.ts'

// A pistol stolen, recovered, given back, sold and stolen again: two diversions, and each recovery has its own last licit holder. All of it is invented.

const seen = {
  type: 'PISTOL_SELF_LOADING',
  make: 'Glock',
  model: 'Glock 17',
  calibre: '9x19',
  markings: [{ kind: 'SERIAL_PRIMARY', text: 'DRM555', component: 'FRAME' }],
}

let story: Story

beforeAll(async () => {
  story = await beginStory()
  const maker = await story.party('MANUFACTURER', 'AT', 'Maker')
  const [first, second] = [
    await story.party('PRIVATE_PERSON', 'FR', 'First owner'),
    await story.party('PRIVATE_PERSON', 'FR', 'Second owner'),
  ]
  const store = await story.party('POLICE', 'FR', 'Police store')
  const weapon = await story.weapon({
    category: 'SMALL_ARM',
    ...seen,
    countryOfManufacture: 'AT',
    yearOfManufacture: 2010,
  })
  await story.happens('MANUFACTURED', weapon, maker, { on: '2010-02-03', in: 'AT' })
  await story.handOver('RETAIL_SALE', weapon, maker, first, { on: '2011-03-04', in: 'FR' })
  await story.happens('STOLEN', weapon, first, { on: '2014-07-01', in: 'FR' })
  await story.happens('SEIZED', weapon, store, { on: '2015-01-20', in: 'FR' })
  await story.handOver('RETURNED_TO_OWNER', weapon, store, first, { on: '2015-09-01', in: 'FR' })
  await story.handOver('PRIVATE_TRANSFER', weapon, first, second, { on: '2018-05-05', in: 'FR' })
  await story.happens('STOLEN', weapon, second, { on: '2022-11-11', in: 'FR' })
})
afterAll(() => story.close())

describe('a pistol that was stolen twice', () => {
  it('is traced to the second theft and its owner then; the first is told as an earlier diversion', async () => {
    const asked = await story.ask({ agency: 'FR-POLICE', found: { on: '2025-05-14', in: 'FR' }, seen })
    expect([asked.body.status, asked.body.answer?.outcome]).toEqual(['ANSWERED_FULL', 'MATCH_LOST_STOLEN'])
    expect(linksOf(asked)).toEqual([
      'MANUFACTURED',
      'RETAIL_SALE',
      'STOLEN',
      'SEIZED',
      'RETURNED_TO_OWNER',
      'PRIVATE_TRANSFER',
      'STOLEN',
    ])
    expect(asked.body.answer).toMatchObject({
      lastLicitHolder: { name: 'Second owner' },
      diversion: { notBefore: { value: '2018-05-05' }, notAfter: { value: '2022-11-11' } },
      diversions: [{ notBefore: { value: '2011-03-04' }, notAfter: { value: '2014-07-01' } }],
    })
  })

  it('is traced to the first theft where its first recovery is asked about', async () => {
    const asked = await story.ask({ agency: 'FR-GENDARMERIE', found: { on: '2015-01-20', in: 'FR' }, seen })
    expect(asked.body.answer).toMatchObject({
      lastLicitHolder: { name: 'First owner' },
      diversion: { notBefore: { value: '2011-03-04' }, notAfter: { value: '2014-07-01' } },
      timeToCrimeDays: 1418,
    })
  })
})
