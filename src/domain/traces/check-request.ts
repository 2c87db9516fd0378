import type { ErrorEntry } from '../errors.ts'
import type { Finding } from '../findings.ts'
import type { Priority } from '../vocabulary/traces.ts'

/** The part of a trace request that ITI 15 to 17 and the agency's mandate judge. */
export interface RequestToCheck {
  readonly priority: Priority
  readonly circumstances: { readonly country: string; readonly occurredAt?: unknown }
  readonly observation: {
    readonly type?: string | undefined
    readonly calibre?: string | undefined
    readonly markings?: readonly unknown[] | undefined
    readonly noMarkingsVisible?: boolean | undefined
  }
}

/** What a request may not lack (ITI 16, 17): a mark or the statement that none is visible, and a place within the asker's mandate. */
export function refuseIncomplete(request: RequestToCheck, mandateCountries: readonly string[]): ErrorEntry[] {
  const { circumstances, observation } = request
  const errors: ErrorEntry[] = []
  if (!mandateCountries.includes(circumstances.country)) {
    errors.push({
      pointer: '#/circumstances/country',
      code: 'country-outside-mandate',
      detail: 'Your agency may ask only for weapons found in the States of its mandate (ITI 16).',
      hint: `Its mandate is ${mandateCountries.join(', ')}.`,
    })
  }
  return [...errors, ...refuseUnmarked(observation, '#/observation')]
}

/** What an observation may not lack: a mark, or the statement that none is visible, and never both. `at` is where it stands. */
export function refuseUnmarked(observation: RequestToCheck['observation'], at: string): ErrorEntry[] {
  const errors: ErrorEntry[] = []
  const marks = observation.markings?.length ?? 0
  if (marks === 0 && observation.noMarkingsVisible !== true) {
    errors.push({
      pointer: `${at}/markings`,
      code: 'markings-required',
      detail: 'A request describes the marks that were read, or says that none is visible (ITI 17(b)).',
      hint: 'Give observation.markings, or observation.noMarkingsVisible: true.',
    })
  }
  if (marks > 0 && observation.noMarkingsVisible === true) {
    errors.push({
      pointer: `${at}/noMarkingsVisible`,
      code: 'markings-contradicted',
      detail: 'Marks are described and said not to be visible.',
      hint: 'Leave noMarkingsVisible out where any mark was read.',
    })
  }
  return errors
}

function isAbsent(value: string | undefined): boolean {
  return value === undefined || value === 'UNKNOWN'
}

function warn(code: string, pointer: string, detail: string, hint: string): Finding {
  return { code, severity: 'WARNING', pointer, detail, hint, paragraph: 'ITI 17(b)' }
}

/** What would help a search but may be missing in what was seen: it is taken all the same. `at` is where it stands, `hasPhotos` whether photographs are named. */
export function assessSeen(observation: RequestToCheck['observation'], hasPhotos: boolean, at: string): Finding[] {
  const findings: Finding[] = []
  if (isAbsent(observation.type)) {
    findings.push(warn('TYPE_UNKNOWN', `${at}/type`, 'The type of weapon is not given.', 'Name it if it can be seen.'))
  }
  if (isAbsent(observation.calibre)) {
    const hint = 'A calibre is needed to identify with certainty; read it off barrel or slide.'
    findings.push(warn('CALIBRE_UNKNOWN', `${at}/calibre`, 'The calibre is not given.', hint))
  }
  if (observation.noMarkingsVisible === true && !hasPhotos) {
    const hint =
      'Photograph all sides, store the photographs and name them in evidenceIds; ask a laboratory to restore the marks.'
    findings.push(warn('PHOTOS_WANTED', at, 'Without marks only photographs can identify the weapon.', hint))
  }
  return findings
}

/** What would help the search but may be missing: the request is taken all the same. `hasPhotos`: whether it names a photograph. */
export function assessRequest({ circumstances, observation }: RequestToCheck, hasPhotos: boolean): Finding[] {
  const findings = assessSeen(observation, hasPhotos, '#/observation')
  if (circumstances.occurredAt === undefined) {
    const hint = 'A year or month is enough. Without it a recovery elsewhere cannot be told from this one.'
    findings.push(
      warn('RECOVERY_DATE_UNKNOWN', '#/circumstances/occurredAt', 'The day of recovery is not given.', hint),
    )
  }
  return findings
}
