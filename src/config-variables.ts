import { z } from 'zod'
import { RETENTION_REGIMES, type RetentionRegime } from './domain/retention/floors.ts'

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const
export type LogLevel = (typeof LOG_LEVELS)[number]

export const LOOPBACK_HOSTS = new Set(['127.0.0.1', '::1', 'localhost'])
const MAX_HOPS = 10
const MAX_CONNECTIONS = 1000
const MAX_LIMIT = 10_000_000
const MIN_EVIDENCE_BYTES = 1024
const DEFAULT_EVIDENCE_BYTES = 10 * 1024 * 1024
// Eight files may be on their way at once, and each costs up to four times its size in memory.
const MAX_EVIDENCE_BYTES = 50 * 1024 * 1024

const wholeNumber = (min: number, max: number) =>
  z
    .string()
    .regex(/^\d{1,9}$/, `must be a whole number from ${min} to ${max}`)
    .transform(Number)
    .refine((value) => value >= min && value <= max, `must be a whole number from ${min} to ${max}`)

const flag = z.enum(['0', '1'], { error: 'must be 0 or 1' }).transform((value) => value === '1')

const baseUrl = z
  .url({ protocol: /^https?$/, error: 'must be an http or https address' })
  .refine((value) => !/[?#]/.test(value), 'must hold no query and no fragment')
  .transform((value) => value.replace(/\/+$/, ''))

const jwksUrl = z
  .url({ protocol: /^https?$/, error: 'must be an https address' })
  .refine((value) => isSafeJwksUrl(value), 'must be https; http only for an address on loopback')

const MIN_SECRET_BYTES = 32
const secret = z
  .base64({ error: 'must be base64' })
  .transform((value) => Buffer.from(value, 'base64'))
  .refine((value) => value.length >= MIN_SECRET_BYTES, `must hold at least ${MIN_SECRET_BYTES} bytes`)

const databaseUrl = z
  .url({ protocol: /^postgres(ql)?$/, error: 'must be a postgres:// address' })
  .refine((value) => URL.canParse(value) && new URL(value).username !== '', 'must name a user')

const trustProxy = z.string().transform((value, context) => {
  if (value === '' || value === 'false' || value === '0') return false
  if (/^\d+$/.test(value) && Number(value) <= MAX_HOPS) return Number(value)
  const networks = value.split(',').map((network) => network.trim())
  if (networks.every((network) => isNetwork(network))) return networks
  context.addIssue(
    `must be false, a number of hops up to ${MAX_HOPS}, or addresses such as 10.0.0.0/8 parted by commas`,
  )
  return z.NEVER
})

const isRegime = (name: string): name is RetentionRegime => RETENTION_REGIMES.some((regime) => regime === name)

const regimes = z.string().transform((value, context) => {
  const names = value.split(',').map((name) => name.trim())
  if (names.every(isRegime)) return names
  context.addIssue(`must be one or more of ${RETENTION_REGIMES.join(', ')}, parted by commas`)
  return z.NEVER
})

// What a fact waits for its proof is up to a second by design; ten checkpoints a second are for tests.
const MIN_INTERVAL_MS = 100
const MAX_INTERVAL_MS = 1_000

/** A name of a log or a witness, as it stands in a signed note: no spaces, no plus. */
const logName = z
  .string()
  .regex(/^[A-Za-z0-9._~:/[\]-]{1,255}$/, 'must be a name such as registry.example/ledger, without spaces')

/** The variables of the environment with their defaults; `config.ts` reads them, holds the rules between them and composes the settings. */
export const Environment = z.object({
  PORT: wholeNumber(1, 65_535).default(8080),
  HOST: z
    .string()
    .regex(/^[A-Za-z0-9.:-]{1,255}$/, 'must be an address or a host name')
    .default('127.0.0.1'),
  DATA_DIR: z.string().default('.data'),
  DATABASE_URL: databaseUrl.optional(),
  DATABASE_OWNER_URL: databaseUrl.optional(),
  PUBLIC_BASE_URL: baseUrl.optional(),
  TRUST_PROXY: trustProxy.default(false),
  AUTH_ISSUER: z.string().min(1).max(1000).optional(),
  AUTH_AUDIENCE: z.string().min(1).max(1000).default('marktrace'),
  AUTH_JWKS_URL: jwksUrl.optional(),
  RATE_LIMIT_PER_MINUTE: wholeNumber(1, MAX_LIMIT).default(6000),
  SEARCH_LIMIT_PER_HOUR: wholeNumber(1, MAX_LIMIT).default(1000),
  SEIZURE_TRACES: z
    .enum(['ASKED', 'IDENTIFIED', 'MARKED'], { error: 'must be ASKED, IDENTIFIED or MARKED' })
    .default('ASKED'),
  RETENTION_REGIMES: regimes.default([...RETENTION_REGIMES]),
  EVIDENCE_MAX_BYTES: wholeNumber(MIN_EVIDENCE_BYTES, MAX_EVIDENCE_BYTES).default(DEFAULT_EVIDENCE_BYTES),
  DEMO: flag.optional(),
  DEMO_PUBLISHED_ON_LOOPBACK: flag.default(false),
  DEMO_STOCK: flag.default(true),
  LOG_LEVEL: z.enum(LOG_LEVELS, { error: `must be one of ${LOG_LEVELS.join(', ')}` }).default('info'),
  POOL_MAX: wholeNumber(2, MAX_CONNECTIONS).default(10),
  SERVICE_SECRET: secret.optional(),
  METRICS_PUBLIC: flag.default(false),
  CODE_LISTS_FILE: z.string().optional(),
  ANSWER_KEY_FILE: z.string().min(1).optional(),
  LEDGER: z.enum(['on', 'off'], { error: 'must be on or off' }).default('on'),
  LEDGER_KEY_FILE: z.string().optional(),
  LEDGER_SIGNER_SOCKET: z.string().optional(),
  LEDGER_ORIGIN: logName.optional(),
  LEDGER_INTERVAL_MS: wholeNumber(MIN_INTERVAL_MS, MAX_INTERVAL_MS).default(MAX_INTERVAL_MS),
  LEDGER_PUBLIC: flag.default(true),
  LEDGER_TRUST_POLICY_FILE: z.string().optional(),
  WITNESSED_LOGS_FILE: z.string().optional(),
  WITNESS_KEY_FILE: z.string().optional(),
  WITNESS_NAME: z
    .string()
    .regex(/^[A-Za-z0-9._~:/-]{1,255}$/, 'must be a name such as registry.example/witness')
    .optional(),
})
export type Environment = z.infer<typeof Environment>

function isSafeJwksUrl(text: string): boolean {
  if (!URL.canParse(text)) return false
  const { protocol, hostname } = new URL(text)
  return protocol === 'https:' || LOOPBACK_HOSTS.has(hostname.replace(/^\[|\]$/g, ''))
}

function isNetwork(text: string): boolean {
  return z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()]).safeParse(text).success
}
