import { type Dirent } from 'node:fs'
import { type FileHandle, open, readdir } from 'node:fs/promises'
import path from 'node:path'
import type { ArchiveEntry } from './write-archive.ts'

const CHUNK_BYTES = 256 * 1024

/** True where this path (relative, with slashes) is left out; of a folder: its content too. */
export type Omit = (name: string, isFolder: boolean) => boolean

/** The folders and files below a folder, as entries. A file that disappears meanwhile is left out, as PostgreSQL's own backup does. */
export async function* listEntries(root: string, prefix: string, omit: Omit): AsyncGenerator<ArchiveEntry> {
  for (const entry of await readdir(path.join(root, prefix), { withFileTypes: true })) {
    const name = prefix === '' ? entry.name : `${prefix}/${entry.name}`
    if (omit(name, entry.isDirectory())) continue
    yield* entriesOf(root, name, entry, omit)
  }
}

async function* entriesOf(root: string, name: string, entry: Dirent, omit: Omit): AsyncGenerator<ArchiveEntry> {
  if (entry.isDirectory()) {
    yield { type: 'FOLDER', name }
    yield* listEntries(root, name, omit)
  } else if (entry.isFile()) {
    const file = await openEntry(root, name)
    if (file !== undefined) yield file
  } else {
    throw new Error(
      `The data folder holds something that is neither a file nor a folder, and cannot be backed up: ${name}`,
    )
  }
}

/** One file with the size it has now; undefined when it is gone. */
export async function openEntry(root: string, name: string): Promise<ArchiveEntry | undefined> {
  try {
    const handle = await open(path.join(root, name), 'r')
    const { size } = await handle.stat()
    return { type: 'FILE', name, sizeBytes: size, chunks: readExactly(handle, size) }
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
}

export function entryOfBytes(name: string, bytes: Buffer): ArchiveEntry {
  async function* chunks(): AsyncGenerator<Buffer> {
    yield bytes
  }
  return { type: 'FILE', name, sizeBytes: bytes.length, chunks: chunks() }
}

/**
 * Exactly so many bytes: a file that grows meanwhile is cut, one that shrinks is filled with zeros. For files of a running database both are right: the
 * log that is copied with them repeats what happened to them.
 */
async function* readExactly(handle: FileHandle, sizeBytes: number): AsyncGenerator<Buffer> {
  try {
    for (let at = 0; at < sizeBytes; ) {
      const chunk = Buffer.alloc(Math.min(CHUNK_BYTES, sizeBytes - at))
      const { bytesRead } = await handle.read(chunk, 0, chunk.length, at)
      const part = bytesRead === 0 ? chunk : chunk.subarray(0, bytesRead)
      at += part.length
      yield part
    }
  } finally {
    await handle.close()
  }
}
