import pg from 'pg'
import type { Population } from '../generate/parties.ts'
import type { BenchOptions } from '../options.ts'
import type { BenchDatabase } from './database.ts'
import type { BenchService } from './service.ts'

/** What each part measures with. */
export interface BenchContext {
  readonly options: BenchOptions
  readonly population: Population
  readonly database: BenchDatabase
  readonly service: BenchService
  /** One more of the service, over this URL of the same database. */
  readonly startAnother: (databaseUrl: string, env?: Readonly<Record<string, string>>) => Promise<BenchService>
  readonly tell: (line: string) => void
}

/** Runs something as the reader of the tables: a superuser or the owner, for what is set up beside the service. */
export async function asReader<T>({ database }: BenchContext, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: database.readerUrl, application_name: 'marktrace-bench' })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}
