import type { Finding } from '../domain/findings.ts'
import type { Occurred } from '../domain/time/occurred-at.ts'
import { type OtherRequest, relateRequests } from '../domain/traces/related-requests.ts'
import { restrictionsOf } from '../domain/traces/restrictions.ts'
import { readClock } from '../store/clock.ts'
import type { Tx } from '../store/db.ts'
import { derivedId } from '../store/derived-id.ts'
import type { Identified } from '../features/identify-weapon.ts'
import type { VerbWrite } from '../features/storing.ts'
import { askerOf, loadAnswerContext } from './answer-context.ts'
import { type Asked, type Concluded, concludeNothing, concludeReleased, outcomeOfSearch } from './conclude.ts'
import { describeIdentification } from './describe-search.ts'
import { type Flagged, flagIdentified, pointedAt } from './flag-identified.ts'
import { joinRecovered } from './join-recovered.ts'
import type { LoadedWeapon } from './load-weapons.ts'
import { queueNotices } from './notices.ts'
import { tellComponents } from './relations.ts'
import type { AnswerHead } from './render-answer.ts'
import { findRequestsOf } from './requests-of.ts'
import type { NewTraceRequest } from './request-schemas.ts'
import { storeTraces, type TraceToStore } from './store-traces.ts'

/** A question as it is concluded, new or asked again. */
export interface TraceToConclude {
  readonly requestId: string
  readonly wanted: Asked & Pick<NewTraceRequest, 'intendedUse'>
  /** When the weapon was recovered. */
  readonly occurred: Occurred | null
  readonly found: Identified
}

/** A trace request that was checked and searched for, on its way in. */
export interface TraceToOpen extends TraceToConclude {
  readonly wanted: NewTraceRequest
  readonly findings: readonly Finding[]
  /** The recovered item that it is about: joined to the weapon when the answer names one. */
  readonly item: { readonly id: string; readonly weaponId: string } | null
}

export interface OpenedTrace extends TraceToStore {
  readonly recordedAt: string
  /** Earlier requests of the agency about the same weapon or item. */
  readonly related: readonly string[]
}

function headOf({ requestId, wanted, found }: TraceToConclude, answeredAt: string): AnswerHead {
  const { canGuaranteeConfidentiality, intendedUse } = wanted
  return {
    answerId: derivedId(`first answer to ${requestId}`),
    requestId,
    answeredAt,
    identification: describeIdentification(found.identification),
    flags: [],
    relations: [],
    restrictions: restrictionsOf(canGuaranteeConfidentiality, intendedUse),
    supersedes: null,
    duplicateOf: null,
    decided: null,
  }
}

/** Nothing found is an answer; one weapon beyond doubt is answered; everything between waits for a person, without any holder. */
export function concludeOne(
  trace: TraceToConclude,
  { flags, loaded, weaponId, isReleasable }: Flagged,
  first: string | null,
  context: Awaited<ReturnType<typeof loadAnswerContext>>,
  now: string,
): Concluded {
  const { wanted, occurred, found } = trace
  const head = headOf(trace, now)
  const candidate = found.rows.find((row) => row.weaponId === weaponId)
  if (isReleasable && candidate !== undefined && loaded !== undefined)
    return concludeReleased(head, wanted, occurred, { candidate, loaded, flags, duplicateOf: first }, context)
  const identified = found.identification.releasable ? weaponId : null
  const { country } = context.asker
  if (first !== null) {
    const duplicate = concludeNothing({ ...head, duplicateOf: first }, 'DUPLICATE_REQUEST', wanted, country)
    return { ...duplicate, weaponId: identified, flags }
  }
  if (found.identification.candidates.length > 0)
    return { status: 'IN_PROGRESS_DOMESTIC', flags, weaponId: identified, answer: null }
  return concludeNothing(head, outcomeOfSearch(wanted, found), wanted, country)
}

export function releasedOf(judged: readonly Flagged[]): Map<string, LoadedWeapon> {
  return new Map(
    judged.flatMap(({ weaponId, loaded, isReleasable }) =>
      isReleasable && weaponId !== null && loaded !== undefined ? [[weaponId, loaded] as const] : [],
    ),
  )
}

/** Joins the items of requests that are released by themselves to their weapons, so that the recovery stands in the chain that is told. */
async function joinReleased(
  write: VerbWrite,
  traces: readonly TraceToOpen[],
  judged: readonly Flagged[],
): Promise<boolean> {
  const joins = traces.flatMap(({ item, requestId, found }, n) => {
    const { weaponId = null, isReleasable = false } = judged[n] ?? {}
    const { tier } = found.identification
    if (item === null || weaponId === null || tier === null || !isReleasable) return []
    return [{ itemWeaponId: item.weaponId, weaponId, tier, evidence: `Trace request ${requestId}` }]
  })
  return joinRecovered(write, joins)
}

async function tellOthers(
  write: VerbWrite,
  recordedAt: string,
  traces: readonly TraceToOpen[],
  others: readonly OtherRequest[],
  concluded: readonly Concluded[],
) {
  const notices = traces.flatMap(({ requestId, item }, n) => {
    const weaponId = concluded[n]?.weaponId ?? null
    const sought = others.filter(
      (other) => weaponId !== null && other.weaponId === weaponId && other.agencyId !== write.requester.agencyId,
    )
    const kind = item === null ? ('SOUGHT_BY_ANOTHER_AGENCY' as const) : ('SOUGHT_WEAPON_RECOVERED' as const)
    return sought.map((other) => ({ toAgencyId: other.agencyId, kind, subjectId: other.requestId, factId: requestId }))
  })
  await queueNotices(write.tx, recordedAt, notices)
}

/** Earlier requests about the weapons that the searches point at, and about the items. */
function findOthers(tx: Tx, traces: readonly TraceToOpen[]): Promise<OtherRequest[]> {
  return findRequestsOf(tx, {
    weaponIds: pointedAt(traces),
    itemIds: traces.flatMap(({ item }) => item?.id ?? []),
    caseReference: traces[0]?.wanted.caseReference,
  })
}

/**
 * Opens trace requests of one case and answers what can be answered by itself (ITI 16 to 20): judge, join, conclude, record, in a fixed number of statements.
 * Custody is released only for a weapon identified at T1 without a blocking flag (design 3.5).
 */
export async function openTraces(write: VerbWrite, traces: readonly TraceToOpen[]): Promise<OpenedTrace[]> {
  const { tx, requester } = write
  const asker = askerOf(requester)
  const toFlag = traces.map(({ found, wanted, occurred }) => ({
    found,
    recovery: { country: wanted.circumstances.country, occurred },
  }))
  // In one breath, and carried out one after another: the clock, and then what the answer rests on.
  const clock = readClock(tx)
  const asking = findOthers(tx, traces)
  const [recordedAt, before, first] = await Promise.all([
    clock,
    asking,
    flagIdentified(tx, requester, toFlag, clock, asking),
  ])
  const isJoined = await joinReleased(write, traces, first)
  const judged = isJoined ? await flagIdentified(tx, requester, toFlag, recordedAt) : first
  const withNames = traces.some(({ wanted }) => wanted.canGuaranteeConfidentiality)
  const searches = traces.map(({ found }) => found)
  const [others, context, onComponents] = await Promise.all([
    isJoined ? findOthers(tx, traces) : before,
    loadAnswerContext(tx, asker, releasedOf(judged), withNames),
    tellComponents(tx, searches),
  ])
  const opened = traces.map((trace, n): OpenedTrace => {
    const flagged = judged[n]
    if (flagged === undefined) throw new Error('a search was not judged')
    const { found } = trace
    const weaponId = found.identification.releasable ? flagged.weaponId : null
    const about = { agencyId: asker.agencyId, weaponId, seizureItemId: trace.item?.id ?? null }
    const { duplicateOf, own: related } = relateRequests(about, others)
    const concluded = concludeOne(trace, flagged, duplicateOf, context, recordedAt)
    const identification = describeIdentification(found.identification)
    const noticed = [...found.identification.findings, ...flagged.findings, ...(onComponents[n] ?? [])]
    const findings = [...trace.findings, ...noticed]
    return { ...trace, identification, findings, concluded, recordedAt, related }
  })
  await storeTraces(write, recordedAt, opened)
  await tellOthers(
    write,
    recordedAt,
    traces,
    others,
    opened.map(({ concluded }) => concluded),
  )
  return opened
}
