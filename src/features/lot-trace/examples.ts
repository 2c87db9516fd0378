import { CUSTODY_STATUSES } from '../../domain/custody/event-kind-rules.ts'
import { tally } from '../../domain/statistics/tally.ts'
import { LOT_FATES } from '../../domain/traces/lot.ts'
import type { Example } from '../../http/examples.ts'
import { DEMO_CONSIGNMENT_IDS, DEMO_TRACE_IDS } from '../example-ids.ts'

const [first, , third] = DEMO_CONSIGNMENT_IDS.weapons
const importer = { kind: 'IMPORTER', country: 'FR' }

/** Two pistols arrived, and the codes of which there is none. */
const two = (codes: readonly string[], code: string) =>
  tally([code], { codes, codeOf: (arrived) => arrived, countOf: () => 2 })

export const readLotExample: Example = {
  role: 'registrar',
  params: { id: DEMO_TRACE_IDS.shipped },
  query: { limit: 1 },
  headers: { purpose: 'DIVERSION_ANALYSIS', 'legal-basis': 'Code de la sécurité intérieure, R. 312-84' },
  status: 200,
  response: {
    requestId: DEMO_TRACE_IDS.shipped,
    weaponId: third,
    points: [
      {
        basis: 'LAST_LAWFUL_HAND_OVER',
        eventId: '01a217b6-0fd1-7c6e-8c8b-c60c2d6e0e43',
        reportId: DEMO_CONSIGNMENT_IDS.shipment,
        consignmentId: DEMO_CONSIGNMENT_IDS.consignment,
        kind: 'EXPORTED',
        occurredAt: { value: '2024-05-21', precision: 'DAY' },
        country: 'IT',
        from: { kind: 'MANUFACTURER', country: 'IT' },
        to: importer,
      },
    ],
    total: 2,
    byFate: two(LOT_FATES, 'WITH_RECEIVER'),
    byStatus: two(CUSTODY_STATUSES, 'IN_POSSESSION'),
    weapons: [
      {
        weaponId: first,
        bases: ['LAST_LAWFUL_HAND_OVER'],
        type: 'PISTOL_SELF_LOADING',
        make: 'Beretta',
        model: '92FS',
        calibre: '9x19',
        serial: 'P85521Z',
        fate: 'WITH_RECEIVER',
        currentStatus: 'IN_POSSESSION',
        recovered: false,
        holder: importer,
        newest: { kind: 'IMPORTED', occurredAt: { value: '2024-05-27', precision: 'DAY' }, country: 'FR' },
      },
    ],
    next: 'bG90',
  },
}
