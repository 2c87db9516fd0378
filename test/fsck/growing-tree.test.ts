import { describe, expect, it } from 'vitest'
import { hashLeaf, rootOf } from '../../src/domain/ledger/merkle.ts'
import { growTiles } from '../../src/domain/ledger/tiles.ts'
import { type FullTile, growTree } from '../../src/fsck/growing-tree.ts'

describe('a tree that is given its leaves one after another', () => {
  it('has the root of them at each size, and fills the tiles that they fill, on two levels', () => {
    const tree = growTree()
    const leaves: Buffer[] = []
    const tiles: FullTile[] = []
    expect(tree.root()).toEqual(rootOf([]))
    for (let n = 0; n < 66_000; n++) {
      const leaf = hashLeaf(Buffer.from(`leaf ${n}`))
      leaves.push(leaf)
      tiles.push(...tree.add(leaf))
      expect(tree.size()).toBe(n + 1)
      if (n < 300 || [4_095, 4_096, 65_535, 65_536, 65_999].includes(n)) {
        expect([n, Buffer.from(tree.root()).toString('hex')]).toEqual([n, Buffer.from(rootOf(leaves)).toString('hex')])
      }
    }
    const full = growTiles(0, leaves, () => Buffer.alloc(0)).filter(({ width }) => width === 256)
    const inOrder = (some: readonly { level: number; n: number; hashes: Uint8Array }[]) =>
      some.map(({ level, n, hashes }) => `${level}/${n} ${Buffer.from(hashes).toString('base64')}`).sort()
    expect(inOrder(tiles)).toEqual(inOrder(full.map(({ level, index, hashes }) => ({ level, n: index, hashes }))))
    expect(tiles.filter(({ level }) => level === 1)).toHaveLength(1)
    for (const { hashes, root } of tiles) {
      const parts = Array.from({ length: 256 }, (_, at) => hashes.subarray(at * 32, (at + 1) * 32))
      expect(Buffer.from(root).equals(rootOf(parts))).toBe(true)
    }
  }, 60_000)
})
