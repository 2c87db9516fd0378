import { isTextId, textId } from '../domain/ledger/bound-text.ts'
import type { ProvableAnswer } from './answer.ts'
import { type NamedParty, namesIn } from './backed-fields.ts'
import { type Check, fails, holds, noted } from './codes.ts'
import type { ShownName } from './read-certificate.ts'
import { groupedBy, type ShownRecords } from './shown-records.ts'

const KIND = 'PARTY_NAME'

interface Held {
  readonly partyId: unknown
  readonly nameId: unknown
}

/** The ids of names that the records of parties hold. */
function namesHeld(records: ShownRecords): readonly Held[] {
  const registered = records.ofKind('party').map(({ factId, fields }) => ({ partyId: factId, fields }))
  const versions = records.ofKind('party-version').map(({ fields }) => ({ partyId: fields.get('/partyId'), fields }))
  return [...registered, ...versions].flatMap(({ partyId, fields }) =>
    fields.has('/nameId') ? [{ partyId, nameId: fields.get('/nameId') }] : [],
  )
}

/** A name and its salt give its id, which some party's record holds. */
function checkShown({ place, id, name, salt }: ShownName, held: ReadonlySet<unknown>): Check[] {
  if (textId(salt, { kind: KIND, body: { name } }) !== id)
    return [fails('name-differs', place, `The name ${name} and its salt do not give the id ${id}: one was changed.`)]
  if (!held.has(id))
    return [fails('name-without-record', place, `No record that is shown holds the id of the name ${name}.`)]
  return []
}

function checkNamed({ partyId, name }: NamedParty, shown: ReadonlySet<string>, ids: readonly unknown[]): Check {
  if (ids.some((id) => shown.has(JSON.stringify([id, name]))))
    return holds('payload', `The party ${partyId} is on record under the name ${name}: it has it, or had it once.`)
  if (ids.some((id) => typeof id === 'string' && !isTextId(id))) {
    const says = `The name ${name} was recorded before names were bound to the ledger: for it the signature alone speaks.`
    return noted('payload', says)
  }
  const says = `The answer calls the party ${partyId} ${name}, and no record that is shown does.`
  return fails('name-without-record', 'payload', says)
}

/** The names that the answer gives to parties, against the ids of names in the records of these parties. */
export function checkNames(answer: ProvableAnswer, names: readonly ShownName[], records: ShownRecords): Check[] {
  const held = namesHeld(records)
  const ids = new Set(held.map(({ nameId }) => nameId))
  const ofParty = groupedBy(held, ({ partyId }) => partyId)
  const shown = new Set(names.map(({ id, name }) => JSON.stringify([id, name])))
  return [
    ...names.flatMap((one) => checkShown(one, ids)),
    ...namesIn(answer).map((one) =>
      checkNamed(one, shown, ofParty.get(one.partyId)?.map(({ nameId }) => nameId) ?? []),
    ),
  ]
}
