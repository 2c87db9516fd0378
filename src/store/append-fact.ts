import { randomBytes } from 'node:crypto'
import { canonicalJson, type JsonValue } from '../domain/ledger/canonical-json.ts'
import { commitTo, ledgerEntry } from '../domain/ledger/commitment.ts'
import type { Tx } from './db.ts'

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
] as const
export type FactKind = (typeof FACT_KINDS)[number]

/** A fact on its way in. `body` holds opaque ids where a person is meant: what is in it can never be deleted. */
export interface NewFact {
  readonly id: string
  readonly kind: FactKind
  readonly body: { readonly [key: string]: JsonValue }
}

const SECRET_BYTES = 32

// One statement for any number of facts: the bytes that will be proved, the leaf for the sequencer, the notice for the outbox.
const APPEND = {
  name: 'append_facts',
  text: `
    with incoming as (
      select id, kind, canonical, secret, entry
      from unnest($2::uuid[], $3::text[], $4::text[], $5::bytea[], $6::bytea[]) as i (id, kind, canonical, secret, entry)
    ), appended as (
      insert into fact (id, kind, agency_id, recorded_at, canonical, secret)
      select id, kind, current_agency(), $1::timestamptz, canonical, secret from incoming
      returning 1
    ), queued as (
      insert into leaf_queue (fact_id, entry) select id, entry from incoming returning 1
    )
    insert into outbox (fact_id, kind, recorded_at) select id, kind, $1::timestamptz from incoming returning 1`,
}

/**
 * The only way a fact comes into the registry (design 3.8). Stores its canonical bytes with kind, agency and time in them, a fresh 32-byte secret,
 * and its leaf in the queue, in the caller's transaction.
 */
export async function appendFacts(
  tx: Tx,
  agencyId: string,
  recordedAt: string,
  facts: readonly NewFact[],
): Promise<void> {
  if (facts.length === 0) return
  const prepared = facts.map((fact) => {
    const whole = { ...fact.body, agencyId, factId: fact.id, factKind: fact.kind, recordedAt }
    const secret = randomBytes(SECRET_BYTES)
    return {
      ...fact,
      canonical: canonicalJson(whole),
      secret,
      entry: Buffer.from(ledgerEntry(commitTo(secret, whole))),
    }
  })
  await tx.rows(APPEND, [
    recordedAt,
    prepared.map((fact) => fact.id),
    prepared.map((fact) => fact.kind),
    prepared.map((fact) => fact.canonical),
    prepared.map((fact) => fact.secret),
    prepared.map((fact) => fact.entry),
  ])
}
