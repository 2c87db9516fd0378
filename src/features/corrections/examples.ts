import type { Example } from '../../http/examples.ts'
import { DEMO_AGENCY_IDS, DEMO_CORRECTION_IDS as DEMO, DEMO_PARTY_IDS, EXAMPLE_IDS } from '../example-ids.ts'

const recordedAt = '2026-11-25T09:14:02.118204Z'
const agencyId = DEMO_AGENCY_IDS.trade

function declared(id: string, kind: string, subjectId: string, weaponId: string, rest: Record<string, unknown>) {
  return { id, subject: { kind, id: subjectId, weaponId }, agencyId, recordedAt, ...rest }
}

const wrongDay = {
  reason: 'INCORRECT_DATA',
  explanation: 'The loss was noticed on 18 February, after the exhibition.',
} as const

export const declareEventErrorExample: Example = {
  role: 'integrator',
  params: { id: DEMO.loss },
  body: {
    id: EXAMPLE_IDS.eventError,
    ...wrongDay,
    replacement: {
      kind: 'LOST',
      partyId: DEMO_PARTY_IDS.frenchImporter,
      occurredAt: { from: '2025-02-15', to: '2025-02-18', precision: 'INTERVAL' },
      knownSince: '2025-02-18',
      documents: [{ kind: 'LOSS_REPORT', number: 'PV 2025/1180' }],
    },
  },
  status: 201,
  response: declared(EXAMPLE_IDS.eventError, 'CUSTODY_EVENT', DEMO.loss, DEMO.weapon, {
    status: 'EFFECTIVE',
    ...wrongDay,
    replacementId: '0197a1f0-0e10-7000-8000-000000000001',
    findings: [
      {
        code: 'REPORTED_LATE',
        severity: 'INFO',
        pointer: '#/replacement/occurredAt',
        detail: 'Reported more than 30 days after it happened.',
      },
    ],
  }),
}

const misread = {
  reason: 'INCORRECT_DATA',
  explanation: 'Read again under the lens: the last character is a Z.',
} as const

export const declareMarkingErrorExample: Example = {
  role: 'integrator',
  params: { id: DEMO.marking },
  body: {
    id: EXAMPLE_IDS.markingError,
    ...misread,
    replacement: { kind: 'SERIAL_COMPONENT', text: 'N72207Z', component: 'SLIDE' },
  },
  status: 201,
  response: declared(EXAMPLE_IDS.markingError, 'MARKING', DEMO.marking, DEMO.markedWeapon, {
    status: 'EFFECTIVE',
    ...misread,
    replacementId: '0197a1f0-0e10-7000-8000-000000000002',
    findings: [],
  }),
}

const wrongYear = { reason: 'DID_NOT_OCCUR', explanation: 'The year was that of the invoice; 2023 was right.' } as const

export const declareDescriptionErrorExample: Example = {
  role: 'integrator',
  params: { id: DEMO.description },
  body: { id: EXAMPLE_IDS.descriptionError, ...wrongYear },
  status: 201,
  response: declared(EXAMPLE_IDS.descriptionError, 'DESCRIPTION', DEMO.description, DEMO.markedWeapon, {
    status: 'EFFECTIVE',
    ...wrongYear,
    findings: [],
  }),
}

const lostAfterAll = {
  explanation: 'The pistol in the workshop is another one; this one is missing after all.',
} as const

export const withdrawDeclarationExample: Example = {
  role: 'integrator',
  params: { id: DEMO.withdrawable },
  body: { id: EXAMPLE_IDS.withdrawal, ...lostAfterAll },
  status: 201,
  response: declared(EXAMPLE_IDS.withdrawal, 'ERROR_DECLARATION', DEMO.withdrawable, DEMO.withdrawableWeapon, {
    status: 'EFFECTIVE',
    reason: 'DID_NOT_OCCUR',
    ...lostAfterAll,
    findings: [],
  }),
}

const waiting = declared(DEMO.waiting, 'CUSTODY_EVENT', DEMO.waitingLoss, DEMO.waitingWeapon, {
  status: 'PENDING',
  reason: 'DID_NOT_OCCUR',
  explanation: 'It was in the safe of the workshop.',
})

export const listDeclarationsExample: Example = {
  role: 'registrar',
  query: { status: 'PENDING' },
  status: 200,
  response: { declarations: [waiting] },
}

export const getDeclarationExample: Example = {
  role: 'integrator',
  params: { id: DEMO.waiting },
  status: 200,
  response: waiting,
}

const reason = 'The workshop confirms the find; nobody had reported the weapon abroad.'

export const decideDeclarationExample: Example = {
  role: 'registrar',
  params: { id: DEMO.waiting },
  body: { id: EXAMPLE_IDS.decision, decision: 'CONFIRM', reason },
  status: 201,
  response: {
    ...waiting,
    status: 'EFFECTIVE',
    decision: { id: EXAMPLE_IDS.decision, decision: 'CONFIRM', reason, recordedAt },
    findings: [],
  },
}
