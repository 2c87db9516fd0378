import { type CheckpointOptions, type OpenedCheckpoint, openCheckpoint } from './checkpoint.ts'
import { verifierOf } from './cosignature.ts'
import { quorumMet, type TrustPolicy } from './trust-policy.ts'

export interface TrustedCheckpoint extends OpenedCheckpoint {
  /** The witnesses, by their names in the policy, whose cosignatures verify. */
  readonly witnesses: readonly string[]
  readonly isQuorumMet: boolean
}

/**
 * A checkpoint as this policy sees it: signed by one of its logs, and by which witnesses. Whether those are enough is told and not thrown, since a log that
 * still waits for its witnesses is no fraud.
 *
 * @throws LedgerFormatError as `openCheckpoint`
 */
export function openByPolicy(
  note: Uint8Array | string,
  policy: TrustPolicy,
  options: CheckpointOptions = {},
): TrustedCheckpoint {
  const keys = [...policy.logs, ...policy.witnesses].map(({ key }) => verifierOf(key))
  const opened = openCheckpoint(note, keys, options)
  const witnesses = policy.witnesses
    .filter(({ key }) => opened.cosignatures.some(({ verifier }) => verifier.publicKey.equals(key.publicKey)))
    .map(({ name }) => name)
  return { ...opened, witnesses, isQuorumMet: quorumMet(policy, witnesses) }
}
