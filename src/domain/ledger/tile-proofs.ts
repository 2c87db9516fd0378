import { foldRoots, rootOf } from './merkle.ts'
import { checkSize, consistencyNodes, inclusionNodes, type Range, type Subtree, subtreesOf } from './subtrees.ts'
import { hashesOf, type ReadTile, type Tile, TILE_WIDTH, tileWidth } from './tiles.ts'

/** Levels of the tree in one tile. */
const TILE_HEIGHT = 8

/** Where the hashes lie from which the root of a complete subtree is made. */
interface Place {
  readonly tile: Tile
  readonly at: number
  readonly count: number
}

function placeOf({ level, index }: Subtree, size: number): Place {
  const tileLevel = Math.floor(level / TILE_HEIGHT)
  const count = 2 ** (level % TILE_HEIGHT)
  const first = index * count
  const tile = Math.floor(first / TILE_WIDTH)
  const width = tileWidth(tileLevel, tile, size)
  return { tile: { level: tileLevel, index: tile, width }, at: first % TILE_WIDTH, count }
}

function tilesFor(nodes: readonly Range[], size: number): readonly Tile[] {
  const places = nodes.flatMap(subtreesOf).map((subtree) => placeOf(subtree, size).tile)
  return [...new Map(places.map((tile) => [`${tile.level}/${tile.index}`, tile])).values()]
}

/** The tiles to fetch before `proveInclusion`, with their widths at this size; one on a path for each eight levels, and those of the right edge. */
export function tilesForInclusion(index: number, size: number): readonly Tile[] {
  return tilesFor(inclusionNodes(index, size), size)
}

/** The tiles to fetch before `proveConsistency`, with their widths at the new size. */
export function tilesForConsistency(oldSize: number, newSize: number): readonly Tile[] {
  return tilesFor(consistencyNodes(oldSize, newSize), newSize)
}

/** The tiles to fetch before `rootFromTiles`: the right edge, one for each level of tiles at most. */
export function tilesForRoot(size: number): readonly Tile[] {
  checkSize(size)
  return tilesFor([{ start: 0, end: size }], size)
}

/** The hash of each part of a tree, given those of complete subtrees: how a list of parts becomes a proof. */
export function foldProof(nodes: readonly Range[], hashOf: (subtree: Subtree) => Uint8Array): Uint8Array[] {
  return nodes.map((range) => foldRoots(subtreesOf(range).map(hashOf)))
}

function fromTiles(nodes: readonly Range[], size: number, readTile: ReadTile): Uint8Array[] {
  return foldProof(nodes, (subtree) => {
    const { tile, at, count } = placeOf(subtree, size)
    return rootOf(hashesOf(readTile(tile.level, tile.index), tile).slice(at, at + count))
  })
}

/**
 * The inclusion proof of a leaf in the tree of `size`, its sibling first.
 *
 * @param readTile is asked for those of `tilesForInclusion` and no other
 * @throws LedgerFormatError `tree-range-invalid`, `tile-too-short`
 */
export function proveInclusion(index: number, size: number, readTile: ReadTile): Uint8Array[] {
  return fromTiles(inclusionNodes(index, size), size, readTile)
}

/** The consistency proof between two sizes of one tree, from tiles of the new size. Throws as `proveInclusion`. */
export function proveConsistency(oldSize: number, newSize: number, readTile: ReadTile): Uint8Array[] {
  return fromTiles(consistencyNodes(oldSize, newSize), newSize, readTile)
}

/** The root of the tree of `size`. Tiles that have grown further may be read: so each earlier size has its root still. */
export function rootFromTiles(size: number, readTile: ReadTile): Uint8Array {
  checkSize(size)
  const [root] = fromTiles([{ start: 0, end: size }], size, readTile)
  return root ?? foldRoots([])
}
