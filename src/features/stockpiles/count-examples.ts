import { discrepancyIdOf } from '../../domain/stockpiles/lines.ts'
import type { Example } from '../../http/examples.ts'
import { DEMO_PARTY_IDS, DEMO_STOCK_IDS as DEMO, EXAMPLE_IDS } from '../example-ids.ts'

const recordedAt = '2026-11-25T09:14:02.118204Z'
const day = (value: string) => ({ value, precision: 'DAY' })

const count = {
  id: EXAMPLE_IDS.stockCount,
  locationId: DEMO.location,
  method: 'SCANNED_CODE',
  complete: false,
} as const

export const recordCountExample: Example = {
  role: 'integrator',
  body: {
    ...count,
    countedAt: '2025-06-02',
    items: [{ weaponId: DEMO.present }, { serial: 'R-35508-Z', make: 'Beretta' }],
  },
  status: 201,
  response: {
    ...count,
    countedAt: day('2025-06-02'),
    totals: {
      expected: 3,
      possible: 0,
      counted: 2,
      matched: 2,
      matchedBySimilarMark: 0,
      missing: 0,
      surplus: 0,
      duplicateReadings: 0,
      unmarked: 0,
      notCounted: 1,
    },
    recordedAt,
    findings: [],
  },
}

export const getCountExample: Example = {
  role: 'integrator',
  params: { id: DEMO.count },
  status: 200,
  response: {
    id: DEMO.count,
    locationId: DEMO.location,
    countedAt: day('2025-01-15'),
    method: 'MANUAL_READING',
    complete: true,
    totals: {
      expected: 3,
      possible: 0,
      counted: 3,
      matched: 1,
      matchedBySimilarMark: 1,
      missing: 1,
      surplus: 1,
      duplicateReadings: 0,
      unmarked: 0,
      notCounted: 0,
    },
    recordedAt,
  },
}

// The lines of the demo's count: three readings, then the weapon that was not read.
const [surplusId, missingId] = [discrepancyIdOf(DEMO.count, 2), discrepancyIdOf(DEMO.count, 3)]

const found = {
  countId: DEMO.count,
  locationId: DEMO.location,
  partyId: DEMO_PARTY_IDS.frenchImporter,
  countedAt: day('2025-01-15'),
  similarTo: [],
  quantity: 1,
  recordedAt,
}

const missing = {
  id: missingId,
  kind: 'MISSING',
  status: 'OPEN',
  ...found,
  weaponId: DEMO.missing,
  lastSeen: { by: 'PLACEMENT', occurredAt: day('2024-01-10') },
}

const surplus = {
  id: surplusId,
  kind: 'SURPLUS',
  status: 'OPEN',
  ...found,
  item: 2,
  observed: { serial: 'X90017', make: 'Beretta' },
}

export const listDiscrepanciesExample: Example = {
  role: 'integrator',
  query: { locationId: DEMO.location, kind: 'SURPLUS', status: 'OPEN' },
  status: 200,
  response: { discrepancies: [surplus] },
}

export const getDiscrepancyExample: Example = {
  role: 'registrar',
  params: { id: surplusId },
  status: 200,
  response: { ...surplus, identification: { candidates: [] } },
}

const reason = 'Searched twice with the insurer; the seal of the crate was broken.'

export const resolveDiscrepancyExample: Example = {
  role: 'integrator',
  params: { id: missingId },
  body: {
    id: EXAMPLE_IDS.stockResolution,
    outcome: 'LOSS_REPORTED',
    reason,
    loss: { kind: 'STOLEN', documents: [{ kind: 'LOSS_REPORT', number: 'PV 2025/0611' }] },
  },
  status: 201,
  response: {
    ...missing,
    status: 'RESOLVED',
    resolution: {
      id: EXAMPLE_IDS.stockResolution,
      outcome: 'LOSS_REPORTED',
      reason,
      eventId: '01a20a2d-c5dc-7c7d-9d1a-bd3b735e33c9',
      recordedAt,
    },
    findings: [
      {
        code: 'REPORTED_LATE',
        severity: 'INFO',
        pointer: '#/loss/occurredAt',
        detail: 'Reported more than 30 days after it happened.',
      },
    ],
  },
}
