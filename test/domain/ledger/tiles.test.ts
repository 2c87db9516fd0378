import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { EMPTY_ROOT, hashLeaf, verifyConsistency, verifyInclusion } from '../../../src/domain/ledger/merkle.ts'
import {
  proveConsistency,
  proveInclusion,
  rootFromTiles,
  tilesForConsistency,
  tilesForInclusion,
  tilesForRoot,
} from '../../../src/domain/ledger/tile-proofs.ts'
import {
  type FilledTile,
  growTiles,
  type ReadTile,
  type Tile,
  tilesForGrowth,
  tilesOfSize,
  tileWidth,
} from '../../../src/domain/ledger/tiles.ts'
import { naiveTree } from './naive-tree.ts'
import { hex } from './vector-files.ts'

const isLong = process.env['LONG'] === '1'
const runs = { numRuns: isLong ? 5_000 : 150 }
const LARGEST = 65_537
const EDGES = [1, 2, 255, 256, 257, 511, 512, 513, 65_535, 65_536, 65_537]

const tree = naiveTree(LARGEST)
const sizes = fc.oneof(
  fc.integer({ min: 1, max: 1_100 }),
  fc.constantFrom(...EDGES),
  fc.integer({ min: 1, max: LARGEST }),
)

type Tiles = Map<string, FilledTile>
const nameOf = ({ level, index }: Pick<Tile, 'level' | 'index'>): string => `${level}/${index}`

/** Reads what is there, and nothing that was not announced: a store fetches the announced tiles only. */
function reader(tiles: Tiles, announced: readonly Tile[]): ReadTile {
  const allowed = new Map(announced.map((tile) => [nameOf(tile), tile]))
  return (level, index) => {
    const tile = allowed.get(nameOf({ level, index }))
    const hashes = tiles.get(nameOf({ level, index }))?.hashes
    if (tile === undefined || hashes === undefined) throw new Error(`tile ${level}/${index} was not announced`)
    return hashes.subarray(0, tile.width * 32)
  }
}

function grow(tiles: Tiles, from: number, to: number): readonly FilledTile[] {
  const grown = growTiles(from, tree.leaves.slice(from, to), reader(tiles, tilesForGrowth(from)))
  for (const tile of grown) tiles.set(nameOf(tile), tile)
  return grown
}

const whole: Tiles = new Map()
grow(whole, 0, LARGEST)

const shown = (tiles: Iterable<Tile>): readonly string[] =>
  [...tiles].map(({ level, index, width }) => `${level}/${index}.p/${width}`).toSorted()

/** By name, with a digest of the hashes: to compare thousands of buffers costs more than to make them. */
const contents = (tiles: Tiles): readonly string[] =>
  [...tiles].map(([name, { hashes }]) => `${name} ${hex(hashLeaf(hashes))}`).toSorted()

describe('tiles', () => {
  test.each([
    [0, []],
    [1, ['0/0.p/1']],
    [255, ['0/0.p/255']],
    [256, ['0/0.p/256', '1/0.p/1']],
    [257, ['0/0.p/256', '0/1.p/1', '1/0.p/1']],
  ])('of %i entries are those of the specification', (size, tiles) => {
    expect(shown(tilesOfSize(size))).toEqual(tiles)
  })

  test('of 70,000 entries are 273 full ones and the partial ones of the specification', () => {
    const tiles = [...tilesOfSize(70_000)]
    expect(tiles.filter(({ level, width }) => level === 0 && width === 256)).toHaveLength(273)
    const partial = tiles.filter(({ width }) => width < 256)
    expect(shown(partial)).toEqual(['0/273.p/112', '1/1.p/17', '2/0.p/1'])
  })

  test('grown in any batches are those grown at once, and each batch gives just what it changed', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 600 }), { maxLength: 12 }), (batches) => {
        const tiles: Tiles = new Map()
        let size = 0
        for (const batch of batches) {
          const grown = grow(tiles, size, size + batch)
          const before = size
          size += batch
          const changed = [...tilesOfSize(size)].filter(
            ({ level, index, width }) => tileWidth(level, index, before) !== width,
          )
          expect(shown(grown)).toEqual(shown(changed))
        }
        const atOnce: Tiles = new Map()
        grow(atOnce, 0, size)
        expect(contents(tiles)).toEqual(contents(atOnce))
        expect(shown(tiles.values())).toEqual(shown(tilesOfSize(size)))
      }),
      { numRuns: isLong ? 1_000 : 60 },
    )
  })

  test.each([
    [65_535, 1],
    [65_535, 2],
    [65_536, 1],
    [255, 2],
  ])('at %i entries take %i more like any others', (size, more) => {
    const tiles: Tiles = new Map()
    grow(tiles, 0, size)
    grow(tiles, size, size + more)
    expect(shown(tiles.values())).toEqual(shown(tilesOfSize(size + more)))
    for (const [name, { hashes, width }] of tiles) {
      expect(hex(hashes)).toBe(hex(whole.get(name)?.hashes.subarray(0, width * 32) ?? Buffer.alloc(0)))
    }
  })

  test('give the root of every size that the tree has had', () => {
    fc.assert(
      fc.property(sizes, (size) => {
        const read = reader(whole, tilesForRoot(size))
        expect(hex(rootFromTiles(size, read))).toBe(hex(tree.rootAt(size)))
      }),
      { ...runs, examples: EDGES.map((size) => [size] as [number]) },
    )
    expect(hex(rootFromTiles(0, reader(whole, [])))).toBe(hex(EMPTY_ROOT))
  })

  test('are announced with the widths of their size, each once', () => {
    fc.assert(
      fc.property(sizes, fc.nat(), (size, drawn) => {
        const index = drawn % size
        for (const tiles of [tilesForRoot(size), tilesForInclusion(index, size), tilesForConsistency(index, size)]) {
          expect(new Set(tiles.map(nameOf)).size).toBe(tiles.length)
          // A path and an edge: two tiles for each eight levels.
          expect(tiles.length).toBeLessThanOrEqual(6)
          for (const tile of tiles) {
            expect(tile.width).toBeGreaterThan(0)
            expect(tile.width).toBe(tileWidth(tile.level, tile.index, size))
          }
        }
      }),
      runs,
    )
  })
})

describe('proofs from tiles', () => {
  test('of inclusion are those of the recursion, and verify', () => {
    fc.assert(
      fc.property(sizes, fc.nat(), (size, drawn) => {
        const index = drawn % size
        const proof = proveInclusion(index, size, reader(whole, tilesForInclusion(index, size)))
        expect(proof.map(hex)).toEqual(tree.path(index, size).map(hex))
        const leafHash = tree.leaves[index] ?? Buffer.alloc(0)
        expect(verifyInclusion({ leafHash, index, size, proof, root: tree.rootAt(size) })).toBe(true)
      }),
      { ...runs, examples: EDGES.flatMap((size) => [[size, 0] as [number, number], [size, size - 1]]) },
    )
  })

  test('of consistency are those of the recursion, and verify', () => {
    fc.assert(
      fc.property(sizes, sizes, (one, other) => {
        const [oldSize, size] = [Math.min(one, other), Math.max(one, other)]
        const proof = proveConsistency(oldSize, size, reader(whole, tilesForConsistency(oldSize, size)))
        expect(proof.map(hex)).toEqual(tree.proof(oldSize, size).map(hex))
        const claim = { oldSize, oldRoot: tree.rootAt(oldSize), size, root: tree.rootAt(size), proof }
        expect(verifyConsistency(claim)).toBe(true)
      }),
      { ...runs, examples: EDGES.flatMap((one) => EDGES.map((other) => [one, other] as [number, number])) },
    )
  })
})
