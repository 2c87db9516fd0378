import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { verifyCertificate, type Verification } from '../../src/verify/verify-certificate.ts'
import { makeCertificate, POLICY } from './make-certificate.ts'
import { VALID } from './valid-cases.ts'

const isLong = process.env['LONG'] === '1'
const runs = { numRuns: isLong ? 20_000 : 250 }

const [traced, superseded, open] = ['traced', 'superseded', 'extra-data-and-an-unknown-signer'].map((name) => {
  const found = VALID[name]
  if (found === undefined) throw new Error(`no case ${name}`)
  return JSON.stringify(makeCertificate(found.parts))
}) as [string, string, string]

const verify = (bytes: Uint8Array): Verification => verifyCertificate(Buffer.from(bytes).toString(), POLICY)

function flipped(text: string, at: number, bit: number): Buffer {
  const bytes = Buffer.from(text)
  bytes[at] = (bytes[at] ?? 0) ^ (1 << bit)
  return bytes
}

type Path = readonly (string | number)[]

/** Each text and number in the certificate with the way to it. */
function leavesOf(value: unknown, path: Path = []): readonly Path[] {
  if (typeof value !== 'object' || value === null) return [path]
  return Object.entries(value).flatMap(([key, inner]) =>
    leavesOf(inner, [...path, Array.isArray(value) ? Number(key) : key]),
  )
}

/** One character of a text, or the number, made another. */
function changed(value: unknown, at: number): unknown {
  if (typeof value !== 'string') return typeof value === 'number' ? value + 1 : 'null'
  if (value === '') return ' '
  const place = at % value.length
  return `${value.slice(0, place)}${value[place] === 'A' ? 'B' : 'A'}${value.slice(place + 1)}`
}

function changedAt(json: string, path: Path, at: number): string {
  const whole = JSON.parse(json) as Record<string | number, unknown>
  const last = path.at(-1) ?? ''
  const parent = path.slice(0, -1).reduce<Record<string | number, unknown>>((inner, key) => inner[key] as never, whole)
  parent[last] = changed(parent[last], at)
  return JSON.stringify(whole)
}

/** What a failed check must name for a change here. */
function placeOf(path: Path): RegExp {
  const [member, list, n] = path
  if (member !== 'header') return /payload|protected|signature/
  // A changed id of a record is seen in the list, a changed pointer or proof in the record.
  return new RegExp(`header\\.(disclosures|names|proofs)\\[${String(n)}\\]|header\\.${String(list)}\\b`)
}

const STRANGER = '— stranger.example/log '
const isStrangers = (line: string): boolean => line.startsWith(STRANGER) || STRANGER.startsWith(line)

describe('a certificate', () => {
  it('with any one bit of any byte flipped is not valid', () => {
    expect(verify(Buffer.from(traced)).result).toBe('VALID')
    const length = Buffer.from(traced).length
    fc.assert(
      fc.property(fc.nat(length - 1), fc.nat(7), (at, bit) => {
        expect(verify(flipped(traced, at, bit)).result).toBe('INVALID')
      }),
      runs,
    )
  })

  it.each([
    ['an answer with its chain', traced],
    ['a superseded answer', superseded],
  ])('with one value changed fails, and says where: %s', (_name, json) => {
    const paths = leavesOf(JSON.parse(json))
    fc.assert(
      fc.property(fc.constantFrom(...paths), fc.nat(10_000), (path, at) => {
        const { result, checks } = verifyCertificate(changedAt(json, path, at), POLICY)
        const places = checks.filter(({ verdict }) => verdict === 'FAILS').map(({ place }) => place)
        expect(result).toBe('INVALID')
        expect(
          places.some((place) => placeOf(path).test(place)),
          `${path.join('/')}: ${places.join('; ')}`,
        ).toBe(true)
      }),
      runs,
    )
  })

  it('is not covered in a proof’s extra data and in the lines of signers whom nobody trusts, and in nothing else', () => {
    const bytes = Buffer.from(open)
    const step = isLong ? 1 : 7
    const untouched = new Set<string>()
    for (let at = 0; at < bytes.length; at += step) {
      if (verify(flipped(open, at, 0)).result === 'INVALID') continue
      const around = bytes.subarray(Math.max(0, at - 300), at).toString()
      const line = around.slice(around.lastIndexOf('\\n') + 2)
      untouched.add(line.startsWith('extra ') ? 'extra' : isStrangers(line) ? 'unknown signer' : line)
    }
    expect([...untouched].toSorted()).toEqual(['extra', 'unknown signer'])
  })

  it('whose file is anything at all is refused in words, and never by an exception', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        const { result, checks } = verifyCertificate(text, POLICY)
        expect(result).toBe('INVALID')
        expect(checks[0]?.says).toMatch(/\.$/)
      }),
      runs,
    )
    expect(verifyCertificate(`${'['.repeat(100_000)}${']'.repeat(100_000)}`, POLICY).result).toBe('INVALID')
  })
})
