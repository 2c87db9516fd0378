import { ledgerEntry } from '../domain/ledger/commitment.ts'
import { commitmentOfDisclosed } from '../domain/ledger/disclosed-fact.ts'
import { LedgerFormatError } from '../domain/ledger/ledger-format-error.ts'
import { hashLeaf, verifyInclusion } from '../domain/ledger/merkle.ts'
import type { TlogProof } from '../domain/ledger/tlog-proof.ts'
import type { TrustPolicy } from '../domain/ledger/trust-policy.ts'
import { openByPolicy, type TrustedCheckpoint } from '../domain/ledger/trusted-checkpoint.ts'
import { type Check, fails, holds, pending } from './codes.ts'
import type { ShownRecord } from './shown-records.ts'

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
function nameOf({ factId, fields }: ShownRecord): string {
  const kind = fields.get('/factKind')
  return `The record ${factId} (${typeof kind === 'string' ? kind : 'of no kind that is shown'})`
}

/**
 * Whether a record that is shown is the one that the ledger holds. Its kind and its id are always shown, also of what was erased in part: a record that does not
 * say which it is could be any that has a proof.
 */
export function checkRecord(record: ShownRecord, open: OpenCheckpoint): Check[] {
  const { fact, fields, factId, place, proofPlace, proof } = record
  const what = nameOf(record)
  const isNamed = fields.get('/factId') === factId && typeof fields.get('/factKind') === 'string'
  if (!isNamed) {
    const says = `${what} says of itself that it is ${JSON.stringify(fields.get('/factId') ?? null)}.`
    return [fails('record-names-another', place, says)]
  }
  if (proof === undefined) {
    const says = `${what} waits for the ledger's next checkpoint. Fetch the certificate again, with its proof: ${record.pending}.`
    return [pending(proofPlace, says)]
  }
  const entry = Buffer.from(ledgerEntry(commitmentOfDisclosed(fact)))
  return [checkInclusion(open, proof, entry, { what, place, proofPlace })]
}

/** That all records stand in one ledger: what a reader believes of two registries, he does not believe of a file that mixes them. */
export function checkOneLedger(records: readonly ShownRecord[], open: OpenCheckpoint): Check[] {
  const origins = records.flatMap(({ proof, proofPlace }) => {
    const opened = proof === undefined ? undefined : open(proof.checkpoint)
    const isOpen = opened !== undefined && !(opened instanceof LedgerFormatError)
    return isOpen ? [{ origin: opened.checkpoint.origin, proofPlace }] : []
  })
  const [first] = origins
  const others = origins.filter(({ origin }) => origin !== first?.origin)
  return others.map(({ origin, proofPlace }) => {
    const says = `This proof is of the ledger ${origin}, and others are of ${first?.origin}: an answer stands in one ledger.`
    return fails('ledgers-mixed', proofPlace, says)
  })
}
