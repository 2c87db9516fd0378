import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type Alphabets,
  ANY_MAKE,
  alphabetOf,
  charactersOf,
  learnedFrom,
} from '../../../src/domain/identification/alphabet.ts'
import { lengthsOf } from '../../../src/domain/identification/expand-pattern.ts'
import { planErrors } from '../../../src/domain/identification/plan-errors.ts'
import { planWhole } from '../../../src/domain/identification/plan-whole.ts'
import { registeredKeys } from '../../../src/domain/identification/search-keys.ts'
import { escaped, readingOf } from './readings.ts'

const runs = { numRuns: process.env['LONG'] === '1' ? 20_000 : 400 }
const SIGNS = Array.from('0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZАБВЖЗЧЮΩΛÄ')
const serial = fc.oneof(
  fc.string({ unit: fc.constantFrom(...SIGNS), minLength: 5, maxLength: 9 }),
  fc.string({ unit: fc.constantFrom(...Array.from('0123456789')), minLength: 5, maxLength: 8 }),
  fc.string({ unit: fc.constantFrom('0', 'O', 'Q', '7', 'D'), minLength: 5, maxLength: 6 }),
)
const keyOf = (text: string, condition = 'INTACT') => registeredKeys(text, condition)?.noZero ?? ''

/** What a registry of these serials teaches, as it is read back for a reading. */
function learn(serials: readonly string[], lengths: readonly number[], condition = 'INTACT'): Alphabets {
  const rows = learnedFrom(serials.map((text) => ({ makeKey: 'ZASTAVA', key: keyOf(text, condition) })))
  const alphabets = [ANY_MAKE, 'ZASTAVA'].map((make) => {
    const own = new Map<number, string[][]>()
    for (const { makeKey, length, position, character } of rows) {
      if (makeKey !== make || !lengths.includes(length)) continue
      const places = own.get(length) ?? []
      own.set(length, places)
      places[position] = [...(places[position] ?? []), character]
    }
    return [make, alphabetOf(own)] as const
  })
  return new Map(alphabets)
}

function markOf(text: string) {
  return { index: 0, kind: 'SERIAL_PRIMARY', reading: readingOf(text), isSecondary: false, keepsToken: false }
}

/** Every NO_ZERO key that a reading is looked up by, within its make or of any. */
function probesOf(read: string, registry: readonly string[], makes: readonly string[] | undefined, condition?: string) {
  const mark = markOf(read)
  const alphabets = learn(registry, lengthsOf(mark.reading.units), condition)
  const whole = planWhole([mark], makes, alphabets)
  const near = planErrors({ marks: [mark], searched: whole.searched }, makes ?? [null], alphabets)
  const textsOf = (parts: (typeof whole)['keys']) =>
    new Set(parts.flatMap((part) => (part.kind === 'NO_ZERO' ? part.keys : [])))
  return { whole: textsOf(whole.keys), near: textsOf(near.keys), ranges: near.ranges, searched: whole.searched }
}

const makesToAsk = fc.constantFrom(['ZASTAVA'], undefined)
const damaged = fc.record({
  text: serial,
  others: fc.array(serial, { maxLength: 5 }),
  makes: makesToAsk,
  at: fc.nat(),
  by: fc.constantFrom(...SIGNS),
})
type Damaged = { text: string; at: number; by: string }
const errors: Record<string, (one: Damaged) => string> = {
  'one character for another': ({ text, at, by }) => place(text, at % text.length, 1, by),
  'one character too many': ({ text, at, by }) => place(text, at % (text.length + 1), 0, by),
  'one character too few': ({ text, at }) => place(text, at % text.length, 1, ''),
  'two neighbours exchanged': ({ text, at }) => {
    const from = at % (text.length - 1)
    const [one = '', other = ''] = Array.from(text).slice(from, from + 2)
    return place(text, from, 2, other + one)
  },
}
function place(text: string, at: number, count: number, by: string): string {
  return Array.from(text).toSpliced(at, count, by).join('')
}

describe('the keys that a misread mark is looked up by', () => {
  it.each(Object.entries(errors))('hold that of the true one after %s', (_, damage) => {
    fc.assert(
      fc.property(damaged, ({ others, makes, ...one }) => {
        const read = damage(one)
        const { whole, near } = probesOf(escaped(read), [one.text, ...others], makes)
        expect(whole.has(keyOf(one.text)) || near.has(keyOf(one.text)) || charactersOf(read).length < 5).toBe(true)
      }),
      runs,
    )
  })

  it('hold that of the true one after characters were taken for others in wide confusions', () => {
    const wide: Record<string, string> = { 0: 'D', D: '0', U: 'V', V: 'U', 4: 'A', A: '4', 1: '7', 7: '1' }
    fc.assert(
      fc.property(serial, fc.array(serial, { maxLength: 5 }), makesToAsk, (text, others, makes) => {
        const folded = Array.from(text, (character) => wide[character] ?? character)
        fc.pre(Array.from(text).filter((character) => character in wide || 'OQIL'.includes(character)).length <= 8)
        expect(probesOf(escaped(folded.join('')), [text, ...others], makes).near).toContain(keyOf(text))
      }),
      runs,
    )
  })

  it('hold that of a number in Arabic-Indic digits that was read as what it looks like', () => {
    const looks: Record<string, string> = { 5: 'O', 6: '7', 7: 'V', 8: 'Λ' }
    const digits = fc.string({ unit: fc.constantFrom(...Array.from('123456789')), minLength: 4, maxLength: 8 })
    fc.assert(
      fc.property(digits, makesToAsk, (text, makes) => {
        const read = Array.from(text, (digit) => looks[digit] ?? digit).join('')
        const { whole, near } = probesOf(read, [text], makes)
        expect(whole.has(text) || near.has(text)).toBe(true)
      }),
      runs,
    )
  })
})

describe('a mark with unreadable characters', () => {
  const pattern = fc.record({
    text: serial,
    others: fc.array(serial, { maxLength: 3 }),
    makes: makesToAsk,
    places: fc.array(fc.nat(), { minLength: 1, maxLength: 3 }),
  })
  const readOf = (text: string, places: readonly number[]) =>
    places.reduce((read, at) => place(read, at % text.length, 1, '?'), text)

  it('is looked up whole and by the key of the true one, wherever they stand, also where zeros were lost with them', () => {
    const counts = new Map<number, number>()
    fc.assert(
      fc.property(pattern, ({ text, others, makes, places }) => {
        const read = readOf(text, places)
        const unread = charactersOf(read).filter((character) => character === '?').length
        counts.set(unread, (counts.get(unread) ?? 0) + 1)
        if (unread * 2 > charactersOf(text).length) return
        const { whole, searched } = probesOf(read, [text, ...others], makes)
        expect(searched).toHaveLength(1)
        expect(whole).toContain(keyOf(text))
      }),
      runs,
    )
    expect(Math.min(...[1, 2, 3].map((unread) => counts.get(unread) ?? 0))).toBeGreaterThan(10)
  })

  it('is looked up by that of a registered mark with unreadable characters of its own', () => {
    fc.assert(
      fc.property(pattern, fc.array(fc.nat(), { minLength: 1, maxLength: 3 }), ({ text, makes, places }, worn) => {
        const read = readOf(text, places)
        const registered = readOf(text, worn)
        if (charactersOf(read).filter((character) => character === '?').length * 2 > text.length) return
        expect(probesOf(read, [registered], makes, 'WORN').whole).toContain(keyOf(registered, 'WORN'))
      }),
      runs,
    )
  })

  it('of which too much is unread is not searched whole, and by digits alone where it stands for too much', () => {
    const mixed = Array.from('ABCDEFGHJKMNPRTUVWXY0123456789', (character) => character.repeat(7))
    const { searched, whole, near } = probesOf('12??3?4', [...mixed, '1255364'], ['ZASTAVA'])
    expect([searched, Array.from(whole)]).toEqual([[], []])
    expect(near).toContain('1255364')
    expect(probesOf('A??', ['A12'], ['ZASTAVA']).searched).toEqual([])
  })
})

describe('a mark of which an end is lost', () => {
  const matches = (pattern: string, key: string) =>
    new RegExp(`^${pattern.replaceAll('%', '.*').replaceAll('_', '.')}$`, 'u').test(key)
  /** Whether a key lies in one of the ranges, as the database sees it. */
  const holds = (ranges: ReturnType<typeof probesOf>['ranges'], key: string) =>
    ranges.some(({ isEnd, from, pattern }) => {
      const read = isEnd ? Array.from(key).toReversed().join('') : key
      return read.startsWith(from) && matches(pattern, key)
    })

  it('is found by what was read of it: its beginning, its end, or both with a run between', () => {
    fc.assert(
      fc.property(serial, fc.integer({ min: 1, max: 4 }), fc.constantFrom('', '*'), (text, lost, run) => {
        const characters = Array.from(text)
        const key = keyOf(text)
        fc.pre(charactersOf(key).length === characters.length && characters.length - lost >= 4)
        const ranges = (read: string) => probesOf(read, [text], ['ZASTAVA']).ranges
        expect(holds(ranges(run + characters.slice(lost).join('')), key)).toBe(true)
        expect(holds(ranges(characters.slice(0, -lost).join('') + run), key)).toBe(true)
        const tail = characters.slice(-4).join('')
        expect(holds(ranges(`${characters[0]}*${tail}`), key)).toBe(true)
      }),
      runs,
    )
  })

  it('is not looked up by so little that it would be the end of thousands', () => {
    expect(probesOf('*123', ['A123'], ['ZASTAVA']).ranges).toEqual([])
    expect(probesOf('*12345', ['A12345'], undefined).ranges).toEqual([])
  })
})
