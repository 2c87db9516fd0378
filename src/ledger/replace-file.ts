import { randomUUID } from 'node:crypto'
import { open, rename, rm } from 'node:fs/promises'
import path from 'node:path'

/**
 * Puts a text in the place of a file, readable by its owner alone: when this returns it is on the disk, whole, also after a loss of power. Where it throws, the file is
 * as it was, and nothing is left beside it.
 */
export async function replaceFile(file: string, text: string): Promise<void> {
  const fresh = `${file}.${randomUUID()}`
  try {
    const written = await open(fresh, 'w', 0o600)
    try {
      await written.writeFile(text)
      await written.sync()
    } finally {
      await written.close()
    }
    await rename(fresh, file)
  } catch (error) {
    // A full disk is met again with each checkpoint: a file left each time would fill it for good.
    await rm(fresh, { force: true })
    throw error
  }
  // The name is in the folder's own blocks.
  const folder = await open(path.dirname(file), 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}
