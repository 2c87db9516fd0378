import { proveInclusion, tilesForInclusion } from '../domain/ledger/tile-proofs.ts'
import { formatProof } from '../domain/ledger/tlog-proof.ts'
import type { Tile } from '../domain/ledger/tiles.ts'
import type { Tx } from '../store/db.ts'
import { readTiles } from '../store/ledger-tiles.ts'
import { findLatestCheckpoint } from '../store/published-ledger.ts'

/** The proofs of some facts under one checkpoint, the last that was published. */
export interface FactProofs {
  /** tlog-proof texts by the facts' ids; those that no checkpoint covers yet are not in it. */
  readonly proofs: ReadonlyMap<string, string>
  /** The size that a checkpoint must exceed to have what is missing; null where nothing is. */
  readonly beyond: number | null
}

const INDICES = {
  name: 'ledger_indices_of_facts',
  // Served by ledger_entry_fact_once.
  text: `select e.fact_id as "factId", e.idx::float8 as index from ledger_entry e where e.fact_id = any ($1::uuid[])`,
}

function tilesOf(indices: readonly number[], size: number): readonly Tile[] {
  const tiles = indices.flatMap((index) => tilesForInclusion(index, size))
  return [...new Map(tiles.map((tile) => [`${tile.level}/${tile.index}`, tile])).values()]
}

/** Proves all facts of a certificate at once: the tiles that their paths share are read once, and all stand under one checkpoint. */
export async function proofsOfFacts(tx: Tx, factIds: readonly string[]): Promise<FactProofs> {
  // The head first: what has no number after it is under none of its size. The other way round, a checkpoint between the two would be waited for that is there.
  const [head, rows] = await Promise.all([
    findLatestCheckpoint(tx),
    tx.rows<{ factId: string; index: number }>(INDICES, [factIds]),
  ])
  const size = head?.size ?? 0
  const covered = rows.filter(({ index }) => index < size)
  const beyond = factIds.length === covered.length ? null : Math.max(size, ...rows.map(({ index }) => index))
  if (head === undefined || covered.length === 0) return { proofs: new Map(), beyond }
  const indices = covered.map(({ index }) => index)
  const readTile = await readTiles(tx, tilesOf(indices, size))
  const proofs = covered.map(({ factId, index }): [string, string] => {
    const proof = proveInclusion(index, size, readTile)
    return [factId, formatProof({ index, proof, checkpoint: head.note })]
  })
  return { proofs: new Map(proofs), beyond }
}
