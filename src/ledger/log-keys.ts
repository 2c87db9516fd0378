import { encodeBase64Url } from '../domain/ledger/base64.ts'
import { LedgerFormatError } from '../domain/ledger/ledger-format-error.ts'
import { type NoteKey, parseVkey } from '../domain/ledger/note-keys.ts'
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

/** A key that signed under another name of the log. */
export class KeyOfAnotherNameError extends Error {
  constructor(origin: string) {
    super(
      `its key signed under the name ${origin} already, and a verifier's policy takes each key once: make a new one ` +
        'with `openssl genpkey -algorithm ed25519`, and name it in LEDGER_KEY_FILE or give it to the signer',
    )
    this.name = 'KeyOfAnotherNameError'
  }
}

/**
 * Puts keys on record that the log has not signed with yet: a row of the log, by which old checkpoints can be verified for ever, and a fact in the ledger, so that a
 * new key stands under the signatures of the old ones. To be called before they sign. A log that goes on under a new name has new keys, so that one policy can trust
 * both names (C2SP tlog-policy).
 *
 * @returns the keys that were new
 * @throws KeyOfAnotherNameError
 */
export async function admitKeys(
  tx: Tx,
  origin: string,
  vkeys: readonly string[],
  continues?: Continuation,
): Promise<readonly string[]> {
  const onRecord = await readLogKeys(tx)
  const known = new Set(onRecord.map(({ vkey }) => vkey))
  const fresh = vkeys.filter((key) => !known.has(key))
  if (fresh.length === 0) return fresh
  refuseKeysOf(
    onRecord.map(({ vkey }) => vkey),
    fresh,
  )
  const recordedAt = await readClock(tx)
  await keepLogKeys(tx, recordedAt, origin, fresh)
  const link: readonly NewFact[] =
    continues === undefined
      ? []
      : [{ id: newId(), kind: 'key-event', body: { event: 'CONTINUED', use: 'LEDGER', origin, ...continues } }]
  await appendFacts(tx, REGISTRY_AGENCY_ID, recordedAt, [...link, ...fresh.map((key) => added(key, recordedAt))])
  return fresh
}

/** A row that is no key is for the guard to tell. */
function readKey(vkey: string): readonly NoteKey[] {
  try {
    return [parseVkey(vkey)]
  } catch (error) {
    if (!(error instanceof LedgerFormatError)) throw error
    return []
  }
}

/** @throws KeyOfAnotherNameError where one of the fresh keys is one of the others, under another name */
function refuseKeysOf(others: readonly string[], fresh: readonly string[]): void {
  const before = others.flatMap(readKey)
  for (const { name, publicKey } of fresh.flatMap(readKey)) {
    const same = before.find((one) => one.name !== name && one.publicKey.equals(publicKey))
    if (same !== undefined) throw new KeyOfAnotherNameError(same.name)
  }
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
