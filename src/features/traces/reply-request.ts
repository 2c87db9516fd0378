import type { Finding } from '../../domain/findings.ts'
import type { TraceRequest } from '../../tracing/request-schemas.ts'
import type { Stored, VerbWrite } from '../storing.ts'
import { openIfThere } from './open-answer.ts'
import { findRequest } from './queries.ts'
import { viewRequest } from './view-request.ts'

/** The request as it stands after a write, as its reader may have it; an answer that is shown is a look. */
export async function replyWithRequest(
  { tx, requester, requestId }: VerbWrite,
  traceId: string,
  findings: readonly Finding[] = [],
): Promise<Stored<TraceRequest>> {
  const row = await findRequest(tx, traceId)
  if (row === undefined) throw new Error('a request that was changed is gone')
  const answer = await openIfThere(tx, row, { requester, requestId, traceId })
  const body = await viewRequest(tx, row, requester, answer)
  return { body, location: `/v1/trace-requests/${traceId}`, findings }
}
