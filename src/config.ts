import { readFileSync } from 'node:fs'
import path from 'node:path'
import { readReferenceLists } from './config-code-lists.ts'
import { type LedgerSettings, readLedgerSettings } from './config-ledger.ts'
import { readWitnessSettings, type WitnessSettings } from './config-witness.ts'
import { Environment, LOOPBACK_HOSTS, type LogLevel } from './config-variables.ts'
import type { ReferenceLists } from './domain/reference/entries.ts'
import type { RetentionRegime } from './domain/retention/floors.ts'

/** The settings of one process. Nothing else reads the environment. */
export interface Config {
  readonly host: string
  readonly port: number
  /** Where callers reach the service, without a slash at the end. */
  readonly publicBaseUrl: string
  /** Absolute. */
  readonly dataDir: string
  readonly database: EmbeddedDatabase | DatabaseServer
  readonly auth: DemoAuth | IssuerAuth
  /** Demo data is loaded into an empty database. */
  readonly demo: boolean
  /** With the few thousand invented weapons beside the published cases; without them a demo starts in a third of the time. */
  readonly demoStock: boolean
  /** False, a number of hops, or the addresses of the proxies: whose X-Forwarded-For is believed. */
  readonly trustProxy: false | number | readonly string[]
  readonly rateLimitPerMinute: number
  readonly searchLimitPerHour: number
  /** For which recovered items a trace starts that nobody asked for: none, those identified as one weapon, or each with a mark. */
  readonly seizureTraces: 'ASKED' | 'IDENTIFIED' | 'MARKED'
  /** The rules on retention that bind this registry. */
  readonly retentionRegimes: readonly RetentionRegime[]
  /** The largest photo or paper that is taken. */
  readonly evidenceMaxBytes: number
  readonly logLevel: LogLevel
  /** Database connections of the service. */
  readonly poolMax: number
  /** Keys cursors and pseudonyms in the log; undefined for the one in the data folder. */
  readonly serviceSecret: Buffer | undefined
  /** Whether `/metrics` answers others than this machine. */
  readonly metricsPublic: boolean
  /** Makers, models, calibres, symbols and kinds of papers, with those of the operator's file. */
  readonly referenceLists: ReferenceLists
  /** PEM files of the keys of signed answers, the first signs; none where the service does not sign. A missing one is made in demo mode and beside the embedded database. */
  readonly answerKeys: { readonly files: readonly string[]; readonly create: boolean }
  /** Whether tiles and checkpoints are shown without a token. They hold commitments, and no record. */
  readonly ledgerPublic: boolean
  readonly witness: WitnessSettings
  readonly ledger: LedgerSettings
}

export interface EmbeddedDatabase {
  readonly kind: 'EMBEDDED'
}

export interface DatabaseServer {
  readonly kind: 'SERVER'
  readonly serviceUrl: string
  /** The login that migrates; without it the service only checks that the schema is current. */
  readonly ownerUrl: string | undefined
}

/** Tokens come from the key in the data folder: for evaluation only. */
export interface DemoAuth {
  readonly kind: 'DEMO'
  readonly audience: string
}

export interface IssuerAuth {
  readonly kind: 'ISSUER'
  readonly issuer: string
  readonly audience: string
  readonly jwksUrl: string
}

/** Every thing wrong with the environment at once, one line each. The service must not start (exit code 2). */
export class ConfigError extends Error {
  readonly problems: readonly string[]

  constructor(problems: readonly string[]) {
    super(`The settings do not allow a start:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`)
    this.name = 'ConfigError'
    this.problems = problems
  }
}

const SECRETS_BY_FILE = ['DATABASE_URL', 'DATABASE_OWNER_URL', 'SERVICE_SECRET'] as const

/**
 * Reads the settings. An empty variable counts as absent. `DATABASE_URL_FILE` and `DATABASE_OWNER_URL_FILE` name files that hold the secret instead, so
 * that it does not stand in the environment.
 *
 * @throws ConfigError with every problem at once; it names variables, never their secret values
 */
export function readConfig(variables: Readonly<Record<string, string | undefined>> = process.env): Config {
  const problems: string[] = []
  const given = readSecretFiles(variables, problems)
  const parsed = Environment.safeParse(given)
  if (!parsed.success) {
    throw new ConfigError([
      ...problems,
      ...parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}.`),
    ])
  }
  problems.push(...listContradictions(parsed.data))
  const referenceLists = readReferenceLists(parsed.data.CODE_LISTS_FILE, problems)
  const surroundings = {
    dataDir: path.resolve(parsed.data.DATA_DIR),
    publicBaseUrl: publicBaseUrlOf(parsed.data),
    isDemo: isDemoOf(parsed.data),
  }
  const witness = readWitnessSettings(parsed.data, surroundings, problems)
  const ledger = readLedgerSettings(parsed.data, surroundings, problems)
  if (witness.witnessing !== undefined && ledger.keyFiles.includes(witness.witnessing.keyFile))
    problems.push('WITNESS_KEY_FILE is one of LEDGER_KEY_FILE; a witness needs a key that signs nothing else.')
  if (problems.length > 0) throw new ConfigError(problems)
  return { ...composeConfig(parsed.data, referenceLists), witness, ledger }
}

/**
 * The part of the settings that says where the data is, for commands that serve nobody and so need no issuer.
 *
 * @throws ConfigError as `readConfig`
 */
export function readDatabaseConfig(
  variables: Readonly<Record<string, string | undefined>> = process.env,
): Pick<Config, 'database' | 'dataDir'> {
  const own = Object.fromEntries(Object.entries(variables).filter(([name]) => /^(DATABASE_|DATA_DIR$)/.test(name)))
  return readConfig({ ...own, DEMO: '1' })
}

/**
 * The part of the settings that says where the ledger is and what signs it, and how long records are kept, for the commands that put the one right and end the other.
 *
 * @throws ConfigError as `readConfig`
 */
export function readLedgerConfig(
  variables: Readonly<Record<string, string | undefined>> = process.env,
): Pick<Config, 'database' | 'dataDir' | 'ledger' | 'witness' | 'retentionRegimes'> {
  const names = /^(DATABASE_|DATA_DIR$|LEDGER|RETENTION_REGIMES$|PUBLIC_BASE_URL$|PORT$)/
  const own = Object.fromEntries(Object.entries(variables).filter(([name]) => names.test(name)))
  return readConfig({ ...own, DEMO: '1' })
}

/** Where a process of the same installation finds its data folder; for commands that need nothing else. */
export function readDataDir(variables: Readonly<Record<string, string | undefined>> = process.env): string {
  return path.resolve(variables['DATA_DIR'] || '.data')
}

function readSecretFiles(
  variables: Readonly<Record<string, string | undefined>>,
  problems: string[],
): Record<string, string> {
  const given = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== undefined && value !== ''))
  for (const name of SECRETS_BY_FILE) {
    const file = given[`${name}_FILE`]
    if (file === undefined) continue
    if (given[name] !== undefined) problems.push(`${name} and ${name}_FILE are both given; give one.`)
    try {
      given[name] = readFileSync(file, 'utf8').trim()
    } catch {
      problems.push(`${name}_FILE names a file that cannot be read: ${file}.`)
    }
  }
  return given as Record<string, string>
}

/** The rules between settings. The dangerous direction is a demo issuer, whose key anyone on the machine may hold, in front of real data. */
function listContradictions(env: Environment): string[] {
  const problems: string[] = []
  const isDemo = isDemoOf(env)
  if (env.DATABASE_OWNER_URL !== undefined && env.DATABASE_URL === undefined) {
    problems.push('DATABASE_OWNER_URL is given without DATABASE_URL, the login that the service itself uses.')
  }
  if (!isDemo || env.AUTH_ISSUER !== undefined || env.AUTH_JWKS_URL !== undefined) {
    if (env.AUTH_ISSUER === undefined) problems.push('AUTH_ISSUER is missing: who issues the bearer tokens.')
    if (env.AUTH_JWKS_URL === undefined) problems.push("AUTH_JWKS_URL is missing: where the issuer's keys are.")
  }
  if (env.DEMO === true && env.AUTH_ISSUER !== undefined) {
    problems.push('DEMO=1 brings an issuer of its own; leave out AUTH_ISSUER and AUTH_JWKS_URL, or DEMO.')
  }
  if (isDemo && !LOOPBACK_HOSTS.has(env.HOST) && !env.DEMO_PUBLISHED_ON_LOOPBACK) {
    problems.push(
      `HOST is ${env.HOST}, and a demo must be reached from this machine only: set HOST=127.0.0.1, ` +
        'or DEMO_PUBLISHED_ON_LOOPBACK=1 where a container publishes it on loopback.',
    )
  }
  return problems
}

const isDemoOf = (env: Environment): boolean => env.DEMO ?? env.DATABASE_URL === undefined

const publicBaseUrlOf = (env: Environment): string =>
  env.PUBLIC_BASE_URL ?? `http://${reachableHost(env.HOST)}:${env.PORT}`

function composeConfig(env: Environment, referenceLists: ReferenceLists): Omit<Config, 'witness' | 'ledger'> {
  return {
    host: env.HOST,
    port: env.PORT,
    publicBaseUrl: publicBaseUrlOf(env),
    dataDir: path.resolve(env.DATA_DIR),
    database:
      env.DATABASE_URL === undefined
        ? { kind: 'EMBEDDED' }
        : { kind: 'SERVER', serviceUrl: env.DATABASE_URL, ownerUrl: env.DATABASE_OWNER_URL },
    auth:
      env.AUTH_ISSUER === undefined || env.AUTH_JWKS_URL === undefined
        ? { kind: 'DEMO', audience: env.AUTH_AUDIENCE }
        : { kind: 'ISSUER', issuer: env.AUTH_ISSUER, audience: env.AUTH_AUDIENCE, jwksUrl: env.AUTH_JWKS_URL },
    demo: isDemoOf(env),
    demoStock: env.DEMO_STOCK,
    trustProxy: env.TRUST_PROXY,
    rateLimitPerMinute: env.RATE_LIMIT_PER_MINUTE,
    searchLimitPerHour: env.SEARCH_LIMIT_PER_HOUR,
    seizureTraces: env.SEIZURE_TRACES,
    retentionRegimes: env.RETENTION_REGIMES,
    evidenceMaxBytes: env.EVIDENCE_MAX_BYTES,
    logLevel: env.LOG_LEVEL,
    poolMax: env.POOL_MAX,
    serviceSecret: env.SERVICE_SECRET,
    metricsPublic: env.METRICS_PUBLIC,
    referenceLists,
    answerKeys: answerKeysOf(env),
    ledgerPublic: env.LEDGER_PUBLIC,
  }
}

/** Who gives the service a database of its own gives it keys too: one that is made by itself would be trusted by nobody, and lost with the container. */
function answerKeysOf(env: Environment): Config['answerKeys'] {
  const create = env.DATABASE_URL === undefined || env.DEMO === true
  const own = create ? [path.join(env.DATA_DIR, 'ledger', 'answer-key.pem')] : []
  const given = env.ANSWER_KEY_FILE?.split(',').map((file) => file.trim())
  return { files: (given ?? own).map((file) => path.resolve(file)), create: create && given === undefined }
}

function reachableHost(host: string): string {
  if (host === '0.0.0.0') return '127.0.0.1'
  if (host === '::') return '[::1]'
  return host.includes(':') ? `[${host}]` : host
}
