import type { Example } from '../../http/examples.ts'
import { DEMO_TRACE_IDS } from '../example-ids.ts'
import { glockAnswer } from './example-answer.ts'
import { answeredResponse, tracePageResponse, waitingResponse } from './example-responses.ts'

const request = {
  priority: 'URGENT',
  illicitGrounds: ['ILLICIT_BY_NATIONAL_LAW'],
  legalBasis: 'Code de procédure pénale, art. 60-1',
  purpose: 'CRIMINAL_INVESTIGATION',
  intendedUse: 'BOTH',
  canGuaranteeConfidentiality: true,
  caseReference: 'PJ-2025-0193',
  circumstances: { kind: 'HOUSE_SEARCH', country: 'FR', occurredAt: '2025-05-14' },
  observation: {
    type: 'PISTOL_SELF_LOADING',
    make: 'Glock',
    model: 'Glock 19',
    calibre: '9x19',
    markings: [{ kind: 'SERIAL_PRIMARY', text: 'BKXR 214', component: 'FRAME' }],
  },
}

export const requestTraceExample: Example = { role: 'officer', body: request, status: 201, response: answeredResponse }

export const listTracesExample: Example = {
  role: 'officer',
  query: { status: 'IN_PROGRESS_DOMESTIC', limit: 10 },
  status: 200,
  response: tracePageResponse,
}

export const getTraceExample: Example = {
  role: 'officer',
  params: { id: DEMO_TRACE_IDS.waiting },
  status: 200,
  response: waitingResponse,
}

export const getAnswerExample: Example = {
  role: 'officer',
  params: { id: DEMO_TRACE_IDS.answered },
  status: 200,
  response: glockAnswer,
}

export const reviewAnswerExample: Example = {
  role: 'officer',
  params: { id: DEMO_TRACE_IDS.answered },
  status: 200,
  response: {
    requestId: DEMO_TRACE_IDS.answered,
    answeredAt: glockAnswer.answeredAt,
    reviewedAt: '2026-11-25T10:02:00.000000Z',
    changed: false,
    differences: [],
    status: 'ANSWERED_FULL',
    answer: { ...glockAnswer, supersedes: glockAnswer.answerId },
  },
}
