import type { Example } from '../../http/examples.ts'
import { DEMO_AGENCY_IDS, DEMO_CORRECTION_IDS, DEMO_DUPLICATE_IDS as DEMO, EXAMPLE_IDS } from '../example-ids.ts'

const recordedAt = '2026-11-25T09:20:11.402118Z'
const agencyId = DEMO_AGENCY_IDS.trade
const basis = 'SAME_REGISTRATION'

const sameFrame = 'The same pistol, entered twice on one day: number and photo agree.'

export const proposeLinkExample: Example = {
  role: 'integrator',
  body: {
    id: EXAMPLE_IDS.link,
    weaponIds: [DEMO_CORRECTION_IDS.markedWeapon, DEMO_CORRECTION_IDS.weapon],
    basis,
    evidence: sameFrame,
  },
  status: 201,
  response: {
    id: EXAMPLE_IDS.link,
    status: 'PROPOSED',
    weaponIds: [DEMO_CORRECTION_IDS.weapon, DEMO_CORRECTION_IDS.markedWeapon],
    basis,
    evidence: sameFrame,
    agencyId,
    recordedAt,
    findings: [],
  },
}

const proposed = {
  id: DEMO.proposed,
  status: 'PROPOSED',
  weaponIds: [DEMO.importers, DEMO.dealers],
  basis,
  evidence: 'Same number, same frame; the importer sold it to the dealer in 2021.',
  agencyId,
  recordedAt,
}

export const listLinksExample: Example = {
  role: 'registrar',
  query: { status: 'PROPOSED' },
  status: 200,
  response: { links: [proposed] },
}

export const getLinkExample: Example = {
  role: 'integrator',
  params: { id: DEMO.proposed },
  status: 200,
  response: proposed,
}

const reason = 'Compared on photos of both frames.'

export const decideLinkExample: Example = {
  role: 'registrar',
  params: { id: DEMO.proposed },
  body: { id: EXAMPLE_IDS.linkDecision, decision: 'CONFIRM', reason },
  status: 201,
  response: {
    ...proposed,
    status: 'CONFIRMED',
    decision: { decision: 'CONFIRM', reason, recordedAt },
    findings: [
      {
        code: 'CHAIN_BROKEN',
        severity: 'INFO',
        pointer: '#/weaponIds',
        detail: 'Joined, the records leave a step out.',
      },
    ],
  },
}

export const withdrawLinkExample: Example = {
  role: 'integrator',
  params: { id: DEMO.mistaken },
  body: { id: EXAMPLE_IDS.linkWithdrawal, explanation: 'Another model with the same number.' },
  status: 201,
  response: {
    id: DEMO.mistaken,
    status: 'WITHDRAWN',
    weaponIds: [DEMO.dealers, DEMO.lookalike],
    basis,
    evidence: 'Same number on the list.',
    agencyId,
    withdrawnAt: recordedAt,
    recordedAt,
    findings: [],
  },
}

const reasons = [
  { descriptor: 'serial', relation: 'exact' },
  { descriptor: 'make', relation: 'agrees' },
  { descriptor: 'model', relation: 'contradicted' },
]
const pair = {
  id: DEMO.pair,
  weaponIds: [DEMO.lookalike, DEMO.importers],
  tier: 'T5',
  score: 0.1842,
  reasons,
  recordedAt,
}

export const listDuplicatesExample: Example = {
  role: 'registrar',
  query: { status: 'OPEN' },
  status: 200,
  response: { duplicates: [{ ...pair, status: 'OPEN' }] },
}

export const dismissDuplicateExample: Example = {
  role: 'registrar',
  params: { id: DEMO.pair },
  body: { id: EXAMPLE_IDS.dismissal, reason: 'A PX4 and a 92FS: two pistols with one number.' },
  status: 201,
  response: { ...pair, status: 'DISMISSED', findings: [] },
}
