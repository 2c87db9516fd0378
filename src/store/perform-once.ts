import { createHash } from 'node:crypto'
import { DomainError } from '../domain/errors.ts'
import type { Requester } from '../domain/requester.ts'
import { actorIdOf } from './actors.ts'
import { type Database, inTransaction, type Tx } from './db.ts'
import { idTaken, isIdTaken } from './id-taken.ts'
import { insertRows } from './insert-rows.ts'
import { seal, unseal } from './seal.ts'
import { idempotencyRecord } from './tables/facts.ts'

/** A call that stores, as the edge received and checked it. */
export interface StoringCall {
  readonly requester: Requester
  readonly requestId: string
  /** Method and path, `POST /v1/weapons/<id>/markings`: a key is good for one of them. */
  readonly operation: string
  readonly key: string
  /** Canonical text of the body (RFC 8785), for telling a repetition from another request. */
  readonly canonicalBody: string
  /** The id that the caller made himself, if he did. */
  readonly clientId: string | undefined
}

/** What goes back, as the exact text that is sent now and on each replay. */
export interface StoredReply {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly payload: string
  readonly replayed: boolean
}

/** One write in its transaction. */
export interface Write {
  readonly tx: Tx
  readonly requester: Requester
  readonly actorId: string
  readonly requestId: string
  /** The database's clock when the call began, where it was read: for telling dates that lie ahead, never for `recordedAt`. */
  readonly begun?: string
}

const OPEN = {
  name: 'open_call',
  // The indexes stand with the function.
  text: `
    select actor_id as "actorId", taken, request_hash, status, headers, key_id, sealed, now
    from open_call($1::text, $2::text, $3::text)`,
}

const FIND = {
  name: 'idempotency_find',
  // Served by idempotency_record_pk.
  text: `
    select request_hash, status, headers, key_id, sealed from idempotency_record
    where agency_id = $1::uuid and actor_id = $2::uuid and operation = $3::text and key = $4::text`,
}

const CLAIM = {
  name: 'claim_client_id',
  text: 'select verdict, first_key from claim_client_id($1::uuid, $2::uuid, $3::text, $4::text, $5::bytea)',
}

interface Kept {
  readonly request_hash: Buffer
  readonly status: number
  readonly headers: Record<string, string>
  readonly key_id: string
  readonly sealed: Buffer
}

async function findKept(tx: Tx, call: StoringCall, actorId: string, key: string): Promise<Kept | undefined> {
  const [kept] = await tx.rows<Kept>(FIND, [call.requester.agencyId, actorId, call.operation, key])
  return kept
}

async function replay(tx: Tx, kept: Kept): Promise<StoredReply> {
  const payload = await unseal(tx, { keyId: kept.key_id, sealed: kept.sealed })
  if (payload === null) {
    throw new DomainError('conflict', 'The reply to this call was lawfully erased and cannot be given again.')
  }
  return { status: kept.status, headers: kept.headers, payload, replayed: true }
}

type Opened = { readonly actorId: string; readonly now: string; readonly kept: Kept | undefined }

/** Who the actor is, the lock on his key, what was kept under it, and the time: in one statement, but for an actor's very first call. */
async function openCall(tx: Tx, call: StoringCall, ahead: () => void): Promise<Opened> {
  const { requester, operation, key } = call
  const open = () =>
    tx.rows<Partial<Kept> & { actorId: string | null; taken: boolean; now: string }>(OPEN, [
      requester.subject,
      operation,
      key,
    ])
  const opening = open()
  ahead()
  let [row] = await opening
  if (row?.actorId === null) {
    await actorIdOf(tx, requester)
    ;[row] = await open()
  }
  if (row?.actorId === undefined || row.actorId === null) throw new Error('the actor of this call is not known')
  if (!row.taken) {
    throw new DomainError('request-in-progress', 'A call with this Idempotency-Key is still running.', {
      retryAfterSeconds: 1,
    })
  }
  const { actorId, now, taken: _taken, ...kept } = row
  return { actorId, now, kept: kept.request_hash === null ? undefined : (kept as Kept) }
}

/** The reply of the first call with this client-made id, where this call repeats it; throws where the id is taken otherwise. */
async function claimClientId(
  tx: Tx,
  call: StoringCall,
  actorId: string,
  hash: Buffer,
): Promise<StoredReply | undefined> {
  if (call.clientId === undefined) return undefined
  const [row] = await tx.rows<{ verdict: string; first_key: string | null }>(CLAIM, [
    call.clientId,
    actorId,
    call.operation,
    call.key,
    hash,
  ])
  if (row?.verdict === 'NEW') return undefined
  const first = row?.verdict === 'SAME' ? await findKept(tx, call, actorId, row.first_key ?? '') : undefined
  if (first !== undefined) return replay(tx, first)
  throw idTaken()
}

async function keep(write: Write, call: StoringCall, hash: Buffer, reply: StoredReply): Promise<void> {
  const sealed = await seal(write.tx, reply.payload)
  await insertRows(write.tx, idempotencyRecord, [
    {
      agencyId: call.requester.agencyId,
      actorId: write.actorId,
      operation: call.operation,
      key: call.key,
      requestHash: hash,
      status: reply.status,
      headers: { ...reply.headers },
      ...sealed,
      recordedAt: new Date().toISOString(),
    },
  ])
}

/**
 * Runs a write in one transaction, once per key: a repetition with the same body gets the stored reply byte for byte, with another body
 * `idempotency-key-reused`; while the first is still running, `request-in-progress`. A refusal stores nothing, so a corrected call may use the key again.
 *
 * The key is an advisory lock while the call runs, and a row from its commit on: a process that dies leaves neither.
 *
 * `ahead` asks in one breath with that what the work needs whatever comes of it, and hands it to the work: it may only read, and must ask in its first turn.
 */
export async function performOnce<Ahead = undefined>(
  db: Database,
  call: StoringCall,
  work: (write: Write, ahead: Ahead | undefined) => Promise<Omit<StoredReply, 'replayed'>>,
  ahead?: (tx: Tx) => Ahead,
): Promise<StoredReply> {
  const hash = createHash('sha256').update(`${call.operation}\n${call.canonicalBody}`).digest()
  const running = inTransaction(db, call.requester, async (tx) => {
    let asked: Ahead | undefined
    const { actorId, now, kept } = await openCall(tx, call, () => {
      asked = ahead?.(tx)
    })
    if (kept !== undefined) {
      if (kept.request_hash.equals(hash)) return replay(tx, kept)
      throw new DomainError('idempotency-key-reused', 'This Idempotency-Key was used for another request.')
    }
    const repeated = await claimClientId(tx, call, actorId, hash)
    if (repeated !== undefined) return repeated
    const write = { tx, requester: call.requester, actorId, requestId: call.requestId, begun: now }
    const reply = { ...(await work(write, asked)), replayed: false }
    await keep(write, call, hash, reply)
    return reply
  })
  return running.catch((error: unknown) => {
    throw isIdTaken(call.clientId, error) ? idTaken(error) : error
  })
}
