import type { Finding } from '../../domain/findings.ts'
import { assessItem } from '../../domain/seizures/judge-item.ts'
import { isPhoto } from '../../domain/evidence/media-type.ts'
import { recordAudit } from '../../store/audit.ts'
import { readClock } from '../../store/clock.ts'
import { recordLook } from '../../store/looks.ts'
import { newId } from '../../store/new-id.ts'
import { describeIdentification } from '../../tracing/describe-search.ts'
import { joinRecovered } from '../../tracing/join-recovered.ts'
import { openTraces } from '../../tracing/open-traces.ts'
import { refuseTogether } from '../refuse-together.ts'
import type { Stored, VerbWrite } from '../storing.ts'
import { type AdmittedItems, admitItems } from './admit-items.ts'
import type { SeizureOutcome, StoredSeizure } from './answer-schemas.ts'
import type { SearchStop } from '../search-limit.ts'
import { type IdentifiedItem, identifyItems } from './identify-items.ts'
import { planTraces, termsOf, type TracePolicy } from './plan-traces.ts'
import { type PreparedRecovery, prepareRecovery } from './prepare-recovery.ts'
import type { NewSeizure } from './schemas.ts'
import { storeItems } from './store-items.ts'
import { type DecidedItem, storeSeizure } from './store-seizure.ts'

/** How the registry is set up for seizures. */
export interface SeizureSettings {
  readonly searchStop: SearchStop
  readonly tracePolicy: TracePolicy
}

const NOT_SEARCHED = { tier: null, keysUsed: [], substitutions: [], candidates: [] }

/** A refused item counts as an error where strict handling was asked for. */
function asFindings({ refused }: AdmittedItems): Finding[] {
  return refused.flatMap(({ errors }) => errors.map((entry) => ({ ...entry, severity: 'ERROR' as const })))
}

function assessItems({ accepted, evidence }: AdmittedItems, { hasPhotos }: PreparedRecovery): Map<string, Finding[]> {
  return new Map(
    accepted.map((item) => {
      const types = (item.observation.evidenceIds ?? []).flatMap((id) => evidence.get(id) ?? [])
      return [item.id, assessItem(item, hasPhotos || types.some(isPhoto), item.pointer)]
    }),
  )
}

function decide(
  { item, weaponId, traceability, found, flags, findings }: IdentifiedItem,
  own: readonly Finding[],
  traceRequestId: string | null,
): DecidedItem {
  const identification = found === null ? NOT_SEARCHED : describeIdentification(found.identification)
  const shown = { identification, flags: [...flags], findings: [...own, ...findings] }
  const identifiedAs = found?.identification.weaponId ?? null
  return { item, weaponId, traceability, searched: found !== null, identifiedAs, traceRequestId, shown }
}

function outcomeOf(
  { item, weaponId, traceability, traceRequestId, shown }: DecidedItem,
  dueOn: string,
): SeizureOutcome {
  const { id, n, category } = item
  const decided = { ...shown, findings: [...shown.findings], traceability, dueOn }
  const trace = traceRequestId === null ? {} : { traceRequestId }
  return { id, n, status: 'ACCEPTED', weaponId, category, ...decided, ...trace }
}

function outcomesOf(decided: readonly DecidedItem[], { refused }: AdmittedItems, dueOn: string): SeizureOutcome[] {
  const refusals = refused.map(({ id, n, errors }): SeizureOutcome => {
    return { ...(id === undefined ? {} : { id }), n, status: 'REFUSED', errors: errors.map((entry) => ({ ...entry })) }
  })
  return [...decided.map((one) => outcomeOf(one, dueOn)), ...refusals].toSorted((a, b) => a.n - b.n)
}

/** Every candidate that is shown is a look, of each weapon once (design 3.10). */
async function recordLooks(write: VerbWrite, recordedAt: string, wanted: NewSeizure, decided: readonly DecidedItem[]) {
  const shown = new Set(
    decided.flatMap(({ shown: { identification } }) => identification.candidates.map((one) => one.weaponId)),
  )
  const { purpose } = termsOf(wanted)
  const why = { ownRecord: false, purpose, legalBasis: wanted.legalBasis, shown: ['CANDIDATE'], source: 'seizure' }
  await recordLook(
    write,
    recordedAt,
    [...shown].map((weaponId) => ({ weaponId, ...why })),
  )
}

async function carryOut(
  write: VerbWrite,
  wanted: NewSeizure,
  id: string,
  { recovery, admitted, settings }: { recovery: PreparedRecovery; admitted: AdmittedItems; settings: SeizureSettings },
) {
  const { stored, recordedAt, findings } = await storeItems(write, wanted, recovery, id, admitted.accepted)
  const where = { country: wanted.place.country, occurred: recovery.occurred }
  const asked = { searchStop: settings.searchStop, now: recordedAt }
  const { items, findings: onSearch } = await identifyItems(write, stored, where, asked)
  const traces = planTraces(wanted, recovery, items, settings.tracePolicy)
  const requestIds = new Map(traces.map(({ item, requestId }) => [item?.id, requestId]))
  const own = assessItems(admitted, recovery)
  const decided = items.map((one) => decide(one, own.get(one.item.id) ?? [], requestIds.get(one.item.id) ?? null))
  await storeSeizure(write, recordedAt, { id, wanted, recovery }, decided)
  await joinRecovered(
    write,
    items.flatMap(({ weaponId: itemWeaponId, joinTo, found }) => {
      const tier = found?.identification.tier ?? null
      return joinTo === null || tier === null
        ? []
        : [{ itemWeaponId, weaponId: joinTo, tier, evidence: `Seizure ${id}` }]
    }),
  )
  if (traces.length > 0) await openTraces(write, traces)
  await recordLooks(write, recordedAt, wanted, decided)
  await recordAudit(
    write,
    recordedAt,
    'seizure.record',
    [id, ...decided.map(({ weaponId }) => weaponId)],
    decided.length,
  )
  return { recordedAt, decided, findings: [...findings, ...onSearch] }
}

/**
 * Records a recovery of up to 200 items: each is accepted or refused by itself, becomes a weapon record of its own in State custody (ITI 9), and is identified at
 * once, in a number of statements that does not depend on theirs. A dry run checks and identifies nothing.
 */
export async function recordSeizure(
  write: VerbWrite,
  wanted: NewSeizure,
  settings: SeizureSettings,
): Promise<Stored<StoredSeizure>> {
  const id = wanted.id ?? newId()
  const year = Number((await readClock(write.tx)).slice(0, 4))
  const [recovery, admitted] = await refuseTogether(
    () => prepareRecovery(write, wanted, id),
    () => admitItems(write, wanted, year),
  )
  const refused = asFindings(admitted)
  if (write.dryRun) {
    const own = [...assessItems(admitted, recovery).values()].flat()
    return { body: {} as StoredSeizure, location: '', findings: [...recovery.findings, ...own, ...refused] }
  }
  const { recordedAt, decided, findings } = await carryOut(write, wanted, id, { recovery, admitted, settings })
  const onCall = [...recovery.findings, ...findings]
  const onItems = decided.flatMap(({ shown }) => shown.findings)
  const body = { id, recordedAt, findings: onCall, items: outcomesOf(decided, admitted, recovery.dueOn) }
  return { body, location: `/v1/seizures/${id}`, findings: [...onCall, ...onItems, ...refused] }
}
