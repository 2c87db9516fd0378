import type { Example } from '../../http/examples.ts'
import { DEMO_AGENCY_IDS, DEMO_WEAPON_IDS } from '../example-ids.ts'

export const listAuditEntriesExample: Example = {
  role: 'auditor',
  query: { agencyId: DEMO_AGENCY_IDS.police, action: 'trace.request' },
  status: 200,
  response: {
    entries: [
      {
        id: '01a20a2d-c5dc-7c7d-9d1a-bd3b735e3402',
        actorId: '01a20a2d-c5dc-7c7d-9d1a-bd3b735e3401',
        actor: 'demo-officer',
        agencyId: DEMO_AGENCY_IDS.police,
        action: 'trace.request',
        subjectIds: ['0193a000-0f00-7000-8000-000000000001'],
        amount: 1,
        requestId: 'demo-data-traces',
        recordedAt: '2026-11-23T20:51:31.640021Z',
      },
    ],
  },
}

/** Lists the look that the example of `getCustody` was. */
export const listLooksExample: Example = {
  role: 'auditor',
  query: { weaponId: DEMO_WEAPON_IDS.policeRevolver, agencyId: DEMO_AGENCY_IDS.auditCourt },
  status: 200,
  response: {
    looks: [
      {
        id: '01a20a2d-c5dc-7c7d-9d1a-bd3b735e3403',
        factId: '01a20a2d-c5dc-7c7d-9d1a-bd3b735e3405',
        weaponId: DEMO_WEAPON_IDS.policeRevolver,
        actorId: '01a20a2d-c5dc-7c7d-9d1a-bd3b735e3404',
        actor: 'demo-auditor',
        agencyId: DEMO_AGENCY_IDS.auditCourt,
        ownRecord: false,
        purpose: 'STOCKPILE_ACCOUNTABILITY',
        legalBasis: 'Code des juridictions financières, L. 111-3',
        shown: ['CHAIN'],
        source: 'custody',
        recordedAt: '2026-11-23T20:51:41.640021Z',
      },
    ],
  },
}

/** The same look, as the contact point is told of it, which registered the revolver. */
export const listOwnLooksExample: Example = {
  role: 'registrar',
  query: { weaponId: DEMO_WEAPON_IDS.policeRevolver },
  status: 200,
  response: {
    looks: [
      {
        id: '01a20a2d-c5dc-7c7d-9d1a-bd3b735e3403',
        factId: '01a20a2d-c5dc-7c7d-9d1a-bd3b735e3405',
        weaponId: DEMO_WEAPON_IDS.policeRevolver,
        actorId: '01a20a2d-c5dc-7c7d-9d1a-bd3b735e3404',
        agencyId: DEMO_AGENCY_IDS.auditCourt,
        country: 'FR',
        contact: 'registre@ccomptes.example',
        ownRecord: false,
        purpose: 'STOCKPILE_ACCOUNTABILITY',
        shown: ['CHAIN'],
        source: 'custody',
        recordedAt: '2026-11-23T20:51:41.640021Z',
      },
    ],
  },
}
