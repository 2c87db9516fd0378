import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { FAILURE_CODES } from '../../src/verify/codes.ts'
import { verifyCertificate } from '../../src/verify/verify-certificate.ts'
import { INVALID } from './invalid-cases.ts'
import { POLICY } from './make-certificate.ts'
import { fileOf } from './spoil.ts'
import { VALID } from './valid-cases.ts'

const FOLDER = fileURLToPath(new URL('../vectors/answers', import.meta.url))
const read = (...names: readonly string[]): string => readFileSync(path.join(FOLDER, ...names), 'utf8')
const policy = read('policy.txt')
const filesIn = (kind: string): string[] => readdirSync(path.join(FOLDER, kind)).toSorted()
const namesOf = (cases: object): string[] => Object.keys(cases).map((name) => `${name}.json`)

describe('the certificates on disk', () => {
  it('are those of the cases, and no other', () => {
    expect(filesIn('valid')).toEqual(namesOf(VALID).toSorted())
    expect(filesIn('invalid')).toEqual(namesOf(INVALID).toSorted())
    expect(policy).toBe(POLICY)
  })

  it.each(Object.entries({ ...VALID, ...INVALID }))('are made again byte for byte: %s', (name, one) => {
    const kind = name in VALID ? 'valid' : 'invalid'
    expect(read(kind, `${name}.json`) === fileOf(one)).toBe(true)
  })

  it.each(Object.entries(VALID))('verify: %s', (name, { result }) => {
    const verification = verifyCertificate(read('valid', `${name}.json`), policy)
    expect(verification.checks.filter(({ verdict }) => verdict === 'FAILS')).toEqual([])
    expect(verification.result).toBe(result)
  })

  it.each(Object.entries(INVALID))('fail by what their name says, in words: %s', (name, { code }) => {
    expect(name.startsWith(code)).toBe(true)
    const { result, checks } = verifyCertificate(read('invalid', `${name}.json`), policy)
    const failed = checks.filter(({ verdict }) => verdict === 'FAILS')
    expect(result).toBe('INVALID')
    expect(failed.map((check) => check.code)).toContain(code)
    for (const { says, place } of failed) {
      expect(says).toMatch(/^[A-Z].*\.$/s)
      expect(place).not.toBe('')
    }
  })

  it('show each way to fail', () => {
    const shown = new Set(Object.values(INVALID).map(({ code }) => code))
    expect(FAILURE_CODES.filter((code) => !shown.has(code))).toEqual([])
  })
})
