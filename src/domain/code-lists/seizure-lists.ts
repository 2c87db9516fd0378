import { CONCEALMENTS, DISPOSITIONS, RECOVERY_CLASSES, TRACEABILITIES, TRANSPORTS } from '../vocabulary/seizures.ts'
import { closedList, type CodeList, entriesOf } from './entry.ts'
import {
  CONCEALMENT_WORDS,
  DISPOSITION_WORDS,
  RECOVERY_CLASS_WORDS,
  TRACEABILITY_WORDS,
  TRANSPORT_WORDS,
} from './words/seizures.ts'

/** How an item was recovered, and what became of it. */
export function seizureLists(): readonly CodeList[] {
  return [
    closedList('recovery-classes', 'Classes of a recovery', entriesOf(RECOVERY_CLASSES, RECOVERY_CLASS_WORDS)),
    closedList('transports', 'Means of transport', entriesOf(TRANSPORTS, TRANSPORT_WORDS)),
    closedList('concealments', 'Places of concealment', entriesOf(CONCEALMENTS, CONCEALMENT_WORDS)),
    closedList('dispositions', 'Dispositions of a recovered item', entriesOf(DISPOSITIONS, DISPOSITION_WORDS)),
    closedList('traceabilities', 'Traceability of a recovered item', entriesOf(TRACEABILITIES, TRACEABILITY_WORDS)),
  ]
}
