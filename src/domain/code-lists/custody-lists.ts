import { CUSTODY_STATUSES } from '../custody/event-kind-rules.ts'
import { EVENT_KIND_CODES, type EventKind, ruleOf } from '../custody/event-kinds.ts'
import { LICENCE_KINDS, PARTY_KINDS } from '../vocabulary/parties.ts'
import { closedList, type CodeEntry, type CodeList, entriesOf } from './entry.ts'
import { EVENT_WORDS } from './words/events.ts'
import { LICENCE_KIND_WORDS, PARTY_KIND_WORDS } from './words/parties.ts'
import { CUSTODY_STATUS_WORDS } from './words/traces.ts'

/** The row of the event table, for a lawyer to read: what was meant, who may hold afterwards, which papers are wanted, and by which provision. */
function describeEvent(kind: EventKind): Partial<CodeEntry> {
  const { meaning, receivers, status, channels, from, to, possession, title, licit, control, ends, papers, rule } =
    ruleOf(kind)
  return {
    description: meaning,
    receivers: receivers === 'ANY' ? ['ANY'] : receivers,
    statusAfter: status,
    channels,
    from,
    to,
    possession,
    title,
    licit,
    control,
    ends,
    papers,
    rule,
  }
}

/** Who can hold a weapon, and what can happen to it. */
export function custodyLists(): readonly CodeList[] {
  return [
    closedList('event-kinds', 'Kinds of custody events', entriesOf(EVENT_KIND_CODES, EVENT_WORDS, describeEvent)),
    closedList('custody-statuses', 'Statuses of a weapon', entriesOf(CUSTODY_STATUSES, CUSTODY_STATUS_WORDS)),
    closedList('party-kinds', 'Kinds of parties', entriesOf(PARTY_KINDS, PARTY_KIND_WORDS)),
    closedList('licence-kinds', 'Kinds of licences', entriesOf(LICENCE_KINDS, LICENCE_KIND_WORDS)),
  ]
}
