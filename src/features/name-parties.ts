import type { PartyRef } from '../domain/custody/types.ts'
import { DomainError, type ErrorEntry } from '../domain/errors.ts'
import { type PartyRecord, partyAt } from '../domain/parties/party.ts'
import { daysOf } from '../domain/time/days.ts'
import type { Occurred } from '../domain/time/occurred-at.ts'
import type { Tx } from '../store/db.ts'
import { findNamedParties, type NamedParty } from '../store/parties.ts'
import type { VerbWrite } from './storing.ts'

/** The parties a report names, by the field that names them. */
export type PartyFields = Readonly<Record<string, string | undefined>>

/** The entry of a party that the caller may not name: it does not exist, or is not his to see. */
export function unknownParty(field: string): ErrorEntry {
  return {
    pointer: `#/${field}`,
    code: 'party-unknown',
    detail: 'No party with this id is known to you.',
    hint: 'Register the party, or find a licensed one by its licence number.',
  }
}

function givenOf(fields: PartyFields): [string, string][] {
  return Object.entries(fields).filter((entry): entry is [string, string] => entry[1] !== undefined)
}

/** The parties that the fields name and the asker may see, for `nameParties`. */
export function findParties(tx: Tx, fields: PartyFields): Promise<Map<string, NamedParty>> {
  return findNamedParties(tx, [...new Set(givenOf(fields).map(([, id]) => id))])
}

/**
 * Finds the parties of a report and refuses one that reports on others only: an integrator has one of its own parties on one of the `sides`,
 * a registrar reports for any. A party that the caller may not see is refused like one that does not exist.
 */
export async function nameParties(
  write: VerbWrite,
  fields: PartyFields,
  sides: readonly string[],
  finding = findParties(write.tx, fields),
): Promise<Map<string, PartyRecord>> {
  const given = givenOf(fields)
  const found = await finding
  const errors = given.filter(([, id]) => !found.has(id)).map(([field]) => unknownParty(field))
  if (errors.length > 0)
    throw new DomainError('unprocessable', 'A party of this report is not known to you.', { errors })
  const mayReportAny = write.requester.scopes.has('registry:write-any')
  const isOwn = given.some(([field, id]) => sides.includes(field) && found.get(id)?.own === true)
  if (!mayReportAny && !isOwn) {
    const detail = 'Your agency acts for none of the parties of this report.'
    const hint = 'GET /v1/me lists the parties you act for; a registrar assigns them.'
    const entries = sides.map((side) => ({ pointer: `#/${side}`, code: 'party-not-yours', detail, hint }))
    throw new DomainError('forbidden', detail, { errors: entries })
  }
  return new Map(
    given.flatMap(([field, id]) =>
      found.has(id) ? [[field, (found.get(id) as { party: PartyRecord }).party] as const] : [],
    ),
  )
}

/** The party of a field as it was when the event happened, or began to: `null` where the report names none. */
export function partyThen(
  parties: ReadonlyMap<string, PartyRecord>,
  field: string,
  occurred: Occurred,
): PartyRef | null {
  const party = parties.get(field)
  if (party === undefined) return null
  const { kind, country, status } = partyAt(party, { at: daysOf(occurred).first })
  return { id: party.id, kind, country, ...(status === 'CLOSED' ? { status } : {}) }
}
