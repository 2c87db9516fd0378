import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { BUILT_IN_LISTS } from '../../../src/domain/reference/built-in.ts'
import { extendLists } from '../../../src/domain/reference/extend-lists.ts'
import { listFences, readReadme } from '../../readme/read-readme.ts'

const EXAMPLE = new URL('../../../openapi/code-lists.example.json', import.meta.url)
const example = JSON.parse(readFileSync(EXAMPLE, 'utf8')) as Record<string, unknown>

const table = { code: 'NEW_TABLE', name: 'New table', country: 'IT', codes: [{ text: 'CT', year: 2018 }] }
const letters = { code: 'SEL_NEW', name: 'New letters', letters: ['B'], countries: ['RS'] }
const format = { code: 'NEW_FORMAT', name: 'New format', makers: ['GLOCK'], shape: 'AA-999' }

function problemsOf(content: unknown): string[] {
  const result = extendLists(BUILT_IN_LISTS, content)
  return 'problems' in result ? result.problems.map(({ pointer, detail }) => `${pointer}: ${detail}`) : []
}

describe('an operator’s file', () => {
  it('adds first years of models, tables of years, selector letters and ways of numbering', () => {
    const result = extendLists(BUILT_IN_LISTS, example)
    if ('problems' in result) throw new Error(JSON.stringify(result.problems))
    const { lists } = result
    expect(lists.models.at(-1)?.since).toEqual({ year: 2019, source: 'operator’s file', certainty: 'LOW' })
    expect(lists.dateCodes.at(-1)?.codes).toContainEqual({ text: 'CT', year: 2018 })
    expect(lists.dateCodes[0]?.labels?.fr).toMatch(/^Italie/)
    expect(lists.selectorLetters.at(-1)).toMatchObject({ letters: ['B', 'RB'], isOperators: true })
    expect(lists.serialFormats.at(-1)?.pattern).toBe('^(?:\\p{L}\\p{L}-\\d\\d\\d\\d\\d-(?<year>\\d{2}))$')
  })
})

describe('an operator’s file with what marks tell is refused, with the place and the remedy,', () => {
  it.each([
    [
      'for a table that is there',
      { dateCodes: [{ ...table, code: 'IT_PROOF' }] },
      /^#\/dateCodes\/0\/code: "IT_PROOF" is already in the list/,
    ],
    ['for a table of no State', { dateCodes: [{ ...table, country: 'SU' }] }, /^#\/dateCodes\/0\/country: must be/],
    ['for a table without codes', { dateCodes: [{ ...table, codes: [] }] }, /^#\/dateCodes\/0\/codes: must hold/],
    [
      'for a code with its frame',
      { dateCodes: [{ ...table, codes: [{ text: '[CT]', year: 2018 }] }] },
      /^#\/dateCodes\/0\/codes\/0\/text: must be 1 to 8 letters/,
    ],
    [
      'for a code of two years',
      { dateCodes: [{ ...table, codes: [...table.codes, { text: 'ct', year: 2019 }] }] },
      /^#\/dateCodes\/0\/codes\/1\/text: .*tell none/,
    ],
    [
      'for a code that the proof houses of the State have already',
      { dateCodes: [{ ...table, codes: [{ text: 'CS', year: 2018 }] }] },
      /^#\/dateCodes\/0\/codes\/0\/text: "CS" already stands for a year in IT_PROOF/,
    ],
    [
      'for a year that is none',
      { dateCodes: [{ ...table, codes: [{ text: 'CT', year: 18 }] }] },
      /^#\/dateCodes\/0\/codes\/0\/year: must be a year from 1800/,
    ],
    [
      'for a first year in words',
      { models: [{ id: 'NEW_MODEL', name: 'NM 1', makers: ['GLOCK'], since: '2019' }] },
      /^#\/models\/0\/since: /,
    ],
    [
      'for a table of a maker nobody knows',
      { dateCodes: [{ ...table, makers: ['NOBODY'] }] },
      /^#\/dateCodes\/0\/makers\/0: "NOBODY" is no maker/,
    ],
    [
      'for selector letters of no State',
      { selectorLetters: [{ ...letters, countries: ['ZZ'] }] },
      /^#\/selectorLetters\/0\/countries\/0: must be a State/,
    ],
    [
      'for selector letters that are signs',
      { selectorLetters: [{ ...letters, letters: ['?'] }] },
      /^#\/selectorLetters\/0\/letters\/0: must be the letters/,
    ],
    [
      'for a way of numbering of nobody',
      { serialFormats: [{ ...format, makers: [] }] },
      /^#\/serialFormats\/0\/makers: must name a maker, or the country/,
    ],
    [
      'for a way of numbering that is a pattern',
      { serialFormats: [{ ...format, shape: '^A+$' }] },
      /^#\/serialFormats\/0\/shape: must be 2 to 32 signs/,
    ],
    [
      'for a year twice in a number',
      { serialFormats: [{ ...format, shape: 'YY-YY', since: 1995 }] },
      /^#\/serialFormats\/0\/shape: must be/,
    ],
    [
      'for a year of no century',
      { serialFormats: [{ ...format, shape: 'AA-YY' }] },
      /^#\/serialFormats\/0\/since: must tell the first year/,
    ],
    [
      'for a way of numbering that has a maker’s id',
      { serialFormats: [{ ...format, code: 'GLOCK' }] },
      /^#\/serialFormats\/0\/code: "GLOCK" is already/,
    ],
    [
      'for a further name of a table',
      { additions: [{ list: 'date-codes', code: 'IT_PROOF', aliases: ['Gardone'] }] },
      /^#\/additions\/0\/aliases: .*add a table/,
    ],
  ])('%s', (_what, content, told) => {
    const problems = problemsOf(content)
    expect(problems.filter((problem) => told.test(problem))).toHaveLength(1)
  })
})

describe('the front page', () => {
  const [shown] = listFences(readReadme()).filter(({ text }) => text.includes('"dateCodes"'))
  const added = JSON.parse(shown?.text ?? '{}') as Record<string, unknown>

  it('shows what the example file adds of what marks tell, as it stands there', () => {
    expect(Object.keys(added)).toEqual(['dateCodes', 'selectorLetters', 'serialFormats'])
    expect(example).toMatchObject(added)
  })

  it('shows a file that is taken, once the maker that it names is there', () => {
    expect(problemsOf(added)).toEqual([expect.stringContaining('"EXEMPLAR_ARMS" is no maker')])
    expect(problemsOf({ ...added, makers: example['makers'] })).toEqual([])
  })

  it('tells the version that the example file gives', () => {
    const result = extendLists(BUILT_IN_LISTS, example)
    expect('lists' in result && readReadme().includes(`\`${result.lists.version}\``)).toBe(true)
  })
})
