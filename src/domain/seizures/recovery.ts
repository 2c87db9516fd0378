import type { EventKind } from '../custody/event-kinds.ts'
import type { Finding } from '../findings.ts'
import type { RecoveryClass } from '../vocabulary/seizures.ts'
import type { CIRCUMSTANCE_KINDS } from '../vocabulary/traces.ts'

export type Circumstance = (typeof CIRCUMSTANCE_KINDS)[number]

// SDG 16.4.2: found has no possessor when discovered, surrendered is handed over willingly; the other recoveries are seizures.
const FOUND: readonly string[] = ['ABANDONED_FOUND', 'CACHE']
const SURRENDERED: readonly string[] = ['VOLUNTARY_SURRENDER', 'AMNESTY_PROGRAMME', 'DDR_PROGRAMME', 'ESTATE']

/** The class that a circumstance has by itself (domain vocabulary 8.7); undefined where it tells nothing. */
export function recoveryClassOf(circumstance: string): RecoveryClass | undefined {
  if (circumstance === 'OTHER' || circumstance === 'UNKNOWN') return undefined
  if (FOUND.includes(circumstance)) return 'FOUND'
  return SURRENDERED.includes(circumstance) ? 'SURRENDERED' : 'SEIZED'
}

/** The kind of custody event that a recovery is: what an amnesty collects has a kind of its own. */
export function recoveryKindOf(recoveryClass: RecoveryClass, circumstance: Circumstance): EventKind {
  return circumstance === 'AMNESTY_PROGRAMME' ? 'COLLECTED_AMNESTY' : recoveryClass
}

/** A class that the circumstances do not have by themselves counts as told; it is worth a second look, since the indicator is counted by it. */
export function assessRecovery(recoveryClass: RecoveryClass, circumstance: Circumstance): Finding[] {
  const usual = recoveryClassOf(circumstance)
  if (usual === undefined || usual === recoveryClass) return []
  const detail = `What is recovered in the circumstances ${circumstance} is usually ${usual}.`
  return [
    { code: 'RECOVERY_CLASS_UNUSUAL', severity: 'INFO', pointer: '#/recoveryClass', detail, paragraph: 'SDG 16.4.2' },
  ]
}
