import { setTimeout as sleep } from 'node:timers/promises'
import { DomainError } from '../domain/errors.ts'
import type { Requester } from '../domain/requester.ts'
import { type Role, SCOPES_OF_ROLE } from '../domain/vocabulary/scopes.ts'
import type { VerbWrite } from '../features/storing.ts'
import type { Database } from '../store/db.ts'
import { performOnce } from '../store/perform-once.ts'
import { agencyOfRole, type DemoAgency } from './agencies.ts'

/** Records belong to whom the token command speaks for, so that what the demo shows as an agency's own can be reached with its token. */
export function demoRequester(role: Role, agency: DemoAgency = agencyOfRole(role)): Requester {
  return { subject: `demo-${role}`, agencyId: agency.id, agency, scopes: new Set(SCOPES_OF_ROLE[role]) }
}

/** The operation of every part, in the place where a call has its method and path. */
export const PART_OPERATION = 'demo-data'

const BUSY_MS = 200
const MAX_WAIT_MS = 60_000

/**
 * Carries out one part of the demo data in one transaction, once for ever: the part's name is its idempotency key. A start that was killed midway is so
 * taken up where it stopped. A part that another process is just loading is waited for, at most 60 s.
 */
export async function performPart(
  db: Database,
  requester: Requester,
  part: string,
  work: (write: VerbWrite) => Promise<unknown>,
): Promise<void> {
  const call = {
    requester,
    requestId: `demo-data-${part}`,
    operation: PART_OPERATION,
    key: part,
    canonicalBody: JSON.stringify(part),
    clientId: undefined,
  }
  const deadlineMs = performance.now() + MAX_WAIT_MS
  for (;;) {
    try {
      await performOnce(db, call, async (write) => {
        await work({ ...write, dryRun: false })
        return { status: 201, headers: {}, payload: '{}' }
      })
      return
    } catch (error) {
      const isBusy = error instanceof DomainError && error.code === 'request-in-progress'
      if (!isBusy || performance.now() > deadlineMs) throw error
      await sleep(BUSY_MS)
    }
  }
}
