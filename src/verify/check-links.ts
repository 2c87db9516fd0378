import type { AnswerLink, ProvableAnswer } from './answer.ts'
import { firstDifference, linkFields } from './backed-fields.ts'
import { fieldsShown } from './check-record.ts'
import { type Check, fails, holds, noted } from './codes.ts'
import type { ShownRecord } from './read-certificate.ts'

/** The records that are one weapon with the one answered about, by links that are shown, and the lots that they were part of. */
export function weaponsJoined(weaponId: string, records: readonly ShownRecord[]): ReadonlySet<string> {
  const joined = new Set<unknown>([weaponId])
  const shown = records.map(({ fact }) => fieldsShown(fact))
  const pairs = shown.flatMap((fields): [unknown, unknown][] => {
    const kind = fields.get('/factKind')
    const [one, other] = [fields.get('/weaponId'), fields.get('/otherWeaponId')]
    if (kind === 'identity-link' && typeof one === 'string' && typeof other === 'string') return [[one, other], [other, one]]
    const lotId = fields.get('/lot/lotId')
    return kind === 'weapon' && typeof lotId === 'string' ? [[fields.get('/factId'), lotId]] : []
  })
  // A set may grow while it is walked, and the walk then reaches what was added.
  for (const member of joined) for (const [one, other] of pairs) if (one === member) joined.add(other)
  return joined as ReadonlySet<string>
}

/** A record of which nothing is left: an erasure must be on record that names it and its place in the ledger. */
function checkErased(record: ShownRecord, place: string, what: string, records: readonly ShownRecord[]): Check {
  const erasure = records.find(({ fact }) => {
    const fields = fieldsShown(fact)
    return fields.get('/factKind') === 'erasure' && fields.get('/erasedFactId') === record.factId
  })
  const index = erasure === undefined ? undefined : fieldsShown(erasure.fact).get('/index')
  if (erasure === undefined || (record.proof !== undefined && index !== record.proof.index)) {
    const says = `${what}: nothing of its record is shown, and no erasure of it is on record.`
    return fails('erased-without-record', record.place, says)
  }
  const says = `${what}: its record was lawfully erased. That it stood in the ledger is proved; what it said cannot be any more.`
  return noted(place, says)
}

function checkLink(
  link: AnswerLink,
  n: number,
  { records, joined }: { readonly records: readonly ShownRecord[]; readonly joined: ReadonlySet<string> },
): Check {
  const place = `payload/chain/${n}`
  const what = `Step ${n + 1} of the chain (${link.kind}, ${link.occurredAt.value})`
  if (link.eventId === undefined) {
    const says = `${what} is from another authority's case: its record is not shown, only that the registry answered so.`
    return noted(place, says)
  }
  const record = records.find(({ factId }) => factId === link.eventId)
  if (record === undefined) {
    return fails('link-without-record', place, `${what}: the record that it stands on is not shown.`)
  }
  if (record.fact.shown.length === 0) return checkErased(record, place, what, records)
  const fields = fieldsShown(record.fact)
  const difference = firstDifference(fields, linkFields(link))
  if (difference !== undefined) {
    const says = `${what} says something else than its record, in the field ${difference} of the record.`
    return fails('link-differs', `${place}, ${record.place}`, says)
  }
  if (!joined.has(String(fields.get('/weaponId')))) {
    const says = `${what}: its record is of another weapon, which nothing that is shown joins to this one.`
    return fails('link-of-another-weapon', `${place}, ${record.place}`, says)
  }
  return holds(place, `${what} is what the record ${link.eventId} says, recorded on ${link.recordedAt}.`)
}

/** Each event of the chain against its record. Gaps and conflicts are conclusions, and stand in the answer's own record. */
export function checkLinks({ weapon, chain }: ProvableAnswer, records: readonly ShownRecord[]): Check[] {
  const joined = weapon === null ? new Set<string>() : weaponsJoined(weapon.id, records)
  return chain.flatMap((link, n) => (link.type === 'EVENT' ? [checkLink(link, n, { records, joined })] : []))
}
