import { parseArgs } from 'node:util'
import { readDatabaseConfig } from '../config.ts'
import { startEmbedded } from '../pg/embedded.ts'
import { prepareDatabase } from '../process/prepare-database.ts'
import { type Command, UsageError } from './command.ts'

function tell(line: string): void {
  process.stdout.write(`${line}\n`)
}

export const migrateCommand: Command = {
  summary: 'Brings the database to the schema of this program, without starting the service',
  help: `Usage: marktrace migrate

Applies the migrations that the database lacks, with the owner's login (DATABASE_OWNER_URL), and makes the service's role of
DATABASE_URL if it does not exist. Without DATABASE_URL it works on the embedded database of DATA_DIR, with the service stopped.
A running start does the same; this is for those who give the service no owner's login.

Example:
  DATABASE_URL=postgres://marktrace_service:…@db/marktrace DATABASE_OWNER_URL=postgres://marktrace_owner:…@db/marktrace \\
    npm run -s migrate`,
  run: async (args) => {
    parseArgs({ args: [...args], options: {} })
    const { database, dataDir } = readDatabaseConfig()
    if (database.kind === 'EMBEDDED') {
      const embedded = await startEmbedded({ dataDir })
      try {
        await prepareDatabase(embedded, tell)
      } finally {
        await embedded.stop()
      }
    } else if (database.ownerUrl === undefined) {
      throw new UsageError('DATABASE_OWNER_URL is missing: the login that may change the schema.')
    } else {
      await prepareDatabase(database, tell)
    }
    tell('the schema is current')
  },
}
