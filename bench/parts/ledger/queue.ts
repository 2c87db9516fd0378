import { setTimeout as sleep } from 'node:timers/promises'
import { asReader, type BenchContext } from '../../run/context.ts'

/** How far the sequencer has come. */
export interface Ledger {
  readonly entries: number
  readonly queued: number
}

const COUNTED = 100_000
/** Ten million take minutes. */
const TIMEOUT_MS = 900_000

export function readLedger(context: BenchContext): Promise<Ledger> {
  return asReader(context, async (client) => {
    const { rows } = await client.query<Ledger>(
      // Counted up to a bound: of ten million each question would take a second, and what it still sees could not be cleared away.
      `select coalesce((select max(idx) + 1 from ledger_entry), 0)::integer as entries,
        (select count(*)::integer from (select from leaf_queue limit ${COUNTED}) as q) as queued`,
    )
    return rows[0] ?? { entries: 0, queued: 0 }
  })
}

/** Waits until the queue is empty, and tells how many leaves a second went; 0 where there were too few to tell. */
export async function drain(context: BenchContext): Promise<number> {
  const [before, began] = [await readLedger(context), performance.now()]
  for (;;) {
    const { entries, queued } = await readLedger(context)
    const seconds = (performance.now() - began) / 1000
    if (queued === 0) return before.queued < 1000 ? 0 : (entries - before.entries) / seconds
    if (seconds * 1000 > TIMEOUT_MS)
      throw new Error(`${queued === COUNTED ? 'more than ' : ''}${queued} leaves still wait in the queue`)
    await sleep(queued < COUNTED ? 20 : 1_000)
  }
}
