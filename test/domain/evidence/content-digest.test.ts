import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { digestText, hasDigest, readContentDigest, sha256Of } from '../../../src/domain/evidence/content-digest.ts'

const bytes = Buffer.from('{"hello": "world"}\n')
const sha256 = sha256Of(bytes)
const sha512 = createHash('sha512').update(bytes).digest('base64')

function fits(header: string): boolean | undefined {
  const digest = readContentDigest(header)
  return digest === undefined ? undefined : hasDigest(digest, bytes, sha256)
}

describe('a Content-Digest', () => {
  it('is written as RFC 9530 writes that of its example', () => {
    expect(digestText(sha256)).toBe('sha-256=:RK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDg=:')
  })

  it('fits its bytes by either algorithm, and where both are told both must fit', () => {
    const other = `sha-512=:${Buffer.alloc(64).toString('base64')}:`
    expect(fits(digestText(sha256))).toBe(true)
    expect(fits(`sha-512=:${sha512}:`)).toBe(true)
    expect(fits(`sha-512=:${sha512}:, ${digestText(sha256)}`)).toBe(true)
    expect(fits(`${digestText(sha256)}, ${other}`)).toBe(false)
  })

  it('passes over algorithms that are not checked here, if one is', () => {
    expect(fits(`md5=:AAAA:, ${digestText(sha256)};a=1`)).toBe(true)
    expect(readContentDigest('md5=:1B2M2Y8AsgTpgAmY7PhCfg==:')).toBeUndefined()
  })

  it.each([
    '',
    'sha-256',
    'sha-256=abc',
    'sha-256=::',
    'SHA-256=:RK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDg=:',
    'sha-256=:RK/0qy18MlBSVnWgjwz6lZEWjP:',
    'sha-256=:RK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDh=:',
    'sha-256=RK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDg=',
    Array.from({ length: 9 }, () => 'a=:AA==:').join(','),
  ])('is refused where it is malformed: %s', (header) => {
    expect(readContentDigest(header)).toBeUndefined()
  })

  it('never fits other bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array(), fc.uint8Array(), (a, b) => {
        const digest = readContentDigest(digestText(sha256Of(a)))
        expect(digest !== undefined && hasDigest(digest, b, sha256Of(b))).toBe(Buffer.from(a).equals(Buffer.from(b)))
      }),
    )
  })
})
