import { DomainError, type ErrorEntry } from '../../domain/errors.ts'
import { type ContentDigest, hasDigest, readContentDigest, sha256Of } from '../../domain/evidence/content-digest.ts'
import {
  EVIDENCE_MEDIA_TYPES,
  type EvidenceMediaType,
  readDeclaredType,
  sniffMediaType,
} from '../../domain/evidence/media-type.ts'

/** A file that arrived as it was sent, and is what it may be. */
export interface ReceivedFile {
  readonly bytes: Buffer
  readonly sha256: Buffer
  readonly mediaType: EvidenceMediaType
}

const TAKEN = `Send one of ${EVIDENCE_MEDIA_TYPES.join(', ')}, as it is and not as a form.`

function unsupported(detail: string): DomainError {
  const entry = { pointer: 'header:content-type', code: 'type-not-supported', detail, hint: TAKEN }
  return new DomainError('unsupported-media-type', detail, { errors: [entry] })
}

function refuse(entry: ErrorEntry): DomainError {
  return new DomainError('invalid-request', entry.detail, { errors: [entry] })
}

/** Refuses by the headers alone, before a byte of the body is read: a type that no evidence has, and a length beyond the limit. */
export function refuseByHeaders(headers: Readonly<Record<string, unknown>>, maxBytes: number): void {
  const { 'content-type': type, 'content-length': length } = headers
  if (readDeclaredType(typeof type === 'string' ? type : undefined) === undefined)
    throw unsupported('Evidence is a photo or a PDF; this content type is neither.')
  if (Number(length ?? 0) > maxBytes)
    throw new DomainError('payload-too-large', `The file exceeds the limit of ${maxBytes} bytes.`)
}

function readType(bytes: Buffer, header: string | undefined): EvidenceMediaType {
  const found = sniffMediaType(bytes)
  if (found === undefined) throw unsupported('By its content this file is none of the types that are taken.')
  const declared = readDeclaredType(header)
  if (declared !== 'ANY' && declared !== found)
    throw unsupported('The content of the file is not of the type that Content-Type declares.')
  return found
}

/** The digest of the header, whose form the schema has checked. */
function digestOf(header: string): ContentDigest {
  const digest = readContentDigest(header)
  if (digest === undefined) throw new Error('a digest that was checked cannot be read')
  return digest
}

/**
 * A file whose bytes have the digest that was told of them, and whose content is of a type that is taken.
 * Throws `invalid-request` for no bytes or other bytes, naming no digest; `unsupported-media-type` for another content.
 */
export function receiveFile(
  body: unknown,
  headers: { readonly 'content-digest': string; readonly 'content-type'?: string | undefined },
): ReceivedFile {
  if (!Buffer.isBuffer(body) || body.length === 0)
    throw refuse({
      pointer: '#',
      code: 'required',
      detail: 'The body is empty.',
      hint: 'Send the bytes of the file as the body.',
    })
  const sha256 = sha256Of(body)
  if (!hasDigest(digestOf(headers['content-digest']), body, sha256)) {
    const detail = 'The bytes that arrived do not have the digest that Content-Digest tells.'
    throw refuse({ pointer: 'header:content-digest', code: 'digest-mismatch', detail, hint: 'Send the file again.' })
  }
  return { bytes: body, sha256, mediaType: readType(body, headers['content-type']) }
}
