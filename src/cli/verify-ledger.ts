import { readFileSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { readDataDir } from '../config.ts'
import { LedgerFormatError } from '../domain/ledger/ledger-format-error.ts'
import { type NoteKey, parseVkey } from '../domain/ledger/note-keys.ts'
import { parseTrustPolicy } from '../domain/ledger/trust-policy.ts'
import { type Report, verifyLedger, type VerifySettings } from '../fsck/verify-ledger.ts'
import { readNoteFiles } from '../ledger/published-note.ts'
import { type Command, UsageError } from './command.ts'
import { withOwnerUrl } from './owner-url.ts'

const SAMPLE = 1_000

const readNote = (name: string) => ({ name, note: readFileSync(name, 'utf8') })

/** The checkpoints that the service keeps outside the database, where this command runs beside it. */
async function readKeptNotes(): Promise<VerifySettings['kept']> {
  const kept = await readNoteFiles(path.join(readDataDir(), 'ledger'))
  return kept.map(({ file, note }) => ({ name: file, note }))
}

function readChains(given: string): VerifySettings['chains'] {
  if (given === 'all') return 'all'
  const amount = Number(given)
  if (!Number.isSafeInteger(amount) || amount < 0) throw new UsageError('--chains takes a number, or all.')
  return amount
}

/** The keys that the reader gives: those of a policy, and further ones. Undefined where he gives none. */
function readKeys(policyFile: string | undefined, vkeys: readonly string[]): VerifySettings['trusted'] {
  if (policyFile === undefined && vkeys.length === 0) return undefined
  const policy = policyFile === undefined ? undefined : parseTrustPolicy(readFileSync(policyFile, 'utf8'))
  const ofPolicy = policy === undefined ? [] : [...policy.logs, ...policy.witnesses].map(({ key }) => key)
  return [...ofPolicy, ...vkeys.map(readKey)]
}

function readKey(given: string): NoteKey {
  try {
    return parseVkey(given)
  } catch (error) {
    if (!(error instanceof LedgerFormatError)) throw error
    throw new UsageError(`--key: ${error.message}`)
  }
}

/** What was there to be compared, and was not. */
function passedOverIn({ passedOver }: Report): readonly string[] {
  const { cosignatures, chains } = passedOver
  return [
    ...(cosignatures === 0 ? [] : [`${cosignatures} cosignatures (no --trust or --key names their witnesses)`]),
    ...(chains === 0
      ? []
      : [`${chains} kept chains (of another version of the program than this command; only that one shows them)`]),
  ]
}

function describe(report: Report): string {
  const { entries, waiting, tiles, checkpoints, cosignatures, tables, texts, chains, seconds, count, problems } = report
  const rate = Math.round(entries / Math.max(seconds, 0.001))
  const lines = problems.map(({ code, place, detail }) => `${code} ${place}: ${detail}`)
  if (count > problems.length) lines.push(`… and ${count - problems.length} more`)
  const checked = `${entries} entries (${waiting} facts wait), ${tiles} tiles, ${checkpoints} checkpoints, ${cosignatures} cosignatures`
  lines.push(
    `${checked}, ${tables} tables, ${texts} names and texts, and ${chains} kept chains in ${seconds.toFixed(1)} s (${rate} entries a second)`,
  )
  const passedOver = passedOverIn(report)
  if (passedOver.length > 0) lines.push(`not compared: ${passedOver.join(', ')}`)
  if (count === 0) lines.push(passedOver.length === 0 ? 'everything agrees' : 'what was compared agrees')
  return lines.join('\n')
}

export const verifyLedgerCommand: Command = {
  summary: 'Rebuilds the ledger from the facts and says what does not agree, while the service runs or not',
  help: `Usage: marktrace verify-ledger [--checkpoint <file>]… [--trust <file>] [--key <vkey>]… [--chains <n|all>] [--json]

Makes each ledger entry anew from its fact, grows the tree, and compares entries, tiles, checkpoints and their signatures; then the
tables that the facts stand for, names and texts, and chains that are kept. Names each fact that was changed, is missing or was added. Reads one
snapshot by streams: memory does not grow with the ledger, and the service may run. Works on the embedded database of DATA_DIR, or
on DATABASE_OWNER_URL where DATABASE_URL is set.

  --checkpoint <file>  a checkpoint from elsewhere (a witness's, an older one): the tree must have had its root. May be given again
                       The note that the service keeps in DATA_DIR/ledger is compared without being asked for
  --trust <file>       a trust policy: its keys count, and those in the database do not. Without it, who can rewrite the database
                       could have put keys of his own there, and witnesses are only counted
  --key <vkey>         a key that you trusted once: one that the log signed with before it changed its key, or a former witness's. May be
                       given again. Checkpoints of a key that only the database names are told as KEY_NOT_TRUSTED, once for each key
  --chains <n|all>     how many kept chains are built anew: ${SAMPLE} at random by default, 0 for none
  --json               the report as JSON

Exit codes: 0 all that was compared agrees (a line says what was not), 1 something does not or it could not be done, 2 not understood.

Example:
  npm run -s verify-ledger -- --trust policy.txt --checkpoint from-the-witness.txt`,
  run: async (args) => {
    const options = {
      checkpoint: { type: 'string', multiple: true },
      trust: { type: 'string' },
      key: { type: 'string', multiple: true },
      chains: { type: 'string', default: String(SAMPLE) },
      json: { type: 'boolean', default: false },
    } as const
    const { values } = parseArgs({ args: [...args], options })
    const settings = {
      notes: (values.checkpoint ?? []).map(readNote),
      kept: await readKeptNotes(),
      trusted: readKeys(values.trust, values.key ?? []),
      chains: readChains(values.chains),
      tell: (line: string) => process.stderr.write(`marktrace: ${line}\n`),
    }
    const report = await withOwnerUrl((url) => verifyLedger({ url, ...settings }))
    process.stdout.write(`${values.json ? JSON.stringify(report, null, 2) : describe(report)}\n`)
    if (report.count > 0) throw new Error(`${report.count} things do not agree.`)
  },
}
