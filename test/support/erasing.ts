import { RETENTION_REGIMES } from '../../src/domain/retention/floors.ts'
import { carryOut, type ErasureCall, type ErasureOutcome } from '../../src/features/erasure/carry-out.ts'
import { inLongTransaction } from '../../src/store/long-transaction.ts'
import type { TestService } from './service.ts'
import { REGISTRAR } from './small-registry.ts'
import { ANNA, BORIS } from './traced.ts'

export const COURT = {
  ground: 'COURT_ORDER',
  reference: 'Invented court, 2026/117',
  orderedBy: 'anna',
  confirmedBy: 'boris',
} as const

export type Erase = (subject: ErasureCall['subject'], given?: Partial<ErasureCall>) => Promise<ErasureOutcome>

/** Erases as the command line does, by the order of a court unless told otherwise. The registry knows the two persons of the order, from calls of theirs. */
export async function openEraser(service: TestService): Promise<{ erase: Erase; agencyId: string }> {
  for (const person of [ANNA, BORIS]) {
    const body = { kind: 'DEALER', name: 'Invented Dealer of the Court', country: 'FR' }
    const { status, text } = await service.request('/v1/parties', { ...person, body })
    if (status !== 201) throw new Error(text)
  }
  const { body } = await service.request<{ agency: { id: string } }>('/v1/me', REGISTRAR)
  const agencyId = body.agency.id
  const erase: Erase = (subject, given = {}) => {
    const call = { agencyId, subject, order: COURT, regimes: { binding: RETENTION_REGIMES }, dryRun: false, ...given }
    const scopes = new Set(['registry:read-any', 'registry:write-any'] as const)
    return inLongTransaction(service.database.ownerUrl, { agencyId, scopes }, (tx) => carryOut(tx, call))
  }
  return { erase, agencyId }
}
