import { readFile, stat } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { LedgerFormatError } from '../domain/ledger/ledger-format-error.ts'
import { renderVerification } from '../verify/render-verification.ts'
import { type Result, verifyCertificate, type Verification } from '../verify/verify-certificate.ts'
import { verifyEntry } from '../verify/verify-entry.ts'
import { type Command, UsageError } from './command.ts'

const HELP = `Usage: marktrace verify <certificate.json> --trust <policy.txt> [--json]
       marktrace verify <proof.tlog-proof> --entry <entry.json> --trust <policy.txt> [--json]

Checks the certificate of a trace answer, offline: no registry, no database, no network. It says of each step what holds, and
what does not and why. With --entry it checks that one entry stands in the ledger.

  --trust <file>  whom you trust: the ledger's keys, the witnesses and how many of them must agree (C2SP tlog-policy). Take it
                  from someone whom you believe, not from whoever handed you the certificate
  --entry <file>  the bytes of one entry of the ledger; the first file is then its tlog-proof
  --json          tells the same as JSON

Exit codes: 0 valid (also where a later record superseded the answer; the last line says so), 1 not valid,
2 not understood or a file that cannot be read, 3 pending: nothing speaks against it, and some proofs are not there yet.

Example: marktrace verify answer.json --trust policy.txt`

/** A certificate of two hundred events is a tenth of this. */
const MAX_BYTES = 64 * 1024 * 1024

const EXIT_CODES: Readonly<Record<Result, number>> = { VALID: 0, VALID_SUPERSEDED: 0, INVALID: 1, PENDING: 3 }

async function readInput(file: string): Promise<Buffer> {
  try {
    const { size } = await stat(file)
    if (size > MAX_BYTES) throw new Error(`it has ${size} bytes, more than ${MAX_BYTES}`)
    return await readFile(file)
  } catch (error) {
    throw new UsageError(`${file} cannot be read: ${error instanceof Error ? error.message : String(error)}.`)
  }
}

/** A policy whose bytes are no text could be read as another one: what is not UTF-8 in a name would all become the same. */
async function readPolicy(file: string): Promise<string> {
  const bytes = await readInput(file)
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    throw new UsageError(`${file} is no trust policy. It is not text in UTF-8.`)
  }
}

function verifyByPolicy(verify: () => Verification, trust: string): Verification {
  try {
    return verify()
  } catch (error) {
    if (error instanceof LedgerFormatError) throw new UsageError(`${trust} is no trust policy. ${error.message}`)
    throw error
  }
}

/** Verifies a certificate, or one proof with its entry, and tells what holds. Opens no connection. */
export const verifyCommand: Command = {
  summary: 'check the certificate of an answer offline',
  help: HELP,
  async run(args) {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { trust: { type: 'string' }, entry: { type: 'string' }, json: { type: 'boolean', default: false } },
    })
    const [file, ...more] = positionals
    if (file === undefined || more.length > 0) throw new UsageError('Give the one file that is to be checked.')
    const { trust, entry, json } = values
    if (trust === undefined) throw new UsageError('Say by --trust whom you trust: nothing is valid by itself.')
    const [subject, policy] = [await readInput(file), await readPolicy(trust)]
    const entryBytes = entry === undefined ? undefined : await readInput(entry)
    const verification = verifyByPolicy(
      () => (entryBytes === undefined ? verifyCertificate(subject, policy) : verifyEntry(subject, entryBytes, policy)),
      trust,
    )
    process.stdout.write(json ? `${JSON.stringify(verification, null, 2)}\n` : renderVerification(verification))
    return EXIT_CODES[verification.result]
  },
}
