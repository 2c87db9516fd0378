import { z } from 'zod'
import type { Access } from './access.ts'
import type { OperationObject } from './examples.ts'

const CHALLENGE = { 'WWW-Authenticate': { description: 'RFC 6750.', schema: { type: 'string' } } }
const RETRY_AFTER = { 'Retry-After': { description: 'Seconds to wait.', schema: { type: 'integer' } } }

/** The refusals that operations share, by the name of their component. */
const REFUSALS: Record<string, { name: string; description: string; headers?: Record<string, unknown> }> = {
  '400': {
    name: 'InvalidRequest',
    description: 'The request breaks the contract; errors[] lists every place at once.',
  },
  '401': { name: 'Unauthenticated', description: 'No bearer token, or one that is not good.', headers: CHALLENGE },
  '403': { name: 'Forbidden', description: 'The token lacks a scope, or its agency may not call.', headers: CHALLENGE },
  '404': { name: 'NotFound', description: 'Unknown, or not yours to see: the answer is the same.' },
  '409': {
    name: 'Conflict',
    description: 'In conflict with what is recorded, still running, or refused by strict handling.',
  },
  '413': { name: 'PayloadTooLarge', description: 'The body is too large.' },
  '415': { name: 'UnsupportedMediaType', description: 'The body is not of a type that this call takes.' },
  '422': {
    name: 'Unprocessable',
    description: 'Well formed, but it cannot be true, is not allowed, or reuses an Idempotency-Key.',
  },
  '429': {
    name: 'TooManyRequests',
    description: 'The quota is used up, or the usage is abnormal.',
    headers: RETRY_AFTER,
  },
  '503': { name: 'Unavailable', description: 'Not ready, or too busy.', headers: RETRY_AFTER },
}

/** The schema of a refusal that a route declares itself, beside those that operations share. */
export const ProblemSchema = z.unknown().meta({ override: { $ref: '#/components/schemas/Problem' } })

/** `components.responses` of the document. */
export function problemComponents(): Record<string, unknown> {
  const schema = { $ref: '#/components/schemas/Problem' }
  const content = { 'application/problem+json': { schema } }
  return Object.fromEntries(
    Object.values(REFUSALS).map(({ name, description, headers }) => {
      return [name, { description, ...(headers === undefined ? {} : { headers }), content }]
    }),
  )
}

function statusesOf(operation: OperationObject, access: Access, isLimited: boolean): string[] {
  const hasBody = operation.requestBody !== undefined
  const hasId = (operation.parameters ?? []).some((parameter) => parameter.in === 'path')
  return [
    '400',
    ...('public' in access ? [] : ['401', '403']),
    ...(hasId || hasBody ? ['404'] : []),
    ...(hasBody ? ['409', '413', '415', '422'] : []),
    ...(isLimited ? ['429'] : []),
    '503',
  ]
}

/** Adds the refusals an operation can answer, where its route has not declared that status itself. */
export function addProblemResponses(operation: OperationObject, access: Access, isLimited: boolean): void {
  for (const status of statusesOf(operation, access, isLimited)) {
    const refused = REFUSALS[status]
    if (refused === undefined || operation.responses[status] !== undefined) continue
    operation.responses[status] = { $ref: `#/components/responses/${refused.name}` }
  }
}
