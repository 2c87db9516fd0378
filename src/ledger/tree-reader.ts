import { proveInclusion, rootFromTiles, tilesForInclusion, tilesForRoot } from '../domain/ledger/tile-proofs.ts'
import { formatProof } from '../domain/ledger/tlog-proof.ts'
import type { Tx } from '../store/db.ts'
import { findPlaceOfFact, readNewestCheckpoint, type StoredCheckpoint } from '../store/ledger-log.ts'
import { readTiles } from '../store/ledger-tiles.ts'

/** Where a fact stands: under a published checkpoint, or still before one. */
export type FactProof =
  /** `proof` is a C2SP tlog-proof, with the checkpoint in it. */
  { readonly state: 'PROVED'; readonly index: number; readonly proof: string } | { readonly state: 'PENDING' }

/** The checkpoint that was published last; undefined before the first. */
export async function latestCheckpoint(tx: Tx): Promise<StoredCheckpoint | undefined> {
  return readNewestCheckpoint(tx)
}

/**
 * The proof of an entry under a checkpoint: as many statements as the tree has levels of tiles, at most, whatever its size.
 *
 * @param checkpoint the last one where absent; given, it is the same for many proofs
 */
export async function proofOfIndex(tx: Tx, index: number, checkpoint?: StoredCheckpoint): Promise<FactProof> {
  const head = checkpoint ?? (await readNewestCheckpoint(tx))
  if (head === undefined || index >= head.size) return { state: 'PENDING' }
  const readTile = await readTiles(tx, tilesForInclusion(index, head.size))
  const proof = proveInclusion(index, head.size, readTile)
  return { state: 'PROVED', index, proof: formatProof({ index, proof, checkpoint: head.note }) }
}

/** The proof of a fact; undefined where the asker sees no such fact and the ledger holds none. Who may have a proof is the caller's to decide. */
export async function proofOfFact(
  tx: Tx,
  factId: string,
  checkpoint?: StoredCheckpoint,
): Promise<FactProof | undefined> {
  const index = await findPlaceOfFact(tx, factId)
  if (index === undefined) return undefined
  return index === null ? { state: 'PENDING' } : proofOfIndex(tx, index, checkpoint)
}

/** The root of the tree as it was, or is, with `size` entries. */
export async function rootOfSize(tx: Tx, size: number): Promise<Buffer> {
  return Buffer.from(rootFromTiles(size, await readTiles(tx, tilesForRoot(size))))
}
