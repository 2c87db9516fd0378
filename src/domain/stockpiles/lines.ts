import { createHash } from 'node:crypto'
import { canonicalJson, type JsonValue } from '../ledger/canonical-json.ts'
import type { CountedClass, DiscrepancyKind } from './codes.ts'
import type { Comparison } from './compare-count.ts'
import type { Counted } from './count.ts'

/** What is kept of one item, one line of unmarked weapons, or one weapon that was expected and not read. */
export interface CountLine {
  readonly n: number
  readonly class: CountedClass
  readonly weaponId: string | null
  readonly observed: { readonly [field: string]: string | number } | null
  readonly quantity: number
}

/** A line that somebody has to look into. */
export interface FoundDiscrepancy {
  readonly n: number
  readonly kind: DiscrepancyKind
  readonly weaponId: string | null
  readonly similarTo: readonly string[]
  readonly observed: CountLine['observed']
  /** Its place among the items, or among the unmarked lines; null for what was not read. */
  readonly item: number | null
  readonly quantity: number
}

function stated(item: object): { [field: string]: string | number } {
  return Object.fromEntries(Object.entries(item).filter(([, value]) => value !== undefined))
}

/** Every line of a count, items first in their order, then unmarked lines, then what was expected and not read. */
export function linesOf(counted: Counted, comparison: Comparison): CountLine[] {
  const items = comparison.items.map(({ index, class: name, weaponId }) => {
    return { class: name, weaponId, observed: stated(counted.items[index] ?? {}), quantity: 1 }
  })
  const unmarked = comparison.unmarked.map(({ index, quantity }) => {
    return { class: 'UNMARKED' as const, weaponId: null, observed: stated(counted.unmarked[index] ?? {}), quantity }
  })
  const unread = comparison.expected
    .filter((weapon) => !weapon.class.startsWith('MATCHED'))
    .map(({ weaponId, class: name }) => ({ class: name, weaponId, observed: null, quantity: 1 }))
  return [...items, ...unmarked, ...unread].map((line, n) => ({ n, ...line }))
}

/** What a count found amiss. A weapon that is already being looked for (`open`) is not put on the list a second time. */
export function discrepanciesOf(
  counted: Counted,
  comparison: Comparison,
  open: ReadonlySet<string>,
): FoundDiscrepancy[] {
  const lines = linesOf(counted, comparison)
  const items = comparison.items.length
  const unmarked = comparison.unmarked.length
  return lines.flatMap(({ class: name, ...line }): FoundDiscrepancy[] => {
    if (name === 'MATCHED' || name === 'NOT_COUNTED') return []
    if (line.n < items)
      return [{ ...line, kind: name, item: line.n, similarTo: comparison.items[line.n]?.similarTo ?? [] }]
    if (line.n < items + unmarked) {
      const item = line.n - items
      const excess = comparison.unmarked[item]?.excess ?? 0
      return excess === 0 ? [] : [{ ...line, kind: 'UNMARKED', item, quantity: excess, similarTo: [] }]
    }
    if (name !== 'MISSING' || open.has(line.weaponId ?? '')) return []
    return [{ ...line, kind: 'MISSING', item: null, similarTo: [] }]
  })
}

/** What binds the lines of a count to its fact: SHA-256 over their canonical text (RFC 8785), base64url. */
export function digestOfLines(lines: readonly CountLine[]): string {
  return createHash('sha256')
    .update(canonicalJson(lines as unknown as JsonValue))
    .digest('base64url')
}

/** The id of a discrepancy follows from its count and line, so that who keeps both apart from the registry can name it. In the form of a UUIDv7 with the count's time. */
export function discrepancyIdOf(countId: string, n: number): string {
  const digest = createHash('sha256').update(`stock-discrepancy\n${countId}\n${n}`).digest()
  digest[6] = 0x70 | ((digest[6] ?? 0) & 0x0f)
  digest[8] = 0x80 | ((digest[8] ?? 0) & 0x3f)
  const hex = countId.replaceAll('-', '').slice(0, 12) + digest.toString('hex').slice(12, 32)
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}
