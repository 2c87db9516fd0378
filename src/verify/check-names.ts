import { isTextId, textId } from '../domain/ledger/bound-text.ts'
import type { ProvableAnswer } from './answer.ts'
import { type NamedParty, namesIn } from './backed-fields.ts'
import { fieldsShown } from './check-record.ts'
import { type Check, fails, holds, noted } from './codes.ts'
import type { ShownName, ShownRecord, UnverifiedCertificate } from './read-certificate.ts'

const KIND = 'PARTY_NAME'

/** The ids of names that the records of parties hold, for each party. */
function nameIdsOf(records: readonly ShownRecord[]): ReadonlyMap<unknown, readonly unknown[]> {
  const held = new Map<unknown, unknown[]>()
  for (const { fact } of records) {
    const fields = fieldsShown(fact)
    const kind = fields.get('/factKind')
    if (kind !== 'party' && kind !== 'party-version') continue
    const partyId = fields.get(kind === 'party' ? '/factId' : '/partyId')
    if (fields.has('/nameId')) held.set(partyId, [...(held.get(partyId) ?? []), fields.get('/nameId')])
  }
  return held
}

/** A name and its salt give its id, which some party's record holds. */
function checkShown({ place, id, name, salt }: ShownName, held: ReadonlySet<unknown>): Check[] {
  if (textId(salt, { kind: KIND, body: { name } }) !== id)
    return [fails('name-differs', place, `The name ${name} and its salt do not give the id ${id}: one was changed.`)]
  if (!held.has(id))
    return [fails('name-without-record', place, `No record that is shown holds the id of the name ${name}.`)]
  return []
}

function checkNamed({ partyId, name }: NamedParty, shown: readonly ShownName[], ids: readonly unknown[]): Check {
  if (shown.some((one) => one.name === name && ids.includes(one.id)))
    return holds('payload', `The party ${partyId} is on record under the name ${name}.`)
  if (ids.some((id) => typeof id === 'string' && !isTextId(id))) {
    const says = `The name ${name} was recorded before names were bound to the ledger: for it the signature alone speaks.`
    return noted('payload', says)
  }
  const says = `The answer calls the party ${partyId} ${name}, and no record that is shown does.`
  return fails('name-without-record', 'payload', says)
}

/** The names that the answer gives to parties, against the ids of names in the records of these parties. */
export function checkNames(
  answer: ProvableAnswer,
  { records, names }: Pick<UnverifiedCertificate, 'records' | 'names'>,
): Check[] {
  const held = nameIdsOf(records)
  const all = new Set([...held.values()].flat())
  return [
    ...names.flatMap((one) => checkShown(one, all)),
    ...namesIn(answer).map((one) => checkNamed(one, names, held.get(one.partyId) ?? [])),
  ]
}
