import { RETENTION_REGIMES } from '../../src/domain/retention/floors.ts'
import { carryOut } from '../../src/features/erasure/carry-out.ts'
import { inLongTransaction } from '../../src/store/long-transaction.ts'

/** Erases what goes of an event, by the order of a court and of two persons, as `marktrace erase event` does. Gives the id of the order. */
export async function eraseEvent(ownerUrl: string, agencyId: string, eventId: string): Promise<string> {
  const scopes = new Set(['registry:read-any', 'registry:write-any'] as const)
  const order = {
    ground: 'COURT_ORDER',
    reference: 'Invented court, 2026/117',
    orderedBy: 'anna',
    confirmedBy: 'boris',
  } as const
  const subject = { kind: 'CUSTODY_EVENT', id: eventId } as const
  const { erasureId } = await inLongTransaction(ownerUrl, { agencyId, scopes }, (tx) =>
    carryOut(tx, { agencyId, subject, order, regimes: RETENTION_REGIMES, dryRun: false }),
  )
  if (erasureId === undefined) throw new Error('the erasure was refused')
  return erasureId
}
