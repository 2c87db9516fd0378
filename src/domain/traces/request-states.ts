import type { ErrorEntry } from '../errors.ts'
import { successorsOf } from '../reference/countries.ts'
import type { Day } from '../time/days.ts'
import type { RefusalGround, RequestStatus } from '../vocabulary/traces.ts'
import type { StatedOutcome } from './outcome.ts'
import {
  type AskerStep,
  cellOf,
  isRefusal,
  reasonOf,
  type RegistryStep,
  type Step,
  type StepRefusal,
} from './request-steps.ts'

/** A request as its states know it. `standing`: the status that the newest answer, delay or refusal gave it; null where nothing was, or where it was taken back. */
export interface RequestState {
  readonly status: RequestStatus
  readonly standing: RequestStatus | null
}

/** A step and what it carries. Shapes are the schema's matter; what may be missing here is what a step of its kind must say. */
export type RequestStep =
  | { readonly side: 'ASKER'; readonly action: AskerStep }
  | {
      readonly side: 'REGISTRY'
      readonly action: RegistryStep
      readonly grounds?: readonly RefusalGround[] | undefined
      readonly reviewOn?: Day | undefined
      readonly countries?: readonly string[] | undefined
      readonly outcome?: StatedOutcome | undefined
    }

const ENDS_OF_ANSWER: readonly (RequestStatus | null)[] = ['ANSWERED_FULL', 'ANSWERED_RESTRICTED']
// What was told last is not lifted by an answer: the asker has been told otherwise, and the clarification he waits for comes first.
const HELD_BACK: readonly (RequestStatus | null)[] = ['REFUSED', 'DELAYED']
const ANSWERS: readonly string[] = ['ANSWER_FULL', 'ANSWER_RESTRICTED', 'ANSWER_NO_RECORD', 'REOPEN']

function targetOf({ status, standing }: RequestState, { side, action }: RequestStep): RequestStatus | StepRefusal {
  const cell = cellOf(status, `${side} ${action}` as Step)
  if (status === 'CLARIFICATION_REQUESTED' && ANSWERS.includes(action) && HELD_BACK.includes(standing))
    return 'clarification-open'
  if (cell === 'UNCHANGED') return status
  if (cell !== 'STANDING') return cell
  if (action === 'CLARIFY') return standing ?? 'IN_PROGRESS_DOMESTIC'
  // An outcome that a person states names no weapon; what records told before of one stands beside it.
  return standing !== null && ENDS_OF_ANSWER.includes(standing) ? standing : 'ANSWERED_NO_RECORD'
}

/** The status after a step that `refuseStep` lets pass. */
export function statusAfter(request: RequestState, step: RequestStep): RequestStatus {
  const target = targetOf(request, step)
  if (isRefusal(target)) throw new Error(`a step was taken that is refused: ${target}`)
  return target
}

function lacking(pointer: string, code: string, detail: string, hint: string): ErrorEntry {
  return { pointer, code, detail, hint }
}

const NEEDS_GROUNDS: readonly RegistryStep[] = ['DELAY', 'RESTRICT', 'REFUSE']

function refuseCountries(countries: readonly string[]): ErrorEntry[] {
  if (countries.length === 0) {
    return [lacking('#/countries', 'countries-required', 'Forwarded to no State.', 'Name the States that are asked.')]
  }
  return countries.flatMap((country, n) => {
    const today = successorsOf(country)
    if (today.includes(country)) return []
    const hint = today.length === 0 ? 'ISO 3166-1 alpha-2.' : `Ask ${today.join(', ')}.`
    return [lacking(`#/countries/${n}`, 'state-of-today-required', 'No State of today has this code.', hint)]
  })
}

function refuseContent(step: RequestStep, today: Day): ErrorEntry[] {
  if (step.side === 'ASKER') return []
  const { action, grounds = [], reviewOn, countries = [], outcome } = step
  const errors: ErrorEntry[] = []
  if (NEEDS_GROUNDS.includes(action) && grounds.length === 0) {
    const detail =
      'To delay, restrict or refuse needs at least one of the four grounds of ITI 22, and the asker is told it (ITI 23).'
    errors.push(lacking('#/grounds', 'grounds-required', detail, 'Give grounds.'))
  }
  if (action === 'DELAY' && (reviewOn === undefined || reviewOn <= today)) {
    const detail = 'A delay ends: it needs a day of review that lies ahead.'
    errors.push(lacking('#/reviewOn', 'review-day-required', detail, 'Give reviewOn as YYYY-MM-DD, after today.'))
  }
  if (action === 'FORWARD') errors.push(...refuseCountries(countries))
  if (action === 'CONCLUDE' && outcome === undefined) {
    const detail = 'To conclude is to state an outcome.'
    errors.push(lacking('#/outcome', 'outcome-required', detail, 'Give one of the outcomes that a person may state.'))
  }
  return errors
}

/** Everything that keeps a step from being taken: the request's status, and what the step does not carry (ITI 21 to 23). `today` in UTC. */
export function refuseStep(request: RequestState, step: RequestStep, today: Day): ErrorEntry[] {
  const target = targetOf(request, step)
  const refused = isRefusal(target) ? [{ pointer: '#/action', code: target, detail: reasonOf(target) }] : []
  return [...refused, ...refuseContent(step, today)]
}

/** True while the registry's time to answer does not run: it waits for the asker (ITI 21). */
export function isClockPaused(status: RequestStatus): boolean {
  return status === 'MORE_INFO_REQUESTED'
}
