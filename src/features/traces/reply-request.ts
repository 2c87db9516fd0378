import type { Finding } from '../../domain/findings.ts'
import type { TraceRequest } from '../../tracing/request-schemas.ts'
import type { Stored, VerbWrite } from '../storing.ts'
import { findRequest } from './queries.ts'
import { showRequest } from './read-trace.ts'

/** The request as it stands after a write, as its reader may have it; what it shows of others' records is recorded. */
export async function replyWithRequest(
  { tx, requester, requestId }: VerbWrite,
  traceId: string,
  findings: readonly Finding[] = [],
): Promise<Stored<TraceRequest>> {
  const row = await findRequest(tx, traceId)
  if (row === undefined) throw new Error('a request that was changed is gone')
  const body = await showRequest(tx, row, { requester, requestId, traceId })
  return { body, location: `/v1/trace-requests/${traceId}`, findings }
}
