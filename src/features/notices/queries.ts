import type { NoticeKind } from '../../domain/vocabulary/notices.ts'
import type { Tx } from '../../store/db.ts'
import { type Position, startOf } from '../send-page.ts'
import type { Notice } from './schemas.ts'

const LIST = {
  name: 'notices_list',
  // Served by notice_by_agency. The fact that caused a notice may be another agency's and is not told.
  text: `
    select id, kind, subject_id as "subjectId", to_char(recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as "recordedAt"
    from notice
    where to_agency_id = current_agency() and recorded_at >= $1::timestamptz and (recorded_at, id) < ($2::timestamptz, $3::uuid)
      and ($4::text is null or kind = $4::text)
    order by recorded_at desc, id desc limit $5`,
}

export interface NoticeFilters {
  readonly kind: NoticeKind | undefined
  readonly from: string | undefined
}

export type NoticeRow = Omit<Notice, 'link' | 'kind'> & { readonly kind: NoticeKind }

/** What the caller's agency is to be told, newest first; one more than `limit` where there are more. */
export async function listNotices(
  tx: Tx,
  wanted: { filters: NoticeFilters; after: Position | undefined; limit: number },
): Promise<NoticeRow[]> {
  const { kind, from } = wanted.filters
  const { recordedAt, id } = startOf(wanted.after)
  return tx.rows(LIST, [from ?? '-infinity', recordedAt, id, kind ?? null, wanted.limit + 1])
}
