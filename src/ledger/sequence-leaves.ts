import { rootOf } from '../domain/ledger/merkle.ts'
import { growTiles, hashesOf, TILE_WIDTH, tilesForGrowth } from '../domain/ledger/tiles.ts'
import type { Tx } from '../store/db.ts'
import { keepTiles, type NumberedLeaf, sequenceLeaves } from '../store/ledger-log.ts'
import { readTiles } from '../store/ledger-tiles.ts'

/**
 * Leaves of one transaction. More gain little (the commit is shared by a thousand already), and each waits for the last of its batch.
 */
export const BATCH = 2_000

/**
 * Takes waiting leaves from the queue, in the order of their facts' ids, gives them the next numbers, and stores each tile that they fill. In one transaction of the
 * session that holds the lock: a process that dies has either done all of it or nothing, and the leaves wait for the next.
 *
 * @returns how many were taken; fewer than `BATCH` means that no more wait
 */
export async function takeLeaves(tx: Tx): Promise<number> {
  const leaves = await sequenceLeaves(tx, BATCH)
  await fillTiles(tx, leaves)
  return leaves.length
}

async function fillTiles(tx: Tx, leaves: readonly NumberedLeaf[]): Promise<void> {
  const oldSize = leaves[0]?.index ?? 0
  if (Math.floor(oldSize / TILE_WIDTH) === Math.floor((oldSize + leaves.length) / TILE_WIDTH)) return
  const readTile = await readTiles(tx, tilesForGrowth(oldSize))
  const hashes = leaves.map(({ hash }) => hash)
  const full = growTiles(oldSize, hashes, readTile).filter(({ width }) => width === TILE_WIDTH)
  await keepTiles(
    tx,
    full.map((tile) => ({ ...tile, root: Buffer.from(rootOf(hashesOf(tile.hashes, tile))) })),
  )
}
