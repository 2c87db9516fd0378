import { CONFLICT_KINDS, GAP_KINDS } from '../custody/types.ts'
import { DECLARATION_STATUSES, ERROR_REASONS } from '../corrections/declaration.ts'
import { SEVERITIES } from '../findings.ts'
import { LICENCE_ACTIONS, LICENCE_STATUSES } from '../licences/licence.ts'
import { PARTY_STATUSES, VERSION_REASONS } from '../parties/party.ts'
import { closedList, type CodeList, entriesOf } from './entry.ts'
import {
  CONFLICT_KIND_WORDS,
  DECLARATION_STATUS_WORDS,
  ERROR_REASON_WORDS,
  GAP_KIND_WORDS,
  LICENCE_ACTION_WORDS,
  LICENCE_STATUS_WORDS,
  PARTY_STATUS_WORDS,
  SEVERITY_WORDS,
  VERSION_REASON_WORDS,
} from './words/records.ts'

/** What records say of themselves: findings, missing and contradictory steps, corrections, versions. */
export function recordLists(): readonly CodeList[] {
  return [
    closedList('severities', 'Severities of findings', entriesOf(SEVERITIES, SEVERITY_WORDS)),
    closedList('gap-kinds', 'Kinds of gaps in a chain', entriesOf(GAP_KINDS, GAP_KIND_WORDS)),
    closedList('conflict-kinds', 'Kinds of conflicts in a chain', entriesOf(CONFLICT_KINDS, CONFLICT_KIND_WORDS)),
    closedList('error-reasons', 'Reasons of an error declaration', entriesOf(ERROR_REASONS, ERROR_REASON_WORDS)),
    closedList(
      'declaration-statuses',
      'Statuses of an error declaration',
      entriesOf(DECLARATION_STATUSES, DECLARATION_STATUS_WORDS),
    ),
    closedList('party-statuses', 'Statuses of a party', entriesOf(PARTY_STATUSES, PARTY_STATUS_WORDS)),
    closedList(
      'party-version-reasons',
      'Reasons of a version of a party',
      entriesOf(VERSION_REASONS, VERSION_REASON_WORDS),
    ),
    closedList('licence-actions', 'What may become of a licence', entriesOf(LICENCE_ACTIONS, LICENCE_ACTION_WORDS)),
    closedList('licence-statuses', 'Statuses of a licence', entriesOf(LICENCE_STATUSES, LICENCE_STATUS_WORDS)),
  ]
}
