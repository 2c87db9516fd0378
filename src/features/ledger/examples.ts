import type { Example } from '../../http/examples.ts'
import { DEMO_WEAPON_IDS } from '../example-ids.ts'

export const checkpointExample: Example = { role: null, status: 200 }

export const tileExample: Example = { role: null, params: { level: '0', index: '000' }, status: 200 }

export const bundleExample: Example = { role: null, params: { index: '000' }, status: 200 }

export const growthExample: Example = { role: null, query: { old: 0 }, status: 200 }

export const policyExample: Example = { role: null, status: 200 }

export const healthExample: Example = {
  role: null,
  status: 200,
  response: {
    size: 22_704,
    checkpoint: { root: '2y7/5k02NSvNTCYL3g4RODEMn3e4nUxXV4ZS+bGFtjA=', publishedAt: '2026-11-26T10:00:00.000Z' },
    waiting: 0,
    role: 'LEADS',
    readOnlyBecause: null,
    witnesses: [],
  },
}

export const proofExample: Example = {
  role: 'officer',
  params: { factId: DEMO_WEAPON_IDS.stolenGlock },
  headers: { prefer: 'wait=10' },
  status: 200,
}
