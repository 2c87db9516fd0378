import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { ConfigError, readConfig } from '../src/config.ts'

const folder = mkdtempSync(path.join(os.tmpdir(), 'marktrace-config-'))
afterAll(() => rmSync(folder, { recursive: true }))

const WITNESS = 'witness w witness.example/w1+24b5d9fe+BP0XJDhaoMdbZPt4zWAvodmR/ev3axPFjtcC6sg16fYY'
const LOG = 'registry.example/custody+53c058d9+AepKbGPinFIKvvVQexMuxfmVR3auvr57kkIe6mkURtIs'
const server = { DATABASE_URL: 'postgres://service@127.0.0.1/registry' }
const issuer = { AUTH_ISSUER: 'https://id.example', AUTH_JWKS_URL: 'https://id.example/jwks' }

function keep(name: string, text: string): string {
  const file = path.join(folder, name)
  writeFileSync(file, text)
  return file
}

function problemsOf(variables: Record<string, string>): readonly string[] {
  try {
    readConfig(variables)
    return []
  } catch (error) {
    if (error instanceof ConfigError) return error.problems
    throw error
  }
}

const policyWith = (url: string) => keep('policy.txt', `${WITNESS} ${url}\nquorum w\n`)

describe('the settings of witnesses', () => {
  it('take addresses by https, and by http on loopback only, without a name or password in them', () => {
    for (const url of ['https://w.example/witness', 'http://127.0.0.1:8080/witness', 'http://[::1]:1/', ''])
      expect([url, problemsOf({ LEDGER_TRUST_POLICY_FILE: policyWith(url) })]).toEqual([url, []])
    const wrong = ['http://w.example', 'http://169.254.169.254/', 'ftp://w.example/', 'file:///etc/passwd', 'w.example']
    for (const url of [...wrong, 'https://name:word@w.example/', 'http://127.0.0.1@w.example/'])
      expect([url, problemsOf({ LEDGER_TRUST_POLICY_FILE: policyWith(url) }).length]).toEqual([url, 1])
  })

  it('refuse a start with a policy that cannot be read or says nothing sure, and name the line', () => {
    const broken = keep('broken.txt', `${WITNESS}\nquorum none`)
    expect(problemsOf({ LEDGER_TRUST_POLICY_FILE: broken })).toEqual([expect.stringMatching(/Line 2: /)])
    expect(problemsOf({ WITNESSED_LOGS_FILE: path.join(folder, 'none.txt') })).toEqual([
      expect.stringMatching(/^WITNESSED_LOGS_FILE names a file, .*none\.txt, that cannot be read\.$/),
    ])
  })

  it('make a registry a witness of the logs of all files, by a key that a real one must name', () => {
    const logs = keep('logs.txt', `log ${LOG} https://registry.example/ledger\nquorum none\n`)
    const { witness } = readConfig({ WITNESSED_LOGS_FILE: logs, DATA_DIR: folder })
    expect(witness.witnessing).toMatchObject({ name: '127.0.0.1:8080/witness', mayMakeKey: true })
    expect(witness.witnessing?.logs.map(({ name }) => name)).toEqual(['registry.example/custody'])
    const real = { ...server, ...issuer, WITNESSED_LOGS_FILE: logs }
    expect(problemsOf(real)).toEqual([expect.stringMatching(/^WITNESS_KEY_FILE is missing/)])
    expect(problemsOf({ ...real, WITNESS_KEY_FILE: '/keys/witness.pem' })).toEqual([])
    const shared = { WITNESS_KEY_FILE: '/keys/log.pem', LEDGER_KEY_FILE: '/keys/new.pem, /keys/log.pem' }
    expect(problemsOf({ ...real, ...shared })).toEqual([expect.stringMatching(/^WITNESS_KEY_FILE is one of/)])
    expect(problemsOf({ WITNESS_KEY_FILE: '/keys/witness.pem' })).toEqual([
      expect.stringMatching(/WITNESSED_LOGS_FILE/),
    ])
  })
})
