import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Comparison, compareCount } from '../../../src/domain/stockpiles/compare-count.ts'
import type { CountedItem, ExpectedWeapon } from '../../../src/domain/stockpiles/count.ts'
import { totalsOf } from '../../../src/domain/stockpiles/totals.ts'
import { expectedPistol, read, readingsOf, serial, stock } from './stocks.ts'

const compare = (expected: readonly ExpectedWeapon[], items: readonly CountedItem[], complete = true): Comparison =>
  compareCount(expected, { items, unmarked: [], complete })
const itemClasses = (comparison: Comparison) => comparison.items.map((item) => item.class)
const weaponClasses = (comparison: Comparison) => comparison.expected.map((weapon) => weapon.class)

const counted = stock.chain((expected) => fc.record({ expected: fc.constant(expected), items: readingsOf(expected) }))

describe('a stock-taking, whatever was read', () => {
  it('puts every item and every expected weapon into exactly one class, and gives no weapon to two items', () => {
    fc.assert(
      fc.property(counted, fc.boolean(), ({ expected, items }, complete) => {
        const comparison = compare(expected, items, complete)
        expect(comparison.items.map(({ index }) => index)).toEqual(items.map((_item, index) => index))
        expect(comparison.expected.map(({ weaponId }) => weaponId)).toEqual(expected.map(({ weaponId }) => weaponId))
        const pairs = comparison.items.filter((item) => item.class.startsWith('MATCHED'))
        expect(new Set(pairs.map(({ weaponId }) => weaponId)).size).toBe(pairs.length)
        for (const { weaponId, class: name } of pairs)
          expect(comparison.expected.find((weapon) => weapon.weaponId === weaponId)?.class).toBe(name)
        const told = totalsOf(comparison, expected)
        expect(told.matched + told.matchedBySimilarMark + told.surplus + told.duplicateReadings).toBe(items.length)
        expect(told.matched + told.matchedBySimilarMark + told.missing + told.notCounted).toBe(expected.length)
      }),
      { numRuns: 300 },
    )
  })

  it('says the same in whatever order items were read and weapons registered', () => {
    const shuffled = counted.chain(({ expected, items }) =>
      fc.record({
        expected: fc.constant(expected),
        items: fc.constant(items),
        otherExpected: fc.shuffledSubarray(expected, { minLength: expected.length }),
        order: fc.shuffledSubarray(
          items.map((_item, n) => n),
          { minLength: items.length },
        ),
      }),
    )
    fc.assert(
      fc.property(shuffled, ({ expected, items, otherExpected, order }) => {
        const one = compare(expected, items)
        const other = compare(
          otherExpected,
          order.map((n) => items[n] as CountedItem),
        )
        const told = (comparison: Comparison, read_: readonly (CountedItem | undefined)[]) =>
          comparison.items
            .map((item) => JSON.stringify([read_[item.index], item.class, item.weaponId, item.similarTo.toSorted()]))
            .toSorted()
        expect(
          told(
            other,
            order.map((n) => items[n]),
          ),
        ).toEqual(told(one, items))
        const byId = (comparison: Comparison) =>
          Object.fromEntries(comparison.expected.map((w) => [w.weaponId, w.class]))
        expect(byId(other)).toEqual(byId(one))
      }),
      { numRuns: 300 },
    )
  })

  it('has no discrepancy where each weapon was read once by its own mark, or by its id', () => {
    fc.assert(
      fc.property(stock, fc.array(fc.boolean(), { minLength: 12, maxLength: 12 }), (expected, byId) => {
        const items = expected.map(({ weaponId, marks }, n): CountedItem => {
          const mark = marks[0]
          return mark === undefined || byId[n] === true ? { weaponId } : read(mark.text)
        })
        const comparison = compare(expected, items)
        expect(itemClasses(comparison)).toEqual(items.map(() => 'MATCHED'))
        expect(weaponClasses(comparison)).toEqual(expected.map(() => 'MATCHED'))
      }),
      { numRuns: 300 },
    )
  })

  it('makes of one misread character one match to confirm, never one missing and one surplus, where nothing else is alike', () => {
    const alone = fc.uniqueArray(fc.integer({ min: 0, max: 9999 }), { minLength: 1, maxLength: 8 }).chain((numbers) =>
      fc.record({
        // Three characters or more lie between any two of these.
        serials: fc.constant(
          numbers.map((n) => Array.from(String(n).padStart(4, '0'), (character) => character.repeat(3)).join('')),
        ),
        at: fc.integer({ min: 0, max: numbers.length - 1 }),
        position: fc.integer({ min: 0, max: 11 }),
        instead: fc.constantFrom('X', 'W', 'Y', 'O', 'I', '?'),
      }),
    )
    fc.assert(
      fc.property(alone, ({ serials, at, position, instead }) => {
        const expected = serials.map((text, n) => expectedPistol(n, text))
        const items = serials.map((text, n) =>
          read(n === at ? Array.from(text).with(position, instead).join('') : text),
        )
        const comparison = compare(expected, items)
        const others = serials.map((_text, n) => (n === at ? 'MATCHED_BY_SIMILAR_MARK' : 'MATCHED'))
        expect(itemClasses(comparison)).toEqual(others)
        expect(weaponClasses(comparison)).toEqual(others)
      }),
      { numRuns: 300 },
    )
  })

  it('finds nothing missing that was not counted whole', () => {
    fc.assert(
      fc.property(counted, ({ expected, items }) => {
        expect(weaponClasses(compare(expected, items, false))).not.toContain('MISSING')
      }),
    )
  })

  it('never matches by anything but this stock: without one every reading is a surplus', () => {
    fc.assert(
      fc.property(fc.array(serial), (serials) => {
        const comparison = compare(
          [],
          serials.map((text) => read(text)),
        )
        expect(comparison.items.every((item) => item.class === 'SURPLUS' && item.weaponId === null)).toBe(true)
      }),
    )
  })
})

describe('a reading', () => {
  it('with a letter O for a zero is a match to confirm', () => {
    const comparison = compare([expectedPistol(1, 'BK 1043')], [read('BK1O43')])
    expect(comparison.items).toMatchObject([{ class: 'MATCHED_BY_SIMILAR_MARK' }])
  })

  it('of a weapon that was read already is a duplicate, also where the neighbour in the row is missing', () => {
    const expected = [expectedPistol(1, 'AB100123'), expectedPistol(2, 'AB100124')]
    const comparison = compare(expected, [read('AB100123'), read('AB 100123')])
    expect(itemClasses(comparison).toSorted()).toEqual(['DUPLICATE_READING', 'MATCHED'])
    expect(weaponClasses(comparison)).toEqual(['MATCHED', 'MISSING'])
  })

  it('that may be two missing weapons is guessed to be neither, and names both', () => {
    const expected = [expectedPistol(1, 'AB100123'), expectedPistol(2, 'AB100124')]
    const comparison = compare(expected, [read('AB10012?')])
    expect(comparison.items).toMatchObject([{ class: 'SURPLUS', similarTo: expected.map(({ weaponId }) => weaponId) }])
    expect(weaponClasses(comparison)).toEqual(['MISSING', 'MISSING'])
  })

  it('of a serial that two weapons bear leaves open which is missing, unless the make tells', () => {
    const expected = [expectedPistol(1, '4711'), expectedPistol(2, '4711', { make: 'Beretta', model: '92FS' })]
    expect(weaponClasses(compare(expected, [read('4711')]))).toEqual(['MISSING', 'MISSING'])
    expect(weaponClasses(compare(expected, [read('4711', { make: 'Beretta' })]))).toEqual(['MISSING', 'MATCHED'])
  })

  it('of an exact mark under another make is a match to confirm', () => {
    const comparison = compare([expectedPistol(1, 'AB100123')], [read('AB100123', { make: 'Beretta' })])
    expect(itemClasses(comparison)).toEqual(['MATCHED_BY_SIMILAR_MARK'])
  })

  it('of the slide alone is a match to confirm, and of the only number a weapon bears a match', () => {
    const slide = { kind: 'SERIAL_COMPONENT', text: 'S-77310', component: 'SLIDE', condition: 'INTACT' }
    const both = expectedPistol(1, 'AB100123')
    const withSlide = { ...both, marks: [...both.marks, slide] }
    expect(itemClasses(compare([withSlide], [read('S77310')]))).toEqual(['MATCHED_BY_SIMILAR_MARK'])
    expect(itemClasses(compare([{ ...both, marks: [slide] }], [read('S77310')]))).toEqual(['MATCHED'])
  })

  it('of a text that holds a sign of the pattern language is compared as it stands, too', () => {
    const odd = [expectedPistol(1, 'No. 4711?'), expectedPistol(2, 'SN-1234')]
    expect(itemClasses(compare(odd, [read('No. 4711?'), read('SN-1234')]))).toEqual(['MATCHED', 'MATCHED'])
  })

  it('by the id of a record that is joined to the expected one is that weapon', () => {
    const expected = [expectedPistol(1, 'AB100123', { alsoIds: ['0197a1f0-0000-7000-8000-00000000ffff'] })]
    expect(itemClasses(compare(expected, [{ weaponId: '0197a1f0-0000-7000-8000-00000000ffff' }]))).toEqual(['MATCHED'])
  })
})

describe('weapons without a mark', () => {
  const bare = (n: number, more: Partial<ExpectedWeapon> = {}) => expectedPistol(n, '', { marks: [], ...more })

  it('are accounted for by number, and what is left over on either side is told', () => {
    const expected = [bare(1), bare(2), bare(3, { type: 'SHOTGUN', make: 'UNKNOWN', model: 'UNKNOWN' })]
    const few = compareCount(expected, {
      items: [],
      unmarked: [{ type: 'PISTOL_SELF_LOADING', quantity: 1 }],
      complete: true,
    })
    expect([weaponClasses(few), few.unmarked]).toEqual([
      ['UNMARKED', 'MISSING', 'MISSING'],
      [{ index: 0, quantity: 1, excess: 0 }],
    ])
    const many = compareCount(expected, { items: [], unmarked: [{ quantity: 5 }], complete: true })
    expect([weaponClasses(many), many.unmarked[0]?.excess]).toEqual([['UNMARKED', 'UNMARKED', 'UNMARKED'], 2])
  })

  it('never stand for one that bears a mark', () => {
    const comparison = compareCount([expectedPistol(1, 'AB100123')], {
      items: [],
      unmarked: [{ quantity: 1 }],
      complete: true,
    })
    expect([weaponClasses(comparison), comparison.unmarked[0]?.excess]).toEqual([['MISSING'], 1])
  })
})

describe('the largest count', () => {
  // Measured below 0.4 s here; the bound leaves room for a busy machine.
  const BOUND_MS = 5_000

  it.each([
    ['numbers in sequence, all misread', (n: number) => `AB${100_000 + n}`, (n: number) => `A8${100_000 + n}X`],
    ['one number on all', () => 'AB100000', () => 'AB10000O'],
    ['patterns', (n: number) => `AB${100_000 + n}`, () => 'AB1?????'],
  ])('is compared in bounded time: %s', (_name, own, other) => {
    const expected = Array.from({ length: 2000 }, (_, n) => expectedPistol(n, own(n)))
    const items = Array.from({ length: 2000 }, (_, n) => read(other(n), { make: 'Glock' }))
    const begun = performance.now()
    expect(compare(expected, items).items).toHaveLength(2000)
    expect(performance.now() - begun).toBeLessThan(BOUND_MS)
  })
})
