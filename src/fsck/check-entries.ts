import { hashLeaf } from '../domain/ledger/merkle.ts'
import type { DatabaseClient } from '../store/connect.ts'
import type { CheckpointChecks } from './check-checkpoints.ts'
import { entryOfFact, type StoredFact } from './check-fact.ts'
import type { TileChecks } from './check-tiles.ts'
import { openCursor } from './cursor.ts'
import type { GrowingTree } from './growing-tree.ts'
import type { Problems } from './problem.ts'
import { ENTRIES } from './queries.ts'

type EntryRow = {
  readonly idx: string
  readonly factId: string
  readonly entry: Buffer
  readonly leaf: Buffer
} & (StoredFact | { readonly id: null })

/** The hash that the entry gives. What is stored beside it is compared, and not used. */
function checkEntry(row: EntryRow, problems: Problems): Buffer {
  const place = `entry ${row.idx}`
  const leaf = hashLeaf(row.entry)
  if (!leaf.equals(row.leaf))
    problems.add('LEAF_CHANGED', place, `Its leaf is not the hash of it (fact ${row.factId}).`)
  if (row.id === null) {
    problems.add('FACT_MISSING', `fact ${row.factId}`, `The ledger has it as entry ${row.idx}, and it is not there.`)
    return leaf
  }
  const made = entryOfFact(row, problems)
  // The fact or the entry: only a tile, a checkpoint or a witness can tell which.
  if (made !== undefined && made !== row.entry.toString('utf8')) {
    const detail = `Its bytes do not give entry ${row.idx} of the ledger: the one or the other was changed (${row.kind}).`
    problems.add('FACT_CHANGED', `fact ${row.id}`, detail)
  }
  return leaf
}

export interface TreeChecks {
  readonly tree: GrowingTree
  readonly tiles: TileChecks
  readonly checkpoints: CheckpointChecks
  readonly onEntry: (done: number) => void
}

/**
 * Reads all entries with their facts in the order of the tree, and rebuilds it. Where an index is missing the tree cannot be rebuilt beyond it; the facts are
 * checked to the end all the same.
 */
export async function checkEntries(client: DatabaseClient, checks: TreeChecks, problems: Problems): Promise<void> {
  const { tree, tiles, checkpoints, onEntry } = checks
  const rows = await openCursor<EntryRow>(client, ENTRIES)
  let expected = 0
  let isWhole = true
  await checkpoints.at(tree)
  for (let row = await rows.next(); row !== undefined; row = await rows.next()) {
    const index = Number(row.idx)
    if (index < expected) problems.add('INDEX_TWICE', `entry ${index}`, `Two entries have it (fact ${row.factId}).`)
    if (index > expected) {
      const detail = `No entry has index ${expected}${index === expected + 1 ? '' : ` to ${index - 1}`}; the tree ends there.`
      problems.add('INDEX_GAP', `entry ${expected}`, detail)
    }
    isWhole &&= index === expected
    expected = index + 1
    const leaf = checkEntry(row, problems)
    onEntry(expected)
    if (!isWhole) continue
    const full = tree.add(leaf)
    for (const tile of full) await tiles.full(tile)
    await checkpoints.at(tree)
  }
}
