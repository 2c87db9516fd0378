import type { Config } from '../config.ts'
import type { BannerInput } from '../demo/banner.ts'
import { startEmbedded } from '../pg/embedded.ts'
import { openDatabase } from '../store/db.ts'
import type { AppOptions } from './app-options.ts'
import type { Closers } from './closers.ts'
import type { Lifecycle } from './lifecycle.ts'
import { openLedger } from './open-ledger.ts'
import { type DatabaseLogins, prepareDatabase } from './prepare-database.ts'
import { recordKeysOf } from './record-answer-keys.ts'

/** What the process needs of the HTTP application. */
export interface App {
  listen(options: { host: string; port: number }): Promise<string>
  close(): Promise<unknown>
}

/** The parts that the process is made of, given by `main.ts`. */
export interface ServiceParts {
  readonly buildApp: (options: AppOptions) => Promise<App>
  readonly renderBanner: (input: BannerInput) => Promise<string>
  /** Fills an empty database; finds nothing to do in one that is filled. */
  readonly loadDemoData?: (options: AppOptions) => Promise<void>
}

export interface ServiceTools {
  readonly lifecycle: Lifecycle
  readonly closers: Closers
  readonly tell: (line: string) => void
  /** The embedded database ended without being asked; `log` is the last it said. */
  readonly onDatabaseLost: (log: string) => void
}

/**
 * Starts the service: database, listening (so that health answers while it migrates), schema, roles, ledger, demo data, ready. What it opens goes into
 * `tools.closers` as it opens, so a start can be stopped or can fail at any point.
 *
 * @returns the banner for the terminal
 */
export async function startService(config: Config, parts: ServiceParts, tools: ServiceTools): Promise<string> {
  const { lifecycle, closers } = tools
  const logins = await openLogins(config, tools)
  const db = openDatabase(logins.serviceUrl, config.poolMax)
  closers.add('database connections', () => db.pool.end())
  const opened = config.ledger.isOn ? openLedger(config, { db, url: logins.serviceUrl, tell: tools.tell }) : undefined
  // Closed after the server: who waits for a proof may have it while the calls in flight are finished.
  if (opened !== undefined) closers.add('ledger', () => opened.ledger.close())
  const options = { config, db, lifecycle, ...(opened === undefined ? {} : { ledger: opened.reader }) }
  const app = await parts.buildApp(options)
  closers.add('HTTP server', () => app.close())
  const address = await app.listen({ host: config.host, port: config.port })
  lifecycle.set('migrating')
  await prepareDatabase(logins, tools.tell)
  await opened?.ledger.start()
  await recordKeysOf(config, db)
  if (config.demo) await parts.loadDemoData?.(options)
  const banner = await parts.renderBanner({ ...options, address })
  lifecycle.set('ready')
  return banner
}

/** The role that the service takes on where a demo gives it one login for everything. */
const ASSUMED_ROLE = 'marktrace_service'

/** A demo may be given an empty database and one login. The service then works as a role of its own: a superuser would see past row-level security. */
function assumeRole(database: DatabaseLogins): DatabaseLogins {
  if (database.ownerUrl !== undefined && database.ownerUrl !== database.serviceUrl) return database
  const url = new URL(database.serviceUrl)
  const given = url.searchParams.get('options')
  url.searchParams.set('options', [given, `-c role=${ASSUMED_ROLE}`].filter((part) => part !== null).join(' '))
  return { serviceUrl: url.href, ownerUrl: database.serviceUrl, assumedRole: ASSUMED_ROLE }
}

async function openLogins(config: Config, tools: ServiceTools): Promise<DatabaseLogins> {
  if (config.database.kind === 'SERVER') return config.demo ? assumeRole(config.database) : config.database
  const embedded = await startEmbedded({ dataDir: config.dataDir })
  tools.closers.add('embedded database', () => embedded.stop())
  void embedded.ended.then((log) => {
    if (tools.lifecycle.state() !== 'draining') tools.onDatabaseLost(log)
  })
  return embedded
}
