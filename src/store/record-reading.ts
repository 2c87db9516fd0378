import type { Requester } from '../domain/requester.ts'
import { actorsAndClock } from './actors.ts'
import { recordAudits } from './audit.ts'
import type { Tx } from './db.ts'
import { type Look, recordLooks, type SeenRecord } from './looks.ts'

/** Who reads, through which call. */
export interface Reader {
  readonly requester: Requester
  readonly requestId: string
}

/** An entry of the audit beside those of the looks. */
interface ReadingAudit {
  readonly action: string
  readonly subjectIds: readonly string[]
}

/**
 * Records what a read has shown, in its transaction and before its answer leaves; nothing where nothing was shown. Called after the reading: a look must never be older than
 * what it saw, or who reported that could still correct it alone.
 */
export async function recordReading(
  tx: Tx,
  reader: Reader,
  looks: readonly Look[],
  audits: readonly ReadingAudit[] = [],
): Promise<void> {
  const said = audits.filter(({ subjectIds }) => subjectIds.length > 0)
  if (looks.length === 0 && said.length === 0) return
  const { agencyId, subject } = reader.requester
  const { actors, now } = await actorsAndClock(tx, agencyId, [subject])
  const actorId = actors.get(subject)
  if (actorId === undefined) throw new Error('the actor of a request could not be recorded')
  const write = { ...reader, actorId }
  await recordLooks(tx, agencyId, now, [{ write, looks }])
  const entries = said.map((audit) => ({ write, amount: audit.subjectIds.length, ...audit }))
  if (entries.length > 0) await recordAudits(tx, now, entries)
}

const OWN_AMONG = {
  name: 'own_weapons_among',
  // Served by weapon_reader_pk, weapon_state_pk and representation_pk.
  text: 'select w.id from unnest($1::uuid[]) as w (id) where weapon_is_own(w.id)',
}

/** Weapons and other records that a page or a record names, and what the audit says of it. */
interface Named {
  /** The form in which they were shown. */
  readonly source: string
  readonly weaponIds?: readonly string[]
  readonly records?: readonly SeenRecord[]
  readonly audits?: readonly ReadingAudit[]
}

async function looksAtNamed(
  tx: Tx,
  { requester }: Reader,
  { source, weaponIds = [], records = [] }: Named,
): Promise<Look[]> {
  const named = [...new Set(weaponIds)]
  const own = new Set(named.length === 0 ? [] : (await tx.rows<{ id: string }>(OWN_AMONG, [named])).map(({ id }) => id))
  const look = { shown: ['LISTED'], source }
  return [
    ...named.map((weaponId) => ({ weaponId, ownRecord: own.has(weaponId), ...look })),
    ...records.map((record) => ({ record, ownRecord: record.ownerId === requester.agencyId, ...look })),
  ]
}

/** Records a look at each weapon and record that one record names, also at one's own. */
export async function recordNamed(tx: Tx, reader: Reader, named: Named): Promise<void> {
  await recordReading(tx, reader, await looksAtNamed(tx, reader, named), named.audits)
}

/**
 * Records what a page of a list has shown a reader of the whole registry of others' records: each a look, all in one fact. Who lists his own is not looking at it, so for any
 * other reader nothing is recorded, and nothing asked.
 */
export async function recordListed(tx: Tx, reader: Reader, page: Named): Promise<void> {
  if (!reader.requester.scopes.has('registry:read-any')) return
  const looks = await looksAtNamed(tx, reader, page)
  await recordReading(
    tx,
    reader,
    looks.filter(({ ownRecord }) => !ownRecord),
    page.audits,
  )
}
