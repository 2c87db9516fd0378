import type { DisclosedFact } from '../domain/ledger/disclosed-fields.ts'
import type { Tx } from './db.ts'

const BECOME = { name: 'erasure_become', text: 'set local role marktrace_erasure' }
const DELETE_PERSONAL = {
  name: 'erasure_delete_personal',
  text: 'delete from personal_record where id = any ($1::uuid[]) returning 1',
}
const DELETE_KEYS = {
  name: 'erasure_delete_keys',
  text: 'delete from content_key where id = any ($1::uuid[]) returning 1',
}
const ERASE_EVENTS = {
  name: 'erase_events',
  text: 'select erase_events($1::uuid, $2::timestamptz, $3::jsonb) as erased',
}

/** From here on the transaction may do what the erasure role may, and nothing else. @throws Error that says what to grant where the login is no member of it */
export async function becomeErasureRole(tx: Tx): Promise<void> {
  try {
    await tx.rows(BECOME, [])
  } catch (cause) {
    const message =
      'This login may not take on the role marktrace_erasure. An administrator grants it: see migrations/README.md.'
    throw new Error(message, { cause })
  }
}

/** Gives the number of records that are gone. */
export async function deletePersonal(tx: Tx, ids: readonly string[]): Promise<number> {
  return (await tx.rows(DELETE_PERSONAL, [ids])).length
}

export async function deleteKeys(tx: Tx, ids: readonly string[]): Promise<number> {
  return (await tx.rows(DELETE_KEYS, [ids])).length
}

/** Erases facts, with the chains that are kept of them. @throws Error where what remains does not give the fact's own leaf: then nothing is erased */
export async function eraseEvents(
  tx: Tx,
  erasureId: string,
  recordedAt: string,
  facts: readonly { readonly factId: string; readonly weaponId: string | null; readonly remaining: DisclosedFact }[],
): Promise<number> {
  const [row] = await tx.rows<{ erased: number }>(ERASE_EVENTS, [erasureId, recordedAt, JSON.stringify(facts)])
  return row?.erased ?? 0
}
