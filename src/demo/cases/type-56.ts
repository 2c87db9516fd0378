import { demoId } from '../demo-id.ts'
import type { DemoLife } from '../life.ts'
import { CASE_PARTY_IDS } from './case-parties.ts'

/**
 * The Type 56 of Museums Victoria (item 388898), serial 10121943: no maker's name on it, a 66 in a triangle instead (ITI 8(a), second scheme).
 * The year in which it was entered is invented; how it left its factory is not recorded.
 */
export const TYPE_56: DemoLife = {
  weapon: {
    id: demoId('caseWeapon', 503),
    category: 'SMALL_ARM',
    type: 'ASSAULT_RIFLE',
    make: 'State Factory 66',
    model: 'Type 56',
    calibre: '7.62x39',
    action: 'SELECTIVE_FIRE',
    countryOfManufacture: 'CN',
    yearOfManufacture: 'UNKNOWN',
    markings: [
      { kind: 'SERIAL_PRIMARY', text: '10121943', component: 'RECEIVER', side: 'LEFT' },
      { kind: 'FACTORY_SYMBOL', text: '△66', component: 'RECEIVER', side: 'LEFT' },
      { kind: 'MODEL', text: '五六式', component: 'RECEIVER', side: 'LEFT' },
      { kind: 'SELECTOR', text: 'L D', component: 'RECEIVER', side: 'RIGHT' },
    ],
  },
  steps: [
    {
      kind: 'STOCK_REGISTERED',
      to: CASE_PARTY_IDS.museum,
      on: '1999',
      place: { country: 'AU', locality: 'Melbourne' },
    },
  ],
}
