import type { Finding } from '../findings.ts'
import { findingsOfPapers } from './paper-findings.ts'
import { findingsOfQuantities } from './quantity-findings.ts'
import { type ConsignedQuantities, countConsignment } from './quantities.ts'
import type { Authorisation, ConsignmentRecord } from './record.ts'

export interface Reconciliation extends ConsignedQuantities {
  readonly authorisations: readonly Authorisation[]
  readonly findings: readonly Finding[]
}

function byId(a: { readonly id: string }, b: { readonly id: string }): number {
  return a.id < b.id ? -1 : 1
}

/**
 * What was authorised against what was shipped and what was delivered (ATT 12), and what does not agree. Pure, given the time; the order in which papers,
 * movements and deliveries were recorded plays no part. Pointers of its findings lead into the consignment as it is read.
 */
export function reconcile(
  unordered: ConsignmentRecord,
  options: { readonly now: string; readonly transitDays: number },
): Reconciliation {
  const record = { ...unordered, authorisations: [...unordered.authorisations].sort(byId) }
  const quantities = countConsignment(record)
  const isDelivered = record.deliveries.length > 0 || quantities.total.arrived > 0
  const findings = [...findingsOfPapers(record, isDelivered), ...findingsOfQuantities(record, quantities, options)]
  return { ...quantities, authorisations: record.authorisations, findings }
}
