import { DomainError } from '../../domain/errors.ts'
import { isPhoto } from '../../domain/evidence/media-type.ts'
import type { Finding } from '../../domain/findings.ts'
import { assessRequest, refuseIncomplete } from '../../domain/traces/check-request.ts'
import { recordAudit } from '../../store/audit.ts'
import { readClock } from '../../store/clock.ts'
import { recordLook } from '../../store/looks.ts'
import { outcomeOfSearch } from '../../tracing/conclude.ts'
import { describeIdentification } from '../../tracing/describe-search.ts'
import { type Flagged, flagIdentified } from '../../tracing/flag-identified.ts'
import type { NewTraceRequest, TraceRequest } from '../../tracing/request-schemas.ts'
import { projectTraces } from '../../tracing/trace-state.ts'
import { type Identified, identifyWeapon } from '../identify-weapon.ts'
import { nameEvidence } from '../name-evidence.ts'
import { refuseTogether } from '../refuse-together.ts'
import type { SearchStop } from '../search-limit.ts'
import type { Stored, VerbWrite } from '../storing.ts'
import { answerIdentified, answerNothing } from './answer-decided.ts'
import type { LockedRequest } from './load-request.ts'
import { replyWithRequest } from './reply-request.ts'
import { storeStep } from './store-step.ts'

interface Resubmission {
  readonly id: string | undefined
  readonly text: string | undefined
  readonly observation: NewTraceRequest['observation']
}

async function check(
  write: VerbWrite,
  { row }: LockedRequest,
  observation: Resubmission['observation'],
): Promise<Finding[]> {
  const asked = { priority: row.priority, circumstances: row.circumstances, observation }
  const errors = refuseIncomplete(asked, write.requester.agency.mandateCountries)
  const [, evidence] = await refuseTogether(
    () => {
      if (errors.length > 0) throw new DomainError('unprocessable', 'The request lacks what a trace needs.', { errors })
    },
    () => nameEvidence(write, [{ pointer: '#/observation/evidenceIds', ids: observation.evidenceIds }]),
  )
  return assessRequest(asked, [...evidence.values()].some(isPhoto))
}

async function conclude(
  write: VerbWrite,
  locked: LockedRequest,
  found: Identified,
  flagged: Flagged,
  now: string,
): Promise<void> {
  const { row } = locked
  if (flagged.isReleasable && flagged.weaponId !== null)
    return answerIdentified(write, locked, { weaponId: flagged.weaponId, duplicateSerial: found.duplicateSerial }, now)
  if (found.identification.candidates.length === 0)
    return answerNothing(write, locked, outcomeOfSearch(row, found), now)
  const weaponId = found.identification.releasable ? flagged.weaponId : null
  const nothing = { outcome: null, answerId: null, answeredAt: null, superseded: false }
  await projectTraces(write.tx, [{ requestId: row.id, status: 'IN_PROGRESS_DOMESTIC', weaponId, ...nothing }])
}

/** More is known of the weapon than was sent (ITI 21): the new observation is searched in the place of the old one, and the request goes on from there. */
export async function resubmit(
  write: VerbWrite,
  locked: LockedRequest,
  { id, text, observation }: Resubmission,
  searchStop: SearchStop,
): Promise<Stored<TraceRequest>> {
  const { tx, requester } = write
  const findings = await check(write, locked, observation)
  if (write.dryRun) return { body: {} as TraceRequest, location: '', findings }
  await searchStop.refuseFishing(write, 1)
  const { row } = locked
  const { circumstances, purpose, legalBasis } = row
  const found = await identifyWeapon(tx, observation)
  const now = await readClock(tx)
  const recovery = { country: circumstances.country, occurred: circumstances.occurred }
  const [flagged] = await flagIdentified(tx, requester, [{ found, recovery }], now)
  if (flagged === undefined) throw new Error('a search was not judged')
  const identification = describeIdentification(found.identification)
  const noticed = [...findings, ...found.identification.findings, ...flagged.findings]
  const details = { flags: flagged.flags, findings: noticed }
  const step = { side: 'ASKER' as const, action: 'RESUBMIT' as const }
  await storeStep(write, locked, step, { id, text, details, observation, identification }, now)
  await conclude(write, { ...locked, row: { ...row, observation, identification } }, found, flagged, now)
  const why = { purpose, ...(legalBasis === null ? {} : { legalBasis }) }
  const looks = identification.candidates.map(({ weaponId }) => {
    return { weaponId, ownRecord: false, ...why, shown: ['CANDIDATE'], source: 'trace-request' }
  })
  await recordLook(write, now, looks)
  await recordAudit(write, now, 'trace.resubmit', [row.id])
  return replyWithRequest(write, row.id, noticed)
}
