import { randomBytes } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'

const SECRET_BYTES = 32

/**
 * The key of cursors and of the caller's pseudonym in the log, from the data folder (0600), made at the first start. Processes that share load share it,
 * by folder or by SERVICE_SECRET; else a cursor of one is refused by the other.
 */
export function loadServiceSecret(dataDir: string): Buffer {
  const file = path.join(dataDir, 'service-secret')
  fs.mkdirSync(dataDir, { recursive: true })
  try {
    // `wx`: of two processes that start at once, one makes it and the other reads it.
    fs.writeFileSync(file, randomBytes(SECRET_BYTES).toString('base64'), { flag: 'wx', mode: 0o600 })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
  const secret = Buffer.from(fs.readFileSync(file, 'utf8'), 'base64')
  if (secret.length < SECRET_BYTES)
    throw new Error(`The file ${file} is damaged. Delete it: cursors that are out become invalid.`)
  return secret
}
