import type { Database } from './db.ts'

/** True where the database answers a statement. The caller bounds the time. */
export async function pingDatabase({ pool }: Database): Promise<boolean> {
  await pool.query('select 1')
  return true
}
