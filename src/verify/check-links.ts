import type { AnswerLink, ProvableAnswer } from './answer.ts'
import { type Backed, firstDifference, linkFields } from './backed-fields.ts'
import { checkJoints } from './check-joints.ts'
import { type Check, fails, holds, noted } from './codes.ts'
import { ERASED_NUMBER, erasedMarkOf, isErasable } from './erasable-fields.ts'
import { groupedBy, type ShownRecord, type ShownRecords } from './shown-records.ts'

const ERASED_FACT = /^\/erased\/\d+\/factId$/

/** Where the records that erasures name stood in the ledger by then, by their ids; null where one had no place yet. */
function erasedPlaces(records: ShownRecords): ReadonlyMap<unknown, readonly (readonly [unknown, unknown])[]> {
  const named = records
    .ofKind('erasure')
    .flatMap(({ fields }) =>
      [...fields].flatMap(([pointer, factId]): [unknown, unknown][] =>
        ERASED_FACT.test(pointer) ? [[factId, fields.get(pointer.replace(/factId$/, 'index'))]] : [],
      ),
    )
  return groupedBy(named, ([factId]) => factId)
}

type ErasedPlaces = ReturnType<typeof erasedPlaces>

/** Whether an erasure is on record that names this record, and its place in the ledger if it had one by then. */
function isErased({ factId, proof }: ShownRecord, places: ErasedPlaces): boolean {
  const found = places.get(factId) ?? []
  return found.some(([, index]) => index === null || proof === undefined || index === String(proof.index))
}

const isPaper = (pointer: string): boolean => pointer.startsWith('/documents/')

/**
 * What a link must find in a record of which these fields were erased: of them nothing, since nobody has their values any more. A link that shows one all the same
 * finds nothing to back it.
 */
function withoutErased(expected: Backed, erased: readonly string[]): Backed {
  const demanded = new Map(expected)
  for (const pointer of erased) {
    const mark = erasedMarkOf(pointer)
    const value = demanded.get(pointer)
    if (mark !== undefined && demanded.get(mark) === true) demanded.delete(mark)
    if (value === null || (mark !== undefined && value === ERASED_NUMBER)) demanded.delete(pointer)
  }
  return demanded
}

/** Where link and record part; undefined where they agree, in every paper too. Of a record that was erased in part only what an erasure may take is not there. */
function differenceOf(link: AnswerLink, { fact, fields }: ShownRecord, erased: boolean): string | undefined {
  const expected = linkFields(link)
  const hidden = fact.hidden.map(({ pointer }) => pointer)
  const gone = new Set(erased ? hidden.filter(isErasable) : [])
  const papers = [...fields.keys(), ...hidden].filter((pointer) => isPaper(pointer) && !gone.has(pointer))
  return firstDifference(fields, withoutErased(expected, [...gone])) ?? papers.find((pointer) => !expected.has(pointer))
}

interface Beside {
  readonly records: ShownRecords
  readonly joined: ReadonlySet<unknown>
  readonly erased: ErasedPlaces
  /** Ids of the events that an earlier step stands on. */
  readonly told: Set<string>
}

function checkLink(link: AnswerLink, n: number, { records, joined, erased, told }: Beside): Check {
  const place = `payload/chain/${n}`
  const what = `Step ${n + 1} of the chain (${link.kind}, ${link.occurredAt.value})`
  const { eventId } = link
  if (eventId === undefined) {
    const says = `${what} is from another authority's case: its record is not shown, only that the registry answered so.`
    return noted(place, says)
  }
  const record = records.byId.get(eventId)
  if (record === undefined) {
    return fails('link-without-record', place, `${what}: the record that it stands on is not shown.`)
  }
  if (told.has(eventId)) {
    const says = `${what} is told by an earlier step already: one record is one event.`
    return fails('link-repeated', `${place}, ${record.place}`, says)
  }
  told.add(eventId)
  const isPartGone = isErased(record, erased)
  const difference = differenceOf(link, record, isPartGone)
  if (difference !== undefined) {
    const says = `${what} says something else than its record, in the field ${difference} of the record.`
    return fails('link-differs', `${place}, ${record.place}`, says)
  }
  if (!joined.has(record.fields.get('/weaponId'))) {
    const says = `${what}: its record is of another weapon, which nothing that is shown joins to this one.`
    return fails('link-of-another-weapon', `${place}, ${record.place}`, says)
  }
  if (isPartGone) {
    const says = `${what}: a part of its record was lawfully erased. What is left of it says the same, and is proved.`
    return noted(place, says)
  }
  return holds(place, `${what} is what the record ${eventId} says, recorded on ${link.recordedAt}.`)
}

/** Each event of the chain against its record. Gaps and conflicts are conclusions, and stand in the answer's own record. */
export function checkLinks(answer: ProvableAnswer, records: ShownRecords): Check[] {
  const { joined, checks } = checkJoints(answer, records)
  const beside = { records, joined, erased: erasedPlaces(records), told: new Set<string>() }
  const links = answer.chain.flatMap((link, n) => (link.type === 'EVENT' ? [checkLink(link, n, beside)] : []))
  return [...checks, ...links]
}
