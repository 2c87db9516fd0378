import type { DatabaseClient } from '../store/connect.ts'
import { type Cursor, openCursor } from './cursor.ts'
import type { FullTile } from './growing-tree.ts'
import type { Problems } from './problem.ts'
import { TILE_LEVELS, TILES } from './queries.ts'

interface TileRow {
  readonly n: string
  readonly hashes: Buffer
  readonly root: Buffer
}

/** Compares stored tiles with those that the entries give, as they fill up. */
export interface TileChecks {
  readonly full: (tile: FullTile) => Promise<void>
  /** What is stored beyond the tree. Gives the number of tiles that were compared. */
  readonly end: () => Promise<number>
}

const HASH_BYTES = 32

/** The first hash in which two tiles differ; undefined where they are the same. */
function firstDifference(one: Buffer, other: Buffer): number | undefined {
  if (one.equals(other)) return undefined
  for (let at = 0; at < one.length; at += HASH_BYTES) {
    if (!one.subarray(at, at + HASH_BYTES).equals(other.subarray(at, at + HASH_BYTES))) return at / HASH_BYTES
  }
  return one.length / HASH_BYTES
}

function compare(tile: FullTile, row: TileRow, problems: Problems): void {
  const place = `tile ${tile.level}/${tile.n}`
  const at = firstDifference(tile.hashes, row.hashes)
  if (at !== undefined) {
    const index = (tile.n * 256 + at) * 256 ** tile.level
    problems.add('TILE_CHANGED', place, `Hash ${at} of it is not that of the entries from ${index} on.`)
  }
  if (Buffer.compare(tile.root, row.root) !== 0)
    problems.add('TILE_CHANGED', place, 'Its root is not that of its hashes.')
}

export async function checkTiles(client: DatabaseClient, problems: Problems): Promise<TileChecks> {
  const { rows } = await client.query<{ level: number | null }>(TILE_LEVELS)
  const highest = rows[0]?.level ?? -1
  const levels: Cursor<TileRow>[] = []
  for (let level = 0; level <= highest; level++) levels.push(await openCursor(client, TILES, [level]))
  let compared = 0

  const tooMany = (level: number, { n }: TileRow) =>
    problems.add('TILE_TOO_MANY', `tile ${level}/${n}`, 'The entries do not reach it.')

  const full = async (tile: FullTile): Promise<void> => {
    const cursor = levels[tile.level]
    let row = await cursor?.peek()
    while (row !== undefined && Number(row.n) < tile.n) {
      tooMany(tile.level, row)
      await cursor?.next()
      row = await cursor?.peek()
    }
    if (row === undefined || Number(row.n) !== tile.n) {
      problems.add('TILE_MISSING', `tile ${tile.level}/${tile.n}`, 'The tree has filled it, and it is not stored.')
      return
    }
    await cursor?.next()
    compared++
    compare(tile, row, problems)
  }
  const end = async (): Promise<number> => {
    for (const [level, cursor] of levels.entries()) {
      for (let row = await cursor.next(); row !== undefined; row = await cursor.next()) tooMany(level, row)
    }
    return compared
  }
  return { full, end }
}
