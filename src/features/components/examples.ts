import type { Example } from '../../http/examples.ts'
import { DEMO_COMPONENT_IDS, DEMO_PARTY_IDS, EXAMPLE_IDS } from '../example-ids.ts'

const late = {
  code: 'REPORTED_LATE',
  severity: 'INFO',
  pointer: '#/occurredAt',
  detail: 'Reported more than 30 days after it happened.',
}

export const recordAssemblyExample: Example = {
  role: 'integrator',
  body: {
    id: EXAMPLE_IDS.assembly,
    action: 'ASSEMBLED',
    componentId: DEMO_COMPONENT_IDS.looseBarrel,
    weaponId: DEMO_COMPONENT_IDS.pistol,
    occurredAt: '2025-02-11',
    place: { country: 'FR', locality: 'Lyon' },
  },
  status: 201,
  response: {
    id: EXAMPLE_IDS.assembly,
    action: 'ASSEMBLED',
    componentId: DEMO_COMPONENT_IDS.looseBarrel,
    weaponId: DEMO_COMPONENT_IDS.pistol,
    occurredAt: { value: '2025-02-11', precision: 'DAY' },
    recordedAt: '2026-11-25T03:20:31.249041Z',
    findings: [],
  },
}

export const recordExchangeExample: Example = {
  role: 'integrator',
  body: {
    id: EXAMPLE_IDS.exchange,
    weaponId: DEMO_COMPONENT_IDS.pistol,
    removedComponentId: DEMO_COMPONENT_IDS.slide,
    addedComponentId: DEMO_COMPONENT_IDS.spareSlide,
    partyId: DEMO_PARTY_IDS.lyonDealer,
    occurredAt: '2025-04-02',
    place: { country: 'FR', locality: 'Lyon' },
    note: 'Worn slide.',
  },
  status: 201,
  response: {
    id: EXAMPLE_IDS.exchange,
    weaponId: DEMO_COMPONENT_IDS.pistol,
    events: [{ id: EXAMPLE_IDS.exchange, kind: 'PART_EXCHANGED' }],
    assemblies: [
      { id: '01a20a2d-c5dc-7c7d-9d1a-bd3b735e33c9', action: 'REMOVED', componentId: DEMO_COMPONENT_IDS.slide },
      { id: '01a20a2d-c5dc-7c7d-9d1a-bd3b735e33ca', action: 'ASSEMBLED', componentId: DEMO_COMPONENT_IDS.spareSlide },
    ],
    recordedAt: '2026-11-25T03:20:31.349041Z',
    findings: [late],
  },
}
