import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { BUILT_IN_LISTS } from '../../../src/domain/reference/built-in.ts'
import { calibreForms } from '../../../src/domain/reference/calibre-forms.ts'
import type { ReferenceLists } from '../../../src/domain/reference/entries.ts'
import { extendLists } from '../../../src/domain/reference/extend-lists.ts'
import { indexByName, nameForms } from '../../../src/domain/reference/names.ts'

const EXAMPLE = new URL('../../../openapi/code-lists.example.json', import.meta.url)
const example = JSON.parse(readFileSync(EXAMPLE, 'utf8')) as Record<string, unknown>

function extended(content: unknown): ReferenceLists {
  const result = extendLists(BUILT_IN_LISTS, content)
  if ('problems' in result) throw new Error(JSON.stringify(result.problems))
  return result.lists
}

function problemsOf(content: unknown): string[] {
  const result = extendLists(BUILT_IN_LISTS, content)
  return 'problems' in result ? result.problems.map(({ pointer, detail }) => `${pointer}: ${detail}`) : []
}

const maker = { id: 'NEW_MAKER', name: 'New Maker', country: 'RS' }
const model = { id: 'NEW_MODEL', name: 'NM 1', makers: ['GLOCK'] }

describe('an operator’s file', () => {
  it('adds makers, importers, models, calibres, symbols and documents, and further names and labels', () => {
    const lists = extended(example)
    expect(lists.makers.find(({ id }) => id === 'EXEMPLAR_ARMS')).toMatchObject({
      roles: ['MANUFACTURER'],
      country: 'RS',
      serialPattern: '^(?:\\p{L}\\p{L}-\\d\\d\\d\\d\\d|\\p{L}\\d\\d\\d\\d\\d\\d)$',
      isOperators: true,
    })
    expect(lists.makers.find(({ id }) => id === 'MUSTER_IMPORT')?.roles).toEqual(['IMPORTER'])
    expect(lists.models.find(({ id }) => id === 'EXEMPLAR_E9')?.calibres).toEqual(['9x19', '9x25'])
    expect(lists.calibres.find(({ id }) => id === '9x19')?.notSameAs).toContain('9x25')
    expect(lists.ambiguousCalibres.find(({ text }) => text === '9 mm')?.possible).toContain('9x25')
    expect(lists.symbols[0]?.code).toBe('SYM_CROWN_31')
    expect(lists.documentKinds.at(-1)?.code).toBe('TEMPORARY_EXPORT_PASS')
    const zastava = lists.makers.find(({ id }) => id === 'ZASTAVA')
    expect([zastava?.aliases.at(-1), zastava?.labels]).toEqual(['Zastava Namenska', { ru: 'Застава' }])
  })

  it('gives a version of the built-in one and a digest of its content: not of its layout', () => {
    const { version } = extended(example)
    expect(version).toMatch(new RegExp(`^${BUILT_IN_LISTS.version}\\+[0-9a-f]{12}$`))
    const reordered = Object.fromEntries(Object.entries(example).toReversed())
    expect(extended(reordered).version).toBe(version)
    expect(extended({ ...example, note: 'other' }).version).not.toBe(version)
  })

  it('that is empty adds nothing, and still names itself in the version', () => {
    const { version, ...lists } = extended({})
    const { version: builtIn, ...built } = BUILT_IN_LISTS
    expect(lists).toEqual(built)
    expect(version.startsWith(`${builtIn}+`)).toBe(true)
  })
})

describe('an operator’s file is refused, with the place and the remedy,', () => {
  it.each([
    ['that is no object', [], /^#: /],
    ['for a closed list', { 'event-kinds': [] }, /^#\/event-kinds: .*closed/],
    [
      'for an addition to a closed list',
      { additions: [{ list: 'weapon-types', code: 'RIFLE' }] },
      /^#\/additions\/0\/list: .*closed/,
    ],
    [
      'for a field nobody knows',
      { makers: [{ ...maker, colour: 'red' }] },
      /^#\/makers\/0\/colour: is not known.*spelled/,
    ],
    ['for a pattern of its own', { makers: [{ ...maker, serialPattern: '(a+)+$' }] }, /^#\/makers\/0\/serialPattern: /],
    [
      'for a shape that is none',
      { makers: [{ ...maker, serialShapes: ['(A+)+'] }] },
      /^#\/makers\/0\/serialShapes\/0: must be .*A for a letter/,
    ],
    [
      'for a country that is none',
      { makers: [{ ...maker, country: 'ZZ' }] },
      /^#\/makers\/0\/country: must be a State of today/,
    ],
    ['for a former State as the contact', { makers: [{ ...maker, country: 'YU' }] }, /^#\/makers\/0\/country: /],
    [
      'for an id that is taken',
      { makers: [{ ...maker, id: 'GLOCK' }] },
      /^#\/makers\/0\/id: "GLOCK" is already in the list.*additions/,
    ],
    [
      'for an id that comes twice',
      { makers: [maker], importers: [{ ...maker, name: 'Other' }] },
      /^#\/importers\/0\/id: .*twice/,
    ],
    [
      'for a name that is another’s',
      { makers: [{ ...maker, name: 'H.&K.' }] },
      /^#\/makers\/0\/name: "H\.&K\." already stands for HECKLER_KOCH/,
    ],
    [
      'for an alias that is another’s in another script',
      { makers: [{ ...maker, aliases: ['Глок'] }] },
      /^#\/makers\/0\/aliases\/0: .*GLOCK/,
    ],
    [
      'for an added alias that is another’s',
      { additions: [{ list: 'makers', code: 'GLOCK', aliases: ['Beretta'] }] },
      /^#\/additions\/0\/aliases\/0: .*BERETTA/,
    ],
    [
      'for a name that says there is none',
      { makers: [{ ...maker, aliases: ['Unknown'] }] },
      /^#\/makers\/0\/aliases\/0: .*no name/,
    ],
    [
      'for a maker nobody knows',
      { models: [{ ...model, makers: ['NOBODY'] }] },
      /^#\/models\/0\/makers\/0: "NOBODY" is no maker/,
    ],
    ['for a calibre nobody knows', { models: [{ ...model, calibres: ['9x99'] }] }, /^#\/models\/0\/calibres\/0: /],
    [
      'for a model’s name that its maker has',
      { models: [{ ...model, name: 'G17' }] },
      /^#\/models\/0\/name: .*GLOCK_17/,
    ],
    [
      'for a calibre’s name that is another’s',
      { calibres: [{ id: '9x20', aliases: ['9mm Luger'] }] },
      /^#\/calibres\/0\/aliases\/0: .*9x19/,
    ],
    [
      'for a calibre’s name that means several',
      { calibres: [{ id: '9x20', aliases: ['9 mm'] }] },
      /^#\/calibres\/0\/aliases\/0: .*several/,
    ],
    [
      'for a look that is another’s',
      { factorySymbols: [{ code: 'SYM_X', name: 'X', words: ['66', 'TRIANGLE'] }] },
      /^#\/factorySymbols\/0\/words: .*SYM_TRIANGLE_66/,
    ],
    [
      'for a word that is read as another',
      { factorySymbols: [{ code: 'SYM_X', name: 'X', words: ['DIAMOND', '9'] }] },
      /^#\/factorySymbols\/0\/words: .*RHOMBUS/,
    ],
    [
      'for an entry to add to that is not there',
      { additions: [{ list: 'makers', code: 'NEW_MAKER', aliases: ['N'] }] },
      /^#\/additions\/0\/code: .*no built-in entry/,
    ],
    [
      'for an English label, which is the name',
      { additions: [{ list: 'makers', code: 'GLOCK', labels: { en: 'G' } }] },
      /^#\/additions\/0\/labels\/en: /,
    ],
    [
      'for a text with a control character',
      { makers: [{ ...maker, name: 'a\u0000b' }] },
      /^#\/makers\/0\/name: must hold no control/,
    ],
    ['for what is missing', { makers: [{ id: 'NEW_MAKER', name: 'New' }] }, /^#\/makers\/0\/country: is missing/],
    ['for a note with half a character', { note: '\ud800' }, /^#\/note: must hold no half/],
    [
      'for a label in another language',
      { makers: [{ ...maker, labels: { de: 'Neu' } }] },
      /^#\/makers\/0\/labels\/de: .*fr, es/,
    ],
    ['for a key that JavaScript knows', JSON.parse('{ "__proto__": { "makers": [] } }') as unknown, /^#\/__proto__: /],
    ['for a text with half a character', { makers: [{ ...maker, name: 'a\ud800' }] }, /^#\/makers\/0\/name: /],
  ])('%s', (_what, content, told) => {
    const problems = problemsOf(content)
    expect(problems.filter((problem) => told.test(problem))).toHaveLength(1)
  })

  it('with everything that is wrong at once', () => {
    const file = {
      makers: [{ ...maker, id: 'GLOCK', name: 'Beretta' }],
      models: [{ ...model, makers: ['NOBODY'] }],
      dateCodes: [{ code: 'IT_PROOF', name: 'Again', country: 'IT', codes: [{ text: 'CT', year: 2018 }] }],
      serialFormats: [{ code: 'NEW_FORMAT', name: 'New', makers: ['NOBODY'], shape: 'AA-999' }],
    }
    expect(problemsOf(file).map((problem) => problem.split(':')[0])).toEqual([
      '#/makers/0/id',
      '#/dateCodes/0/code',
      '#/models/0/makers/0',
      '#/serialFormats/0/makers/0',
      '#/makers/0/name',
    ])
  })
})

describe('whatever file is taken', () => {
  const word = fc.stringMatching(/^[A-Za-zА-Яа-яéñ0-9&. -]{1,12}$/)
  const known = fc.constantFrom(...BUILT_IN_LISTS.makers.flatMap(({ name, aliases }) => [name, ...aliases]))
  const text = fc.oneof({ weight: 4, arbitrary: word }, { weight: 1, arbitrary: known })
  const code = fc.stringMatching(/^[A-Z][A-Z0-9_]{1,8}$/)
  const file = fc.record({
    makers: fc.array(
      fc.record({ id: code, name: text, aliases: fc.array(text, { maxLength: 3 }), country: fc.constant('RS') }),
      { maxLength: 3 },
    ),
    calibres: fc.array(
      fc.record({ id: fc.stringMatching(/^[1-9]{1,2}x[1-9]{2}$/), aliases: fc.array(word, { maxLength: 2 }) }),
      { maxLength: 2 },
    ),
    additions: fc.array(
      fc.record({
        list: fc.constant('makers'),
        code: fc.constantFrom(...BUILT_IN_LISTS.makers.map(({ id }) => id)),
        aliases: fc.array(text, { maxLength: 2 }),
      }),
      { maxLength: 2 },
    ),
  })

  it('every built-in entry is still there and every name of it means what it meant', () => {
    const ids = ({ makers, models, calibres, symbols, documentKinds }: ReferenceLists) =>
      [...makers, ...models, ...calibres]
        .map(({ id }) => id)
        .concat([...symbols, ...documentKinds].map(({ code: one }) => one))
    let taken = 0
    fc.assert(
      fc.property(file, (content) => {
        const result = extendLists(BUILT_IN_LISTS, content)
        if ('problems' in result) return
        taken += 1
        const { lists } = result
        expect(ids(lists)).toEqual(expect.arrayContaining(ids(BUILT_IN_LISTS)))
        const makers = indexByName(lists.makers, nameForms)
        const calibres = indexByName(
          lists.calibres.map((one) => ({ ...one, name: one.id })),
          calibreForms,
        )
        for (const { id, name, aliases } of BUILT_IN_LISTS.makers)
          for (const form of [name, ...aliases].flatMap(nameForms))
            expect(makers.get(form)?.map((one) => one.id)).toEqual([id])
        for (const { id, aliases } of BUILT_IN_LISTS.calibres)
          for (const form of [id, ...aliases].flatMap(calibreForms))
            expect(calibres.get(form)?.map((one) => one.id)).toEqual([id])
      }),
      { numRuns: 200 },
    )
    expect(taken).toBeGreaterThan(40)
  })
})
