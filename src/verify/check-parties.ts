import type { ProvableAnswer } from './answer.ts'
import { partiesIn } from './backed-fields.ts'
import { type Check, fails, holds, noted } from './codes.ts'
import { type PartyStatement, partyStates, registrationIn, versionIn } from './party-states.ts'
import { groupedBy, type ShownRecords } from './shown-records.ts'

/** What records say of parties' kinds and States, as far as it was known at the time of the answer. Of a record that is shown for a name only, nothing is known. */
function statementsIn(records: ShownRecords, answeredAt: string): readonly PartyStatement[] {
  const versions = records.ofKind('party-version').flatMap(({ factId, fields }) => versionIn(factId, fields) ?? [])
  return [
    ...records.ofKind('party').map(({ factId, fields }) => registrationIn(factId, fields)),
    ...versions.filter(({ recordedAt }) => recordedAt <= answeredAt),
  ].filter(({ kind, country }) => kind !== undefined || country !== undefined)
}

const keyOf = (kind: unknown, country: unknown): string => JSON.stringify([kind, country])

/** What the answer says of each party, its kind and its State, against what the party was on some day by its records: both on the same one. */
export function checkParties(answer: ProvableAnswer, records: ShownRecords): Check[] {
  const said = groupedBy(statementsIn(records, answer.answeredAt), ({ partyId }) => partyId)
  const states = new Map(
    [...said].map(([partyId, statements]) => {
      const found = partyStates(statements).map(({ kind, country }) => keyOf(kind.kind, country.country))
      return [partyId, new Set(found)] as const
    }),
  )
  const named = new Map(
    partiesIn(answer).map((party) => [JSON.stringify([party.partyId, party.kind, party.country]), party]),
  )
  return [...named.values()].map(({ partyId, kind, country }): Check => {
    const ofParty = states.get(partyId)
    if (ofParty === undefined) {
      const says = `No record is shown of the party ${partyId} being ${kind} in ${country}: the registry's answer alone states it.`
      return noted('payload', says)
    }
    if (ofParty.has(keyOf(kind, country)))
      return holds('payload', `The party ${partyId} is on record as ${kind} in ${country}.`)
    const ids = new Set(said.get(partyId)?.map(({ factId }) => factId))
    const places = records.all.filter(({ factId }) => ids.has(factId)).map(({ place }) => place)
    const says = `The party ${partyId} is not on record as ${kind} in ${country}.`
    return fails('party-differs', ['payload', ...places].join(', '), says)
  })
}
