import { readDatabaseConfig } from '../config.ts'
import { withEmbedded } from '../pg/reach-embedded.ts'
import { UsageError } from './command.ts'

/** Works through the login of the owner: of the embedded database, running or not, or of the server that is configured. */
export async function withOwnerUrl<T>(work: (url: string) => Promise<T>): Promise<T> {
  const { database, dataDir } = readDatabaseConfig()
  if (database.kind === 'EMBEDDED') return withEmbedded(dataDir, ({ ownerUrl }) => work(ownerUrl))
  if (database.ownerUrl === undefined) {
    throw new UsageError('DATABASE_OWNER_URL is missing: the service’s login may not read what this needs.')
  }
  return work(database.ownerUrl)
}
