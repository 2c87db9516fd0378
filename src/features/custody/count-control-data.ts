import { recordAudit } from '../../store/audit.ts'
import { readClock } from '../../store/clock.ts'
import type { Write } from '../../store/perform-once.ts'
import { refuseFishing } from '../search-limit.ts'
import type { NewTransfer } from './schemas.ts'

/** How many weapons a transfer looks for by control data. */
export function controlDataIn({ items = [] }: NewTransfer): number {
  return items.filter((item) => 'controlData' in item).length
}

/**
 * Counts and records the weapons that a transfer looks for by control data, in a transaction of its own before the transfer's: what is refused, or has all of its
 * marks wrong, must leave a trace too, or a range of serials could be tried unseen.
 */
export async function countControlData(write: Write, transfer: NewTransfer, limitPerHour: number): Promise<void> {
  const asked = controlDataIn(transfer)
  await refuseFishing(write.tx, limitPerHour, asked)
  await recordAudit(write, await readClock(write.tx), 'control-data.search', [], asked)
}
