import { describe, expect, it } from 'vitest'
import { findDifference, type Json, parseExcerpts } from './excerpt.ts'

function differenceOf(shown: string, actual: Json): string | undefined {
  return findDifference(parseExcerpts(shown)[0] ?? null, actual)
}

describe('an excerpt of a reply', () => {
  it('leaves out fields, members and parts of texts where it says so', () => {
    const actual = { a: 1, b: { c: 'long text', d: 2 }, list: [1, 2, 3, 4] }
    expect(differenceOf('{ "b": { "c": "long …", … }, "list": [1, …, 4], … }', actual)).toBeUndefined()
  })

  it.each([
    ['a value', '{ "a": 2 }', { a: 1 }, '#/a is shown as 2 and is 1'],
    ['a field that is not there', '{ "b": null, … }', { a: 1 }, '#/b is shown as null and is undefined'],
    ['a field that is kept silent', '{ "a": 1 }', { a: 1, holder: 'x' }, '# has fields not shown: holder'],
    ['a member that is kept silent', '{ "a": [1] }', { a: [1, 2] }, '#/a has 2 members, shown 1'],
    ['the last member', '{ "a": [1, …, 2] }', { a: [1, 2, 3] }, '#/a/2 is shown as 2 and is 3'],
    ['a shortening where nothing was left out', '{ "a": 1, … }', { a: 1 }, '# is shown as shortened and is whole'],
  ])('is found untrue by %s', (_what, shown, actual, difference) => {
    expect(differenceOf(shown, actual as Json)).toBe(difference)
  })

  it('may be several replies, one after another', () => {
    expect(parseExcerpts('{ "a": "{" }\n{ "b": […] }')).toEqual([{ a: '{' }, { b: ['…'] }])
  })
})
