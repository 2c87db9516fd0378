import { proveInclusion, tilesForInclusion } from '../domain/ledger/tile-proofs.ts'
import { formatProof } from '../domain/ledger/tlog-proof.ts'
import type { Tx } from '../store/db.ts'
import { readTiles } from '../store/ledger-tiles.ts'
import type { Published } from '../store/published-ledger.ts'

/** Where a fact stands: under a checkpoint, or still before one. `beyond` is the size that a checkpoint must exceed to have it. */
export type FactProof =
  | { readonly state: 'PROVED'; readonly index: number; readonly proof: string }
  | { readonly state: 'PENDING'; readonly beyond: number }

/**
 * The proof of an entry under the last checkpoint (C2SP tlog-proof), in four statements at most, all sent at once, whatever the size of the log.
 *
 * @param index null while the entry waits for the sequencer
 * @param head undefined before the first checkpoint
 */
export async function proofOfIndex(tx: Tx, index: number | null, head: Published | undefined): Promise<FactProof> {
  const size = head?.size ?? 0
  if (head === undefined || index === null || index >= size) {
    return { state: 'PENDING', beyond: Math.max(size, index ?? 0) }
  }
  const readTile = await readTiles(tx, tilesForInclusion(index, size))
  const proof = proveInclusion(index, size, readTile)
  return { state: 'PROVED', index, proof: formatProof({ index, proof, checkpoint: head.note }) }
}
