import type { Tx } from './db.ts'

const CLOCK = {
  name: 'read_clock',
  text: `select to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as now`,
}

/**
 * The database's clock, for `recordedAt`. Read in its own step after the weapons are locked (design 3.2): a transaction that waited for a lock
 * must not record a time before the facts it waited for.
 */
export async function readClock(tx: Tx): Promise<string> {
  const [row] = await tx.rows<{ now: string }>(CLOCK, [])
  if (row === undefined) throw new Error('the database gave no time')
  return row.now
}
