import { parseTrustPolicy } from '../domain/ledger/trust-policy.ts'
import { readAnswer } from './answer.ts'
import { checkAnswer, checkSupersession } from './check-answer.ts'
import { checkLinks } from './check-links.ts'
import { checkNames } from './check-names.ts'
import { checkpointOpener, checkRecord } from './check-record.ts'
import { checkSignature } from './check-signature.ts'
import { checkParties, checkWeapon } from './check-weapon.ts'
import { type Check, VerificationError } from './codes.ts'
import { readCertificate } from './read-certificate.ts'

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

function resultOf(checks: readonly Check[], isSuperseded: boolean): Result {
  if (checks.some(({ verdict }) => verdict === 'FAILS')) return 'INVALID'
  if (checks.some(({ verdict }) => verdict === 'PENDING')) return 'PENDING'
  return isSuperseded ? 'VALID_SUPERSEDED' : 'VALID'
}

/**
 * Verifies a certificate with nothing but the policy of whom to trust: no registry, no network, no clock.
 *
 * @param certificate the file's content
 * @param policy a C2SP tlog-policy, the only root of trust
 * @throws LedgerFormatError for a policy that cannot be read
 */
export function verifyCertificate(certificate: string, policy: string): Verification {
  const open = checkpointOpener(parseTrustPolicy(policy))
  try {
    const read = readCertificate(certificate)
    const { records } = read
    const answer = readAnswer(read.payload)
    const checks = [
      ...attempt(() => checkSignature(read)),
      ...records.flatMap((record) => attempt(() => checkRecord(record, open))),
      ...checkAnswer(answer, records),
      ...checkWeapon(answer, records),
      ...checkLinks(answer, records),
      ...checkParties(answer, records),
      ...checkNames(answer, read),
      ...checkSupersession(answer, records),
    ]
    const { answerId, requestId, answeredAt, superseded } = answer
    const about = { answerId, requestId, answeredAt }
    const since = superseded === undefined ? {} : { supersededAt: superseded.recordedAt }
    return { result: resultOf(checks, superseded !== undefined), ...about, ...since, checks }
  } catch (error) {
    if (error instanceof VerificationError) return { result: 'INVALID', checks: [error.check] }
    throw error
  }
}
