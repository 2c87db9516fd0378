import { LedgerFormatError } from '../domain/ledger/ledger-format-error.ts'
import { rootFromTiles, tilesForRoot } from '../domain/ledger/tile-proofs.ts'
import type { Tx } from '../store/db.ts'
import { readLedgerSize } from '../store/ledger-log.ts'
import { readTiles } from '../store/ledger-tiles.ts'

/** A head of this log that was signed once, and who remembers it. */
export interface RememberedHead {
  readonly size: number
  readonly root: Uint8Array
  readonly where: string
}

/** The checkpoint in the database, where it is of this name: the log's life under another one binds it no longer. */
export function rememberPublished(
  published: { readonly size: number; readonly root: Uint8Array; readonly note: string } | undefined,
  origin: string,
): RememberedHead | undefined {
  if (published?.note.startsWith(`${origin}\n`) !== true) return undefined
  return { size: published.size, root: published.root, where: 'the last checkpoint in the database' }
}

/** The root of the tree as it is, or was, with `size` entries: a few tiles, whatever the size. */
export async function rootOfSize(tx: Tx, size: number): Promise<Buffer> {
  return Buffer.from(rootFromTiles(size, await readTiles(tx, tilesForRoot(size))))
}

async function hasRoot(tx: Tx, { size, root }: RememberedHead): Promise<boolean> {
  try {
    return Buffer.compare(await rootOfSize(tx, size), root) === 0
  } catch (error) {
    // A tile or a leaf is gone.
    if (error instanceof LedgerFormatError) return false
    throw error
  }
}

/**
 * What is wrong with the tree, given what was signed before: it must hold each of these heads still. Undefined where it does. A log that signs all the same has two
 * histories, and every witness can prove it.
 */
export async function judgeTree(tx: Tx, heads: readonly RememberedHead[]): Promise<string | undefined> {
  const size = await readLedgerSize(tx)
  for (const head of heads) {
    if (head.size > size) {
      return `The ledger has ${size} entries, and ${head.where} says that ${head.size} were published: this database is older than what the registry has said.`
    }
    if (!(await hasRoot(tx, head))) {
      return `The first ${head.size} entries of the ledger are not those that ${head.where} holds: they were changed after they were published.`
    }
  }
  return undefined
}
