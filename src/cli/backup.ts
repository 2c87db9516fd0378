import { statSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { readDataDir } from '../config.ts'
import { backUp } from '../pg/backup.ts'
import { type Command, createProgress, takeFileName } from './command.ts'

export const backupCommand: Command = {
  summary: 'Copies the embedded database and its keys to one file, while the service runs or not',
  help: `Usage: marktrace backup <file>

Copies the data folder (DATA_DIR, default .data) with the embedded database, its passwords and the demo key to one compressed
file with checksums. The service may run meanwhile. The file is as secret as the registry: it is made readable by you only.
With a PostgreSQL server of your own (DATABASE_URL) use that server's backups instead.

Example:
  npm run -s marktrace -- backup registry-2026-11-23.tar.gz`,
  run: async (args) => {
    const { positionals } = parseArgs({ args: [...args], allowPositionals: true, options: {} })
    const file = path.resolve(takeFileName(positionals))
    await backUp({ dataDir: readDataDir(), file, onProgress: createProgress('copied') })
    process.stdout.write(`${file} (${statSync(file).size} bytes)\n`)
  },
}
