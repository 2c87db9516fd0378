import type { Requester } from '../domain/requester.ts'
import type { Tx } from './db.ts'
import { newId } from './new-id.ts'

const FIND = {
  name: 'actor_find',
  // Served by personal_record_actor_once (agency_id, body ->> 'subject').
  text: `select id from personal_record where kind = 'ACTOR' and agency_id = $1::uuid and body ->> 'subject' = $2::text`,
}
const MAKE = {
  name: 'actor_make',
  text: `
    insert into personal_record (id, kind, subject_id, agency_id, body, recorded_at)
    values ($1::uuid, 'ACTOR', $1::uuid, $2::uuid, jsonb_build_object('subject', $3::text), clock_timestamp())
    on conflict do nothing returning id`,
}

/**
 * The opaque id under which facts know a token's subject (design 3.11): the subject itself may name a person, and lies in the personal store only.
 */
export async function actorIdOf(tx: Tx, requester: Pick<Requester, 'agencyId' | 'subject'>): Promise<string> {
  const wanted = [requester.agencyId, requester.subject]
  const [found] = await tx.rows<{ id: string }>(FIND, wanted)
  if (found !== undefined) return found.id
  const [made] = await tx.rows<{ id: string }>(MAKE, [newId(), ...wanted])
  if (made !== undefined) return made.id
  const [raced] = await tx.rows<{ id: string }>(FIND, wanted)
  if (raced === undefined) throw new Error('the actor of this request could not be recorded')
  return raced.id
}
