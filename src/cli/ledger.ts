import { createPublicKey } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { readLedgerConfig } from '../config.ts'
import { checkKeyName, ED25519_NOTE, rawPublicKey, vkey } from '../domain/ledger/note-keys.ts'
import { lastName, readFormerNames } from '../ledger/former-names.ts'
import { type KnownLog, readKnownLog } from '../ledger/restore-guard.ts'
import { confirmName, resumeLog } from '../ledger/resume-log.ts'
import type { LedgerSigner } from '../ledger/signer.ts'
import { openCosigner, openSigner } from '../process/open-ledger.ts'
import { openDatabase } from '../store/db.ts'
import { readLogKeys } from '../store/ledger-log.ts'
import { type LedgerSession, openLedgerSession } from '../store/ledger-session.ts'
import { type Command, UsageError } from './command.ts'
import { openServiceUrl } from './service-url.ts'

const MAX_REASON = 500

function say(line: string): void {
  process.stderr.write(`marktrace: ${line}\n`)
}

export const ledgerCommand: Command = {
  summary: 'Lets the ledger go on under a new name, after a restored backup that lacks what was published',
  help: `Usage: marktrace ledger resume --new-origin <name> --reason <text> [--key-file <file>]

A registry whose database holds less than its ledger has published records nothing (problem "ledger-behind"), since it would give its log two
histories. First look for a newer copy of the database: a replica, a later backup, the write-ahead log. With one restored the registry goes on
by itself, within seconds, and this command is not needed.

Where there is none, this lets the log go on under a new name. The old name signs nothing any more. Facts recorded after the backup are lost, and
what was proved of them stays proved under the old name: tell those who hold such proofs, and the witnesses, who must be given the new name.

The new name needs a new key, since a trust policy takes each key once: make one with \`openssl genpkey -algorithm ed25519\`, and name it in
LEDGER_KEY_FILE, here and for the service from then on.

  --new-origin   the new name, never used before, such as registry.example/ledger-2
  --reason       why, for the ledger: it can never be erased, so write no person's name
  --key-file     a key by which the old name signed (PEM, private or public), where neither the database nor the settings have it

It needs the settings of the service (DATABASE_URL, DATA_DIR, LEDGER_KEY_FILE or LEDGER_SIGNER_SOCKET); LEDGER_ORIGIN, where it is set, is changed
to the new name afterwards. With the embedded database the service must be stopped. Where several machines serve one registry, give the same command
on each: on the others, whose folders remember the old name, it marks there that the name was changed.

Example:
  npm run -s marktrace -- ledger resume --new-origin registry.example/ledger-2 --reason 'Disk lost on 3 May, backup of 2 May'`,
  run: async (args) => {
    const options = {
      'new-origin': { type: 'string' },
      reason: { type: 'string' },
      'key-file': { type: 'string' },
    } as const
    const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options })
    if (positionals.length !== 1 || positionals[0] !== 'resume')
      throw new UsageError('There is one thing to do: resume.')
    const { 'new-origin': newOrigin = '', reason = '', 'key-file': keyFile } = values
    try {
      checkKeyName(newOrigin)
    } catch {
      throw new UsageError('--new-origin takes a name without spaces and plus signs.')
    }
    if (reason.trim() === '' || reason.length > MAX_REASON)
      throw new UsageError(`--reason takes a text of up to ${MAX_REASON} characters.`)
    await resume({ newOrigin, reason: reason.trim(), keyFile })
  },
}

interface Order {
  readonly newOrigin: string
  readonly reason: string
  readonly keyFile: string | undefined
}

async function resume(order: Order): Promise<void> {
  const config = readLedgerConfig()
  const { folder, origin } = config.ledger
  const signer = openSigner({ ...config.ledger, mayMakeKey: false })
  if (signer === undefined) throw new Error('There is no key: give LEDGER_KEY_FILE or LEDGER_SIGNER_SOCKET.')
  const service = await openServiceUrl(config)
  const db = openDatabase(service.url, 1)
  const session = await openLedgerSession(service.url)
  try {
    if (await isConfirmed(session, folder, order.newOrigin)) return
    const log = await readOldLog(session, { folder, configured: origin.name, signer, keyFile: order.keyFile })
    const witnesses = openCosigner(config, { db, tell: say, logs: () => log.vkeys })
    const from = await resumeLog(session, { ...order, log, signer, folder, witnesses, tell: say })
    process.stdout.write(
      `The log goes on as ${order.newOrigin}. It continues ${from.previousOrigin}, which had signed ${from.previousSize} entries (root ${from.previousRoot}).\n` +
        `${(await signer.vkeys(order.newOrigin)).join('\n')}\n`,
    )
    await witnesses?.close()
  } finally {
    await session.close()
    await db.pool.end()
    await service.close()
  }
}

/** Where the database has the new name already: the command was given on another machine, or died before it had marked the folder. */
async function isConfirmed(session: LedgerSession, folder: string, newOrigin: string): Promise<boolean> {
  const names = (await session.transact(readLogKeys)).map(({ origin }) => origin)
  if (names.at(-1) !== newOrigin) return false
  const ended = await confirmName(folder, names, newOrigin)
  for (const name of ended) process.stdout.write(`${folder}: the log ${name} goes on as ${newOrigin}.\n`)
  return ended.length > 0
}

interface OldLog {
  readonly folder: string
  /** Where neither the database nor the folder has a name. */
  readonly configured: string
  readonly signer: LedgerSigner
  readonly keyFile: string | undefined
}

/** The log that is to end: by the marks in the folder its name can be newer than that in a database which was restored. */
async function readOldLog(session: LedgerSession, { folder, configured, signer, keyFile }: OldLog): Promise<KnownLog> {
  const inDatabase = (await readKnownLog(session))?.origin ?? configured
  const origin = lastName(await readFormerNames(folder), inDatabase)
  const known = await readKnownLog(session, origin)
  const given = keyFile === undefined ? [] : [readOldKey(origin, keyFile)]
  const vkeys = [...new Set([...(known?.vkeys ?? []), ...(await signer.vkeys(origin)), ...given])]
  return { origin, vkeys, amiss: known?.amiss }
}

function readOldKey(origin: string, file: string): string {
  try {
    return vkey(origin, ED25519_NOTE, rawPublicKey(createPublicKey(readFileSync(file))))
  } catch {
    throw new UsageError(`The file ${file} (--key-file) cannot be read as an Ed25519 key in PEM.`)
  }
}
