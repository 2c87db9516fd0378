import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { categoryOf } from '../../../src/domain/seizures/category.ts'
import { assessDeclaration } from '../../../src/domain/seizures/declaration.ts'
import { conditionRead, dueOnOf, isOverdue, isUniquelyMarked } from '../../../src/domain/seizures/disposition.ts'
import { assessRecovery, recoveryKindOf } from '../../../src/domain/seizures/recovery.ts'
import { type ItemToJudge, refuseItem } from '../../../src/domain/seizures/judge-item.ts'
import { traceabilityOf } from '../../../src/domain/seizures/traceability.ts'
import { MARKING_CONDITIONS, MARKING_KINDS } from '../../../src/domain/vocabulary/markings.ts'
import { TRACEABILITIES } from '../../../src/domain/vocabulary/seizures.ts'
import { CIRCUMSTANCE_KINDS } from '../../../src/domain/vocabulary/traces.ts'
import { TYPES_OF_CATEGORY, WEAPON_CATEGORIES, WEAPON_TYPES } from '../../../src/domain/vocabulary/weapons.ts'
import { readDate } from '../custody/vector-files.ts'

const AT = '#/items/3'
const SERIAL = { kind: 'SERIAL_PRIMARY', text: 'K 4471' } as const

function judge(item: Partial<ItemToJudge>): string[] {
  const whole: ItemToJudge = {
    category: 'SMALL_ARM',
    observation: { markings: [SERIAL] },
    lot: null,
    disposition: 'SECURED',
    ...item,
  }
  return refuseItem(whole, AT, 2026).map(({ pointer, code }) => `${pointer} ${code}`)
}

describe('an item that cannot be', () => {
  it('is accepted where nothing speaks against it, a craft-made or unmarked one too', () => {
    expect(judge({})).toEqual([])
    expect(judge({ observation: { type: 'CRAFT_OR_PRIVATELY_MADE', noMarkingsVisible: true } })).toEqual([])
  })

  it('has marks and none, or says nothing of its marks', () => {
    expect(judge({ observation: { markings: [SERIAL], noMarkingsVisible: true } })).toEqual([
      `${AT}/observation/noMarkingsVisible markings-contradicted`,
    ])
    expect(judge({ observation: {} })).toEqual([`${AT}/observation/markings markings-required`])
  })

  it('is a mortar beyond ITI 4(b), of another category, or of years to come', () => {
    const mortar = { type: 'MORTAR_UNDER_100MM', calibre: '120 mm', markings: [SERIAL] } as const
    expect(judge({ category: 'LIGHT_WEAPON', observation: mortar })).toEqual([
      `${AT}/observation/calibre calibre-out-of-scope`,
    ])
    expect(judge({ category: 'UAS', observation: { type: 'REVOLVER', markings: [SERIAL] } })).toEqual([
      `${AT}/observation/type type-not-of-category`,
    ])
    const ahead = { yearOfManufacture: 2100, markings: [{ ...SERIAL, year: 2100 }] }
    expect(judge({ observation: ahead })).toEqual([
      `${AT}/observation/yearOfManufacture year-in-future`,
      `${AT}/observation/markings/0/year year-in-future`,
    ])
  })

  it('has a pattern that nobody can read', () => {
    expect(judge({ observation: { markings: [{ ...SERIAL, text: '12[34' }] } })).toEqual([
      `${AT}/observation/markings/0/text READING_BRACKET_NOT_CLOSED`,
    ])
  })

  it('is a lot of what has a number each; a parcel of barrels is one', () => {
    const lot = { amount: 12, unit: 'PIECE' } as const
    expect(judge({ lot })).toEqual([`${AT}/quantity lot-not-of-category`])
    expect(
      judge({ lot, category: 'ESSENTIAL_COMPONENT', observation: { type: 'BARREL', noMarkingsVisible: true } }),
    ).toEqual([])
    const half = { amount: 1.5, unit: 'PIECE' } as const
    expect(judge({ lot: half, category: 'IED_COMPONENT' })).toEqual([`${AT}/quantity/amount amount-not-whole`])
  })

  it('is said to be marked and recorded without a whole serial on it', () => {
    const marked = (text: string, condition?: 'OBLITERATED') =>
      judge({ disposition: 'MARKED_AND_RECORDED', observation: { markings: [{ ...SERIAL, text, condition }] } })
    expect(marked('K 4471')).toEqual([])
    expect(marked('K 4?71')).toEqual([`${AT}/disposition unique-mark-required`])
    expect(marked('K 4471', 'OBLITERATED')).toEqual([`${AT}/disposition unique-mark-required`])
  })
})

describe('what an item is', () => {
  it('follows from its type for every type, and is a small arm where nobody could tell', () => {
    for (const category of WEAPON_CATEGORIES)
      for (const type of TYPES_OF_CATEGORY[category]) expect(categoryOf(type)).toBe(category)
    expect([categoryOf('UNKNOWN'), categoryOf(undefined), categoryOf('UNKNOWN', 'UAS')]).toEqual([
      'SMALL_ARM',
      'SMALL_ARM',
      'UAS',
    ])
  })

  it('has one traceability, whatever was seen', () => {
    const mark = fc.record({
      kind: fc.constantFrom(...MARKING_KINDS),
      text: fc.string({ minLength: 1, maxLength: 12 }),
      condition: fc.option(fc.constantFrom(...MARKING_CONDITIONS), { nil: undefined }),
    })
    const item = fc.record({
      category: fc.constantFrom(...WEAPON_CATEGORIES),
      circumstance: fc.constantFrom(...CIRCUMSTANCE_KINDS),
      observation: fc.record({
        type: fc.constantFrom(...WEAPON_TYPES),
        yearOfManufacture: fc.option(fc.integer({ min: 1500, max: 2200 }), { nil: undefined }),
        markings: fc.array(mark, { maxLength: 4 }),
      }),
    })
    fc.assert(fc.property(item, (one) => TRACEABILITIES.includes(traceabilityOf(one))))
  })
})

describe('a recovery', () => {
  it('is an event of its class, and an amnesty has one of its own', () => {
    expect(recoveryKindOf('SEIZED', 'BORDER_CHECK_LAND')).toBe('SEIZED')
    expect(recoveryKindOf('SURRENDERED', 'AMNESTY_PROGRAMME')).toBe('COLLECTED_AMNESTY')
  })

  it('of a class that its circumstances do not have is taken, with a word on it', () => {
    expect(assessRecovery('SEIZED', 'BORDER_CHECK_LAND')).toEqual([])
    expect(assessRecovery('SEIZED', 'OTHER')).toEqual([])
    expect(assessRecovery('SEIZED', 'CACHE')).toMatchObject([{ code: 'RECOVERY_CLASS_UNUSUAL', severity: 'INFO' }])
  })

  it('under a heading that is not of arms is worth knowing', () => {
    expect(assessDeclaration({ hsCode: '9302.00' })).toEqual([])
    expect(assessDeclaration({ hsCode: '8471.30', departureCountry: 'BE', destinationCountry: 'BE' })).toMatchObject([
      { code: 'HS_CODE_NOT_OF_ARMS', severity: 'INFO' },
      { code: 'DESTINATION_IS_DEPARTURE', severity: 'INFO' },
    ])
  })
})

describe('the day by which an item is marked or destroyed', () => {
  it('is the one told, or ninety days after the last day on which it may have been recovered', () => {
    expect(dueOnOf(readDate('2026-03-01'))).toBe('2026-05-30')
    expect(dueOnOf(readDate('2026-03'))).toBe('2026-06-29')
    expect(dueOnOf(readDate('2026-03-01'), '2026-03-20')).toBe('2026-03-20')
  })

  it('has passed when the day is over, for what is still held', () => {
    expect(isOverdue('SECURED', '2026-05-30', '2026-05-30')).toBe(false)
    expect(isOverdue('SECURED', '2026-05-30', '2026-05-31')).toBe(true)
    expect(isOverdue('DESTROYED', '2026-05-30', '2026-05-31')).toBe(false)
  })
})

describe('a mark that was read', () => {
  it('with a pattern is not intact, so that it does not count as a unique mark', () => {
    expect(conditionRead({ ...SERIAL, text: '12?4' })).toBe('PARTIALLY_LEGIBLE')
    expect(conditionRead({ ...SERIAL, condition: 'WORN' })).toBe('WORN')
    expect(isUniquelyMarked([{ kind: 'UNIT_RACK', text: '12' }])).toBe(false)
    expect(isUniquelyMarked([SERIAL])).toBe(true)
  })
})
