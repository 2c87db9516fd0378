import { DomainError } from '../../domain/errors.ts'
import { formatAddCheckpoint } from '../../domain/ledger/add-checkpoint.ts'
import { ANYONE } from '../../store/anyone.ts'
import { type Database, inTransaction } from '../../store/db.ts'
import { findCheckpoint, findLatestCheckpoint } from '../../store/published-ledger.ts'
import { growthProof } from '../../ledger/growth-proof.ts'

/** A request to a witness, and whether the same question has the same answer for ever. */
export interface Growth {
  readonly text: string
  readonly isFinal: boolean
}

/** Lines of witnesses come below a checkpoint for some seconds after it was published. */
const LINES_END_MS = 60_000

/**
 * That the tree of a checkpoint continues an older one, as the request by which a log asks a witness (C2SP tlog-witness): the old size, the proof, and the
 * checkpoint.
 *
 * @param newSize of a published checkpoint; the last one where undefined
 */
export async function proveGrowth(db: Database, oldSize: number, newSize: number | undefined): Promise<Growth> {
  return inTransaction(db, ANYONE, async (tx) => {
    const last = await findLatestCheckpoint(tx)
    const checkpoint = newSize === undefined ? last : await findCheckpoint(tx, newSize)
    if (last === undefined || checkpoint === undefined)
      throw new DomainError('not-found', 'No checkpoint of this size was published.')
    const { size, note } = checkpoint
    if (oldSize > size) throw new DomainError('unprocessable', `The old size is larger than the new one, ${size}.`)
    // By the database's clock alone.
    const age = Date.parse(last.recordedAt) - Date.parse(checkpoint.recordedAt)
    const text = formatAddCheckpoint({ oldSize, proof: await growthProof(tx, oldSize, size), checkpoint: note })
    return { text, isFinal: newSize !== undefined && age > LINES_END_MS }
  })
}
