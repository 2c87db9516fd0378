import type { RequestStatus } from '../vocabulary/traces.ts'

/** What the registry does with a request. The three ANSWER steps are taken by the answer itself, REOPEN where an answer no longer stands. */
export const REGISTRY_STEPS = [
  'ACKNOWLEDGE',
  'REQUEST_MORE_INFO',
  'DELAY',
  'RESTRICT',
  'REFUSE',
  'FORWARD',
  'CLARIFY',
  'CONCLUDE',
  'CLOSE',
  'ANSWER_FULL',
  'ANSWER_RESTRICTED',
  'ANSWER_NO_RECORD',
  'REOPEN',
] as const
export type RegistryStep = (typeof REGISTRY_STEPS)[number]

export const ASKER_STEPS = ['RESUBMIT', 'REQUEST_CLARIFICATION', 'WITHDRAW', 'CLOSE'] as const
export type AskerStep = (typeof ASKER_STEPS)[number]

/** A step and whose it is: both sides may CLOSE, but not at the same time of a request's life. */
export type Step = `REGISTRY ${RegistryStep}` | `ASKER ${AskerStep}`

/** Why a step cannot be taken, in words. */
const REASONS = {
  'request-final': 'The request is closed or withdrawn.',
  'request-is-draft': 'The request has not been submitted.',
  'already-acknowledged': 'The request is acknowledged.',
  'already-answered': 'The request is answered.',
  'already-refused': 'The request is refused (ITI 22); its asker may ask why (ITI 23), or ask anew.',
  'not-answered-yet': 'The request has no answer yet.',
  'waits-for-asker': 'More information was asked for (ITI 21), and the asker has not sent it.',
  'no-information-asked': 'No more information was asked for.',
  'clarification-open': 'The asker waits for a clarification (ITI 23): give that first.',
  'no-clarification-asked': 'The asker has not asked for a clarification.',
  'nothing-to-restrict': 'The answer found no record: nothing in it can be withheld.',
  'withdraw-instead': 'The request is not answered: withdraw it.',
  'close-with-a-reason': 'A request that is not answered is concluded or refused with its reason, not closed (ITI 23).',
} as const
export type StepRefusal = keyof typeof REASONS

/** The reason in words, for a refusal. */
export function reasonOf(refusal: StepRefusal): string {
  return REASONS[refusal]
}

/** Where a step leads. STANDING is the status of what was told last: a clarification, for instance, changes nothing of it. */
type Target = RequestStatus | 'UNCHANGED' | 'STANDING'
type Cells = { readonly [status in RequestStatus]?: Target | StepRefusal }

const every = (statuses: readonly RequestStatus[], cell: Target | StepRefusal): Cells =>
  Object.fromEntries(statuses.map((status) => [status, cell]))

const ARRIVED: readonly RequestStatus[] = ['SUBMITTED', 'ACKNOWLEDGED', 'RESUBMITTED', 'IN_PROGRESS_DOMESTIC']
const WORKED_ON: readonly RequestStatus[] = [...ARRIVED, 'FORWARDED_INTERNATIONAL', 'DELAYED']
const UNANSWERED: readonly RequestStatus[] = [...WORKED_ON, 'MORE_INFO_REQUESTED']
const ANSWERED: readonly RequestStatus[] = ['ANSWERED_FULL', 'ANSWERED_RESTRICTED', 'ANSWERED_NO_RECORD']

const answered = (status: RequestStatus): Cells => ({
  ...every([...UNANSWERED, ...ANSWERED], status),
  // The question of the asker is not answered by an answer: it stays open until somebody clarifies.
  CLARIFICATION_REQUESTED: 'UNCHANGED',
})

/** What differs from the refusal that a status gives to every step (`DEFAULTS`). */
const CELLS: Readonly<Record<Step, Cells>> = {
  'REGISTRY ACKNOWLEDGE': {
    ...every([...UNANSWERED, 'CLARIFICATION_REQUESTED'], 'UNCHANGED'),
    ...every(['SUBMITTED', 'RESUBMITTED'], 'ACKNOWLEDGED'),
    ACKNOWLEDGED: 'already-acknowledged',
  },
  // Also of an answer that found nothing: better marks may find more.
  'REGISTRY REQUEST_MORE_INFO': every([...UNANSWERED, 'ANSWERED_NO_RECORD'], 'MORE_INFO_REQUESTED'),
  'REGISTRY DELAY': every(WORKED_ON, 'DELAYED'),
  'REGISTRY RESTRICT': {
    ...every(UNANSWERED, 'UNCHANGED'),
    ...every(['ANSWERED_FULL', 'ANSWERED_RESTRICTED'], 'ANSWERED_RESTRICTED'),
    ANSWERED_NO_RECORD: 'nothing-to-restrict',
  },
  'REGISTRY REFUSE': every(UNANSWERED, 'REFUSED'),
  // Also of an answer that leads abroad.
  'REGISTRY FORWARD': every([...WORKED_ON, ...ANSWERED], 'FORWARDED_INTERNATIONAL'),
  'REGISTRY CLARIFY': {
    ...every([...UNANSWERED, ...ANSWERED, 'REFUSED'], 'no-clarification-asked'),
    CLARIFICATION_REQUESTED: 'STANDING',
  },
  'REGISTRY CONCLUDE': every([...UNANSWERED, ...ANSWERED], 'STANDING'),
  'REGISTRY CLOSE': {
    ...every(WORKED_ON, 'close-with-a-reason'),
    ...every([...ANSWERED, 'REFUSED', 'MORE_INFO_REQUESTED'], 'CLOSED'),
  },
  'REGISTRY ANSWER_FULL': answered('ANSWERED_FULL'),
  'REGISTRY ANSWER_RESTRICTED': answered('ANSWERED_RESTRICTED'),
  'REGISTRY ANSWER_NO_RECORD': answered('ANSWERED_NO_RECORD'),
  'REGISTRY REOPEN': {
    ...every(UNANSWERED, 'UNCHANGED'),
    ...every([...ANSWERED, 'CLARIFICATION_REQUESTED'], 'IN_PROGRESS_DOMESTIC'),
  },
  // RESUBMITTED is passed in the same step: what was sent is searched at once.
  'ASKER RESUBMIT': {
    ...every([...WORKED_ON, ...ANSWERED, 'REFUSED', 'CLARIFICATION_REQUESTED'], 'no-information-asked'),
    MORE_INFO_REQUESTED: 'IN_PROGRESS_DOMESTIC',
  },
  // ITI 23: of the reasons for a delay as well.
  'ASKER REQUEST_CLARIFICATION': every(
    [...ANSWERED, 'REFUSED', 'DELAYED', 'CLARIFICATION_REQUESTED'],
    'CLARIFICATION_REQUESTED',
  ),
  'ASKER WITHDRAW': every(['DRAFT', ...UNANSWERED, 'CLARIFICATION_REQUESTED'], 'WITHDRAWN'),
  'ASKER CLOSE': {
    ...every(UNANSWERED, 'withdraw-instead'),
    ...every([...ANSWERED, 'REFUSED', 'DELAYED', 'CLARIFICATION_REQUESTED'], 'CLOSED'),
  },
}

const DEFAULTS: Readonly<Record<RequestStatus, StepRefusal>> = {
  DRAFT: 'request-is-draft',
  SUBMITTED: 'not-answered-yet',
  ACKNOWLEDGED: 'not-answered-yet',
  MORE_INFO_REQUESTED: 'waits-for-asker',
  RESUBMITTED: 'not-answered-yet',
  IN_PROGRESS_DOMESTIC: 'not-answered-yet',
  FORWARDED_INTERNATIONAL: 'not-answered-yet',
  ANSWERED_FULL: 'already-answered',
  ANSWERED_RESTRICTED: 'already-answered',
  ANSWERED_NO_RECORD: 'already-answered',
  DELAYED: 'not-answered-yet',
  REFUSED: 'already-refused',
  CLARIFICATION_REQUESTED: 'clarification-open',
  CLOSED: 'request-final',
  WITHDRAWN: 'request-final',
}

/** One cell of the total table of statuses and steps (domain vocabulary 8.9): where the step leads, or why it cannot be taken. */
export function cellOf(status: RequestStatus, step: Step): Target | StepRefusal {
  return CELLS[step][status] ?? DEFAULTS[status]
}

/** True where the cell is a refusal. */
export function isRefusal(cell: Target | StepRefusal): cell is StepRefusal {
  return cell in REASONS
}

/** True while the registry or a State that was asked has something to do, or the asker has been asked for more. */
export function isOpen(status: RequestStatus): boolean {
  return UNANSWERED.includes(status) || status === 'DRAFT' || status === 'CLARIFICATION_REQUESTED'
}
