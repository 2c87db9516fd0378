import type { ProvableAnswer } from '../../verify/answer.ts'
import { partiesIn } from '../../verify/backed-fields.ts'
import { type PartyStatement, partyStates, registrationIn, versionIn } from '../../verify/party-states.ts'
import { groupedBy } from '../../verify/shown-records.ts'
import { type Chosen, knownThen, ofKind, type Opened, text } from './opened-record.ts'

type Said = PartyStatement & { readonly record: Opened }

interface Shows {
  readonly record: Opened
  readonly pointers: Set<string>
}

/** Which fields of which records are to be shown, each record once. */
function choices() {
  const chosen = new Map<string, Shows>()
  const show = (record: Opened, ...pointers: readonly string[]): void => {
    const shows = chosen.get(record.factId) ?? { record, pointers: new Set<string>() }
    chosen.set(record.factId, shows)
    if (record.kind === 'party-version') shows.pointers.add('/partyId')
    for (const pointer of pointers) shows.pointers.add(pointer)
  }
  const all = (): Chosen[] => [...chosen.values()].map(({ record, pointers }) => ({ record, shows: [...pointers] }))
  return { show, all }
}

/** The field that was asked for, what it leaves unsaid, and since when it is so: by these a verifier finds the state that the record is part of. */
function showsOf({ record, kind, country }: Said, field: 'kind' | 'country'): readonly string[] {
  return [
    ...(field === 'kind' || kind === null ? ['/partyKind'] : []),
    ...(field === 'country' || country === null ? ['/country'] : []),
    ...(record.kind === 'party-version' ? ['/validFrom', '/recordedAt'] : []),
  ]
}

/**
 * What was said of each party, as far as the answer says it: a kind and a State that it had on one day, and the id to which the name that is shown is bound.
 *
 * @param nameIds of the names that are shown
 */
export function discloseParties(
  answer: ProvableAnswer,
  records: readonly Opened[],
  nameIds: readonly string[],
): Chosen[] {
  const registered = ofKind(records, 'party')
  const versions = knownThen(answer, ofKind(records, 'party-version'))
  const said = [
    ...registered.map((record): Said => ({ ...registrationIn(record.factId, record.fields), record })),
    ...versions.flatMap((record): Said[] => {
      const version = versionIn(record.factId, record.fields)
      return version === undefined ? [] : [{ ...version, record }]
    }),
  ]
  const states = new Map([...groupedBy(said, ({ partyId }) => partyId)].map(([id, all]) => [id, partyStates(all)]))
  const { show, all } = choices()
  for (const { partyId, kind, country } of partiesIn(answer)) {
    const then = states.get(partyId)?.find((state) => state.kind.kind === kind && state.country.country === country)
    if (then === undefined) continue
    show(then.kind.record, ...showsOf(then.kind, 'kind'))
    show(then.country.record, ...showsOf(then.country, 'country'))
  }
  const wanted = new Set(nameIds)
  for (const record of [...registered, ...versions]) {
    // One record for each name is enough.
    if (wanted.delete(text(record, '/nameId'))) show(record, '/nameId')
  }
  return all()
}
