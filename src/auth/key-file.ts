import { randomUUID } from 'node:crypto'
import { link, open, stat, unlink } from 'node:fs/promises'

/** Writes a file that only its owner may read, unless there is one: of two processes that start together, both then read the one that won. */
export async function writeOnce(file: string, content: string): Promise<void> {
  const part = `${file}.${randomUUID()}`
  const handle = await open(part, 'wx', 0o600)
  try {
    await handle.writeFile(content)
    await handle.sync()
  } finally {
    await handle.close()
  }
  try {
    // A link fails where the name exists.
    await link(part, file)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  } finally {
    await unlink(part)
  }
}

export async function exists(file: string): Promise<boolean> {
  return stat(file).then(
    () => true,
    () => false,
  )
}

/** @throws Error for a key that others on the machine can read. @param use what the key does, for the message: "it signs tokens" */
export async function refuseIfOpen(file: string, use: string): Promise<void> {
  const { mode } = await stat(file)
  if ((mode & 0o077) !== 0) throw new Error(`${file} can be read by others; ${use}. Set its mode to 0600 or remove it.`)
}
