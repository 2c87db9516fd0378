import { connectClient } from './connect.ts'
import { createTx, openingOf, type Tx } from './db.ts'
import type { Requester } from '../domain/requester.ts'
import type { RecordingGate } from './recording-gate.ts'

const UNHURRIED = `
  set local statement_timeout = 0;
  set local idle_in_transaction_session_timeout = 0`

/**
 * One transaction on a connection of its own that may read for hours, for a command of the operator. What it records must have read its clock just before: see
 * TRANSACTION_TIMEOUT_MS.
 *
 * @param gate open where absent
 */
export async function inLongTransaction<T>(
  url: string,
  requester: Pick<Requester, 'agencyId' | 'scopes'>,
  work: (tx: Tx) => Promise<T>,
  gate?: RecordingGate,
): Promise<T> {
  const client = await connectClient(url, { pipeline: true })
  try {
    await client.query(`${openingOf(requester)}; ${UNHURRIED}`)
    const tx = createTx(client, undefined, gate)
    const result = await work(tx)
    await tx.settle()
    tx.close()
    const commit = await client.query('commit')
    if (commit.command !== 'COMMIT') throw new Error('the transaction was rolled back instead of committed')
    return result
  } finally {
    // What was not committed ends with the connection.
    await client.end()
  }
}
