import { demoId } from '../demo-id.ts'
import type { DemoLife } from '../life.ts'
import { MAKER_IDS } from '../parties.ts'
import { CASE_PARTY_IDS } from './case-parties.ts'

interface Consignment {
  readonly n: number
  readonly serial: string
  readonly to: string
  readonly on: string
  readonly locality: string
}

/** The deliveries were within one State, Yugoslavia, so they are sales and no exports; each record stops with its first consignee. */
function lifeOf({ n, serial, to, on, locality }: Consignment): DemoLife {
  return {
    weapon: {
      id: demoId('caseWeapon', 510 + n),
      category: 'SMALL_ARM',
      type: 'ASSAULT_RIFLE',
      make: 'Crvena Zastava',
      model: 'M70',
      calibre: '7.62x39',
      action: 'SELECTIVE_FIRE',
      countryOfManufacture: 'YU',
      yearOfManufacture: Number(on.slice(0, 4)),
      markings: [
        { kind: 'SERIAL_PRIMARY', text: serial, component: 'RECEIVER', side: 'LEFT' },
        { kind: 'YEAR', text: on.slice(0, 4), component: 'RECEIVER', side: 'LEFT' },
        { kind: 'SELECTOR', text: 'U R J', component: 'RECEIVER', side: 'RIGHT' },
      ],
    },
    steps: [
      { kind: 'MANUFACTURED', to: MAKER_IDS.ZASTAVA, on, place: { country: 'YU', locality: 'Kragujevac' } },
      { kind: 'SOLD_DOMESTIC', from: MAKER_IDS.ZASTAVA, to, on, place: { country: 'YU', locality } },
    ],
  }
}

/**
 * Four older Zastava weapons whose numbers were asked for in the enquiry of 2015. Their deliveries are published; models and serials are not, and are
 * invented here. The State that they went to is no more: today's contact is another.
 */
export const FORMER_YUGOSLAV_LIVES: readonly DemoLife[] = [
  lifeOf({ n: 1, serial: '283117', to: CASE_PARTY_IDS.bosnianConsignee, on: '1983', locality: 'Bosnia' }),
  lifeOf({ n: 2, serial: '518840', to: CASE_PARTY_IDS.kninConsignee, on: '1988', locality: 'Golubić near Knin' }),
  lifeOf({ n: 3, serial: '467305', to: CASE_PARTY_IDS.skopjeConsignee, on: '1987-12', locality: 'Skopje' }),
  lifeOf({ n: 4, serial: '451926', to: CASE_PARTY_IDS.zagrebConsignee, on: '1987', locality: 'Zagreb' }),
]
