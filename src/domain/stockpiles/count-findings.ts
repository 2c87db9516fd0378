import type { ErrorEntry } from '../errors.ts'
import type { Finding } from '../findings.ts'
import { parseReading } from '../identification/reading.ts'
import { searchKeys } from '../identification/search-keys.ts'
import type { Occurred } from '../time/occurred-at.ts'
import type { Comparison } from './compare-count.ts'
import type { CountedItem } from './count.ts'

const WORDS = {
  MATCHED_BY_SIMILAR_MARK: {
    code: 'STOCK_MISREAD',
    detail: 'Read otherwise than it is on record. One weapon of this stock, and no other, bears a like mark.',
    hint: 'Read it again, and resolve the discrepancy.',
  },
  SURPLUS: {
    code: 'STOCK_SURPLUS',
    detail: 'No weapon that should lie here bears this mark.',
    hint: 'Read it again. The registrar sees it and asks where it came from.',
  },
  DUPLICATE_READING: {
    code: 'STOCK_DUPLICATE_READING',
    detail: 'This weapon was read already.',
    hint: 'Look for another weapon with this mark.',
  },
} as const

const PARAGRAPH = 'ITI 11; UNSC 2370 (2017)'

/** What a count found, in words. All of it is INFO: a caller who asks for strict handling must not have his count refused because something is missing. */
export function findingsOfCount({ items, unmarked, expected }: Comparison): Finding[] {
  const read = items.flatMap(({ index, class: name }): Finding[] => {
    if (name === 'MATCHED') return []
    return [{ ...WORDS[name], severity: 'INFO', pointer: `#/items/${index}`, paragraph: PARAGRAPH }]
  })
  const bare = unmarked.flatMap(({ index, excess }): Finding[] => {
    if (excess === 0) return []
    const detail = `${excess} unmarked weapons are not on record here.`
    const hint = 'Mark them uniquely and register them (ITI 8(d), 9).'
    const place = { pointer: `#/unmarked/${index}`, paragraph: 'ITI 8(d), 9' }
    return [{ code: 'STOCK_UNMARKED', severity: 'INFO', ...place, detail, hint }]
  })
  const missing = expected.filter((weapon) => weapon.class === 'MISSING').length
  if (missing === 0) return [...read, ...bare]
  const detail = `${missing} weapons that should lie here were not read.`
  const hint = 'Look for them, and resolve each discrepancy: found elsewhere, lost, or wrongly recorded.'
  const gone = {
    code: 'STOCK_MISSING',
    severity: 'INFO',
    pointer: '#/items',
    detail,
    hint,
    paragraph: PARAGRAPH,
  } as const
  return [gone, ...read, ...bare]
}

const MAX_COUNT_DAYS = 31
const DAY_MS = 86_400_000

/** What cannot be the time of a stock-taking. */
export function refuseDuration({ from, to }: Occurred): ErrorEntry[] {
  if (Date.parse(to) - Date.parse(from) <= MAX_COUNT_DAYS * DAY_MS) return []
  const detail = `A stock-taking lasts at most ${MAX_COUNT_DAYS} days.`
  return [{ pointer: '#/countedAt', code: 'count-too-long', detail, hint: 'Give the day, or the first and the last.' }]
}

/** Readings in which nothing was read, or whose pattern is broken. Never holds what was read. */
export function refuseReadings(items: readonly CountedItem[]): ErrorEntry[] {
  return items.flatMap(({ serial }, n): ErrorEntry[] => {
    if (serial === undefined) return []
    const pointer = `#/items/${n}/serial`
    const read = parseReading(serial, { literal: false })
    if (!read.ok) return [{ pointer, code: read.code, detail: read.detail }]
    if (searchKeys(read.reading).exact !== '') return []
    const hint = 'Count a weapon without a readable mark under unmarked.'
    return [{ pointer, code: 'nothing-read', detail: 'This holds no letter and no number.', hint }]
  })
}
