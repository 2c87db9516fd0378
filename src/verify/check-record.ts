import type { JsonValue } from '../domain/ledger/canonical-json.ts'
import { ledgerEntry } from '../domain/ledger/commitment.ts'
import { commitmentOfDisclosed } from '../domain/ledger/disclosed-fact.ts'
import type { DisclosedFact } from '../domain/ledger/disclosed-fields.ts'
import { LedgerFormatError } from '../domain/ledger/ledger-format-error.ts'
import { hashLeaf, verifyInclusion } from '../domain/ledger/merkle.ts'
import type { TlogProof } from '../domain/ledger/tlog-proof.ts'
import type { TrustPolicy } from '../domain/ledger/trust-policy.ts'
import { openByPolicy, type TrustedCheckpoint } from '../domain/ledger/trusted-checkpoint.ts'
import { type Check, fails, holds, pending } from './codes.ts'
import type { ShownRecord } from './read-certificate.ts'

/** The fields of a record that are shown, by their pointers. */
export type Fields = ReadonlyMap<string, JsonValue>

export function fieldsShown({ shown }: DisclosedFact): Fields {
  return new Map(shown.map(({ pointer, value }) => [pointer, value]))
}

/** Opens each checkpoint once: twenty records of an answer stand under one. */
export type OpenCheckpoint = (note: string) => TrustedCheckpoint | LedgerFormatError

export function checkpointOpener(policy: TrustPolicy): OpenCheckpoint {
  const opened = new Map<string, TrustedCheckpoint | LedgerFormatError>()
  const open = (note: string): TrustedCheckpoint | LedgerFormatError => {
    try {
      return openByPolicy(note, policy)
    } catch (error) {
      if (error instanceof LedgerFormatError) return error
      throw error
    }
  }
  return (note) => {
    const known = opened.get(note) ?? open(note)
    opened.set(note, known)
    return known
  }
}

/** Whether an entry of the ledger stands where its proof says, under a checkpoint that the reader trusts. */
export function checkInclusion(
  open: OpenCheckpoint,
  { index, proof, checkpoint }: TlogProof,
  entry: Uint8Array,
  { what, place, proofPlace }: { readonly what: string; readonly place: string; readonly proofPlace: string },
): Check {
  const opened = open(checkpoint)
  if (opened instanceof LedgerFormatError) {
    const says = `${what}: the checkpoint of its proof is not one of a ledger that you trust. ${opened.message}`
    return fails('checkpoint-not-trusted', proofPlace, says)
  }
  if (!opened.isQuorumMet) {
    const seen = opened.witnesses.length === 0 ? 'none' : opened.witnesses.join(', ')
    const says = `${what}: too few of the witnesses that you demand have confirmed the checkpoint (${seen}).`
    return fails('quorum-not-met', proofPlace, says)
  }
  const { origin, size, root } = opened.checkpoint
  const isIncluded = verifyInclusion({ leafHash: hashLeaf(entry), index, size, proof, root })
  if (!isIncluded) {
    const says = `${what} is not what the ledger holds as entry ${index}: it or its proof was changed.`
    return fails('record-not-in-ledger', `${place}, ${proofPlace}`, says)
  }
  const witnessed = opened.witnesses.length === 0 ? '' : `, witnessed by ${opened.witnesses.join(', ')}`
  return holds(
    place,
    `${what} is entry ${index} of the ledger ${origin}, under its checkpoint of size ${size}${witnessed}.`,
  )
}

/** What a record is called in a sentence. */
export function nameOf({ factId, fact }: Pick<ShownRecord, 'factId' | 'fact'>): string {
  const kind = fieldsShown(fact).get('/factKind')
  return `The record ${factId} (${typeof kind === 'string' ? kind : 'of no kind that is shown'})`
}

/**
 * Whether a record that is shown is the one that the ledger holds. Its kind and its id are always shown, also of what was erased in part: a record that does not
 * say which it is could be any that has a proof.
 */
export function checkRecord(record: ShownRecord, open: OpenCheckpoint): Check[] {
  const { fact, factId, place, proofPlace, proof } = record
  const what = nameOf(record)
  const fields = fieldsShown(fact)
  const isNamed = fields.get('/factId') === factId && typeof fields.get('/factKind') === 'string'
  if (!isNamed) {
    const says = `${what} says of itself that it is ${JSON.stringify(fields.get('/factId') ?? null)}.`
    return [fails('record-names-another', place, says)]
  }
  if (proof === undefined) {
    return [
      pending(proofPlace, `${what} waits for the ledger's next checkpoint. Its proof will be at ${record.pending}.`),
    ]
  }
  const entry = Buffer.from(ledgerEntry(commitmentOfDisclosed(fact)))
  return [checkInclusion(open, proof, entry, { what, place, proofPlace })]
}
