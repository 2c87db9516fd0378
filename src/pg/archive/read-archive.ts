import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open } from 'node:fs/promises'
import path from 'node:path'
import { createGunzip } from 'node:zlib'
import { MANIFEST_NAME, Manifest, type ManifestFile, refuseDifference } from './manifest.ts'
import { BLOCK_BYTES, decodeTarHeader, paddingOf, type TarHeader } from './tar-format.ts'

export interface UnpackOptions {
  /** Called with each folder and file that was made, to give it to its owner. */
  readonly onMade: (made: string, name: string) => void
  readonly onProgress: (bytes: number) => void
}

/** Bytes taken from a stream in the lengths that are asked for. */
interface ByteReader {
  read(length: number): Promise<Buffer>
  /** So many bytes in parts as they come. */
  parts(length: number): AsyncGenerator<Buffer>
}

const DAMAGED = 'The backup is damaged: it ends too early.'
const MAX_MANIFEST_BYTES = 256 * 1024 * 1024

/**
 * Unpacks a backup into an empty folder and checks every byte against the manifest, in memory that does not grow with the data. Everything made is
 * closed to other users, and on disk when this returns.
 *
 * @throws Error when the file is no backup, or damaged; what was unpacked by then is for the caller to remove
 */
export async function unpackArchive(file: string, folder: string, options: UnpackOptions): Promise<Manifest> {
  const source = createReadStream(file)
  const gunzip = createGunzip()
  // A read error must reach the reader; pipe() alone would leave it waiting.
  source.on('error', (error) => gunzip.destroy(error))
  try {
    return await unpackEntries(createByteReader(source.pipe(gunzip)), folder, options)
  } catch (error) {
    const isZlib = error instanceof Error && 'code' in error && String(error.code).startsWith('Z_')
    throw isZlib
      ? new Error('This is no backup, or it is damaged: it cannot be decompressed.', { cause: error })
      : error
  } finally {
    source.destroy()
    gunzip.destroy()
  }
}

async function unpackEntries(reader: ByteReader, folder: string, options: UnpackOptions): Promise<Manifest> {
  const found: ManifestFile[] = []
  let bytes = 0
  for (;;) {
    const header = decodeTarHeader(await reader.read(BLOCK_BYTES))
    if (header === undefined) throw new Error('The backup is damaged: it has no manifest.')
    if (header.name === MANIFEST_NAME) {
      const manifest = await readManifest(reader, header)
      refuseDifference(manifest, found)
      return manifest
    }
    const target = path.join(folder, header.name)
    if (header.type === 'FOLDER') {
      await mkdir(target, { mode: 0o700 })
    } else {
      found.push(await unpackFile(reader, header, target))
      await reader.read(paddingOf(header.sizeBytes).length)
      bytes += header.sizeBytes
    }
    options.onMade(target, header.name)
    options.onProgress(bytes)
  }
}

async function unpackFile(reader: ByteReader, header: TarHeader, target: string): Promise<ManifestFile> {
  const hash = createHash('sha256')
  const handle = await open(target, 'wx', 0o600)
  try {
    for await (const part of reader.parts(header.sizeBytes)) {
      hash.update(part)
      await handle.writeFile(part)
    }
    await handle.sync()
  } finally {
    await handle.close()
  }
  return { name: header.name, sizeBytes: header.sizeBytes, sha256: hash.digest('hex') }
}

async function readManifest(reader: ByteReader, header: TarHeader): Promise<Manifest> {
  if (header.sizeBytes > MAX_MANIFEST_BYTES) throw new Error('The backup is damaged: its manifest is too long.')
  const text = (await reader.read(header.sizeBytes)).toString('utf8')
  const parsed = Manifest.safeParse(JSON.parse(text))
  if (!parsed.success)
    throw new Error('The backup has a manifest that this program cannot read; it may be of a newer one.')
  return parsed.data
}

function createByteReader(source: AsyncIterable<Buffer>): ByteReader {
  const iterator = source[Symbol.asyncIterator]()
  let rest: Buffer = Buffer.alloc(0)
  async function* parts(length: number): AsyncGenerator<Buffer> {
    for (let wanted = length; wanted > 0; ) {
      if (rest.length === 0) {
        const next = await iterator.next()
        if (next.done === true) throw new Error(DAMAGED)
        rest = next.value
      }
      const part = rest.subarray(0, wanted)
      rest = rest.subarray(part.length)
      wanted -= part.length
      yield part
    }
  }
  const read = async (length: number): Promise<Buffer> => {
    const collected: Buffer[] = []
    for await (const part of parts(length)) collected.push(part)
    return Buffer.concat(collected)
  }
  return { read, parts }
}
