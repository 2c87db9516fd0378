import { encodeBundle } from '../../domain/ledger/entry-bundles.ts'
import { LedgerFormatError } from '../../domain/ledger/ledger-format-error.ts'
import { parseTilePath, type TileAddress } from '../../domain/ledger/tile-paths.ts'
import { hashesAt, TILE_WIDTH } from '../../domain/ledger/tiles.ts'
import { DomainError } from '../../domain/errors.ts'
import { ANYONE } from '../../store/anyone.ts'
import { type Database, inTransaction, type Tx } from '../../store/db.ts'
import { readTiles } from '../../store/ledger-tiles.ts'
import { findSignedSize, listEntries, type Published } from '../../store/published-ledger.ts'
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
 * Serves what lies below the last checkpoint that was signed and nothing beyond it, by its one address. Of a tile any part is served, whether or not a checkpoint had
 * that width: its hashes are where the full one begins. A checkpoint that waits for witnesses is not published, and its tiles are there (C2SP tlog-tiles): a witness
 * may have shown it.
 *
 * What is kept is kept for a log by its name, and is looked for only where the last checkpoint covers it: the database can be restored or replaced under a service.
 */
export function createServeTile(db: Database, readHead: ReadHead, takeTurn: TakeTurn): ServeTile {
  const kept = new Map<string, Buffer>()
  const ask = <T>(question: (tx: Tx) => Promise<T>): Promise<T> => takeTurn(() => inTransaction(db, ANYONE, question))

  return async (path) => {
    const address = parse(path)
    const head = await readHead()
    if (!isCovered(address, head?.size ?? 0)) {
      const size = await ask(findSignedSize)
      if (!isCovered(address, size)) throw notFoundYet(Math.max(size, head?.size ?? 0))
      return ask((tx) => read(tx, address))
    }
    const key = `${originOf(head)}\n${path}`
    const known = kept.get(key)
    if (known !== undefined) return known
    const bytes = await ask((tx) => read(tx, address))
    if (kept.size >= KEPT) kept.delete(kept.keys().next().value ?? '')
    kept.set(key, bytes)
    return bytes
  }
}

const originOf = (head: Published | undefined): string => head?.note.split('\n', 1)[0] ?? ''

const levelOf = (address: TileAddress): number => (address.kind === 'tile' ? address.level : 0)

const isCovered = (address: TileAddress, size: number): boolean =>
  address.index * TILE_WIDTH + address.width <= hashesAt(levelOf(address), size)

function notFoundYet(size: number): DomainError {
  return new DomainError('not-found', `The last checkpoint has ${size} entries, and this lies beyond.`)
}

async function read(tx: Tx, address: TileAddress): Promise<Buffer> {
  const { index, width } = address
  const level = levelOf(address)
  const start = index * TILE_WIDTH
  if (address.kind === 'entries') {
    const entries = await listEntries(tx, start, start + width)
    if (entries.length !== width) throw new Error(`the ledger lacks entries from ${start} on`)
    return encodeBundle(entries)
  }
  const readTile = await readTiles(tx, [{ level, index, width }])
  return Buffer.from(readTile(level, index))
}
