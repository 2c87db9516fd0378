import { DomainError } from '../domain/errors.ts'
import type { Requester } from '../domain/requester.ts'
import type { Tx } from '../store/db.ts'

const RECENT = {
  name: 'searches_last_hour',
  // Served by trace_request_by_agency, marking_search_by_agency, audit_entry_by_agency and seizure_item_by_agency, each by (agency_id, recorded_at). A request that
  // was opened with the search for its item is one question and not two.
  text: `
    select recent_control_data() + recent_item_searches() + (
      select count(*)::integer from marking_search m
      where m.agency_id = current_agency() and m.recorded_at > clock_timestamp() - interval '1 hour') + (
      select count(*)::integer from trace_request q
      where q.agency_id = current_agency() and q.recorded_at > clock_timestamp() - interval '1 hour'
        and not exists (select from seizure_item i where i.id = q.seizure_item_id and i.searched and i.trace_request_id = q.id)) as count`,
}

const WAIT_SECONDS = 600
// What other processes of the service answer for the same agency is seen after this time at the latest, while less than half of the limit is used.
const TRUST_COUNT_MS = 10_000

/** The transaction that asks, and for whom. */
export interface Asker {
  readonly tx: Tx
  readonly requester: Pick<Requester, 'agencyId'>
}

/**
 * The abnormal-use stop: many questions in an hour are a fishing expedition, whoever asks them. Searches by marks and trace requests count, each weapon that was
 * looked for by control data, and each recovered item that was searched for, since their answers too tell what exists.
 */
export interface SearchStop {
  /** True where so many more questions stay within what the agency may ask in an hour. */
  readonly mayAsk: (asker: Asker, asked: number) => Promise<boolean>
  /** Throws `abnormal-usage-detected` where they do not. */
  readonly refuseFishing: (asker: Asker, asked: number) => Promise<void>
}

interface Counted {
  readonly atMs: number
  /** In the database at that time, and since then through this process. */
  count: number
}

/**
 * The stop for one service. An hour's questions of a busy agency are thousands of rows, and counting them for each made every search slower than the one before
 * it; so a count is kept for a few seconds while less than half of the limit is used, and above that it is counted anew each time.
 */
export function createSearchStop(limitPerHour: number, nowMs: () => number = () => performance.now()): SearchStop {
  const counted = new Map<string, Counted>()

  async function countOf({ tx, requester: { agencyId } }: Asker, asked: number): Promise<Counted> {
    const known = counted.get(agencyId)
    const isTrusted = known !== undefined && nowMs() - known.atMs < TRUST_COUNT_MS
    if (isTrusted && (known.count + asked) * 2 <= limitPerHour) return known
    const atMs = nowMs()
    const [row] = await tx.rows<{ count: number }>(RECENT, [])
    const fresh = { atMs, count: row?.count ?? 0 }
    counted.set(agencyId, fresh)
    return fresh
  }

  async function mayAsk(asker: Asker, asked: number): Promise<boolean> {
    const known = await countOf(asker, asked)
    if (known.count + asked > limitPerHour) return false
    known.count += asked
    return true
  }

  return {
    mayAsk,
    async refuseFishing(asker, asked) {
      if (await mayAsk(asker, asked)) return
      throw new DomainError('abnormal-usage-detected', 'Your agency has asked unusually often in the last hour.', {
        retryAfterSeconds: WAIT_SECONDS,
      })
    },
  }
}
