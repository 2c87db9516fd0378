import { assessRequest } from '../../domain/traces/check-request.ts'
import { newId } from '../../store/new-id.ts'
import type { TraceToOpen } from '../../tracing/open-traces.ts'
import type { NewTraceRequest } from '../../tracing/request-schemas.ts'
import type { IdentifiedItem } from './identify-items.ts'
import type { PreparedRecovery } from './prepare-recovery.ts'
import type { NewSeizure, TracesToStart } from './schemas.ts'

/** When traces start that nobody asked for (`SEIZURE_TRACES`): never, for items identified as one weapon, or for each that can be searched. */
export type TracePolicy = 'ASKED' | 'IDENTIFIED' | 'MARKED'

/** A policy leaves out what MOSAIC 05.31 does: old weapons, and what an amnesty collected without questions. Whoever asks is given a trace all the same. */
function isWanted({ found, traceability }: IdentifiedItem, { startTraces }: NewSeizure, policy: TracePolicy): boolean {
  if (found === null || startTraces === false) return false
  if (startTraces !== undefined) return true
  if (policy === 'ASKED' || traceability !== 'TRACEABLE') return false
  return policy === 'MARKED' || found.identification.weaponId !== null
}

/** What a request for an item says, where the call does not. */
export function termsOf({ startTraces, agencyReference }: NewSeizure) {
  const told: TracesToStart = typeof startTraces === 'object' ? startTraces : {}
  return {
    priority: told.priority ?? 'ROUTINE',
    illicitGrounds: told.illicitGrounds ?? ['ILLICIT_BY_NATIONAL_LAW' as const],
    purpose: told.purpose ?? 'CRIMINAL_INVESTIGATION',
    intendedUse: told.intendedUse ?? 'BOTH',
    // A guarantee is given by a person (ITI 15); without one nobody is named (ITI 22).
    canGuaranteeConfidentiality: told.canGuaranteeConfidentiality ?? false,
    caseReference: told.caseReference ?? agencyReference,
  }
}

/** The trace requests that were asked for or that the policy wants, ready to be opened. */
export function planTraces(
  wanted: NewSeizure,
  { occurred, hasPhotos }: PreparedRecovery,
  stored: readonly IdentifiedItem[],
  policy: TracePolicy,
): TraceToOpen[] {
  const { circumstance: kind, place, occurredAt, legalBasis } = wanted
  const terms = { ...termsOf(wanted), legalBasis, circumstances: { kind, country: place.country, occurredAt } }
  return stored.flatMap((one): TraceToOpen[] => {
    const { item, found, weaponId } = one
    if (found === null || !isWanted(one, wanted, policy)) return []
    const request: NewTraceRequest = { ...terms, observation: item.observation, seizureItemId: item.id }
    const findings = assessRequest(request, hasPhotos)
    return [{ requestId: newId(), wanted: request, occurred, found, findings, item: { id: item.id, weaponId } }]
  })
}
