import { DryRunQuery } from '../../http/dry-run.ts'
import { operation } from '../../http/operation.ts'
import { StoringHeaders } from '../../http/storing.ts'
import { TraceAnswer } from '../../tracing/answer-schemas.ts'
import { TraceRequest } from '../../tracing/request-schemas.ts'
import { DryRunResult } from '../wire.ts'
import {
  decideRequestExample,
  followUpExample,
  getAnswerVersionExample,
  listAnswersExample,
  respondExample,
} from './decision-examples.ts'
import { NewFollowUp, NewTraceDecision, NewTraceResponse } from './decision-schemas.ts'
import { AnswerVersionList, AnswerVersionParams, TraceParams } from './schemas.ts'
import { z } from 'zod'

const TAGS = ['traces']

export const decideRequestOperation = operation({
  schema: {
    operationId: 'decideTraceRequest',
    summary: 'Confirm or reject a candidate',
    description:
      'By a named person who is not the asker, with reason and evidence. T1 to T3 need one person, T4 and T5 two; whoever rejects a candidate keeps it from being ' +
      'confirmed until he says otherwise. Confirmed, custody is released to the asker whatever flags there are. A weapon that was confirmed, or released at once, may be rejected ' +
      'afterwards: its answer is taken back, and the sight it gave ends.',
    tags: TAGS,
    headers: StoringHeaders,
    params: TraceParams,
    querystring: DryRunQuery,
    body: NewTraceDecision,
    response: { 200: DryRunResult, 201: TraceRequest },
  },
  config: { access: { scopes: ['traces:decide'] }, example: decideRequestExample },
})

export const respondToRequestOperation = operation({
  schema: {
    operationId: 'respondToTraceRequest',
    summary: 'Acknowledge, ask for more, delay, restrict, refuse, forward, clarify, conclude or close a request',
    description:
      'What the registry does with a request beside deciding it (ITI 19 to 23). DELAY, RESTRICT and REFUSE name the grounds of ITI 22, and the asker is told them. A delay has a day of ' +
      'review. CONCLUDE states an outcome that no record shows, such as ORIGIN_ESTABLISHED_OTHER or NO_REPLY.',
    tags: TAGS,
    headers: StoringHeaders,
    params: TraceParams,
    querystring: DryRunQuery,
    body: NewTraceResponse,
    response: { 200: DryRunResult, 201: TraceRequest },
  },
  config: { access: { scopes: ['traces:decide'] }, example: respondExample },
})

export const followUpRequestOperation = operation({
  schema: {
    operationId: 'followUpTraceRequest',
    summary: 'Send more, ask for a clarification, withdraw or close a request of your agency',
    description:
      'RESUBMIT answers MORE_INFO_REQUESTED with all that is seen on the weapon now; it is searched at once. REQUEST_CLARIFICATION asks about an answer, a delay or a refusal (ITI 23).',
    tags: TAGS,
    headers: StoringHeaders,
    params: TraceParams,
    querystring: DryRunQuery,
    body: NewFollowUp,
    response: { 200: DryRunResult, 201: TraceRequest },
  },
  config: { access: { scopes: ['traces:request'] }, example: followUpExample },
})

export const listAnswersOperation = operation({
  schema: {
    operationId: 'listTraceAnswers',
    summary: 'List every answer that a request was given',
    description:
      'Oldest first. A later record that changes an answer marks it superseded and leaves it as it was given; `withdrawn` is one whose weapon proved to be another.',
    tags: TAGS,
    params: TraceParams,
    querystring: z.strictObject({}),
    response: { 200: AnswerVersionList },
  },
  config: { access: { scopes: ['traces:read'] }, example: listAnswersExample },
})

export const getAnswerVersionOperation = operation({
  schema: {
    operationId: 'getTraceAnswerVersion',
    summary: 'Read one of the answers that a request was given',
    description: 'As it was given. One that was withdrawn is for registrars and auditors.',
    tags: TAGS,
    params: AnswerVersionParams,
    querystring: z.strictObject({}),
    response: { 200: TraceAnswer },
  },
  config: { access: { scopes: ['traces:read'] }, example: getAnswerVersionExample },
})
