import { recordAudit } from '../../store/audit.ts'
import { readClock } from '../../store/clock.ts'
import type { Write } from '../../store/perform-once.ts'
import type { SearchStop } from '../search-limit.ts'
import type { NewTransfer } from './schemas.ts'

/**
 * Counts and records the weapons that a transfer looks for by control data, in a transaction of its own before the transfer's: what is refused, or has all of its
 * marks wrong, must leave a trace too, or a range of serials could be tried unseen.
 */
export async function countControlData(write: Write, transfer: NewTransfer, searchStop: SearchStop): Promise<void> {
  const asked = (transfer.items ?? []).filter((item) => 'controlData' in item).length
  if (asked === 0) return
  await searchStop.refuseFishing(write, asked)
  await recordAudit(write, await readClock(write.tx), 'control-data.search', [], asked)
}
