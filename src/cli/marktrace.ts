#!/usr/bin/env node
import { ConfigError } from '../config.ts'
import { agencyCommand } from './agency.ts'
import { backupCommand } from './backup.ts'
import { type Command, UsageError } from './command.ts'
import { ledgerCommand } from './ledger.ts'
import { eraseCommand } from './erase.ts'
import { migrateCommand } from './migrate.ts'
import { restoreCommand } from './restore.ts'
import { signerCommand } from './signer.ts'
import { tokenCommand } from './token.ts'
import { verifyCommand } from './verify.ts'
import { verifyLedgerCommand } from './verify-ledger.ts'

const COMMANDS: Readonly<Record<string, Command>> = {
  agency: agencyCommand,
  backup: backupCommand,
  ledger: ledgerCommand,
  erase: eraseCommand,
  migrate: migrateCommand,
  restore: restoreCommand,
  signer: signerCommand,
  token: tokenCommand,
  verify: verifyCommand,
  'verify-ledger': verifyLedgerCommand,
}

const WRONG_USE = 2

function renderHelp(): string {
  const width = Math.max(...Object.keys(COMMANDS).map((name) => name.length))
  const list = Object.entries(COMMANDS).map(([name, command]) => `  ${name.padEnd(width)}  ${command.summary}`)
  return [
    'Usage: marktrace <command> [options]',
    '',
    ...list,
    '',
    'marktrace <command> --help tells more and gives an example.',
    'Exit codes: 0 done, 1 not done, 2 not understood.',
    '',
  ].join('\n')
}

/** node's own parser throws TypeErrors with these codes for options it does not know. */
function isWrongUse(error: unknown): boolean {
  if (error instanceof UsageError || error instanceof ConfigError) return true
  return error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS')
}

async function main(args: readonly string[]): Promise<number> {
  const [name, ...rest] = args
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    process.stdout.write(renderHelp())
    return name === undefined ? WRONG_USE : 0
  }
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined
  if (command === undefined) {
    process.stderr.write(`marktrace: there is no command "${name}"\n\n${renderHelp()}`)
    return WRONG_USE
  }
  if (rest.includes('--help') || rest.includes('-h')) {
    process.stdout.write(`${command.help}\n`)
    return 0
  }
  try {
    return (await command.run(rest)) ?? 0
  } catch (error) {
    process.stderr.write(`marktrace ${name}: ${error instanceof Error ? error.message : String(error)}\n`)
    if (!isWrongUse(error)) return 1
    process.stderr.write(`\n${command.help}\n`)
    return WRONG_USE
  }
}

process.exitCode = await main(process.argv.slice(2))
