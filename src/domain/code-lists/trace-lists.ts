import { recoveryClassOf } from '../seizures/recovery.ts'
import { CONFIDENCE_BASES, CONFIDENCE_LEVELS } from '../traces/link-confidence.ts'
import { TRACED_OUTCOMES } from '../statistics/sdg1642.ts'
import { LOT_BASES, LOT_FATES } from '../traces/lot.ts'
import { type Outcome, OUTCOMES } from '../traces/outcome.ts'
import { NOTICE_KINDS } from '../vocabulary/notices.ts'
import {
  CIRCUMSTANCE_KINDS,
  ILLICIT_GROUNDS,
  INTENDED_USES,
  PRIORITIES,
  PURPOSES,
  REFUSAL_GROUNDS,
  REQUEST_STATUSES,
  TIERS,
} from '../vocabulary/traces.ts'
import { closedList, type CodeEntry, type CodeList, entriesOf } from './entry.ts'
import { mappingsOfOutcome } from './mappings.ts'
import { LOT_BASIS_WORDS, LOT_FATE_WORDS } from './words/lots.ts'
import { NOTICE_KIND_WORDS } from './words/notices.ts'
import {
  CIRCUMSTANCE_WORDS,
  CONFIDENCE_BASIS_WORDS,
  CONFIDENCE_LEVEL_WORDS,
  ILLICIT_GROUND_WORDS,
  INTENDED_USE_WORDS,
  OUTCOME_WORDS,
  PRIORITY_WORDS,
  PURPOSE_WORDS,
  REFUSAL_GROUND_WORDS,
  REQUEST_STATUS_WORDS,
  TIER_WORDS,
} from './words/traces.ts'

// Neither success nor failure: the trace is counted with another request, or waits for a State that says nothing.
const NOT_COUNTED: readonly Outcome[] = ['DUPLICATE_REQUEST', 'NO_REPLY']

function describeCircumstance(circumstance: string): Partial<CodeEntry> {
  const recoveryClass = recoveryClassOf(circumstance)
  return recoveryClass === undefined ? {} : { recoveryClass }
}

function successOf(outcome: Outcome): Pick<CodeEntry, 'success'> {
  if (NOT_COUNTED.includes(outcome)) return {}
  if (TRACED_OUTCOMES.includes(outcome)) return { success: 'YES' }
  return { success: outcome.startsWith('TRACED_') ? 'PARTIAL' : 'NO' }
}

function explained<Code extends string>(
  codes: readonly Code[],
  words: Readonly<Record<Code, readonly [string, string]>>,
  more: (code: Code) => Partial<CodeEntry> = () => ({}),
): CodeEntry[] {
  return codes.map((code) => {
    const [en, description] = words[code]
    return { code, labels: { en }, mappings: [], description, ...more(code) }
  })
}

const describeOutcome = (outcome: Outcome): Partial<CodeEntry> => ({
  ...successOf(outcome),
  mappings: mappingsOfOutcome(outcome),
})

/** What is asked in a trace, and what an answer says. */
export function traceLists(): readonly CodeList[] {
  return [
    closedList(
      'circumstances',
      'Circumstances of a recovery',
      entriesOf(CIRCUMSTANCE_KINDS, CIRCUMSTANCE_WORDS, describeCircumstance),
    ),
    closedList('illicit-grounds', 'Illicit grounds', entriesOf(ILLICIT_GROUNDS, ILLICIT_GROUND_WORDS)),
    closedList('purposes', 'Purposes', entriesOf(PURPOSES, PURPOSE_WORDS)),
    closedList('intended-uses', 'Intended uses', entriesOf(INTENDED_USES, INTENDED_USE_WORDS)),
    closedList('priorities', 'Priorities', entriesOf(PRIORITIES, PRIORITY_WORDS)),
    closedList('request-statuses', 'Statuses of a trace request', entriesOf(REQUEST_STATUSES, REQUEST_STATUS_WORDS)),
    closedList('refusal-grounds', 'Grounds of refusal', entriesOf(REFUSAL_GROUNDS, REFUSAL_GROUND_WORDS)),
    closedList('outcomes', 'Outcomes of a trace', explained(OUTCOMES, OUTCOME_WORDS, describeOutcome)),
    closedList('lot-bases', 'Why a report makes a lot', entriesOf(LOT_BASES, LOT_BASIS_WORDS)),
    closedList('lot-fates', 'What became of a weapon of a lot', entriesOf(LOT_FATES, LOT_FATE_WORDS)),
    closedList('notice-kinds', 'Kinds of notices', explained(NOTICE_KINDS, NOTICE_KIND_WORDS)),
    closedList('tiers', 'Tiers of an identification', explained(TIERS, TIER_WORDS)),
    closedList('link-confidence', 'How sure a link is', explained(CONFIDENCE_LEVELS, CONFIDENCE_LEVEL_WORDS)),
    closedList(
      'link-confidence-bases',
      'What the confidence of a link rests on',
      entriesOf(CONFIDENCE_BASES, CONFIDENCE_BASIS_WORDS),
    ),
  ]
}
