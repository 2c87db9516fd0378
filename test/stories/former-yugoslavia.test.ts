import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { beginStory, linksOf, type Story } from '../support/story.ts'

// Four older Zastava weapons whose numbers were asked for in the enquiry of 2015 (the maker's own word in the press): delivered to Bosnia in 1983, Golubić
// near Knin in 1988, Skopje in December 1987 and Zagreb in 1987, all then within Yugoslavia. Models and serials are invented.

const deliveries = [
  { serial: '283117', to: 'Consignee in Bosnia', country: 'BA', on: '1983' },
  { serial: '518840', to: 'Consignee in Golubić near Knin', country: 'HR', on: '1988' },
  { serial: '467305', to: 'Consignee in Skopje', country: 'MK', on: '1987-12' },
  { serial: '451926', to: 'Consignee in Zagreb', country: 'HR', on: '1987' },
] as const

const seenWith = (serial: string) => ({
  type: 'ASSAULT_RIFLE',
  make: 'Zastava',
  model: 'M70',
  calibre: '7.62x39',
  markings: [{ kind: 'SERIAL_PRIMARY', text: serial, component: 'RECEIVER' }],
})

let story: Story

beforeAll(async () => {
  story = await beginStory()
  const maker = await story.party('MANUFACTURER', 'RS', 'Zastava, Kragujevac')
  for (const { serial, to, country, on } of deliveries) {
    const consignee = await story.party('UNKNOWN', country, to)
    const described = { category: 'SMALL_ARM', countryOfManufacture: 'YU', yearOfManufacture: Number(on.slice(0, 4)) }
    const weapon = await story.weapon({ ...described, ...seenWith(serial), make: 'Crvena Zastava' })
    await story.happens('MANUFACTURED', weapon, maker, { on, in: 'YU' })
    await story.handOver('SOLD_DOMESTIC', weapon, maker, consignee, { on, in: 'YU' })
  }
})
afterAll(() => story.close())

describe('deliveries inside a State that is no more', () => {
  it.each(deliveries)('ends with the first consignee: $to, $on', async ({ serial, to, country, on }) => {
    const asked = await story.ask({
      agency: 'FR-POLICE',
      found: { on: '2015-11-13', in: 'FR' },
      seen: seenWith(serial),
    })
    expect([asked.body.status, asked.body.identification.tier]).toEqual(['ANSWERED_FULL', 'T1'])
    expect(linksOf(asked)).toEqual(['MANUFACTURED', 'SOLD_DOMESTIC'])
    const { answer } = asked.body
    expect(answer?.outcome).toBe('TRACED_LAST_LICIT')
    expect(answer?.weapon?.countryOfManufacture).toBe('YU')
    expect(answer?.lastLicitHolder).toMatchObject({ name: to, country })
    expect(answer?.chain.at(-1)).toMatchObject({ occurredAt: { value: on }, place: { country: 'YU' } })
    expect(answer?.diversion).toMatchObject({ notBefore: { value: on }, notAfter: { value: '2015-11-13' } })
  })

  it('answers a number that was never delivered with nothing found, and whom to ask', async () => {
    const seen = { ...seenWith('999001'), countryOfManufacture: 'YU' }
    const asked = await story.ask({ agency: 'FR-POLICE', found: { on: '2015-11-13', in: 'FR' }, seen })
    expect([asked.status, asked.body.status, asked.body.answer?.outcome]).toEqual([
      201,
      'ANSWERED_NO_RECORD',
      'FAILED_NOT_FOUND',
    ])
    expect(asked.body.answer?.nextAuthorities[0]).toMatchObject({ country: 'RS' })
  })
})
