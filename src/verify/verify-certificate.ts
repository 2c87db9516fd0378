import { parseTrustPolicy } from '../domain/ledger/trust-policy.ts'
import { type ProvableAnswer, readAnswer } from './answer.ts'
import { checkAnswer, checkSupersession } from './check-answer.ts'
import { checkLinks } from './check-links.ts'
import { checkNames } from './check-names.ts'
import { checkParties } from './check-parties.ts'
import { checkOneLedger, checkpointOpener, checkRecord, type OpenCheckpoint } from './check-record.ts'
import { checkSignature, findKeyRecord } from './check-signature.ts'
import { checkWeapon } from './check-weapon.ts'
import { type Check, noted, VerificationError } from './codes.ts'
import { ALWAYS_CHECKED } from './limits.ts'
import { readCertificate, type UnverifiedCertificate } from './read-certificate.ts'
import { type ShownRecords, shownRecords } from './shown-records.ts'

export const RESULTS = ['VALID', 'VALID_SUPERSEDED', 'PENDING', 'INVALID'] as const
export type Result = (typeof RESULTS)[number]

/** What came of a verification. */
export interface Verification {
  readonly result: Result
  /** Absent where the certificate cannot be read so far. */
  readonly answerId?: string
  readonly requestId?: string
  readonly answeredAt?: string
  readonly supersededAt?: string
  readonly checks: readonly Check[]
}

/** Runs one check; what it cannot read is what it found. */
function attempt(check: () => Check[]): Check[] {
  try {
    return check()
  } catch (error) {
    if (error instanceof VerificationError) return [error.check]
    throw error
  }
}

const isFailed = (checks: readonly Check[]): boolean => checks.some(({ verdict }) => verdict === 'FAILS')

function resultOf(checks: readonly Check[], isSuperseded: boolean): Result {
  if (isFailed(checks)) return 'INVALID'
  if (checks.some(({ verdict }) => verdict === 'PENDING')) return 'PENDING'
  return isSuperseded ? 'VALID_SUPERSEDED' : 'VALID'
}

/** Signature and key of a certificate that is larger than any that was given; what fails there makes all else that it holds a stranger's, and not worth the time. */
function refuseLarge(certificate: UnverifiedCertificate, records: ShownRecords, open: OpenCheckpoint): Check[] {
  const { payload, header } = certificate
  const { all } = records
  if (payload.length <= ALWAYS_CHECKED.payloadBytes && all.length <= ALWAYS_CHECKED.records) return []
  const key = findKeyRecord(records, header.kid)
  const checks = [
    ...attempt(() => checkSignature(certificate, records)),
    ...(key === undefined ? [] : checkRecord(key, open)),
  ]
  if (!isFailed(checks)) return []
  const says = `The rest was not looked at: of ${all.length} records and an answer of ${payload.length} bytes only what the registry signed is worth it.`
  return [...checks, noted('file', says)]
}

function checkAll(
  answer: ProvableAnswer,
  certificate: UnverifiedCertificate,
  records: ShownRecords,
  open: OpenCheckpoint,
): Check[] {
  return [
    ...attempt(() => checkSignature(certificate, records)),
    ...records.all.flatMap((record) => checkRecord(record, open)),
    ...checkOneLedger(records.all, open),
    ...checkAnswer(answer, records),
    ...checkWeapon(answer, records),
    ...checkLinks(answer, records),
    ...checkParties(answer, records),
    ...checkNames(answer, certificate.names, records),
    ...checkSupersession(answer, records),
  ]
}

/**
 * Verifies a certificate with nothing but the policy of whom to trust: no registry, no network, no clock.
 *
 * @param file the certificate's bytes
 * @param policy a C2SP tlog-policy, the only root of trust
 * @throws LedgerFormatError for a policy that cannot be read
 */
export function verifyCertificate(file: Uint8Array | string, policy: string): Verification {
  const open = checkpointOpener(parseTrustPolicy(policy))
  try {
    const certificate = readCertificate(typeof file === 'string' ? Buffer.from(file) : file)
    const records = shownRecords(certificate.records)
    const refused = refuseLarge(certificate, records, open)
    if (refused.length > 0) return { result: 'INVALID', checks: refused }
    const answer = readAnswer(certificate.payload)
    const checks = checkAll(answer, certificate, records, open)
    const { answerId, requestId, answeredAt, superseded } = answer
    const about = { answerId, requestId, answeredAt }
    const since = superseded === undefined ? {} : { supersededAt: superseded.recordedAt }
    return { result: resultOf(checks, superseded !== undefined), ...about, ...since, checks }
  } catch (error) {
    if (error instanceof VerificationError) return { result: 'INVALID', checks: [error.check] }
    throw error
  }
}
