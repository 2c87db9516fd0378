import type { RowCheck } from './row-check.ts'

const WITHHELD = `'$.restrictions[*] ? (@.code == "NAMES_WITHHELD")'`

/** What was asked, done, decided and answered. Of an answer the text without names is in its fact; the sealed one is not. */
export const TRACE_CHECKS: readonly RowCheck[] = [
  {
    table: 'trace_request',
    factKinds: ['trace-request'],
    columns:
      'actor_id priority illicit_grounds purpose intended_use can_guarantee_confidentiality circumstances observation text_id identification flags findings status seizure_item_id',
  },
  {
    table: 'trace_step',
    factKinds: ['trace-step'],
    columns: 'request_id action status details observation identification text_id actor_id',
  },
  {
    // At which tier the candidate stood is in no fact of the decision; it follows from what was identified.
    table: 'trace_decision',
    factKinds: ['trace-decision'],
    each: { of: `jsonb_array_elements_text(f.canonical::jsonb -> 'weaponIds')`, column: 'weapon_id' },
    columns: 'request_id decision reason_id actor_id',
    elsewhere: ['weaponIds', 'evidenceIds'],
  },
  {
    table: 'trace_answer',
    factKinds: ['trace-answer'],
    columns: 'request_id',
    named: { answer: 'r.told' },
    holds: {
      outcome: `r.outcome = r.told ->> 'outcome'`,
      tier: `r.tier is not distinct from r.told #>> '{identification,tier}'`,
      weapon_id: `r.weapon_id::text is not distinct from r.told #>> '{weapon,id}'`,
      names: `r.names = (r.weapon_id is not null and not r.told @? ${WITHHELD})`,
      supersedes: `r.supersedes::text is not distinct from r.told ->> 'supersedes'`,
    },
  },
  {
    table: 'answer_supersession',
    factKinds: ['answer-supersession'],
    columns: 'request_id answer_id differences',
  },
  {
    table: 'marking_search',
    factKinds: ['marking-search'],
    columns: 'actor_id observation purpose text_id tier start_rank shown',
  },
]

/** The sight that an answer gave to who asked. */
export const RELEASED_SIGHT: RowCheck = {
  table: 'weapon_reader',
  factKinds: ['trace-answer'],
  rows: `
    select s.*, a.agency_id as answered_by, a.weapon_id as answered_weapon_id, a.names as answered_names, q.agency_id as asked_by
    from weapon_reader s left join trace_answer a on a.id = s.source_id left join trace_request q on q.id = a.request_id
    where s.basis = 'RELEASED'`,
  factId: 'source_id',
  // Who answered is not who may read.
  agencyId: 'answered_by',
  columns: '',
  isPart: true,
  holds: {
    weapon_id: 'r.weapon_id = r.answered_weapon_id',
    agency_id: 'r.agency_id = r.asked_by',
    names: 'r.names = r.answered_names',
  },
  isPartial: true,
}
