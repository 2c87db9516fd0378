import { encodeBase64Url } from '../domain/ledger/base64.ts'
import { parseVkey } from '../domain/ledger/note-keys.ts'
import { appendFacts, type NewFact } from '../store/append-fact.ts'
import { readClock } from '../store/clock.ts'
import type { Tx } from '../store/db.ts'
import { keepLogKeys, readLogKeys } from '../store/ledger-log.ts'
import { REGISTRY_AGENCY_ID } from '../store/ledger-session.ts'
import { newId } from '../store/new-id.ts'

/** Why and from where a log goes on under a new name, as it is recorded. */
export interface Continuation {
  readonly previousOrigin: string
  /** Of the last checkpoint under the old name that anybody may have. */
  readonly previousSize: number
  /** base64. */
  readonly previousRoot: string
  readonly reason: string
}

/**
 * Puts keys on record that the log has not signed with yet: a row of the log, by which old checkpoints can be verified for ever, and a fact in the ledger, so that a
 * new key stands under the signatures of the old ones. To be called before they sign.
 *
 * @returns the keys that were new
 */
export async function admitKeys(
  tx: Tx,
  origin: string,
  vkeys: readonly string[],
  continues?: Continuation,
): Promise<readonly string[]> {
  const known = new Set((await readLogKeys(tx)).map(({ vkey }) => vkey))
  const fresh = vkeys.filter((key) => !known.has(key))
  if (fresh.length === 0) return fresh
  const recordedAt = await readClock(tx)
  await keepLogKeys(
    tx,
    recordedAt,
    fresh.map((vkey) => ({ origin, vkey })),
  )
  const link: readonly NewFact[] =
    continues === undefined
      ? []
      : [{ id: newId(), kind: 'key-event', body: { event: 'CONTINUED', use: 'LEDGER', origin, ...continues } }]
  await appendFacts(tx, REGISTRY_AGENCY_ID, recordedAt, [...link, ...fresh.map((key) => added(key, recordedAt))])
  return fresh
}

function added(text: string, from: string): NewFact {
  const { name, keyId, publicKey } = parseVkey(text)
  const body = {
    event: 'ADDED',
    use: 'LEDGER',
    kid: keyId.toString('hex'),
    origin: name,
    publicKey: encodeBase64Url(publicKey),
    from,
  }
  return { id: newId(), kind: 'key-event', body }
}
