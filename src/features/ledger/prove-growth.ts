import { DomainError } from '../../domain/errors.ts'
import { formatAddCheckpoint } from '../../domain/ledger/add-checkpoint.ts'
import { ANYONE } from '../../store/anyone.ts'
import { type Database, inTransaction } from '../../store/db.ts'
import { findCheckpoint, findLatestCheckpoint } from '../../store/published-ledger.ts'
import { growthProof } from '../../ledger/growth-proof.ts'

/**
 * That the tree of a checkpoint continues an older one, as the request by which a log asks a witness (C2SP tlog-witness): the old size, the proof, and the
 * checkpoint.
 *
 * @param newSize of a published checkpoint; the last one where undefined
 */
export async function proveGrowth(db: Database, oldSize: number, newSize: number | undefined): Promise<string> {
  return inTransaction(db, ANYONE, async (tx) => {
    const checkpoint = newSize === undefined ? await findLatestCheckpoint(tx) : await findCheckpoint(tx, newSize)
    if (checkpoint === undefined) throw new DomainError('not-found', 'No checkpoint of this size was published.')
    const { size, note } = checkpoint
    if (oldSize > size) throw new DomainError('unprocessable', `The old size is larger than the new one, ${size}.`)
    return formatAddCheckpoint({ oldSize, proof: await growthProof(tx, oldSize, size), checkpoint: note })
  })
}
