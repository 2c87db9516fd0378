/** What an agency is told of. The notice names a record; who reads that record does so under his own rights. */
export const NOTICE_KINDS = [
  'ANSWER_SUPERSEDED',
  'REQUEST_ANSWERED',
  'MORE_INFO_REQUESTED',
  'REQUEST_UPDATED',
  'FOLLOW_UP_RECEIVED',
  'SOUGHT_WEAPON_RECOVERED',
  'SOUGHT_BY_ANOTHER_AGENCY',
] as const
export type NoticeKind = (typeof NOTICE_KINDS)[number]
