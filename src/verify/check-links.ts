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
    if (kind === 'identity-link' && typeof one === 'string' && typeof other === 'string')
      return [
        [one, other],
        [other, one],
      ]
    const lotId = fields.get('/lot/lotId')
    return kind === 'weapon' && typeof lotId === 'string' ? [[fields.get('/factId'), lotId]] : []
  })
  // A set may grow while it is walked, and the walk then reaches what was added.
  for (const member of joined) for (const [one, other] of pairs) if (one === member) joined.add(other)
  return joined as ReadonlySet<string>
}

/** Whether an erasure is on record that names this record, and its place in the ledger if it had one by then. */
function isErased({ factId, proof }: ShownRecord, records: readonly ShownRecord[]): boolean {
  return records.some((other) => {
    const fields = fieldsShown(other.fact)
    if (fields.get('/factKind') !== 'erasure') return false
    return [...fields].some(([pointer, value]) => {
      if (value !== factId || !/^\/erased\/\d+\/factId$/.test(pointer)) return false
      const index = fields.get(pointer.replace(/factId$/, 'index'))
      return index === null || proof === undefined || index === String(proof.index)
    })
  })
}

const isPaper = (pointer: string): boolean => pointer.startsWith('/documents/')

/** What a link says in the place of a paper's number that was erased from its record. */
function standsForErased(pointer: string, hidden: ReadonlySet<string>): boolean {
  return /^\/documents\/\d+\/erased$/.test(pointer) && hidden.has(pointer.replace(/erased$/, 'number'))
}

/**
 * Where link and record part; undefined where they agree, in every paper too. Of a record that was erased in part the digests are left, of which nobody has the
 * values any more: only what is still there is compared.
 */
function differenceOf(link: AnswerLink, { fact }: ShownRecord, erased: boolean): string | undefined {
  const fields = fieldsShown(fact)
  const expected = linkFields(link)
  const hidden = new Set(fact.hidden.map(({ pointer }) => pointer))
  const isGone = (pointer: string): boolean => hidden.has(pointer) || standsForErased(pointer, hidden)
  const demanded = erased ? new Map([...expected].filter(([pointer]) => !isGone(pointer))) : expected
  const papers = [...fields.keys(), ...(erased ? [] : hidden)].filter(isPaper)
  return firstDifference(fields, demanded) ?? papers.find((pointer) => !expected.has(pointer))
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
  const fields = fieldsShown(record.fact)
  const erased = isErased(record, records)
  const difference = differenceOf(link, record, erased)
  if (difference !== undefined) {
    const says = `${what} says something else than its record, in the field ${difference} of the record.`
    return fails('link-differs', `${place}, ${record.place}`, says)
  }
  const weaponId = fields.get('/weaponId')
  if (typeof weaponId !== 'string' || !joined.has(weaponId)) {
    const says = `${what}: its record is of another weapon, which nothing that is shown joins to this one.`
    return fails('link-of-another-weapon', `${place}, ${record.place}`, says)
  }
  if (erased) {
    return noted(
      place,
      `${what}: a part of its record was lawfully erased. What is left of it says the same, and is proved.`,
    )
  }
  return holds(place, `${what} is what the record ${link.eventId} says, recorded on ${link.recordedAt}.`)
}

/** Each event of the chain against its record. Gaps and conflicts are conclusions, and stand in the answer's own record. */
export function checkLinks({ weapon, chain }: ProvableAnswer, records: readonly ShownRecord[]): Check[] {
  const joined = weapon === null ? new Set<string>() : weaponsJoined(weapon.id, records)
  return chain.flatMap((link, n) => (link.type === 'EVENT' ? [checkLink(link, n, { records, joined })] : []))
}
