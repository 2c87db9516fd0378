import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { contentKey } from './tables/facts.ts'
import { insertRows } from './insert-rows.ts'
import { newId } from './new-id.ts'
import type { Tx } from './db.ts'

const CIPHER = 'aes-256-gcm'
const IV_BYTES = 12
const TAG_BYTES = 16

export interface Sealed {
  readonly keyId: string
  readonly sealed: Buffer
}

function encrypt(bytes: Buffer): Sealed & { readonly key: Buffer } {
  const key = randomBytes(32)
  const iv = randomBytes(IV_BYTES)
  const cipher = createCipheriv(CIPHER, key, iv)
  return { keyId: newId(), key, sealed: Buffer.concat([iv, cipher.update(bytes), cipher.final(), cipher.getAuthTag()]) }
}

/** Encrypts bytes, each under a key of its own (AES-256-GCM): deleting that key erases them, whatever backups hold of them. One statement for all. */
async function sealEach(tx: Tx, bodies: readonly Buffer[]): Promise<Sealed[]> {
  const encrypted = bodies.map(encrypt)
  await insertRows(
    tx,
    contentKey,
    encrypted.map(({ keyId: id, key }) => ({ id, key })),
  )
  return encrypted.map(({ keyId, sealed }) => ({ keyId, sealed }))
}

/** Encrypts bytes under a key of their own, as `sealEach`. */
export async function sealBytes(tx: Tx, bytes: Buffer): Promise<Sealed> {
  const [sealed] = await sealEach(tx, [bytes])
  if (sealed === undefined) throw new Error('nothing was sealed')
  return sealed
}

/** Encrypts a text, as `sealBytes`. */
export async function seal(tx: Tx, body: string): Promise<Sealed> {
  return sealBytes(tx, Buffer.from(body, 'utf8'))
}

/** Encrypts texts, each under a key of its own, in one statement. */
export async function sealTexts(tx: Tx, bodies: readonly string[]): Promise<Sealed[]> {
  return sealEach(
    tx,
    bodies.map((body) => Buffer.from(body, 'utf8')),
  )
}

const KEY_BY_ID = { name: 'content_key_by_id', text: 'select key from content_key where id = $1::uuid' }

/** The bytes again, or null where their key was erased. */
export async function unsealBytes(tx: Tx, { keyId, sealed }: Sealed): Promise<Buffer | null> {
  const [row] = await tx.rows<{ key: Buffer }>(KEY_BY_ID, [keyId])
  if (row === undefined) return null
  const decipher = createDecipheriv(CIPHER, row.key, sealed.subarray(0, IV_BYTES))
  decipher.setAuthTag(sealed.subarray(-TAG_BYTES))
  return Buffer.concat([decipher.update(sealed.subarray(IV_BYTES, -TAG_BYTES)), decipher.final()])
}

/** The body again, or null where its key was erased. */
export async function unseal(tx: Tx, sealed: Sealed): Promise<string | null> {
  const bytes = await unsealBytes(tx, sealed)
  return bytes === null ? null : bytes.toString('utf8')
}
