import { describe, expect, it } from 'vitest'
import { parseWait } from '../../src/http/prefer.ts'

describe('Prefer: wait=', () => {
  it('is a whole number of seconds, ten at most, wherever it stands among other preferences', () => {
    const read = [
      'wait=5',
      'Wait="3"',
      'handling=strict, wait=7',
      'wait=7; x=1',
      'wait=600',
      'wait=0',
      'wait=2, wait=9',
    ]
    expect(read.map(parseWait)).toEqual([5, 3, 7, 7, 10, 0, 2])
  })

  it('is ignored where it is not understood (RFC 7240 section 2)', () => {
    for (const header of [
      undefined,
      '',
      'wait',
      'wait=',
      'wait=-1',
      'wait=1.5',
      'wait=1e3',
      'wait=99999999',
      'waiting=5',
    ])
      expect([header, parseWait(header)]).toEqual([header, undefined])
  })
})
