import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { beginStory, linksOf, type Story } from '../support/story.ts'

// A rifle that left its exporter and never arrived: the carrier had it, and is not its last licit holder. Invented throughout.

const seen = {
  type: 'ASSAULT_RIFLE',
  make: 'FB Radom',
  model: 'Beryl',
  calibre: '5.56x45',
  markings: [{ kind: 'SERIAL_PRIMARY', text: 'BR40117', component: 'RECEIVER' }],
}

let story: Story

beforeAll(async () => {
  story = await beginStory()
  const maker = await story.party('MANUFACTURER', 'PL', 'Factory in Radom')
  const ministry = await story.party('MILITARY', 'NE', 'Ministry of Defence, Niger')
  const carrier = await story.party('CARRIER', 'TG', 'Shipping line, Lomé')
  const group = await story.party('NON_STATE_ARMED_GROUP', 'NE', 'Armed group')
  const weapon = await story.weapon({
    category: 'SMALL_ARM',
    ...seen,
    countryOfManufacture: 'PL',
    yearOfManufacture: 2021,
  })
  await story.happens('MANUFACTURED', weapon, maker, { on: '2021-03-01', in: 'PL' })
  await story.handOver('EXPORTED', weapon, maker, ministry, { on: '2021-06-01', in: 'PL' })
  await story.handOver('IN_TRANSIT', weapon, maker, carrier, { on: '2021-06-20', in: 'TG' })
  await story.handOver('DIVERTED', weapon, carrier, group, { on: '2021-07-02', in: 'TG' })
})
afterAll(() => story.close())

describe('a rifle that was diverted on its way', () => {
  it('is traced to the diversion, and its exporter is the last licit holder, not who carried it', async () => {
    const asked = await story.ask({ agency: 'UN-PANEL', found: { on: '2022-02-02', in: 'SS' }, seen })
    expect([asked.body.status, asked.body.answer?.outcome]).toEqual(['ANSWERED_FULL', 'TRACED_TO_DIVERSION'])
    expect(linksOf(asked)).toEqual(['MANUFACTURED', 'EXPORTED', 'IN_TRANSIT', 'DIVERTED'])
    expect(asked.body.answer).toMatchObject({
      lastLicitHolder: { name: 'Factory in Radom' },
      diversion: { notAfter: { value: '2021-07-02' } },
      timeToCrimeDays: null,
    })
  })
})
