import type { NoticeKind } from '../../vocabulary/notices.ts'

/** The label, and what to do about it. */
export const NOTICE_KIND_WORDS: Record<NoticeKind, readonly [string, string]> = {
  ANSWER_SUPERSEDED: [
    'Answer overtaken by a later record',
    'What was recorded since makes the answer another one: read it again before you rely on it.',
  ],
  REQUEST_ANSWERED: ['Answered', 'A person decided, and your request has its answer.'],
  MORE_INFO_REQUESTED: ['More information asked for', 'The registry needs more to go on (ITI 21): resubmit.'],
  REQUEST_UPDATED: [
    'Request moved on',
    'It was acknowledged, delayed, restricted, refused, forwarded, clarified or closed: read its status.',
  ],
  FOLLOW_UP_RECEIVED: ['Follow-up of the asker', 'The asker resubmitted, withdrew, closed, or wants a clarification.'],
  SOUGHT_WEAPON_RECOVERED: [
    'A weapon you asked for was recovered',
    'Another authority recovered a weapon that your request is about.',
  ],
  SOUGHT_BY_ANOTHER_AGENCY: [
    'Asked for by another agency too',
    'Another agency asks for the weapon that your request is about: read whom to speak to.',
  ],
}
