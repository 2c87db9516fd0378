import { createHash, timingSafeEqual } from 'node:crypto'

const HASHES = { 'sha-256': { name: 'sha256', bytes: 32 }, 'sha-512': { name: 'sha512', bytes: 64 } } as const
type Algorithm = keyof typeof HASHES

/** The digests of a `Content-Digest` header that are checked here; at least one. */
export type ContentDigest = ReadonlyMap<Algorithm, Buffer>

// RFC 9651 section 3.2: members parted by commas, each a key and here a byte sequence between colons, with parameters that say nothing to us.
const KEY = '[a-z*][a-z0-9_.*-]*'
const MEMBER = new RegExp(`^(${KEY})=:([A-Za-z0-9+/]*={0,2}):(?:;[ ]*${KEY}(?:=[!-+\\--:<-~]+)?)*$`)
const MAX_MEMBERS = 8

function isAlgorithm(name: string): name is Algorithm {
  return Object.hasOwn(HASHES, name)
}

/**
 * Reads `Content-Digest` (RFC 9530 section 2), `sha-256=:base64:` or `sha-512=:base64:`. Other algorithms are passed over, as the RFC wants it; undefined where
 * the header is malformed or holds none of the two.
 */
export function readContentDigest(header: string): ContentDigest | undefined {
  const members = header.split(',', MAX_MEMBERS + 1)
  if (members.length > MAX_MEMBERS) return undefined
  const digests = new Map<Algorithm, Buffer>()
  for (const member of members) {
    const [, name, base64] = MEMBER.exec(member.trim()) ?? []
    if (name === undefined || base64 === undefined) return undefined
    if (!isAlgorithm(name)) continue
    const digest = Buffer.from(base64, 'base64')
    if (digest.length !== HASHES[name].bytes || digest.toString('base64') !== base64) return undefined
    digests.set(name, digest)
  }
  return digests.size === 0 ? undefined : digests
}

export function sha256Of(bytes: Uint8Array): Buffer {
  return createHash('sha256').update(bytes).digest()
}

/** True where the bytes have every digest that was told of them. `sha256` is given, since it is needed in any case. */
export function hasDigest(digest: ContentDigest, bytes: Uint8Array, sha256: Buffer): boolean {
  return [...digest].every(([name, told]) => {
    const found = name === 'sha-256' ? sha256 : createHash(HASHES[name].name).update(bytes).digest()
    return timingSafeEqual(found, told)
  })
}

/** A SHA-256 as `Content-Digest` writes it. */
export function digestText(sha256: Buffer): string {
  return `sha-256=:${sha256.toString('base64')}:`
}
