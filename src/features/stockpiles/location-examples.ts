import type { Example } from '../../http/examples.ts'
import { DEMO_PARTY_IDS, DEMO_STOCK_IDS as DEMO, EXAMPLE_IDS } from '../example-ids.ts'

const recordedAt = '2026-11-25T09:14:02.118204Z'
const partyId = DEMO_PARTY_IDS.frenchImporter

const room = {
  id: DEMO.location,
  partyId,
  kind: 'ROOM',
  name: 'Strong room, quai Perrache (invented)',
  country: 'FR',
  capacity: 50,
  closed: false,
  version: 1,
  recordedAt,
}

const shop = {
  id: EXAMPLE_IDS.stockLocation,
  partyId: DEMO_PARTY_IDS.lyonDealer,
  kind: 'SHOP',
  name: 'Shop and safe, Pont Vieux (invented)',
  country: 'FR',
  capacity: 120,
  securityNotes: 'Safe EN 1143-1 class III; alarm to the police.',
} as const

export const openLocationExample: Example = {
  role: 'integrator',
  body: shop,
  status: 201,
  response: { ...shop, closed: false, version: 1, recordedAt, findings: [] },
}

export const changeLocationExample: Example = {
  role: 'integrator',
  params: { id: DEMO.location },
  body: { id: EXAMPLE_IDS.stockVersion, capacity: 80 },
  status: 201,
  response: { ...room, capacity: 80, version: 2, findings: [] },
}

export const listLocationsExample: Example = {
  role: 'integrator',
  query: { partyId },
  status: 200,
  response: { locations: [room] },
}

export const getLocationExample: Example = {
  role: 'integrator',
  params: { id: DEMO.location },
  status: 200,
  response: room,
}

const day = (value: string) => ({ value, precision: 'DAY' })

export const listStockExample: Example = {
  role: 'integrator',
  params: { id: DEMO.location },
  status: 200,
  response: {
    weapons: [
      { weaponId: DEMO.present, since: day('2024-01-10'), lastSeen: { by: 'COUNT', occurredAt: day('2025-01-15') } },
      {
        weaponId: DEMO.misread,
        since: day('2024-01-10'),
        lastSeen: { by: 'PLACEMENT', occurredAt: day('2024-01-10') },
      },
    ],
  },
}

const marking = {
  weapons: 3,
  withPrimarySerial: 3,
  adequatelyMarked: 3,
  imported: 0,
  withImportMark: 0,
  unmarked: 0,
  outsideMarkingRules: 0,
}

const byType = [{ category: 'SMALL_ARM', type: 'PISTOL_SELF_LOADING', weapons: 3 }]

export const getLocationSummaryExample: Example = {
  role: 'auditor',
  params: { id: DEMO.location },
  status: 200,
  response: {
    locationId: DEMO.location,
    expected: 3,
    lastCompleteCount: { id: DEMO.count, countedAt: day('2025-01-15'), counted: 3, missing: 1, surplus: 1 },
    daysSinceCompleteCount: 679,
    overdue: true,
    openDiscrepancies: 3,
    marking,
    byType,
  },
}

export const getPartySummaryExample: Example = {
  role: 'integrator',
  params: { id: partyId },
  status: 200,
  response: {
    partyId,
    held: 8,
    unplaced: 5,
    locations: 1,
    overdueLocations: 1,
    openDiscrepancies: 3,
    marking: { ...marking, weapons: 8, withPrimarySerial: 8, adequatelyMarked: 4 },
    byType: [{ category: 'SMALL_ARM', type: 'PISTOL_SELF_LOADING', weapons: 8 }],
  },
}

export const placeWeaponsExample: Example = {
  role: 'integrator',
  body: {
    id: EXAMPLE_IDS.stockPlacement,
    locationId: DEMO.location,
    weaponIds: [DEMO.unplaced],
    occurredAt: '2024-02-05',
  },
  status: 201,
  response: {
    id: EXAMPLE_IDS.stockPlacement,
    locationId: DEMO.location,
    placements: [{ id: '01a20a2d-c5dc-7c7d-9d1a-bd3b735e33c8', weaponId: DEMO.unplaced }],
    recordedAt,
    findings: [],
  },
}
