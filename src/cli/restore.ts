import path from 'node:path'
import { parseArgs } from 'node:util'
import { readDataDir } from '../config.ts'
import { restore } from '../pg/restore.ts'
import { type Command, createProgress, takeFileName } from './command.ts'

export const restoreCommand: Command = {
  summary: 'Puts a backup into the data folder; the service must be stopped',
  help: `Usage: marktrace restore <file> [--force]

Puts a file made by "marktrace backup" into the data folder (DATA_DIR, default .data). Every byte is checked first; a damaged
backup changes nothing. The service must be stopped.

  --force   replace what the data folder holds; without it the folder must be empty

Example:
  DATA_DIR=/srv/marktrace npm run -s marktrace -- restore registry-2026-11-23.tar.gz`,
  run: async (args) => {
    const options = { force: { type: 'boolean', default: false } } as const
    const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options })
    const file = path.resolve(takeFileName(positionals))
    const dataDir = readDataDir()
    const manifest = await restore({ dataDir, file, force: values.force, onProgress: createProgress('checked') })
    process.stdout.write(`${dataDir} holds the registry as of ${manifest.madeAt} (${manifest.files.length} files)\n`)
  },
}
