import { chmodSync, existsSync, mkdtempSync, readdirSync, realpathSync, rmSync, statfsSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { startEmbedded } from '../../src/pg/embedded.ts'
import { readLockHolder } from '../../src/pg/folder-lock.ts'
import { urlOf } from './test-roles.ts'

/** The PostgreSQL server of a test run. */
export interface DatabaseServer {
  readonly description: string
  readonly adminUrl: string
  stop(): Promise<void>
}

const ENGINE_TIMEOUT_MS = 3000
const SCRATCH_PREFIX = 'marktrace-test-'
const SCRATCH_BYTES = 1e9

/** TEST_DATABASE_URL, else a container where an engine answers, else the embedded PostgreSQL in memory. */
export async function chooseDatabaseServer(): Promise<DatabaseServer> {
  const given = process.env['TEST_DATABASE_URL']
  if (given) return { description: 'TEST_DATABASE_URL', adminUrl: given, stop: async () => undefined }
  const refusal = await explainNoEngine()
  return refusal === undefined ? startContainer() : startScratch(refusal)
}

/** Undefined when a container engine answers; else why not. A socket that takes the question and never answers would hang for ever. */
export async function explainNoEngine(): Promise<string | undefined> {
  let timer: NodeJS.Timeout | undefined
  const timeout = new Promise<string>((resolve) => {
    timer = setTimeout(() => resolve('the container engine gave no answer within 3 s'), ENGINE_TIMEOUT_MS)
  })
  const answer = import('testcontainers')
    .then(({ getContainerRuntimeClient }) => getContainerRuntimeClient())
    .then(
      () => undefined,
      (error: unknown) => (error instanceof Error ? error.message : String(error)),
    )
  try {
    return await Promise.race([answer, timeout])
  } finally {
    clearTimeout(timer)
  }
}

/** An engine answered: from here on a failure is a failure, not a reason to take another server silently. */
async function startContainer(): Promise<DatabaseServer> {
  const { PostgreSqlContainer } = await import('@testcontainers/postgresql')
  const image = process.env['TEST_POSTGRES_IMAGE'] ?? 'postgres:18-alpine'
  const container = await new PostgreSqlContainer(image)
    .withCommand(['postgres', '-c', 'fsync=off', '-c', 'max_connections=200'])
    .start()
  return {
    description: `container of ${image}`,
    adminUrl: container.getConnectionUri(),
    stop: async () => {
      await container.stop()
    },
  }
}

async function startScratch(reason: string): Promise<DatabaseServer> {
  const base = chooseScratchBase()
  removeStaleScratch(base)
  const dir = mkdtempSync(path.join(base, SCRATCH_PREFIX))
  chmodSync(dir, 0o700)
  const settings = { max_connections: 200, wal_level: 'minimal', max_wal_senders: 0, autovacuum: 'off' }
  const server = await startEmbedded({ dataDir: dir, volatile: true, settings })
  return {
    description: `embedded PostgreSQL in ${base}; ${reason}`,
    adminUrl: urlOf(server.adminUrl, 'postgres'),
    stop: async () => {
      await server.stop()
      rmSync(dir, { recursive: true, force: true })
    },
  }
}

/** Memory where there is enough of it: a clone takes 20 to 85 ms there and 370 to 1,200 ms on a busy disk. A container's /dev/shm is often 64 MB. */
function chooseScratchBase(): string {
  try {
    const memory = statfsSync('/dev/shm')
    if (memory.bavail * memory.bsize > SCRATCH_BYTES) return '/dev/shm'
  } catch {
    // Not Linux.
  }
  return realpathSync(os.tmpdir())
}

/** A killed run leaves its folder behind. Its lock names a process that is gone; folders of running tests, and of other users, stay. */
function removeStaleScratch(base: string): void {
  for (const name of readdirSync(base).filter((entry) => entry.startsWith(SCRATCH_PREFIX))) {
    const dir = path.join(base, name)
    try {
      if (existsSync(path.join(dir, 'lock.json')) && readLockHolder(dir) === undefined) {
        rmSync(dir, { recursive: true, force: true })
      }
    } catch {
      // Another user's, or removed by another run meanwhile.
    }
  }
}
