import { parseArgs } from 'node:util'
import { readLedgerConfig } from '../config.ts'
import { checkKeyName } from '../domain/ledger/note-keys.ts'
import { readKnownLog } from '../ledger/restore-guard.ts'
import { resumeLog } from '../ledger/resume-log.ts'
import { openCosigner, openSigner } from '../process/open-ledger.ts'
import { openDatabase } from '../store/db.ts'
import { openLedgerSession } from '../store/ledger-session.ts'
import { type Command, UsageError } from './command.ts'
import { openServiceUrl } from './service-url.ts'

const MAX_REASON = 500

function say(line: string): void {
  process.stderr.write(`marktrace: ${line}\n`)
}

export const ledgerCommand: Command = {
  summary: 'Lets the ledger go on under a new name, after a restored backup that lacks what was published',
  help: `Usage: marktrace ledger resume --new-origin <name> --reason <text>

A registry whose database holds less than its ledger has published records nothing (problem "ledger-behind"), since it would give its log two
histories. First look for a newer copy of the database: a replica, a later backup, the write-ahead log. With one restored the registry goes on
by itself, within seconds, and this command is not needed.

Where there is none, this lets the log go on under a new name. The old name signs nothing any more. Facts recorded after the backup are lost, and
what was proved of them stays proved under the old name: tell those who hold such proofs, and the witnesses, who must be given the new name.

  --new-origin   the new name, never used before, such as registry.example/ledger-2
  --reason       why, for the ledger: it can never be erased, so write no person's name

It needs the settings of the service (DATABASE_URL, DATA_DIR, LEDGER_KEY_FILE or LEDGER_SIGNER_SOCKET); LEDGER_ORIGIN, where it is set, is changed
to the new name afterwards. With the embedded database the service must be stopped.

Example:
  npm run -s marktrace -- ledger resume --new-origin registry.example/ledger-2 --reason 'Disk lost on 3 May, backup of 2 May'`,
  run: async (args) => {
    const options = { 'new-origin': { type: 'string' }, reason: { type: 'string' } } as const
    const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options })
    if (positionals.length !== 1 || positionals[0] !== 'resume')
      throw new UsageError('There is one thing to do: resume.')
    const { 'new-origin': newOrigin = '', reason = '' } = values
    try {
      checkKeyName(newOrigin)
    } catch {
      throw new UsageError('--new-origin takes a name without spaces and plus signs.')
    }
    if (reason.trim() === '' || reason.length > MAX_REASON)
      throw new UsageError(`--reason takes a text of up to ${MAX_REASON} characters.`)
    await resume(newOrigin, reason.trim())
  },
}

async function resume(newOrigin: string, reason: string): Promise<void> {
  const config = readLedgerConfig()
  const { folder, origin } = config.ledger
  const signer = openSigner({ ...config.ledger, mayMakeKey: false })
  if (signer === undefined) throw new Error('There is no key: give LEDGER_KEY_FILE or LEDGER_SIGNER_SOCKET.')
  const service = await openServiceUrl(config)
  const db = openDatabase(service.url, 1)
  const session = await openLedgerSession(service.url)
  try {
    const known = await readKnownLog(session)
    const name = known?.origin ?? origin.name
    const vkeys = [...new Set([...(known?.vkeys ?? []), ...(await signer.vkeys(name))])]
    const witnesses = openCosigner(config, { db, tell: say, logs: () => vkeys })
    const log = { origin: name, vkeys }
    const from = await resumeLog(session, { log, newOrigin, reason, signer, folder, witnesses, tell: say })
    process.stdout.write(
      `The log goes on as ${newOrigin}. It continues ${from.previousOrigin}, which had signed ${from.previousSize} entries (root ${from.previousRoot}).\n` +
        `${(await signer.vkeys(newOrigin)).join('\n')}\n`,
    )
    await witnesses?.close()
  } finally {
    await session.close()
    await db.pool.end()
    await service.close()
  }
}
