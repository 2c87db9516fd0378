import type { CustodyEvent, PartyRef } from '../custody/types.ts'
import type { Finding } from '../findings.ts'
import { assessLicences } from './assess-licences.ts'
import type { Licence } from './licence.ts'
import { isPerson } from './licence-rules.ts'

/** A licence with the party that has it. */
export interface LicenceOfParty extends Licence {
  readonly partyId: string
}

/** What a chain says of licences: only what is recorded against one. That none is recorded was told to the reporter, and says nothing to a reader years later. */
const SHOWN: ReadonlySet<string> = new Set([
  'LICENCE_NOT_VALID_THEN',
  'LICENCE_SUSPENDED',
  'LICENCE_REVOKED',
  'LICENCE_SCOPE_EXCEEDED',
])

const WHOLE = { from: '#', to: '#' }
// A chain does not tell the sorts of the weapons that went together, so that only the kinds of events of a scope are judged.
const NO_GOODS = { quantity: 0, sorts: [] }

/**
 * What is known against the licences of firms at the time of each event, by event id. Persons are left out, whoever reads: a chain goes to others than their own
 * agency. Events have their parties as they were then.
 */
export function licencesInChain(
  events: readonly CustodyEvent[],
  licences: readonly LicenceOfParty[],
  knownAt?: string,
): ReadonlyMap<string, readonly Finding[]> {
  const held = new Map<string, LicenceOfParty[]>()
  for (const licence of licences) held.set(licence.partyId, [...(held.get(licence.partyId) ?? []), licence])
  const firm = (party: PartyRef | null) => (party === null || isPerson(party.kind) ? null : party)
  const said = events.map((event) => {
    const firms = { ...event, from: firm(event.from), to: firm(event.to) }
    const found = assessLicences(firms, held, { pointers: WHOLE, goods: NO_GOODS, knownAt })
    return [event.id, found.filter(({ code }) => SHOWN.has(code))] as const
  })
  return new Map(said.filter(([, findings]) => findings.length > 0))
}
