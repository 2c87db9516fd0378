import { createHash } from 'node:crypto'
import { canonicalJson } from '../../src/domain/ledger/canonical-json.ts'
import { commitTo, ledgerEntry } from '../../src/domain/ledger/commitment.ts'
import type { NewFact } from '../../src/store/append-fact.ts'
import type { RowBatch } from './tables.ts'

/** How facts are loaded: whether their leaves still wait for the sequencer, as those of the newest weapons do. */
export interface FactsToLoad {
  readonly agencyId: string
  readonly recordedAt: string
  readonly waiting: boolean
}

/** A secret of 32 bytes that follows from the id of a fact or a text's subject: the load can be repeated. The service draws them at random. */
export function secretOf(id: string): Buffer {
  return createHash('sha256').update(id).digest()
}

/** The rows that the service's `appendFacts` would write of these facts. */
export function addFacts(
  batch: RowBatch,
  { agencyId, recordedAt, waiting }: FactsToLoad,
  facts: readonly NewFact[],
): void {
  for (const { id, kind, body } of facts) {
    const whole = { ...body, agencyId, factId: id, factKind: kind, recordedAt }
    const secret = secretOf(id)
    batch.add('fact', { id, kind, agencyId, recordedAt, canonical: canonicalJson(whole), secret })
    if (!waiting) continue
    // A commitment hashes each field for itself: 60 us, which for all facts of a million weapons would be ten minutes.
    batch.add('leafQueue', { factId: id, entry: Buffer.from(ledgerEntry(commitTo(secret, whole))) })
    batch.add('outbox', { factId: id, kind, recordedAt })
  }
}
