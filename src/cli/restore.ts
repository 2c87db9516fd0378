import { existsSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { readDataDir } from '../config.ts'
import { restore } from '../pg/restore.ts'
import { RESTORED_MARK } from '../domain/ledger/kept-files.ts'
import { type Command, createProgress, takeFileName } from './command.ts'

export const restoreCommand: Command = {
  summary: 'Puts a backup into the data folder; the service must be stopped',
  help: `Usage: marktrace restore <file> [--force]

Puts a file made by "marktrace backup" into the data folder (DATA_DIR, default .data). Every byte is checked first; a damaged
backup changes nothing. The service must be stopped.

  --force   replace what the data folder holds; without it the folder must be empty, but for the folder "ledger"

The last word of the ledger lies in the folder "ledger", and the backup's is as old as the backup: what is there stays, and nothing is put there.
Where there is none, the service records nothing before it knows that nothing was published after the backup: put the newest note into "ledger".

Example:
  DATA_DIR=/srv/marktrace npm run -s marktrace -- restore registry-2026-11-23.tar.gz`,
  run: async (args) => {
    const options = { force: { type: 'boolean', default: false } } as const
    const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options })
    const file = path.resolve(takeFileName(positionals))
    const dataDir = readDataDir()
    const manifest = await restore({ dataDir, file, force: values.force, onProgress: createProgress('checked') })
    process.stdout.write(`${dataDir} holds the registry as of ${manifest.madeAt} (${manifest.files.length} files)\n`)
    if (existsSync(path.join(dataDir, 'ledger', RESTORED_MARK))) {
      process.stderr.write(
        'marktrace: there is no note of the ledger that is newer than the backup: the service records nothing until there is one, or its witnesses have spoken; ' +
          'or let the log go on under another name with `marktrace ledger resume`\n',
      )
    }
  },
}
