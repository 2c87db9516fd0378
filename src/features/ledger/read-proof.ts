import { notFound } from '../../domain/errors.ts'
import type { Requester } from '../../domain/requester.ts'
import type { AwaitCheckpoint } from '../../ledger/await-checkpoint.ts'
import { type FactProof, proofOfIndex } from '../../ledger/fact-proof.ts'
import { type Database, inTransaction } from '../../store/db.ts'
import { findLatestCheckpoint, findProvable } from '../../store/published-ledger.ts'

export interface ProofQuestion {
  readonly requester: Requester
  readonly factId: string
  /** How long to wait for a checkpoint that has the fact. */
  readonly waitSeconds: number
  /** Of a caller who may go. */
  readonly signal: AbortSignal
}

async function readOnce(db: Database, { requester, factId }: ProofQuestion): Promise<FactProof> {
  return inTransaction(db, requester, async (tx) => {
    // The head first: an entry that has no number after it is under none of its size, and a larger one is worth waiting for.
    const [head, { isProvable, index }] = await Promise.all([findLatestCheckpoint(tx), findProvable(tx, factId)])
    // The same for a fact that is not there and one that is not his: an id must tell nobody whether another agency recorded something.
    if (!isProvable) throw notFound('fact')
    return proofOfIndex(tx, index, head)
  })
}

/**
 * The proof that a fact is in the log. It says when, by the order of indices, and nothing of what: that is in the fact, and is shown elsewhere or not at all. So
 * no look is recorded. Throws `not-found` for whom the fact does not concern.
 */
export async function readProof(db: Database, wait: AwaitCheckpoint, question: ProofQuestion): Promise<FactProof> {
  const until = performance.now() + question.waitSeconds * 1000
  let found = await readOnce(db, question)
  while (found.state === 'PENDING') {
    const left = until - performance.now()
    if (left <= 0 || !(await wait.beyond(found.beyond, left, question.signal))) break
    found = await readOnce(db, question)
  }
  return found
}
