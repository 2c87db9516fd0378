/** The part of the ustar format (POSIX.1-1988, pax(1)) that a backup needs: plain files and folders, names up to 100 bytes, sizes below 8 GiB. */
export const BLOCK_BYTES = 512

export interface TarHeader {
  readonly name: string
  readonly type: 'FILE' | 'FOLDER'
  readonly sizeBytes: number
}

const NAME_BYTES = 100
const MAX_SIZE_BYTES = 8 ** 11
const CHECKSUM_AT = 148
const CHECKSUM_BYTES = 8
/** Nothing that could lead out of the folder a backup is unpacked into. */
const SAFE_NAME = /^[A-Za-z0-9_-][A-Za-z0-9_.-]*(\/[A-Za-z0-9_-][A-Za-z0-9_.-]*)*$/

/** @throws Error for a name or a size that the format cannot hold */
export function encodeTarHeader(header: TarHeader, modifiedAtSeconds: number): Buffer {
  if (!SAFE_NAME.test(header.name) || Buffer.byteLength(header.name) > NAME_BYTES) {
    throw new Error(`A backup cannot hold a file of this name: ${header.name}`)
  }
  if (header.sizeBytes >= MAX_SIZE_BYTES) throw new Error(`A backup cannot hold a file of 8 GiB: ${header.name}`)
  const block = Buffer.alloc(BLOCK_BYTES)
  const isFolder = header.type === 'FOLDER'
  block.write(header.name, 0)
  writeOctal(block, isFolder ? 0o700 : 0o600, 100, 8)
  writeOctal(block, 0, 108, 8)
  writeOctal(block, 0, 116, 8)
  writeOctal(block, header.sizeBytes, 124, 12)
  writeOctal(block, modifiedAtSeconds, 136, 12)
  block.write(isFolder ? '5' : '0', 156)
  block.write('ustar\u000000', 257, 'latin1')
  writeOctal(block, sumOf(block), CHECKSUM_AT, CHECKSUM_BYTES)
  return block
}

/**
 * @returns undefined for the empty block that ends an archive
 * @throws Error for anything that `encodeTarHeader` does not write: links, devices, names that lead out of the folder
 */
export function decodeTarHeader(block: Buffer): TarHeader | undefined {
  if (block.every((byte) => byte === 0)) return undefined
  if (
    block.toString('latin1', 257, 262) !== 'ustar' ||
    readOctal(block, CHECKSUM_AT, CHECKSUM_BYTES) !== sumOf(block)
  ) {
    throw new Error('This is no backup, or it is damaged: an entry has no valid header.')
  }
  const name = block.toString('latin1', 0, NAME_BYTES).replace(/\0.*$/s, '')
  const flag = String.fromCharCode(block[156] ?? 0)
  if (!SAFE_NAME.test(name) || (flag !== '0' && flag !== '5')) {
    throw new Error(`This is no backup of ours: it holds an entry that none would have (${JSON.stringify(name)}).`)
  }
  return { name, type: flag === '5' ? 'FOLDER' : 'FILE', sizeBytes: readOctal(block, 124, 12) }
}

/** The zero bytes that fill a file's last block. */
export function paddingOf(sizeBytes: number): Buffer {
  return Buffer.alloc((BLOCK_BYTES - (sizeBytes % BLOCK_BYTES)) % BLOCK_BYTES)
}

function writeOctal(block: Buffer, value: number, at: number, width: number): void {
  block.write(`${value.toString(8).padStart(width - 1, '0')}\0`, at, 'latin1')
}

function readOctal(block: Buffer, at: number, width: number): number {
  const text = block.toString('latin1', at, at + width).replace(/[\0 ]+$/, '')
  if (!/^[0-7]+$/.test(text)) throw new Error('This is no backup, or it is damaged: an entry has no valid header.')
  return Number.parseInt(text, 8)
}

/** The sum of the header's bytes, its own field counted as blanks. */
function sumOf(block: Buffer): number {
  const isOwnField = (at: number): boolean => at >= CHECKSUM_AT && at < CHECKSUM_AT + CHECKSUM_BYTES
  return block.reduce((sum, byte, at) => sum + (isOwnField(at) ? 0x20 : byte), 0)
}
