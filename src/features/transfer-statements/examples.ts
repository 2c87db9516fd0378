import type { Example } from '../../http/examples.ts'
import { DEMO_AGENCY_IDS, DEMO_PARTY_IDS, DEMO_TRANSFER_ID, DEMO_WEAPON_IDS, EXAMPLE_IDS } from '../example-ids.ts'

const recordedAt = '2026-11-25T09:31:44.018204Z'
const received = { make: 'Glock', model: 'Glock 17', calibre: '9x19', serial: 'BLMT563' }

const said = {
  id: EXAMPLE_IDS.statement,
  transferId: DEMO_TRANSFER_ID,
  side: 'RECEIVER',
  statement: 'ACCEPTED',
  weaponIds: [DEMO_WEAPON_IDS.lilleGlock],
  agencyId: DEMO_AGENCY_IDS.trade,
  recordedAt,
}

export const stateOnTransferExample: Example = {
  role: 'integrator',
  params: { id: DEMO_TRANSFER_ID },
  body: { id: EXAMPLE_IDS.statement, statement: 'ACCEPTED', side: 'RECEIVER', items: [received] },
  status: 201,
  response: { ...said, findings: [] },
}

export const listStatementsExample: Example = {
  role: 'integrator',
  params: { id: DEMO_TRANSFER_ID },
  status: 200,
  response: { statements: [said] },
}

export const listOffersExample: Example = {
  role: 'integrator',
  query: { limit: 1 },
  status: 200,
  response: {
    offers: [
      {
        id: '0193a000-0e00-7000-8000-000000000022',
        kind: 'SOLD_DOMESTIC',
        side: 'RECEIVER',
        fromPartyId: DEMO_PARTY_IDS.frenchImporter,
        toPartyId: DEMO_PARTY_IDS.lyonDealer,
        occurredAt: { value: '2022-09-05', precision: 'DAY' },
        weaponIds: [DEMO_WEAPON_IDS.lyonBeretta],
        recordedAt,
      },
    ],
    next: 'q83vEjRW…',
  },
}
