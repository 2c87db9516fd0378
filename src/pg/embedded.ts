import { once } from 'node:events'
import { chmodSync, existsSync, mkdirSync, readFileSync, realpathSync } from 'node:fs'
import net from 'node:net'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { findBinaries } from './binaries.ts'
import { ensureCluster, type Programs } from './cluster.ts'
import { type DatabaseUrls, databaseUrls, readCredentials } from './credentials.ts'
import { type FolderLock, lockFolder } from './folder-lock.ts'
import { launchPostmaster, type Postmaster, PostmasterError } from './guard.ts'
import { chooseIdentity } from './identity.ts'
import { readStartMark, worksIn } from './processes.ts'

export interface EmbeddedOptions {
  /** Holds everything: `pg` (the cluster), `credentials.json`, `lock.json`. Made if absent, closed to other users. */
  readonly dataDir: string
  /** For tests: no flushing to disk, so a power cut loses the data. */
  readonly volatile?: boolean
  /** Further server settings, by their PostgreSQL names. */
  readonly settings?: Readonly<Record<string, string | number>>
  /** A lock on the data folder that the caller already holds and keeps. */
  readonly lock?: FolderLock
}

export interface EmbeddedPostgres extends DatabaseUrls {
  readonly port: number
  /** Resolves with the last of the server's log when it has ended, asked or not. */
  readonly ended: Promise<string>
  /** Shuts the server down, keeps the data, gives the folder back. */
  stop(): Promise<void>
}

const ORPHAN_TIMEOUT_MS = 60_000
const LAUNCH_ATTEMPTS = 50
const RETRY_MS = 200

/** Server logs must not hold what people wrote (serials, names): DETAIL lines and failing statements would. */
const QUIET_LOG = { log_error_verbosity: 'terse', log_min_error_statement: 'panic', log_timezone: 'UTC' }
const LOCAL_ONLY = { listen_addresses: '127.0.0.1', unix_socket_directories: '' }
const VOLATILE = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }

/**
 * Starts the embedded PostgreSQL of a data folder, making it first if need be. The server listens on 127.0.0.1 only, with passwords (scram), on a port
 * the machine had free. It ends when `stop` is called or when this process ends, in whatever way.
 *
 * @throws DataFolderBusyError when another live process works on the folder; its database is left alone
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const dataDir = openDataFolder(options.dataDir)
  const lock = options.lock ?? lockFolder(dataDir)
  const release = (): void => {
    if (options.lock === undefined) lock.release()
  }
  try {
    const clusterDir = path.join(dataDir, 'pg')
    const who = chooseIdentity(clusterDir)
    const programs = { who, bin: await findBinaries(who) }
    await ensureCluster(dataDir, programs, options.volatile === true)
    const credentials = readCredentials(dataDir)
    await awaitOrphan(clusterDir)
    const extra = { ...(options.volatile ? VOLATILE : {}), ...options.settings }
    const { postmaster, port } = await launchPatiently(programs, clusterDir, extra)
    return {
      ...databaseUrls(credentials, port),
      port,
      ended: postmaster.ended,
      stop: async () => {
        await postmaster.stop()
        release()
      },
    }
  } catch (error) {
    release()
    throw error
  }
}

/** Makes the folder, closed to others. Parents get the usual mode: `mkdir` with a mode and `recursive` would close those too. */
export function openDataFolder(folder: string): string {
  const wanted = path.resolve(folder)
  if (!existsSync(wanted)) {
    mkdirSync(path.dirname(wanted), { recursive: true })
    mkdirSync(wanted, { recursive: true })
    // Elsewhere than on Linux, a server that root starts reaches its cluster by the path and must be able to pass.
    chmodSync(wanted, process.platform !== 'linux' && process.getuid?.() === 0 ? 0o711 : 0o700)
  }
  return realpathSync(wanted)
}

/**
 * The server of a process that was killed is already shutting down by its guard; waits for it, and asks once more. Only called with the folder's lock
 * held, so this server has no live owner.
 */
async function awaitOrphan(clusterDir: string): Promise<void> {
  const file = path.join(clusterDir, 'postmaster.pid')
  if (!existsSync(file)) return
  const pid = Number.parseInt(readFileSync(file, 'utf8'), 10)
  const mark = readStartMark(pid)
  if (mark === undefined || !worksIn(pid, clusterDir)) return
  process.kill(pid, 'SIGINT')
  const deadline = Date.now() + ORPHAN_TIMEOUT_MS
  while (readStartMark(pid) === mark) {
    if (Date.now() > deadline) {
      throw new Error(
        `The PostgreSQL of an earlier run (process ${pid}) on ${clusterDir} does not end; end it by hand.`,
      )
    }
    await sleep(50)
  }
}

/** A killed server may stay a zombie, or hold its shared memory, for seconds (1.5 s seen); and a free port may be taken before the server has it. */
async function launchPatiently(
  programs: Programs,
  clusterDir: string,
  extra: Readonly<Record<string, string | number>>,
): Promise<{ postmaster: Postmaster; port: number }> {
  for (let attempt = 1; ; attempt++) {
    const port = await findFreePort()
    try {
      const settings = { ...LOCAL_ONLY, ...QUIET_LOG, port, timezone: 'UTC', cluster_name: 'marktrace', ...extra }
      return { postmaster: await launchPostmaster(programs, clusterDir, settings), port }
    } catch (error) {
      if (attempt >= LAUNCH_ATTEMPTS || !isPassing(error)) throw error
      await sleep(RETRY_MS)
    }
  }
}

function isPassing(error: unknown): boolean {
  return (
    error instanceof PostmasterError &&
    /"postmaster\.pid" already exists|pre-existing shared memory block|Address already in use/.test(error.message)
  )
}

async function findFreePort(): Promise<number> {
  const server = net.createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new Error('No free port on 127.0.0.1.')
  return address.port
}
