import type { ConflictKind, GapKind } from '../../custody/types.ts'
import type { DeclarationStatus, ErrorReason } from '../../corrections/declaration.ts'
import type { SEVERITIES } from '../../findings.ts'
import type { LicenceAction, LicenceStatus } from '../../licences/licence.ts'
import type { PartyStatus, VersionReason } from '../../parties/party.ts'

// What records say of themselves. English alone.

export const SEVERITY_WORDS: Record<(typeof SEVERITIES)[number], string> = {
  INFO: 'Worth knowing; refuses nothing',
  WARNING: 'Probably wrong; refused only where the caller asked for strict handling',
  ERROR: 'Wrong; refused only where the caller asked for strict handling',
}

export const GAP_KIND_WORDS: Record<GapKind, string> = {
  GIVER_NOT_KNOWN_HOLDER: 'The giver is not the holder that was known before',
  RETURN_NOT_RECORDED: 'The return to the giver is not on record',
  HOLDER_NOT_KNOWN: 'Who held it in between is not known',
  EXPORT_WITHOUT_IMPORT: 'An export without its import',
  IMPORT_NOT_RECORDED: 'The import is not on record',
  EXPORT_NOT_COMPLETED: 'The export was not completed',
  CONSIGNEE_DIFFERS: 'It arrived with another than its consignee',
}

export const CONFLICT_KIND_WORDS: Record<ConflictKind, string> = {
  TWO_RECEIVERS_AT_ONE_TIME: 'Two receivers at one time',
  GIVER_HAD_PARTED_WITH_IT: 'The giver had parted with it before',
  EVENT_AFTER_DESTRUCTION: 'An event after its destruction',
  TWO_MANUFACTURERS: 'Two manufacturers',
  MANUFACTURED_AFTER_USE: 'Manufactured after it was in use',
  DISPUTED_BY_RECEIVER: 'Denied by the receiver',
  DISPUTED_BY_GIVER: 'Denied by the giver',
}

export const ERROR_REASON_WORDS: Record<ErrorReason, string> = {
  DID_NOT_OCCUR: 'It did not occur',
  INCORRECT_DATA: 'What was recorded of it is wrong',
}

export const DECLARATION_STATUS_WORDS: Record<DeclarationStatus, string> = {
  PENDING: 'Waits for a registrar',
  EFFECTIVE: 'In effect',
  REJECTED: 'Rejected by a registrar',
  WITHDRAWN: 'Withdrawn',
}

export const PARTY_STATUS_WORDS: Record<PartyStatus, string> = { ACTIVE: 'Active', CLOSED: 'Closed' }

export const VERSION_REASON_WORDS: Record<VersionReason, string> = {
  CHANGED: 'The party changed on a day',
  INCORRECT_DATA: 'What was recorded of it was wrong',
}

export const LICENCE_ACTION_WORDS: Record<LicenceAction, string> = {
  REVOKED: 'Revoked from a day on',
  SUSPENDED: 'Suspended from a day on',
  REINSTATED: 'In force again from a day on',
  EXTENDED: 'Given another term from a day on',
  CORRECTED: 'Its terms put right, from the start',
  RECORDED_IN_ERROR: 'There never was such a licence of this party',
}

export const LICENCE_STATUS_WORDS: Record<LicenceStatus, string> = {
  VALID: 'Valid',
  NOT_YET_VALID: 'Not yet valid',
  EXPIRED: 'Expired',
  SUSPENDED: 'Suspended',
  REVOKED: 'Revoked',
}
