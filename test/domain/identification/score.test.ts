import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { asciiKeys } from '../../../src/domain/identification/ascii-keys.ts'
import { identify } from '../../../src/domain/identification/identify.ts'
import { observedMarks, type ObservedWeapon } from '../../../src/domain/identification/observation.ts'
import { parseReading } from '../../../src/domain/identification/reading.ts'
import { readAscii } from '../../../src/domain/identification/registered-mark.ts'
import { searchKeys } from '../../../src/domain/identification/search-keys.ts'
import { drawAdversarial } from '../../support/generated/adversarial.ts'
import { createRandom } from '../../support/generated/random.ts'
import { aMark, anObservation, aReading, aWeapon, identifyAmong } from './weapons.ts'

const anyCase = fc.nat().map((seed) => drawAdversarial(createRandom(seed), 'w'))
const scoresOf = (observation: ObservedWeapon, ...weapons: Parameters<typeof identifyAmong>[1][]) =>
  new Map(identifyAmong(observation, ...weapons).candidates.map(({ weaponId, score }) => [weaponId, score]))

describe('the score of a candidate', () => {
  it('is a probability: none below 0, all together at most 1, in four decimals', () => {
    fc.assert(
      fc.property(anyCase, ({ observation, registered }) => {
        const scores = [...scoresOf(observation, ...registered.map(({ record }) => record)).values()]
        for (const score of scores) expect([score >= 0, Number(score.toFixed(4))]).toEqual([true, score])
        expect(scores.reduce((sum, score) => sum + score, 0)).toBeLessThanOrEqual(1 + 1e-9)
      }),
    )
  })

  it('depends neither on the order of the candidates nor on weapons that explain nothing', () => {
    fc.assert(
      fc.property(anyCase, ({ observation, registered }) => {
        const own = registered.map(({ record }) => record)
        const strangers = ['ZZXWY', '000', 'QJQJQJQJQJ'].map((serial) => aWeapon(serial, serial, { make: 'Bersa' }))
        const scores = scoresOf(observation, ...own)
        expect(scoresOf(observation, ...own.toReversed())).toEqual(scores)
        expect(scoresOf(observation, ...strangers, ...own)).toEqual(scores)
      }),
    )
  })

  it('never falls against the others when one more descriptor agrees', () => {
    const told = [
      { make: 'Zastava' },
      { model: 'M92' },
      { calibre: '7.62x39' },
      { type: 'PISTOL_SELF_LOADING' },
      { countryOfManufacture: 'RS' },
      { yearOfManufacture: 2013 },
    ]
    const own = aWeapon('own', 'M92PV033183')
    const other = aWeapon('other', 'M92PV033188', {
      make: 'Cugir',
      model: 'WASR-10',
      calibre: '9x19',
      type: 'RIFLE',
      countryOfManufacture: 'RO',
      yearOfManufacture: 1990,
    })
    fc.assert(
      fc.property(
        fc.subarray(told),
        fc.constantFrom(...told),
        fc.constantFrom('M92PV03318?', 'M92PV033138', 'M92PV033183', '33183'),
        (some, more, text) => {
          const given = { ...Object.assign({}, ...some), markings: [aReading(text)] }
          const [before, after] = [scoresOf(given, own, other), scoresOf({ ...given, ...more }, own, other)]
          const share = (scores: ReadonlyMap<string, number>) =>
            (scores.get('own') ?? 0) / ((scores.get('own') ?? 0) + (scores.get('other') ?? 0) + 1e-9)
          expect(share(after)).toBeGreaterThanOrEqual(share(before) - 0.001)
        },
      ),
    )
  })

  it('falls with each error, and where the number says less', () => {
    const own = aWeapon('own', 'BKXR214', { make: 'Glock', model: 'Glock 19', calibre: '9x19' })
    const score = (text: string, changes = {}) =>
      scoresOf(anObservation(text, { make: 'Glock', model: 'Glock 19', calibre: '9x19', ...changes }), own).get(
        'own',
      ) ?? 0
    for (const falling of [
      ['BKXR214', 'BKXR2I4', 'BKXRZI4'],
      ['BKXR214', 'BKXR21?', 'BKXR2??'],
      ['BKXR214', 'BKXR241'],
    ]) {
      const scores = falling.map((text) => score(text))
      expect(scores).toEqual(scores.toSorted((a, b) => b - a))
      expect(new Set(scores).size).toBe(scores.length)
    }
    expect(score('BKXR214')).toBeGreaterThan(0.95)
    expect(score('BKXR214', { make: 'Beretta' })).toBeLessThan(score('BKXR214'))
  })

  it('of a misread number rises the less its reader is sure of it', () => {
    const weapon = aWeapon('own', 'BKXR214')
    const scoreOf = (confidence?: 'HIGH' | 'MEDIUM') =>
      scoresOf(anObservation('BKXR274', { markings: [aReading('BKXR274', { confidence })] }), weapon).get('own') ?? 0
    expect(scoreOf('HIGH')).toBeLessThan(scoreOf())
    expect(scoreOf('MEDIUM')).toBeGreaterThan(scoreOf())
  })

  it('of four digits without a maker is small: many other weapons bear them', () => {
    const own = aWeapon('own', '4711')
    expect(scoresOf({ markings: [aReading('4711')] }, own).get('own')).toBeLessThan(0.1)
  })

  it('rises with another mark that is on record, and falls with one that is on record otherwise', () => {
    const slide = (text: string) => aMark(text, { kind: 'SERIAL_COMPONENT', component: 'SLIDE' })
    const own = aWeapon('own', 'M92PV033183', { marks: [aMark('M92PV033183'), slide('771204')] })
    const twin = aWeapon('twin', 'M92PV033185', { marks: [aMark('M92PV033185'), slide('660913')] })
    const seen = (...more: string[]) =>
      scoresOf(
        anObservation('', {
          markings: [
            aReading('M92PV03318?'),
            ...more.map((text) => aReading(text, { kind: 'SERIAL_COMPONENT', component: 'SLIDE' })),
          ],
        }),
        own,
        twin,
      )
    const [alone, agreeing, contradicting] = [seen(), seen('771204'), seen('660913')]
    expect(agreeing.get('own')).toBeGreaterThan(alone.get('own') ?? 1)
    expect(contradicting.get('own')).toBeLessThan(alone.get('own') ?? 0)
    const proved = anObservation('', {
      markings: [aReading('M92PV03318?'), aReading('FR 2019', { kind: 'IMPORT_COUNTRY' })],
    })
    const imported = { ...twin, marks: [...twin.marks, aMark('FR 2019', { kind: 'IMPORT_COUNTRY' })] }
    expect(scoresOf(proved, own, imported).get('twin')).toBeGreaterThan(alone.get('twin') ?? 1)
  })

  it('releases nothing: below T1 a weapon waits for a person however likely it is', () => {
    const found = identifyAmong(anObservation('M92PV033I83'), aWeapon('own', 'M92PV033183'))
    expect(found.candidates[0]?.score).toBeGreaterThan(0.9)
    expect(found).toMatchObject({ tier: 'T2', releasable: false })
  })
})

describe('the reasons of a candidate', () => {
  it('name the characters that were taken for others, the other marks, and nothing that is not the asker’s or the mark’s', () => {
    const marks = [aMark('M92PV033183'), aMark('771204', { kind: 'SERIAL_COMPONENT' }), aMark('Y', { kind: 'PROOF' })]
    const markings = [
      aReading('М92PV033183'),
      aReading('771204', { kind: 'SERIAL_COMPONENT' }),
      aReading('9999', { kind: 'SERIAL_COMPONENT' }),
      aReading('8888', { kind: 'SERIAL_FORCED_MATCH' }),
      aReading('X', { kind: 'PROOF' }),
    ]
    const { candidates } = identifyAmong(anObservation('', { markings }), aWeapon('own', '', { marks }))
    expect(candidates[0]?.reasons.filter(({ descriptor }) => ['serial', 'mark'].includes(descriptor))).toEqual([
      {
        descriptor: 'serial',
        relation: 'visual',
        observed: 'М92PV033183',
        substitutions: [{ observed: 'М', registered: 'M', position: 0 }],
      },
      { descriptor: 'mark', relation: 'agrees', observed: '771204', kind: 'SERIAL_COMPONENT' },
      { descriptor: 'mark', relation: 'contradicted', observed: '9999', kind: 'SERIAL_COMPONENT' },
      { descriptor: 'mark', relation: 'absent', observed: '8888', kind: 'SERIAL_FORCED_MATCH' },
      { descriptor: 'mark', relation: 'contradicted', observed: 'X', kind: 'PROOF' },
    ])
  })
})

describe('an identification with the marks that were looked up', () => {
  it('counts no other mark: what it finds ends at T5', () => {
    const own = aWeapon('own', 'M92PV033183')
    const observation = anObservation('M92PV033183')
    const searched = observedMarks(observation)
    expect(identify(observation, [own], { isComplete: true, searched }).tier).toBe('T1')
    expect(identify(observation, [own], { isComplete: true, searched: [] })).toMatchObject({
      tier: 'T5',
      weaponId: null,
    })
  })

  it('shows as many candidates as are asked for, and three hundred at most', () => {
    const many = Array.from({ length: 400 }, (_, n) => aWeapon(`w${n}`, `X 33183`))
    const shownOf = (shown?: number) =>
      identify(anObservation('X33183'), many, { isComplete: true, ...(shown === undefined ? {} : { shown }) })
        .candidates.length
    expect([shownOf(), shownOf(7), shownOf(1_000)]).toEqual([50, 7, 300])
  })

  it('page by page are the same ones as all at once', () => {
    const many = Array.from({ length: 70 }, (_, n) => aWeapon(`w${n}`, `X3318${n % 10}`))
    const observation = anObservation('X3318')
    const all = identify(observation, many, { isComplete: true, shown: 60 })
    const pages = [0, 20, 40, 60].map((from) =>
      identify(observation, many, { isComplete: true, shown: 60, page: { from, count: 20 } }),
    )
    expect(all.candidates).toHaveLength(60)
    expect(pages.flatMap(({ candidates }) => candidates)).toEqual(all.candidates)
    for (const { candidates: _, ...page } of pages) expect({ ...all, ...page }).toEqual(all)
  })
})

describe('the quick way to read a registered text', () => {
  it('gives the reading and the keys that the general way gives', () => {
    const texts = fc.oneof(
      fc.string({ unit: fc.constantFrom(...Array.from('01OQAZbk7-/ ?*[')), maxLength: 12 }),
      fc.string(),
    )
    fc.assert(
      fc.property(texts, (text) => {
        const quick = readAscii(text)
        const parsed = parseReading(text, { literal: true })
        if (quick === undefined || !parsed.ok) return
        expect(quick).toEqual(parsed.reading)
        const exact = searchKeys(quick).exact
        expect(asciiKeys(exact)).toEqual({ ...searchKeys(quick), isAstral: false })
      }),
    )
    expect(readAscii('ВН4821')).toBeUndefined()
  })
})
