import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { EVIDENCE_MEDIA_TYPES, readDeclaredType, sniffMediaType } from '../../../src/domain/evidence/media-type.ts'

interface Case {
  readonly shows: string
  readonly hex: string
  readonly type: string | null
}

const cases = JSON.parse(
  readFileSync(new URL('../../vectors/evidence/media-types.json', import.meta.url), 'utf8'),
) as readonly Case[]

describe('the type of a file', () => {
  it.each(cases)('is told by its first bytes: $shows', ({ hex, type }) => {
    expect(sniffMediaType(Buffer.from(hex, 'hex')) ?? null).toBe(type)
  })

  it('has a case for each type that is taken', () => {
    expect(new Set(cases.flatMap(({ type }) => type ?? []))).toEqual(new Set(EVIDENCE_MEDIA_TYPES))
  })

  it('is never a failure, whatever the bytes, also behind a good beginning that was cut', () => {
    const beginnings = cases.map(({ hex }) => Buffer.from(hex, 'hex'))
    fc.assert(
      fc.property(fc.constantFrom(...beginnings), fc.nat(64), fc.uint8Array({ maxLength: 64 }), (begin, kept, rest) => {
        const type = sniffMediaType(Buffer.concat([begin.subarray(0, kept), rest]))
        expect(type === undefined || EVIDENCE_MEDIA_TYPES.includes(type)).toBe(true)
      }),
    )
  })

  it('is none for a text, whatever stands in it, unless it begins as a PDF does', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme-ascii' }), (text) => {
        const isPdf = /^%PDF-[12]\./.test(text)
        const isTiff = /^II\*\0|^MM\0\*/.test(text)
        if (!isPdf && !isTiff) expect(sniffMediaType(Buffer.from(text))).toBeUndefined()
      }),
    )
  })
})

describe('a declared type', () => {
  it('is open where nothing or octet-stream is declared', () => {
    expect([readDeclaredType(undefined), readDeclaredType('application/octet-stream')]).toEqual(['ANY', 'ANY'])
  })

  it('is read without case and parameters, and by its common second name', () => {
    expect([readDeclaredType('Image/PNG; q=1'), readDeclaredType('image/jpg'), readDeclaredType('image/heif')]).toEqual(
      ['image/png', 'image/jpeg', 'image/heic'],
    )
  })

  it.each(['text/html', 'image/svg+xml', 'image/gif', 'multipart/form-data; boundary=x', '', 'image', '__proto__/x'])(
    'is refused where no evidence has it: %s',
    (type) => {
      expect(readDeclaredType(type)).toBeUndefined()
    },
  )
})
