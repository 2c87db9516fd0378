import type { VerbWrite } from '../../features/storing.ts'
import { CONSIGNMENTS } from './consignments.ts'
import { createChance, DEMO_SEED } from './random.ts'
import { recordConsignment } from './record-consignment.ts'

/** The invented stock, one part for each consignment; each draws from a chance of its own, so that a part alone can be repeated. */
export function listStockParts(): { name: string; work: (write: VerbWrite) => Promise<void> }[] {
  let next = 1
  return CONSIGNMENTS.map((consignment, n) => {
    const first = next
    next += consignment.count
    const work = (write: VerbWrite) => recordConsignment(write, consignment, first, createChance(DEMO_SEED + n))
    return { name: `stock-${n + 1}`, work }
  })
}
