import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'
import { hashLeaf } from '../../src/domain/ledger/merkle.ts'
import { builtFrom } from '../support/build.ts'
import { POLICY, proveEntry } from '../verify/make-certificate.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const FILES = path.join(ROOT, 'test/vectors/answers')
const trust = ['--trust', path.join(FILES, 'policy.txt')]
const folder = mkdtempSync(path.join(os.tmpdir(), 'marktrace-verify-'))

afterAll(() => rmSync(folder, { recursive: true, force: true }))

function run(...args: readonly string[]) {
  const command = [builtFrom('src/cli/marktrace.ts'), 'verify', ...args]
  // No settings at all: what verifies needs none, and reaches nothing.
  const { status, stdout, stderr } = spawnSync(process.execPath, command, {
    cwd: ROOT,
    encoding: 'utf8',
    env: { PATH: process.env['PATH'] ?? '' },
  })
  return { status, stdout, stderr, last: stdout.trimEnd().split('\n').at(-1) ?? '' }
}

const valid = (name: string): string => path.join(FILES, 'valid', `${name}.json`)

describe('marktrace verify', () => {
  it('ends with 0 for a valid answer, and says of each step what holds', () => {
    const { status, stdout, last } = run(valid('traced'), ...trust)
    expect(status).toBe(0)
    expect(last).toMatch(/^VALID\./)
    expect(stdout).toContain('Step 2 of the chain (SOLD_DOMESTIC, 2019-05-06) is what the record')
  })

  it('ends with 0 for a superseded answer, and says since when it is', () => {
    const { status, last } = run(valid('superseded'), ...trust)
    expect(status).toBe(0)
    expect(last).toMatch(/^VALID, superseded on 2026-03-01/)
  })

  it('ends with 1 for an answer with another name in it, and says what was changed', () => {
    const { status, stdout, last } = run(path.join(FILES, 'invalid/signature-invalid-name-changed.json'), ...trust)
    expect(status).toBe(1)
    expect(last).toMatch(/^NOT VALID\./)
    expect(stdout).toMatch(/FAILS {2}The signature does not fit.*\[signature-invalid at payload/)
  })

  it('ends with 3 while a proof is pending, and says where it will be', () => {
    const { status, stdout, last } = run(valid('pending'), ...trust)
    expect(status).toBe(3)
    expect(last).toMatch(/^PENDING\./)
    expect(stdout).toMatch(
      /https:\/\/registry\.example\/v1\/trace-requests\/[0-9a-f-]+\/answers\/[0-9a-f-]+\/certificate/,
    )
  })

  it('tells the same as JSON', () => {
    const { status, stdout } = run(valid('superseded'), ...trust, '--json')
    expect(status).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({
      result: 'VALID_SUPERSEDED',
      supersededAt: '2026-03-01T08:00:00.000000Z',
    })
  })

  it('ends with 2 without a policy, for files that are not there, and for a policy that is none', () => {
    const notes = path.join(folder, 'notes.txt')
    writeFileSync(notes, 'trust me\n')
    const refused = [run(valid('traced')), run(), run(path.join(folder, 'none.json'), ...trust)]
    for (const { status, stderr } of [...refused, run(valid('traced'), '--trust', notes)]) {
      expect(status).toBe(2)
      expect(stderr).toContain('Usage: marktrace verify')
    }
  })

  it('refuses bytes that are no UTF-8, of which names that differ would be read as one', () => {
    const withByte = (file: string, name: string): string => {
      const at = path.join(folder, name)
      writeFileSync(at, Buffer.concat([readFileSync(file), Buffer.from('# \xff\n', 'latin1')]))
      return at
    }
    const policy = run(valid('traced'), '--trust', withByte(path.join(FILES, 'policy.txt'), 'policy.txt'))
    expect(policy.status).toBe(2)
    expect(policy.stderr).toContain('is no trust policy. It is not text in UTF-8.')
    const certificate = run(withByte(valid('traced'), 'answer.json'), ...trust)
    expect(certificate.status).toBe(1)
    expect(certificate.stdout).toContain('It is not JSON in UTF-8. [certificate-malformed at file]')
    const [entry, proof] = [path.join(folder, 'utf8-entry.json'), path.join(folder, 'utf8.tlog-proof')]
    const proved = proveEntry(hashLeaf(Buffer.from('a record')))
    writeFileSync(entry, proved.entry)
    writeFileSync(proof, proved.proof)
    const one = run(withByte(proof, 'no-utf8.tlog-proof'), '--entry', entry, ...trust)
    expect([one.status, one.stdout.includes('[proof-malformed at proof]')]).toEqual([1, true])
  })

  it('checks a single entry by its proof', () => {
    const [entry, proof] = [path.join(folder, 'entry.json'), path.join(folder, 'one.tlog-proof')]
    const proved = proveEntry(hashLeaf(Buffer.from('a record')))
    writeFileSync(proof, proved.proof)
    writeFileSync(entry, proved.entry)
    expect(run(proof, '--entry', entry, ...trust).status).toBe(0)
    writeFileSync(entry, proved.entry.replace('"c":"', '"c":"A').replace(/.","v"/, '","v"'))
    expect(run(proof, '--entry', entry, ...trust)).toMatchObject({ status: 1 })
    expect(POLICY).toContain('quorum w1')
  })
})
