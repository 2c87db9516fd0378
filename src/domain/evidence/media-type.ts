/** What an evidence file may be. Nothing that a browser runs as a page or a script: SVG, HTML and XML have no place in the list. */
export const EVIDENCE_MEDIA_TYPES = [
  'image/jpeg',
  'image/png',
  'image/webp',
  'image/heic',
  'image/avif',
  'image/tiff',
  'application/pdf',
] as const
export type EvidenceMediaType = (typeof EVIDENCE_MEDIA_TYPES)[number]

/** Common second names of the same types; HEIC and HEIF files of telephones go by both. */
const ALIASES: Readonly<Record<string, EvidenceMediaType>> = {
  'image/jpg': 'image/jpeg',
  'image/heif': 'image/heic',
}

const ANY = 'application/octet-stream'
const TYPE = /^[a-z0-9!#$&^_.+-]+\/[a-z0-9!#$&^_.+-]+$/

/** The one ending under which a file of a type is saved. */
export const FILE_ENDING: Record<EvidenceMediaType, string> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/webp': 'webp',
  'image/heic': 'heic',
  'image/avif': 'avif',
  'image/tiff': 'tiff',
  'application/pdf': 'pdf',
}

function hasText(bytes: Uint8Array, at: number, text: string): boolean {
  return (
    at + text.length <= bytes.length &&
    Array.from({ length: text.length }, (_, i) => bytes[at + i] === text.charCodeAt(i)).every(Boolean)
  )
}

function textAt(bytes: Uint8Array, at: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + 4))
}

function number32(bytes: Uint8Array, at: number, littleEndian: boolean): number {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.length).getUint32(at, littleEndian)
}

function isJpeg(bytes: Uint8Array): boolean {
  // SOI, and the beginning of the next marker segment (ITU T.81 annex B).
  return bytes.length > 3 && bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff && (bytes[3] ?? 0) >= 0xc0
}

function isPng(bytes: Uint8Array): boolean {
  // The signature and the first chunk, which is IHDR with 13 bytes (PNG, third edition, 5.2 and 11.2.1).
  return hasText(bytes, 0, '\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR') && bytes.length > 29
}

function isWebp(bytes: Uint8Array): boolean {
  // RFC 9649 section 2.
  const isRiff = hasText(bytes, 0, 'RIFF') && hasText(bytes, 8, 'WEBP') && bytes.length > 20
  return isRiff && ['VP8 ', 'VP8L', 'VP8X'].includes(textAt(bytes, 12))
}

function isTiff(bytes: Uint8Array): boolean {
  // Byte order, 42, and the place of the first directory, which lies within the file (TIFF 6.0 section 2).
  const littleEndian = hasText(bytes, 0, 'II*\0')
  if ((!littleEndian && !hasText(bytes, 0, 'MM\0*')) || bytes.length < 8) return false
  const directory = number32(bytes, 4, littleEndian)
  return directory >= 8 && directory < bytes.length
}

const HEIC_BRANDS = ['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx']
const AVIF_BRANDS = ['avif', 'avis']
const IMAGE_BRANDS = [...HEIC_BRANDS, ...AVIF_BRANDS, 'mif1', 'msf1']
const MIN_FTYP_BYTES = 16
const MAX_FTYP_BYTES = 256

/** ISO base media file format: the brands of the first box tell images from films (ISO/IEC 23008-12 section 10, AVIF section 6). */
function isobmffType(bytes: Uint8Array): EvidenceMediaType | undefined {
  if (bytes.length < MIN_FTYP_BYTES || !hasText(bytes, 4, 'ftyp')) return undefined
  const end = number32(bytes, 0, false)
  if (end < MIN_FTYP_BYTES || end > MAX_FTYP_BYTES || end % 4 !== 0 || end > bytes.length) return undefined
  const major = textAt(bytes, 8)
  if (!IMAGE_BRANDS.includes(major)) return undefined
  const brands = [major]
  for (let at = MIN_FTYP_BYTES; at < end; at += 4) brands.push(textAt(bytes, at))
  if (brands.some((brand) => AVIF_BRANDS.includes(brand))) return 'image/avif'
  return brands.some((brand) => HEIC_BRANDS.includes(brand)) ? 'image/heic' : undefined
}

function isPdf(bytes: Uint8Array): boolean {
  // At the first byte (ISO 32000-2, 7.5.2). Readers also take it within the first kilobyte, where something else could begin before it.
  return hasText(bytes, 0, '%PDF-1.') || hasText(bytes, 0, '%PDF-2.')
}

/** The type of a file by its own first bytes, whatever it is called; undefined for all that is not in the list. */
export function sniffMediaType(bytes: Uint8Array): EvidenceMediaType | undefined {
  if (isJpeg(bytes)) return 'image/jpeg'
  if (isPng(bytes)) return 'image/png'
  if (isWebp(bytes)) return 'image/webp'
  if (isTiff(bytes)) return 'image/tiff'
  if (isPdf(bytes)) return 'application/pdf'
  return isobmffType(bytes)
}

/**
 * What a `Content-Type` header declares: a type of the list, `ANY` where it leaves the type open (absent or application/octet-stream), or undefined for a type
 * that no evidence file has.
 */
export function readDeclaredType(header: string | undefined): EvidenceMediaType | 'ANY' | undefined {
  const name = (header ?? ANY).split(';', 1)[0]?.trim().toLowerCase() ?? ''
  if (!TYPE.test(name)) return undefined
  if (name === ANY) return 'ANY'
  return (
    EVIDENCE_MEDIA_TYPES.find((type) => type === name) ?? (Object.hasOwn(ALIASES, name) ? ALIASES[name] : undefined)
  )
}

/** True for what shows the weapon itself. */
export function isPhoto(type: EvidenceMediaType): boolean {
  return type.startsWith('image/')
}
