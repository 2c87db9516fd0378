import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { link, open, unlink } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { MANIFEST_NAME, type Manifest, type ManifestFile } from './manifest.ts'
import { BLOCK_BYTES, encodeTarHeader, paddingOf } from './tar-format.ts'

/** One thing to store. A file gives exactly `sizeBytes`, whatever happens to it while it is read. */
export type ArchiveEntry =
  | { readonly type: 'FOLDER'; readonly name: string }
  | { readonly type: 'FILE'; readonly name: string; readonly sizeBytes: number; readonly chunks: AsyncIterable<Buffer> }

export interface ArchiveOptions {
  readonly madeAt: Date
  readonly postgresVersion: string
  /** Told the bytes read so far, before compression. */
  readonly onProgress: (bytes: number) => void
}

/** Zero-filled log segments shrink to nothing at any level; more effort buys little (the demo registry: 5 to 6 MB). */
const COMPRESSION_LEVEL = 1

/**
 * Writes a gzip-compressed tar file with a manifest of SHA-256 at its end, readable by its owner only, in memory that does not grow with the data.
 * The name appears when the file is whole and on disk.
 *
 * @throws Error when `file` exists
 */
export async function writeArchive(
  file: string,
  entries: AsyncIterable<ArchiveEntry>,
  options: ArchiveOptions,
): Promise<void> {
  const draft = `${file}.${process.pid}.partial`
  try {
    const gzip = createGzip({ level: COMPRESSION_LEVEL })
    await pipeline(renderArchive(entries, options), gzip, createWriteStream(draft, { flags: 'wx', mode: 0o600 }))
    const handle = await open(draft, 'r+')
    await handle.sync()
    await handle.close()
    // A link, not a rename: it refuses where someone made that file meanwhile.
    await link(draft, file)
  } finally {
    await unlink(draft).catch(() => undefined)
  }
}

async function* renderArchive(entries: AsyncIterable<ArchiveEntry>, options: ArchiveOptions): AsyncGenerator<Buffer> {
  const modifiedAt = Math.floor(options.madeAt.getTime() / 1000)
  const files: ManifestFile[] = []
  let bytes = 0
  for await (const entry of entries) {
    if (entry.type === 'FOLDER') {
      yield encodeTarHeader({ name: entry.name, type: 'FOLDER', sizeBytes: 0 }, modifiedAt)
      continue
    }
    yield encodeTarHeader({ name: entry.name, type: 'FILE', sizeBytes: entry.sizeBytes }, modifiedAt)
    const hash = createHash('sha256')
    for await (const chunk of entry.chunks) {
      hash.update(chunk)
      bytes += chunk.length
      yield chunk
    }
    yield paddingOf(entry.sizeBytes)
    files.push({ name: entry.name, sizeBytes: entry.sizeBytes, sha256: hash.digest('hex') })
    options.onProgress(bytes)
  }
  const manifest: Manifest = {
    format: 'marktrace-backup/1',
    madeAt: options.madeAt.toISOString(),
    postgresVersion: options.postgresVersion,
    files,
  }
  const text = Buffer.from(JSON.stringify(manifest))
  yield encodeTarHeader({ name: MANIFEST_NAME, type: 'FILE', sizeBytes: text.length }, modifiedAt)
  yield text
  yield paddingOf(text.length)
  yield Buffer.alloc(2 * BLOCK_BYTES)
}
