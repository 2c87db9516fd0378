import type { Requester } from '../domain/requester.ts'
import type { Tx } from './db.ts'
import { bindText } from './bind-text.ts'

const FIND = {
  name: 'actor_find',
  // Served by personal_record_actor_once (agency_id, body ->> 'subject').
  text: `select id from personal_record where kind = 'ACTOR' and agency_id = $1::uuid and body ->> 'subject' = $2::text`,
}
const SAME_PERSON = {
  name: 'is_same_person',
  text: 'select is_same_person($1::uuid, $2::uuid) as same',
}

/** The id of a subject that the registry knows already; undefined where he never called. */
export async function findActor(
  tx: Tx,
  { agencyId, subject }: Pick<Requester, 'agencyId' | 'subject'>,
): Promise<string | undefined> {
  return (await tx.rows<{ id: string }>(FIND, [agencyId, subject]))[0]?.id
}

/** True where two tokens' subjects are one person, whatever their agencies. */
export async function isSamePerson(tx: Tx, actorId: string, otherId: string): Promise<boolean> {
  const [row] = await tx.rows<{ same: boolean }>(SAME_PERSON, [actorId, otherId])
  return row?.same === true
}

const MAKE = {
  name: 'actor_make',
  text: `
    insert into personal_record (id, kind, subject_id, agency_id, body, recorded_at, secret)
    values ($1::uuid, 'ACTOR', $1::uuid, $2::uuid, jsonb_build_object('subject', $3::text), clock_timestamp(), $4::bytea)
    on conflict do nothing returning id`,
}

/**
 * The opaque id under which facts know a token's subject (design 3.11): the subject itself may name a person, and lies in the personal store only.
 */
export async function actorIdOf(tx: Tx, requester: Pick<Requester, 'agencyId' | 'subject'>): Promise<string> {
  const found = await findActor(tx, requester)
  if (found !== undefined) return found
  const { agencyId, subject } = requester
  const { id, secret } = bindText({ agencyId, subjectId: null }, { kind: 'ACTOR', body: { subject } })
  const [made] = await tx.rows<{ id: string }>(MAKE, [id, agencyId, subject, secret])
  if (made !== undefined) return made.id
  const raced = await findActor(tx, requester)
  if (raced === undefined) throw new Error('the actor of this request could not be recorded')
  return raced
}

const KNOWN = {
  name: 'actors_and_clock',
  // Served by personal_record_actor_once (agency_id, body ->> 'subject').
  text: `
    select to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as now, (
      select jsonb_object_agg(r.body ->> 'subject', r.id) from personal_record r
      where r.kind = 'ACTOR' and r.agency_id = $1::uuid and r.body ->> 'subject' = any ($2::text[])) as actors`,
}

/**
 * The ids of several subjects of one agency, and the database's clock, in one statement. Nothing is remembered between calls: an actor whose record was erased
 * gets a new one with his next call.
 */
export async function actorsAndClock(
  tx: Tx,
  agencyId: string,
  subjects: readonly string[],
): Promise<{ actors: ReadonlyMap<string, string>; now: string }> {
  const [row] = await tx.rows<{ now: string; actors: Record<string, string> | null }>(KNOWN, [agencyId, subjects])
  if (row === undefined) throw new Error('the database gave no time')
  const actors = new Map(Object.entries(row.actors ?? {}))
  for (const subject of subjects)
    if (!actors.has(subject)) actors.set(subject, await actorIdOf(tx, { agencyId, subject }))
  return { actors, now: row.now }
}
