import { createCipheriv, createDecipheriv, createHmac, hkdfSync } from 'node:crypto'
import type { z } from 'zod'
import { DomainError } from '../domain/errors.ts'

/** What a cursor is good for: this list, with these filters, for this agency. */
export interface CursorScope {
  /** The route's pattern, such as `/v1/parties`. */
  readonly route: string
  readonly agencyId: string
  readonly filters: Readonly<Record<string, string | number | boolean | undefined>>
  /** Where the call gives its cursor; `?cursor` unless told. */
  readonly pointer?: string
}

export interface Paging {
  /** Where the page begins; undefined for the first page. Throws `cursor-invalid`. */
  readPosition<T>(cursor: string | undefined, scope: CursorScope, position: z.ZodType<T>): T | undefined
  /** The cursor of the next page. `position` is JSON, usually the sort key of the last row. */
  writeCursor(scope: CursorScope, position: unknown): string
  /** The value of the `Link` header for the next page (RFC 8288), absolute: `<https://…?limit=50&cursor=…>; rel="next"`. */
  linkNext(path: string, query: Readonly<Record<string, string | number | boolean | undefined>>, cursor: string): string
}

export interface PagingOptions {
  /** At least 32 bytes, the same in all processes of the service. */
  readonly secret: Buffer
  readonly publicBaseUrl: string
  /** The clock in milliseconds since the epoch. */
  readonly now?: () => number
}

const VERSION = 1
/** A day: long enough for a slow reader, short enough that a leaked address with a cursor dies. */
const TTL_HOURS = 24
const HOUR_MS = 3_600_000
const NONCE_BYTES = 12
const TAG_BYTES = 16
const REFUSED =
  'The cursor is not valid for this list, these filters and this agency, or it has expired. Start from the first page.'

function keyFor(secret: Buffer, use: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, '', `marktrace ${use}`, 32))
}

function associatedData({ route, agencyId, filters }: CursorScope): Buffer {
  const sorted = Object.entries(filters)
    .filter(([, value]) => value !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
  return Buffer.from(JSON.stringify([VERSION, route, agencyId, sorted]))
}

function cursorInvalid({ pointer = '?cursor' }: CursorScope, cause?: unknown): DomainError {
  const entry = { pointer, code: 'cursor-invalid', detail: REFUSED }
  return new DomainError('cursor-invalid', REFUSED, { errors: [entry], cause })
}

interface Sealing {
  readonly sealKey: Buffer
  readonly nonceKey: Buffer
}

/**
 * AES-256-GCM with the scope as associated data. The nonce is a keyed hash of what is sealed, so the same page has the same cursor
 * (and the same ETag), and no nonce meets two different contents.
 */
function seal({ sealKey, nonceKey }: Sealing, scope: CursorScope, content: Buffer): string {
  const scoped = associatedData(scope)
  const nonce = createHmac('sha256', nonceKey)
    .update(scoped)
    .update('\0')
    .update(content)
    .digest()
    .subarray(0, NONCE_BYTES)
  const cipher = createCipheriv('aes-256-gcm', sealKey, nonce).setAAD(scoped)
  const sealed = Buffer.concat([cipher.update(content), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64url')
}

function unseal({ sealKey }: Sealing, scope: CursorScope, cursor: string): Buffer {
  const bytes = Buffer.from(cursor, 'base64url')
  const nonce = bytes.subarray(0, NONCE_BYTES)
  const tag = bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES)
  const options = { authTagLength: TAG_BYTES }
  const decipher = createDecipheriv('aes-256-gcm', sealKey, nonce, options)
    .setAAD(associatedData(scope))
    .setAuthTag(tag)
  return Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()])
}

/**
 * Cursors that are sealed rather than signed: a sort key may be a person's name, and addresses end up in logs of proxies.
 * They expire after a day, rounded to the hour.
 */
export function createPaging({ secret, publicBaseUrl, now = Date.now }: PagingOptions): Paging {
  const sealing: Sealing = { sealKey: keyFor(secret, 'cursor seal'), nonceKey: keyFor(secret, 'cursor nonce') }
  const hourNow = () => Math.floor(now() / HOUR_MS)

  function open(cursor: string, scope: CursorScope): unknown {
    try {
      const [expiresAtHour, position] = JSON.parse(unseal(sealing, scope, cursor).toString('utf8')) as [number, unknown]
      if (expiresAtHour >= hourNow()) return position
    } catch (error) {
      throw cursorInvalid(scope, error)
    }
    throw cursorInvalid(scope)
  }

  return {
    readPosition(cursor, scope, position) {
      if (cursor === undefined) return undefined
      const read = position.safeParse(open(cursor, scope))
      if (!read.success) throw cursorInvalid(scope, read.error)
      return read.data
    },
    writeCursor(scope, position) {
      return seal(sealing, scope, Buffer.from(JSON.stringify([hourNow() + TTL_HOURS, position])))
    },
    linkNext(path, query, cursor) {
      const parameters = new URLSearchParams()
      for (const [name, value] of Object.entries(query)) {
        if (value !== undefined && name !== 'cursor') parameters.set(name, String(value))
      }
      parameters.set('cursor', cursor)
      return `<${publicBaseUrl}${path}?${parameters.toString()}>; rel="next"`
    },
  }
}
