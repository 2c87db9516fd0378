import { readFileSync } from 'node:fs'
import path from 'node:path'
import { LOOPBACK_HOSTS } from './config-variables.ts'
import { LedgerFormatError } from './domain/ledger/ledger-format-error.ts'
import type { NoteKey } from './domain/ledger/note-keys.ts'
import { parseTrustPolicy, type TrustPolicy } from './domain/ledger/trust-policy.ts'

/** Being a witness for logs of others. */
export interface WitnessingSettings {
  /** Of the cosigner's key. */
  readonly name: string
  /** Absolute; PEM, PKCS #8, Ed25519. A key that signs nothing but cosignatures. */
  readonly keyFile: string
  /** Whether a key is made where the file is not there. */
  readonly mayMakeKey: boolean
  /** The keys of the logs that are witnessed, each under its log's name. */
  readonly logs: readonly NoteKey[]
}

export interface WitnessSettings {
  /** The witnesses of this log, with their addresses, and how many are enough; undefined for none. */
  readonly trustPolicy: TrustPolicy | undefined
  /** Undefined where this registry is no witness. */
  readonly witnessing: WitnessingSettings | undefined
}

export interface WitnessVariables {
  readonly LEDGER_TRUST_POLICY_FILE?: string | undefined
  readonly WITNESSED_LOGS_FILE?: string | undefined
  readonly WITNESS_KEY_FILE?: string | undefined
  readonly WITNESS_NAME?: string | undefined
}

/** What the defaults are made from. */
export interface WitnessSurroundings {
  readonly dataDir: string
  readonly publicBaseUrl: string
  readonly isDemo: boolean
}

/** Reads who witnesses this log and whose witness it is. What is wrong goes into `problems`, one line each. */
export function readWitnessSettings(
  variables: WitnessVariables,
  surroundings: WitnessSurroundings,
  problems: string[],
): WitnessSettings {
  const trustPolicy = readPolicy('LEDGER_TRUST_POLICY_FILE', variables.LEDGER_TRUST_POLICY_FILE, problems)
  for (const { name, url } of trustPolicy?.witnesses ?? []) {
    if (url === undefined || isSafeAddress(url)) continue
    problems.push(`LEDGER_TRUST_POLICY_FILE gives the witness ${name} an address that is not https: ${url}.`)
  }
  return { trustPolicy, witnessing: readWitnessing(variables, surroundings, problems) }
}

function readWitnessing(
  { WITNESSED_LOGS_FILE, WITNESS_KEY_FILE, WITNESS_NAME }: WitnessVariables,
  { dataDir, publicBaseUrl, isDemo }: WitnessSurroundings,
  problems: string[],
): WitnessingSettings | undefined {
  if (WITNESSED_LOGS_FILE === undefined) {
    if (WITNESS_KEY_FILE !== undefined)
      problems.push('WITNESS_KEY_FILE is given without WITNESSED_LOGS_FILE, the logs that are to be witnessed.')
    return undefined
  }
  if (WITNESS_KEY_FILE === undefined && !isDemo)
    problems.push('WITNESS_KEY_FILE is missing: the key by which this registry cosigns the logs of others.')
  const files = WITNESSED_LOGS_FILE.split(',').map((file) => file.trim())
  const policies = files.map((file) => readPolicy('WITNESSED_LOGS_FILE', file, problems))
  return {
    name: WITNESS_NAME ?? `${new URL(publicBaseUrl).host}/witness`,
    keyFile: path.resolve(WITNESS_KEY_FILE ?? path.join(dataDir, 'ledger', 'witness-key.pem')),
    mayMakeKey: WITNESS_KEY_FILE === undefined,
    logs: policies.flatMap((policy) => policy?.logs ?? []).map(({ key }) => key),
  }
}

function readPolicy(variable: string, file: string | undefined, problems: string[]): TrustPolicy | undefined {
  if (file === undefined) return undefined
  try {
    return parseTrustPolicy(readFileSync(file, 'utf8'))
  } catch (error) {
    const reason = error instanceof LedgerFormatError ? `is no trust policy. ${error.message}` : 'cannot be read.'
    problems.push(`${variable} names a file, ${file}, that ${reason}`)
    return undefined
  }
}

/** A checkpoint is public, but who can change the answer of a witness on its way can hold up this log. */
function isSafeAddress(text: string): boolean {
  if (!URL.canParse(text)) return false
  const { protocol, hostname, username } = new URL(text)
  if (username !== '') return false
  return protocol === 'https:' || (protocol === 'http:' && LOOPBACK_HOSTS.has(hostname.replace(/^\[|\]$/g, '')))
}
