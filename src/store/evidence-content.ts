import type { Tx } from './db.ts'
import { type Sealed, sealBytes, unsealBytes } from './seal.ts'

const LOCK = {
  name: 'evidence_content_lock',
  text: `select pg_advisory_xact_lock(hashtextextended(current_agency()::text || encode($1::bytea, 'hex'), 9))`,
}

const FIND = {
  name: 'evidence_content_find',
  // Served by evidence_content_by_digest and content_key_pk. Bytes whose key was erased are not there any more.
  text: `
    select c.key_id as "keyId" from evidence_content c join content_key k on k.id = c.key_id
    where c.agency_id = current_agency() and c.sha256 = $1::bytea limit 1`,
}

// Not by insertRows: as JSON the bytes of one file would be a text of twice their length, made twice.
const KEEP = {
  name: 'evidence_content_keep',
  text: `
    insert into evidence_content (key_id, sha256, sealed, agency_id, recorded_at)
    values ($1::uuid, $2::bytea, $3::bytea, current_agency(), $4::timestamptz) returning 1`,
}

/** Keeps the bytes of a file, once for each agency, and gives the id of their key. Two uploads of the same bytes at once take turns. */
export async function keepContent(tx: Tx, recordedAt: string, sha256: Buffer, bytes: Buffer): Promise<string> {
  await tx.rows(LOCK, [sha256])
  const [kept] = await tx.rows<{ keyId: string }>(FIND, [sha256])
  if (kept !== undefined) return kept.keyId
  const { keyId, sealed } = await sealBytes(tx, bytes)
  await tx.rows(KEEP, [keyId, sha256, sealed, recordedAt])
  return keyId
}

const PIECE_BYTES = 1024 * 1024

const PIECE = {
  name: 'evidence_content_piece',
  // Served by evidence_content_pk; stored uncompressed, so that only the pages of the piece are read.
  text: `
    select substring(c.sealed from $2::integer for ${PIECE_BYTES}) as piece, octet_length(c.sealed) as total
    from evidence_content c where c.key_id = $1::uuid`,
}

/** In pieces: the driver gets bytes as text of twice their length, which is so at most two megabytes at a time. */
async function readSealed(tx: Tx, keyId: string): Promise<Sealed | undefined> {
  let sealed = Buffer.alloc(0)
  for (let read = 0; read === 0 || read < sealed.length; read += PIECE_BYTES) {
    const [row] = await tx.rows<{ piece: Buffer; total: number }>(PIECE, [keyId, read + 1])
    if (row === undefined) return undefined
    if (read === 0) sealed = Buffer.allocUnsafe(row.total)
    row.piece.copy(sealed, read)
  }
  return { keyId, sealed }
}

/** The bytes of a file that the asker may read; null where they were erased. */
export async function openContent(tx: Tx, keyId: string): Promise<Buffer | null> {
  const sealed = await readSealed(tx, keyId)
  return sealed === undefined ? null : unsealBytes(tx, sealed)
}
