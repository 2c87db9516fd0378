import type { DatabaseClient } from '../store/connect.ts'
import { entryOfFact, type StoredFact } from './check-fact.ts'
import { rowsOf } from './cursor.ts'
import type { Problems } from './problem.ts'
import { ENTRIES_TWICE, FACTS_OUTSIDE, LEAVES_AMISS } from './queries.ts'

/** Facts that are not in the ledger: each must have its leaf in the queue. Gives the number of those that wait. */
async function checkOutside(client: DatabaseClient, problems: Problems): Promise<number> {
  let waiting = 0
  for await (const row of rowsOf<StoredFact & { readonly entry: Buffer | null }>(client, FACTS_OUTSIDE)) {
    const place = `fact ${row.id}`
    if (row.entry === null) {
      const detail = `It is neither in the ledger nor waits for it (${row.kind}, ${row.recordedAt}): added beside the registry.`
      problems.add('FACT_NOT_IN_LEDGER', place, detail)
      continue
    }
    waiting++
    const made = entryOfFact(row, problems)
    if (made === undefined || made === row.entry.toString('utf8')) continue
    problems.add('FACT_CHANGED', place, `Its bytes do not give the leaf that waits for the ledger (${row.kind}).`)
  }
  return waiting
}

/** What waits for the ledger, and what stands there that nothing in the registry accounts for. */
export async function checkQueue(client: DatabaseClient, problems: Problems): Promise<number> {
  const waiting = await checkOutside(client, problems)
  for await (const row of rowsOf<{ factId: string; hasFact: boolean }>(client, LEAVES_AMISS)) {
    if (row.hasFact) problems.add('LEAF_QUEUED_TWICE', `fact ${row.factId}`, 'It waits for the ledger and is in it.')
    else problems.add('LEAF_WITHOUT_FACT', `fact ${row.factId}`, 'A leaf waits for the ledger, and there is no fact.')
  }
  for await (const row of rowsOf<{ factId: string; first: string; last: string }>(client, ENTRIES_TWICE)) {
    const detail = `Entries ${row.first} and ${row.last} are both of it.`
    problems.add('FACT_TWICE_IN_LEDGER', `fact ${row.factId}`, detail)
  }
  return waiting
}
