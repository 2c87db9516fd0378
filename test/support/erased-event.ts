import { RETENTION_REGIMES } from '../../src/domain/retention/floors.ts'
import { carryOut } from '../../src/features/erasure/carry-out.ts'
import { inLongTransaction } from '../../src/store/long-transaction.ts'
import type { TestService } from './service.ts'

const PERSONS = ['anna', 'boris'] as const

/** Erases what goes of an event, by the order of a court and of two registrars whom the registry knows, as `marktrace erase event` does. Gives the id of the order. */
export async function eraseEvent(service: TestService, event: { id: string; weaponId: string }): Promise<string> {
  const headers = { purpose: 'CRIMINAL_INVESTIGATION', 'legal-basis': 'CPC 60-1' }
  for (const subject of PERSONS) {
    await service.request(`/v1/weapons/${event.weaponId}/custody`, { role: 'registrar', subject, headers })
  }
  const me = await service.request<{ agency: { id: string } }>('/v1/me', { role: 'registrar' })
  const agencyId = me.body.agency.id
  const scopes = new Set(['registry:read-any', 'registry:write-any'] as const)
  const [orderedBy, confirmedBy] = PERSONS
  const order = { ground: 'COURT_ORDER', reference: 'Invented court, 2026/117', orderedBy, confirmedBy } as const
  const subject = { kind: 'CUSTODY_EVENT', id: event.id } as const
  const { erasureId } = await inLongTransaction(service.database.ownerUrl, { agencyId, scopes }, (tx) =>
    carryOut(tx, { agencyId, subject, order, regimes: { binding: RETENTION_REGIMES }, dryRun: false }),
  )
  if (erasureId === undefined) throw new Error('the erasure was refused')
  return erasureId
}
