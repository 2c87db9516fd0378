import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { type DatabaseUrls, databaseUrls, readCredentials } from './credentials.ts'
import { openDataFolder, startEmbedded } from './embedded.ts'
import { lockFolder, readLockHolder } from './folder-lock.ts'

/**
 * Works on the embedded database of a data folder: on the server that runs there, or on one that is started for it and stopped after.
 *
 * @throws Error when the folder holds no database, or its service is just starting or stopping
 */
export async function withEmbedded<T>(folder: string, work: (urls: DatabaseUrls) => Promise<T>): Promise<T> {
  if (!existsSync(path.join(folder, 'pg', 'PG_VERSION'))) {
    throw new Error(`There is no embedded database in ${folder} (DATA_DIR).`)
  }
  const dataDir = openDataFolder(folder)
  if (readLockHolder(dataDir) !== undefined) {
    return work(databaseUrls(readCredentials(dataDir), readServerPort(dataDir)))
  }
  const lock = lockFolder(dataDir)
  try {
    const embedded = await startEmbedded({ dataDir, lock })
    try {
      return await work(embedded)
    } finally {
      await embedded.stop()
    }
  } finally {
    lock.release()
  }
}

/** The fourth line of postmaster.pid, which the server writes once it knows it. */
function readServerPort(dataDir: string): number {
  const file = path.join(dataDir, 'pg', 'postmaster.pid')
  const port = existsSync(file) ? Number(readFileSync(file, 'utf8').split('\n')[3]) : Number.NaN
  if (!Number.isInteger(port) || port <= 0) {
    throw new Error(`The service on ${dataDir} is just starting or stopping. Try again in a moment.`)
  }
  return port
}
