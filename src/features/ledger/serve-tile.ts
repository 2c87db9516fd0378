import { encodeBundle } from '../../domain/ledger/entry-bundles.ts'
import { LedgerFormatError } from '../../domain/ledger/ledger-format-error.ts'
import { parseTilePath, type TileAddress } from '../../domain/ledger/tile-paths.ts'
import { hashesAt, TILE_WIDTH } from '../../domain/ledger/tiles.ts'
import { DomainError } from '../../domain/errors.ts'
import { ANYONE } from '../../store/anyone.ts'
import { type Database, inTransaction, type Tx } from '../../store/db.ts'
import { readTiles } from '../../store/ledger-tiles.ts'
import { isSizePublished, listEntries } from '../../store/published-ledger.ts'
import type { TakeTurn } from '../../http/turns.ts'
import type { ReadHead } from '../../ledger/read-head.ts'

/** The bytes of a tile or a bundle by its address, `tile/0/000` or `tile/entries/x001/234.p/7`; throws `not-found`. */
export type ServeTile = (path: string) => Promise<Buffer>

/** Full bundles have 16 kB: about 10 MB at most. What never changes need not be read twice. */
const KEPT = 512

function parse(path: string): TileAddress {
  try {
    return parseTilePath(path)
  } catch (error) {
    if (error instanceof LedgerFormatError) throw new DomainError('not-found', error.message)
    throw error
  }
}

/**
 * Serves what lies below the last checkpoint and nothing beyond it, by its one address. A partial tile is served where a checkpoint was published of a size at which
 * it had this width (C2SP tlog-tiles), also long after it filled up: its hashes are where the full one begins.
 */
export function createServeTile(db: Database, readHead: ReadHead, takeTurn: TakeTurn): ServeTile {
  const kept = new Map<string, Buffer>()

  return async (path) => {
    const address = parse(path)
    const known = kept.get(path)
    if (known !== undefined) return known
    const size = (await readHead())?.size ?? 0
    const hashes = hashesAt(levelOf(address), size)
    if (address.index * TILE_WIDTH + address.width > hashes) throw notFoundYet(size)
    const bytes = await takeTurn(() => inTransaction(db, ANYONE, (tx) => read(tx, address)))
    if (kept.size >= KEPT) kept.delete(kept.keys().next().value ?? '')
    kept.set(path, bytes)
    return bytes
  }
}

const levelOf = (address: TileAddress): number => (address.kind === 'tile' ? address.level : 0)

function notFoundYet(size: number): DomainError {
  return new DomainError('not-found', `The last checkpoint has ${size} entries, and this lies beyond.`)
}

async function read(tx: Tx, address: TileAddress): Promise<Buffer> {
  const { index, width } = address
  const level = levelOf(address)
  const start = index * TILE_WIDTH
  if (width < TILE_WIDTH) {
    const least = (start + width) * TILE_WIDTH ** level
    if (!(await isSizePublished(tx, least, least + TILE_WIDTH ** level)))
      throw new DomainError('not-found', 'No checkpoint was published at which this had that width.')
  }
  if (address.kind === 'entries') {
    const entries = await listEntries(tx, start, start + width)
    if (entries.length !== width) throw new Error(`the ledger lacks entries from ${start} on`)
    return encodeBundle(entries)
  }
  const readTile = await readTiles(tx, [{ level, index, width }])
  return Buffer.from(readTile(level, index))
}
