import { foldRoots, hashNode, rootOf } from '../domain/ledger/merkle.ts'
import { TILE_WIDTH } from '../domain/ledger/tiles.ts'

/** A tile that has just filled up. */
export interface FullTile {
  readonly level: number
  readonly n: number
  /** 8,192 bytes. */
  readonly hashes: Buffer
  readonly root: Uint8Array
}

/** A tree that is given its leaves one after another and keeps of them what its right edge needs: some kilobytes, whatever its size. */
export interface GrowingTree {
  readonly size: () => number
  /** The root over the leaves so far. */
  readonly root: () => Uint8Array
  /** Adds the hash of one leaf, and gives the tiles that it filled, the lowest first. */
  readonly add: (leaf: Uint8Array) => readonly FullTile[]
}

const NONE: readonly FullTile[] = []

export function growTree(): GrowingTree {
  // The roots of complete subtrees, the larger to the left: one for each bit of the size.
  const roots: Uint8Array[] = []
  const edges: Uint8Array[][] = []
  const filled: number[] = []
  let size = 0

  const fill = (level: number, hash: Uint8Array): readonly FullTile[] => {
    const edge = (edges[level] ??= [])
    edge.push(hash)
    if (edge.length < TILE_WIDTH) return NONE
    const n = filled[level] ?? 0
    filled[level] = n + 1
    const tile = { level, n, hashes: Buffer.concat(edge), root: rootOf(edge) }
    edge.length = 0
    return [tile, ...fill(level + 1, tile.root)]
  }

  return {
    size: () => size,
    root: () => foldRoots(roots),
    add: (leaf) => {
      let root = leaf
      for (let left = size; left % 2 === 1; left = (left - 1) / 2) root = hashNode(roots.pop() ?? root, root)
      roots.push(root)
      size++
      return fill(0, leaf)
    },
  }
}
