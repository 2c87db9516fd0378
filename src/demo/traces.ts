import type { NewTraceRequest } from '../tracing/request-schemas.ts'
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

/** The Glock again, a 1 read as the letter I: as likely as not the same pistol, so that a person compares the marks. */
const MISREAD_TRACE: NewTraceRequest = {
  ...GLOCK_TRACE,
  caseReference: 'PJ-2024-0417',
  circumstances: { kind: 'HOUSE_SEARCH', country: 'FR', occurredAt: '2024-06-02' },
  observation: {
    ...GLOCK_TRACE.observation,
    markings: [{ kind: 'SERIAL_PRIMARY', text: 'BKXR2I4', component: 'FRAME' }],
  },
}

const NO_MAKER_TRACE: NewTraceRequest = {
  ...GLOCK_TRACE,
  caseReference: 'PJ-2024-0420',
  circumstances: { kind: 'ABANDONED_FOUND', country: 'FR', occurredAt: '2024-06-09' },
  observation: { type: 'PISTOL_SELF_LOADING', markings: [{ kind: 'SERIAL_PRIMARY', text: 'BKXR214' }] },
}

/** A pistol of a consignment that was not unpacked: what became of the others is asked by whoever may (trace forward). */
const SHIPPED_TRACE: NewTraceRequest = {
  ...GLOCK_TRACE,
  caseReference: 'PJ-2025-0207',
  circumstances: { kind: 'HOUSE_SEARCH', country: 'FR', occurredAt: '2025-02-11' },
  observation: {
    type: 'PISTOL_SELF_LOADING',
    make: 'Beretta',
    model: '92FS',
    calibre: '9x19',
    markings: [{ kind: 'SERIAL_PRIMARY', text: 'P85523Z', component: 'FRAME' }],
  },
}

/** Requests of the demo officer: two answered, three that wait for a person. */
export const DEMO_TRACES: readonly NewTraceRequest[] = [
  { ...GLOCK_TRACE, id: DEMO_TRACE_IDS.answered },
  { ...M92_TRACE, id: DEMO_TRACE_IDS.waiting },
  { ...MISREAD_TRACE, id: DEMO_TRACE_IDS.misread },
  { ...NO_MAKER_TRACE, id: DEMO_TRACE_IDS.withdrawable },
  { ...SHIPPED_TRACE, id: DEMO_TRACE_IDS.shipped },
]
