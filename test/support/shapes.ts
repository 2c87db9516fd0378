import type { Answer } from './service.ts'
import type { Problem } from './small-registry.ts'

// What differs from call to call and tells nothing of the record asked for.
const PER_CALL = ['date', 'x-request-id', 'request-id', 'ratelimit', 'content-length']

/** A reply without what each call has for itself and without the id that was asked for. */
export function shapeOf(answer: Answer<Problem>, id: string): string {
  const { requestId: _request, instance: _instance, ...rest } = answer.body
  const headers = [...answer.headers].filter(([name]) => !PER_CALL.includes(name))
  const text = JSON.stringify({ status: answer.status, rest, headers })
  return text.replaceAll(id, '<id>').replaceAll(answer.body.requestId, '<request>')
}
