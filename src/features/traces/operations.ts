import { DryRunQuery } from '../../http/dry-run.ts'
import { operation } from '../../http/operation.ts'
import { StoringHeaders } from '../../http/storing.ts'
import { DryRunResult } from '../wire.ts'
import { TraceAnswer } from '../../tracing/answer-schemas.ts'
import {
  getAnswerExample,
  getTraceExample,
  listTracesExample,
  requestTraceExample,
  reviewAnswerExample,
} from './examples.ts'
import { NewTraceRequest, TraceRequest } from '../../tracing/request-schemas.ts'
import { AnswerReview, TracePage, TraceParams, TraceQuery } from './schemas.ts'
import { z } from 'zod'

const TAGS = ['traces']

export const requestTraceOperation = operation({
  schema: {
    operationId: 'requestTrace',
    summary: 'Ask for the trace of a weapon',
    description:
      'Answered at once where one weapon is identified beyond doubt and nothing speaks against it; nothing found is an answer too. ' +
      'Otherwise candidates are shown without holders, and a person decides.',
    tags: TAGS,
    headers: StoringHeaders,
    querystring: DryRunQuery,
    body: NewTraceRequest,
    response: { 200: DryRunResult, 201: TraceRequest },
  },
  config: { access: { scopes: ['traces:request'] }, example: requestTraceExample },
})

export const listTraceRequestsOperation = operation({
  schema: {
    operationId: 'listTraceRequests',
    summary: 'List trace requests, newest first',
    description:
      'Those of your agency; for registrars and auditors those of all. status=IN_PROGRESS_DOMESTIC are waiting for a person.',
    tags: TAGS,
    querystring: TraceQuery,
    response: { 200: TracePage },
  },
  config: { access: { scopes: ['traces:read'] }, example: listTracesExample },
})

export const getTraceRequestOperation = operation({
  schema: {
    operationId: 'getTraceRequest',
    summary: 'Read a trace request',
    tags: TAGS,
    params: TraceParams,
    querystring: z.strictObject({}),
    response: { 200: TraceRequest },
  },
  config: { access: { scopes: ['traces:read'] }, example: getTraceExample },
})

export const getTraceAnswerOperation = operation({
  schema: {
    operationId: 'getTraceAnswer',
    summary: 'Read the answer to a trace request',
    description: '404 with code answer-not-ready while a person has still to decide.',
    tags: TAGS,
    params: TraceParams,
    querystring: z.strictObject({}),
    response: { 200: TraceAnswer },
  },
  config: { access: { scopes: ['traces:read'] }, example: getAnswerExample },
})

export const reviewAnswerOperation = operation({
  schema: {
    operationId: 'reviewTraceAnswer',
    summary: 'Read what an answer would be today',
    description:
      'The same question, decided by all that is known now: corrections, identity links, further reports. The answer that was given stands as given. ' +
      'Nothing is released where a person would have to decide today.',
    tags: TAGS,
    params: TraceParams,
    querystring: z.strictObject({}),
    response: { 200: AnswerReview },
  },
  config: { access: { scopes: ['traces:read'] }, example: reviewAnswerExample },
})
