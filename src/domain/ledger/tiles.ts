import { LedgerFormatError } from './ledger-format-error.ts'
import { HASH_BYTES, rootOf } from './merkle.ts'
import { checkSize } from './subtrees.ts'

/** Hashes of a full tile, and entries of a full bundle (C2SP tlog-tiles). */
export const TILE_WIDTH = 256

/** A tile by its place: `width` hashes, 1 to 256. Level 0 holds hashes of leaves, each level above the roots of the full tiles below. */
export interface Tile {
  readonly level: number
  readonly index: number
  readonly width: number
}

export interface FilledTile extends Tile {
  /** `width` times 32 bytes. */
  readonly hashes: Buffer
}

/** The hashes of a tile, at least as many as were asked for: a tile that has grown since begins with the same ones. */
export type ReadTile = (level: number, index: number) => Uint8Array

/** How many hashes a tree has at a level of tiles. */
export function hashesAt(level: number, size: number): number {
  return Math.floor(size / TILE_WIDTH ** level)
}

/** The width that a tile has in a tree of this size; 0 where the tree has no such tile. */
export function tileWidth(level: number, index: number, size: number): number {
  return Math.max(0, Math.min(TILE_WIDTH, hashesAt(level, size) - index * TILE_WIDTH))
}

/** All tiles of a tree, level by level from the left. One at a time: a tree of 10 million entries has 39,217 of them. */
export function* tilesOfSize(size: number): Generator<Tile> {
  checkSize(size)
  for (let level = 0; hashesAt(level, size) > 0; level++) {
    for (let index = 0; index * TILE_WIDTH < hashesAt(level, size); index++) {
      yield { level, index, width: tileWidth(level, index, size) }
    }
  }
}

/** The partial tiles that `growTiles` may ask for: at most one on each level, the right edge of the tree. */
export function tilesForGrowth(oldSize: number): readonly Tile[] {
  checkSize(oldSize)
  const edge: Tile[] = []
  for (let level = 0; hashesAt(level, oldSize) > 0; level++) {
    const width = hashesAt(level, oldSize) % TILE_WIDTH
    if (width > 0) edge.push({ level, index: Math.floor(hashesAt(level, oldSize) / TILE_WIDTH), width })
  }
  return edge
}

/** The hashes of a tile as stored, one by one. @throws LedgerFormatError `tile-too-short` */
export function hashesOf(bytes: Uint8Array, { level, index, width }: Tile): readonly Uint8Array[] {
  if (bytes.length < width * HASH_BYTES) {
    const message = `Tile ${index} of level ${level} has ${bytes.length} bytes, fewer than its ${width} hashes need.`
    throw new LedgerFormatError('tile-too-short', message)
  }
  return Array.from({ length: width }, (_, n) => bytes.subarray(n * HASH_BYTES, (n + 1) * HASH_BYTES))
}

/**
 * The tiles that leaves change or add, each once and as it stands when all of them are in: full where it filled up, else of the width at the new size.
 *
 * @param leafHashes those that follow the leaf `oldSize - 1`
 * @param readTile is asked for those of `tilesForGrowth(oldSize)` and no other
 * @throws LedgerFormatError `tile-too-short` where a stored tile has fewer hashes than the old size says
 */
export function growTiles(oldSize: number, leafHashes: readonly Uint8Array[], readTile: ReadTile): FilledTile[] {
  checkSize(oldSize + leafHashes.length)
  const edge = new Map(tilesForGrowth(oldSize).map((tile) => [tile.level, tile]))
  const grown: FilledTile[] = []
  let added = leafHashes
  for (let level = 0; added.length > 0; level++) {
    const partial = edge.get(level)
    const before = partial === undefined ? [] : hashesOf(readTile(level, partial.index), partial)
    const first = Math.floor(hashesAt(level, oldSize) / TILE_WIDTH)
    const hashes = [...before, ...added]
    const filled: Uint8Array[] = []
    for (let at = 0; at < hashes.length; at += TILE_WIDTH) {
      const inTile = hashes.slice(at, at + TILE_WIDTH)
      const index = first + at / TILE_WIDTH
      grown.push({ level, index, width: inTile.length, hashes: Buffer.concat(inTile) })
      // A partial tile is never hashed upward: its root would change with the next entry.
      if (inTile.length === TILE_WIDTH) filled.push(rootOf(inTile))
    }
    added = filled
  }
  return grown
}
