import { randomBytes } from 'node:crypto'
import { canonicalJson, type JsonValue } from '../domain/ledger/canonical-json.ts'
import { commitTo, ledgerEntry } from '../domain/ledger/commitment.ts'
import type { Tx } from './db.ts'
import { insertRows } from './insert-rows.ts'
import { fact, leafQueue, outbox } from './tables/facts.ts'

export const FACT_KINDS = [
  'agency',
  'agency-version',
  'representation',
  'representation-end',
  'party',
  'party-version',
  'licence',
  'licence-version',
  'weapon',
  'description',
  'marking',
  'transfer',
  'transfer-statement',
  'custody-event',
  'error-declaration',
  'declaration-decision',
  'identity-link',
  'link-decision',
  'evidence-file',
  'authorisation',
  'authorisation-verification',
  'consignment',
  'consignment-delivery',
  'stock-location',
  'stock-placement',
  'stock-count',
  'stock-resolution',
  'assembly',
  'lot-split',
  'succession',
  'seizure',
  'seizure-item',
  'disposition',
  'trace-request',
  'trace-step',
  'trace-decision',
  'trace-answer',
  'answer-supersession',
  'marking-search',
  'disclosure',
  'key-event',
  'erasure',
] as const
export type FactKind = (typeof FACT_KINDS)[number]

/** A fact on its way in. `body` holds opaque ids where a person is meant: what is in it can never be deleted. */
export interface NewFact {
  readonly id: string
  readonly kind: FactKind
  readonly body: { readonly [key: string]: JsonValue }
}

const SECRET_BYTES = 32

/**
 * The only way a fact comes into the registry (design 3.8). Stores its canonical bytes with kind, agency and time in them, a fresh 32-byte secret,
 * its leaf for the sequencer and the notice for the outbox, in the caller's transaction.
 */
export async function appendFacts(
  tx: Tx,
  agencyId: string,
  recordedAt: string,
  facts: readonly NewFact[],
): Promise<void> {
  if (facts.length === 0) return
  const secrets = randomBytes(SECRET_BYTES * facts.length)
  const prepared = facts.map(({ id, kind, body }, n) => {
    const whole = { ...body, agencyId, factId: id, factKind: kind, recordedAt }
    const secret = secrets.subarray(n * SECRET_BYTES, (n + 1) * SECRET_BYTES)
    return {
      id,
      kind,
      canonical: canonicalJson(whole),
      secret,
      entry: Buffer.from(ledgerEntry(commitTo(secret, whole))),
    }
  })
  await insertRows(
    tx,
    fact,
    prepared.map(({ id, kind, canonical, secret }) => ({ id, kind, agencyId, recordedAt, canonical, secret })),
  )
  await insertRows(
    tx,
    leafQueue,
    prepared.map(({ id, entry }) => ({ factId: id, entry })),
  )
  await insertRows(
    tx,
    outbox,
    prepared.map(({ id, kind }) => ({ factId: id, kind, recordedAt })),
  )
}
