import { proveConsistency, tilesForConsistency } from '../domain/ledger/tile-proofs.ts'
import type { Tx } from '../store/db.ts'
import { readTiles } from '../store/ledger-tiles.ts'

/** The consistency proof between two sizes of this log's tree, whose tiles are in the database. */
export async function growthProof(tx: Tx, oldSize: number, size: number): Promise<readonly Uint8Array[]> {
  const tiles = tilesForConsistency(oldSize, size)
  if (tiles.length === 0) return []
  return proveConsistency(oldSize, size, await readTiles(tx, tiles))
}
