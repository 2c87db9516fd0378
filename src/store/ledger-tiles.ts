import { hashesOf, type ReadTile, type Tile, TILE_WIDTH } from '../domain/ledger/tiles.ts'
import type { Tx } from './db.ts'

const FULL = {
  name: 'ledger_tiles_full',
  // Served by ledger_tile_pk (level, n).
  text: `
    select t.level, t.n::float8 as index, t.hashes from unnest($1::smallint[], $2::bigint[]) as w (level, n) join ledger_tile t on t.level = w.level and t.n = w.n`,
}

const LEAVES = {
  name: 'ledger_leaves_between',
  // As one value: 255 rows cost the driver more than the hashing. Served by ledger_entry_pk.
  text: `select string_agg(e.leaf, ''::bytea order by e.idx) as hashes from ledger_entry e where e.idx >= $1::bigint and e.idx < $2::bigint`,
}

const ROOTS = {
  name: 'ledger_roots_between',
  // Served by ledger_tile_pk (level, n).
  text: `select string_agg(t.root, ''::bytea order by t.n) as hashes from ledger_tile t where t.level = $1::smallint and t.n >= $2::bigint and t.n < $3::bigint`,
}

/** A tile that is not stored, since it is not full: hashes of leaves, or roots of the full tiles below. */
async function readPartial(tx: Tx, { level, index, width }: Tile): Promise<Buffer> {
  const start = index * TILE_WIDTH
  const [row] =
    level === 0
      ? await tx.rows<{ hashes: Buffer | null }>(LEAVES, [start, start + width])
      : await tx.rows<{ hashes: Buffer | null }>(ROOTS, [level - 1, start, start + width])
  return row?.hashes ?? Buffer.alloc(0)
}

const key = (level: number, index: number): string => `${level}/${index}`

/**
 * The hashes of some tiles, for `proveInclusion` and its like: the full ones in one statement, and one for each partial tile, of which a proof has one on a level.
 *
 * @throws Error where the ledger lacks one: its rows were tampered with, or the tile is of no size that was published
 */
export async function readTiles(tx: Tx, tiles: readonly Tile[]): Promise<ReadTile> {
  const full = tiles.filter(({ width }) => width === TILE_WIDTH)
  const partial = tiles.filter(({ width }) => width < TILE_WIDTH)
  const stored = tx.rows<{ level: number; index: number; hashes: Buffer }>(FULL, [
    full.map(({ level }) => level),
    full.map(({ index }) => index),
  ])
  const prefixes = await Promise.all(partial.map((tile) => readPartial(tx, tile)))
  const found = new Map((await stored).map(({ level, index, hashes }) => [key(level, index), hashes]))
  partial.forEach(({ level, index }, n) => found.set(key(level, index), prefixes[n] ?? Buffer.alloc(0)))
  for (const tile of tiles) hashesOf(found.get(key(tile.level, tile.index)) ?? Buffer.alloc(0), tile)
  return (level, index) => found.get(key(level, index)) ?? Buffer.alloc(0)
}
