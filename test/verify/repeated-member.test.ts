import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { repeatedMember } from '../../src/verify/repeated-member.ts'

describe('a member that is there twice', () => {
  it.each([
    ['{"a":1,"a":1}', 'a'],
    ['{"a":1,"\\u0061" : 2}', 'a'],
    ['[{"a":{"b":[],"c":{}, "b":1}}]', 'b'],
    ['{"":1,"":2}', ''],
    ['{"__proto__":1,"__proto__":2}', '__proto__'],
    ['{"\\"":"{","x":"\\\\","\\"":1}', '"'],
  ])('is found: %s', (json, name) => {
    expect(repeatedMember(json)).toBe(name)
  })

  it('is in no JSON that was written from a value', () => {
    fc.assert(fc.property(fc.jsonValue(), (value) => repeatedMember(JSON.stringify(value, null, 1)) === undefined))
  })

  it('is looked for in texts of any length', () => {
    expect(repeatedMember(`{"a":"${'x\\n'.repeat(2_000_000)}","a":1}`)).toBe('a')
  })
})
