import type { NewTraceRequest } from '../features/traces/schemas.ts'
import { DEMO_TRACE_IDS } from '../features/example-ids.ts'

const asked = {
  priority: 'URGENT',
  illicitGrounds: ['ILLICIT_BY_NATIONAL_LAW'],
  legalBasis: 'Code de procédure pénale, art. 60-1',
  purpose: 'CRIMINAL_INVESTIGATION',
  intendedUse: 'BOTH',
  canGuaranteeConfidentiality: true,
} satisfies Partial<NewTraceRequest>

/** What an officer asks of the stolen Glock; also what the terminal offers to try. */
export const GLOCK_TRACE: NewTraceRequest = {
  ...asked,
  illicitGrounds: [...asked.illicitGrounds],
  caseReference: 'PJ-2024-0381',
  circumstances: { kind: 'TRAFFIC_STOP', country: 'FR', occurredAt: '2024-05-14' },
  observation: {
    type: 'PISTOL_SELF_LOADING',
    make: 'Glock',
    model: 'Glock 19',
    calibre: '9x19',
    markings: [{ kind: 'SERIAL_PRIMARY', text: 'BKXR214', component: 'FRAME' }],
  },
}

/** What was asked after Paris in 2015 of a number whose weapon lay in Mexico since March. */
const M92_TRACE: NewTraceRequest = {
  ...asked,
  illicitGrounds: [...asked.illicitGrounds],
  caseReference: 'PJ-2015-1113',
  circumstances: { kind: 'CRIME_SCENE', country: 'FR', occurredAt: '2015-11-13' },
  observation: {
    type: 'PISTOL_SELF_LOADING',
    make: 'Zastava',
    model: 'PAP M92 PV',
    calibre: '7.62x39',
    markings: [{ kind: 'SERIAL_PRIMARY', text: 'M92PV041373', component: 'RECEIVER' }],
  },
}

/** Requests of the demo officer: one answered, one that waits for a person. */
export const DEMO_TRACES: readonly NewTraceRequest[] = [
  { ...GLOCK_TRACE, id: DEMO_TRACE_IDS.answered },
  { ...M92_TRACE, id: DEMO_TRACE_IDS.waiting },
]
