import type { DatabaseClient } from '../store/connect.ts'
import { rowsOf } from './cursor.ts'
import { isInvalidText } from './invalid-text.ts'
import type { Problems } from './problem.ts'
import { ERASURES } from './queries.ts'

interface ErasureRow {
  readonly factId: string
  readonly kind: string | null
  readonly index: string | null
  /** Whether what was left of the fact is there. */
  readonly isRecorded: boolean
  /** Whether the order that it names is in the ledger or waits for it, and names the fact. */
  readonly isOrdered: boolean
  /** The entry that the order names; null where the fact waited then. */
  readonly orderedIndex: string | null
  /** Whether agency and moment are those of the order, and the weapon that of the fact. */
  readonly agrees: boolean
}

function compare({ factId, kind, index, ...row }: ErasureRow, problems: Problems): void {
  const [place, fact] = [`fact_erasure ${factId}`, `fact ${factId}`]
  if (!row.isRecorded) {
    problems.add('ROW_MISSING', place, 'An order of erasure says that it is there.')
  } else if (!row.isOrdered) {
    const detail = `It is recorded as erased (${kind ?? 'and is not there'}), and no order of erasure in the ledger names it.`
    problems.add('ERASED_WITHOUT_ORDER', fact, detail)
  } else if (row.orderedIndex !== null && row.orderedIndex !== index) {
    const detail = `Its order of erasure names entry ${row.orderedIndex}, and it is ${index === null ? 'in no entry' : `entry ${index}`}.`
    problems.add('ERASED_WITHOUT_ORDER', fact, detail)
  }
  if (row.isRecorded && row.isOrdered && !row.agrees) {
    problems.add(
      'ROW_CHANGED',
      place,
      'Its agency or moment is not that of its order, or its weapon not that of the fact.',
    )
  }
}

/**
 * What is kept of an erased fact says itself what was erased; whether it was erased by right, only the order tells, which is a fact of its own. So each erased fact needs
 * one in the ledger, by its own id and the number of its entry: else any change could be hidden behind an erasure that nobody ordered. And each order needs what it names.
 */
export async function checkErasures(client: DatabaseClient, problems: Problems): Promise<void> {
  await client.query('savepoint erasures')
  try {
    for await (const row of rowsOf<ErasureRow>(client, ERASURES)) compare(row, problems)
  } catch (error) {
    if (!isInvalidText(error)) throw error
    // Told of the order itself.
    problems.add(
      'ROWS_NOT_COMPARED',
      'table fact_erasure',
      'An order of erasure is no JSON, or names no list of facts.',
    )
    await client.query('rollback to savepoint erasures')
  }
}
