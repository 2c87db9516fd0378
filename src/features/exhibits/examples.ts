import type { Example } from '../../http/examples.ts'
import { DEMO_SEIZURE_IDS, EXAMPLE_IDS } from '../example-ids.ts'

export const recordExhibitEventExample: Example = {
  role: 'customs',
  params: { id: DEMO_SEIZURE_IDS.seizure },
  body: {
    id: EXAMPLE_IDS.exhibitEvent,
    kind: 'SEALED',
    itemIds: [DEMO_SEIZURE_IDS.pistol],
    occurredAt: '2025-02-12',
    place: { country: 'FR', locality: 'Modane' },
    sealNumber: 'FR-DOU-2025-004417',
  },
  status: 201,
  response: {
    id: EXAMPLE_IDS.exhibitEvent,
    kind: 'SEALED',
    events: [
      {
        id: '01a217a7-2fab-7de2-b16c-1c9da0e2c111',
        itemId: DEMO_SEIZURE_IDS.pistol,
        weaponId: '01a217a7-2fab-7de2-b16c-1c9da0e2c112',
      },
    ],
    recordedAt: '2026-11-26T12:30:00.000000Z',
    findings: [
      {
        code: 'REPORTED_LATE',
        severity: 'INFO',
        pointer: '#/occurredAt',
        detail: 'Reported more than 30 days after it happened.',
      },
    ],
  },
}

export const recordDispositionExample: Example = {
  role: 'customs',
  params: { id: DEMO_SEIZURE_IDS.makarov },
  body: {
    id: EXAMPLE_IDS.disposition,
    kind: 'MARKED_AND_RECORDED',
    occurredAt: '2025-03-01',
    note: 'Its own number is whole; recorded in the register of the national laboratory.',
  },
  status: 201,
  response: {
    id: EXAMPLE_IDS.disposition,
    itemId: DEMO_SEIZURE_IDS.makarov,
    weaponId: '01a217a7-2fab-7de2-b16c-1c9da0e2c113',
    kind: 'MARKED_AND_RECORDED',
    recordedAt: '2026-11-26T12:30:00.000000Z',
    findings: [],
  },
}
