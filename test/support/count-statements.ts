import pg from 'pg'
import { vi } from 'vitest'

/** What the whole service, which runs in this process, asks the database for while it works. */
export async function countStatements(work: () => Promise<unknown>): Promise<number> {
  const query = vi.spyOn(pg.Client.prototype, 'query')
  try {
    await work()
    return query.mock.calls.length
  } finally {
    query.mockRestore()
  }
}
