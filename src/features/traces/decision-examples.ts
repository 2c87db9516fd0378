import type { Example } from '../../http/examples.ts'
import { DEMO_TRACE_IDS, DEMO_WEAPON_IDS, EXAMPLE_IDS } from '../example-ids.ts'
import { glockAnswer } from './example-answer.ts'
import { acknowledgedResponse, decidedResponse, withdrawnResponse } from './example-responses.ts'

const FIRST_ANSWER = '02bcc3e7-a294-87bc-9539-4edcaab1bd26'

export const decideRequestExample: Example = {
  role: 'registrar',
  params: { id: DEMO_TRACE_IDS.misread },
  body: {
    id: EXAMPLE_IDS.traceDecision,
    weaponId: DEMO_WEAPON_IDS.stolenGlock,
    decision: 'CONFIRM',
    reason:
      'The I is a worn 1: the photograph shows the serif of the 1 of this maker, and no other Glock has this number.',
    evidence: 'Photograph 3 of the case file, compared with the specimen of 2019.',
  },
  status: 201,
  response: decidedResponse,
}

export const respondExample: Example = {
  role: 'registrar',
  params: { id: DEMO_TRACE_IDS.waiting },
  body: {
    id: EXAMPLE_IDS.traceResponse,
    action: 'ACKNOWLEDGE',
    text: 'Mexico was asked about its recovery of March 2015.',
  },
  status: 201,
  response: acknowledgedResponse,
}

export const followUpExample: Example = {
  role: 'officer',
  params: { id: DEMO_TRACE_IDS.withdrawable },
  body: { id: EXAMPLE_IDS.followUp, action: 'WITHDRAW', text: 'The owner came for it; it was never out of his hands.' },
  status: 201,
  response: withdrawnResponse,
}

export const listAnswersExample: Example = {
  role: 'officer',
  params: { id: DEMO_TRACE_IDS.answered },
  status: 200,
  response: {
    answers: [
      {
        answerId: FIRST_ANSWER,
        outcome: 'MATCH_LOST_STOLEN',
        answeredAt: '2026-11-23T20:51:31.649201Z',
        current: true,
        withdrawn: false,
      },
    ],
  },
}

export const getAnswerVersionExample: Example = {
  role: 'officer',
  params: { id: DEMO_TRACE_IDS.answered, answerId: FIRST_ANSWER },
  status: 200,
  response: glockAnswer,
}
