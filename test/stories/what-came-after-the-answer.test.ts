import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { beginStory, type Story } from '../support/story.ts'

// An answer is only as good as the day it was given. Makers are real, weapons and persons invented.

const POLICE = 'FR-POLICE'
const found = { on: '2025-05-14', in: 'FR' }
const pistol = { type: 'PISTOL_SELF_LOADING', make: 'Glock', model: 'Glock 19', calibre: '9x19' }
const seen = (serial: string) => ({
  ...pistol,
  markings: [{ kind: 'SERIAL_PRIMARY', text: serial, component: 'FRAME' }],
})

let story: Story
let maker: string
let dealer: string

beforeAll(async () => {
  story = await beginStory()
  maker = await story.party('MANUFACTURER', 'AT', 'Maker')
  dealer = await story.party('DEALER', 'FR', 'Dealer in Lyon')
})
afterAll(() => story.close())

async function made(serial: string): Promise<string> {
  const described = { category: 'SMALL_ARM', countryOfManufacture: 'AT', yearOfManufacture: 2018 }
  const weapon = await story.weapon({ ...described, ...seen(serial) })
  await story.happens('MANUFACTURED', weapon, maker, { on: '2018-02-03', in: 'AT' })
  await story.handOver('SOLD_DOMESTIC', weapon, maker, dealer, { on: '2018-06-01', in: 'AT' })
  return weapon
}

describe('a sale that was entered on the wrong pistol', () => {
  it('names an innocent buyer until it is corrected; then the answer is another one, and the first is kept', async () => {
    const weapon = await made('CKR310')
    const innocent = await story.party('PRIVATE_PERSON', 'FR', 'Innocent buyer')
    const sale = await story.handOver('RETAIL_SALE', weapon, dealer, innocent, { on: '2019-03-04', in: 'FR' })
    const asked = await story.ask({ agency: POLICE, found, seen: seen('CKR310') })
    expect(asked.body.answer).toMatchObject({
      outcome: 'TRACED_TO_FIRST_RETAIL',
      lastLicitHolder: { name: 'Innocent buyer' },
    })
    await story.neverHappened(sale.events[0]?.id)
    const now = await story.answerNow(asked, POLICE)
    expect(now).toMatchObject({
      outcome: 'TRACED_LAST_LICIT',
      lastLicitHolder: { name: 'Dealer in Lyon' },
      supersedes: asked.body.answer?.answerId,
    })
    expect(JSON.stringify(now)).not.toContain('Innocent buyer')
  })
})

describe('a step that was reported years later', () => {
  it('is a gap in the first answer and closes it in the next; when it happened and when it was recorded stand beside each other', async () => {
    const weapon = await made('CKR311')
    const [first, second] = [
      await story.party('PRIVATE_PERSON', 'FR', 'First owner'),
      await story.party('PRIVATE_PERSON', 'FR', 'Second owner'),
    ]
    await story.handOver('PRIVATE_TRANSFER', weapon, first, second, { on: '2021-05-01', in: 'FR' })
    const asked = await story.ask({ agency: POLICE, found, seen: seen('CKR311') })
    expect(asked.body.answer?.gaps).toMatchObject([{ kind: 'GIVER_NOT_KNOWN_HOLDER' }])
    await story.handOver('RETAIL_SALE', weapon, dealer, first, { on: '2019-03-04', in: 'FR' })
    const now = await story.answerNow(asked, POLICE)
    expect(now.gaps).toEqual([])
    expect(now.chain.map(({ kind }) => kind)).toEqual([
      'MANUFACTURED',
      'SOLD_DOMESTIC',
      'RETAIL_SALE',
      'PRIVATE_TRANSFER',
    ])
    const late = now.chain[2]
    expect(late).toMatchObject({
      occurredAt: { value: '2019-03-04' },
      reportedBy: { country: 'FR' },
      confidence: { basis: expect.arrayContaining(['REPORTED_YEARS_LATER']) },
    })
  })
})

describe('a pistol that another State holds', () => {
  it('waits for a person, who is told where to ask; confirmed, it names that State first', async () => {
    const weapon = await made('CKR312')
    const store = await story.party('POLICE', 'MX', 'Federal police store')
    await story.happens('STOLEN', weapon, dealer, { on: '2020-01-10', in: 'FR' })
    await story.happens('SEIZED', weapon, store, { on: '2023-08-09', in: 'MX' })
    const asked = await story.ask({ agency: POLICE, found, seen: seen('CKR312') })
    expect(asked.body.flags).toMatchObject([{ code: 'ALREADY_RECOVERED_ELSEWHERE', country: 'MX' }])
    await story.expectWaiting(asked, POLICE)
    const confirmed = await story.confirm(asked.body.id, weapon)
    expect(confirmed.answer).toMatchObject({ outcome: 'MATCH_LOST_STOLEN', holder: { country: 'MX' } })
    expect(confirmed.answer?.nextAuthorities[0]).toMatchObject({ country: 'MX' })
  })
})
