import type { Example } from '../../http/examples.ts'
import { DEMO_COMPONENT_IDS, EXAMPLE_IDS } from '../example-ids.ts'

export const splitLotExample: Example = {
  role: 'integrator',
  params: { id: DEMO_COMPONENT_IDS.lot },
  body: {
    id: EXAMPLE_IDS.lotSplit,
    occurredAt: '2025-05-12',
    parts: [{ id: EXAMPLE_IDS.lotPart, quantity: { amount: 12, unit: 'PIECE' } }],
  },
  status: 201,
  response: {
    id: EXAMPLE_IDS.lotSplit,
    lotId: DEMO_COMPONENT_IDS.lot,
    parts: [{ id: EXAMPLE_IDS.lotPart, quantity: { amount: 12, unit: 'PIECE' } }],
    remaining: { amount: 28, unit: 'PIECE' },
    occurredAt: { value: '2025-05-12', precision: 'DAY' },
    recordedAt: '2026-11-25T03:20:31.449041Z',
    findings: [],
  },
}
