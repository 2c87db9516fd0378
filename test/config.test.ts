import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { ConfigError, readConfig, readDatabaseConfig, readLedgerConfig } from '../src/config.ts'
import { BUILT_IN_LISTS } from '../src/domain/reference/built-in.ts'
import { RETENTION_REGIMES } from '../src/domain/retention/floors.ts'

const server = { DATABASE_URL: 'postgres://service:geheim@db/registry' }
const issuer = { AUTH_ISSUER: 'https://id.example', AUTH_JWKS_URL: 'https://id.example/jwks' }

function problemsOf(variables: Record<string, string>): readonly string[] {
  try {
    readConfig(variables)
    return []
  } catch (error) {
    if (error instanceof ConfigError) return error.problems
    throw error
  }
}

describe('the settings', () => {
  it('without any are a demo on loopback with the embedded database', () => {
    expect(readConfig({})).toEqual({
      host: '127.0.0.1',
      port: 8080,
      publicBaseUrl: 'http://127.0.0.1:8080',
      dataDir: path.resolve('.data'),
      database: { kind: 'EMBEDDED' },
      auth: { kind: 'DEMO', audience: 'marktrace' },
      demo: true,
      demoStock: true,
      trustProxy: false,
      metricsPublic: false,
      serviceSecret: undefined,
      rateLimitPerMinute: 6000,
      searchLimitPerHour: 1000,
      seizureTraces: 'ASKED',
      retentionRegimes: RETENTION_REGIMES,
      evidenceMaxBytes: 10 * 1024 * 1024,
      logLevel: 'info',
      poolMax: 10,
      referenceLists: BUILT_IN_LISTS,
      answerKeys: { files: [path.resolve('.data/ledger/answer-key.pem')], create: true },
      ledgerPublic: true,
      witness: { trustPolicy: undefined, witnessing: undefined },
      ledger: {
        isOn: true,
        keyFiles: [path.resolve('.data/ledger/key.pem')],
        mayMakeKey: true,
        signerSocket: undefined,
        origin: { name: '127.0.0.1:8080/ledger', isGiven: false },
        intervalMs: 1000,
        folder: path.resolve('.data/ledger'),
      },
    })
  })

  it('make a key of the ledger for a demo alone; with a server the ledger is signed by what the operator names, or by nobody', () => {
    expect(readConfig({ ...server, ...issuer }).ledger).toMatchObject({ keyFiles: [], mayMakeKey: false })
    const named = readConfig({ ...server, ...issuer, LEDGER_KEY_FILE: 'old.pem, new.pem' }).ledger
    expect(named).toMatchObject({ keyFiles: [path.resolve('old.pem'), path.resolve('new.pem')], mayMakeKey: false })
    const both = problemsOf({ LEDGER_KEY_FILE: 'a.pem', LEDGER_SIGNER_SOCKET: '/run/s.sock' })
    expect(both.join(' ')).toMatch(/both given/)
    expect(problemsOf({ LEDGER_ORIGIN: 'two words' }).join(' ')).toMatch(/LEDGER_ORIGIN must be a name/)
    expect(problemsOf({ LEDGER_INTERVAL_MS: '1001' }).join(' ')).toMatch(/LEDGER_INTERVAL_MS/)
  })

  it('with a server and an issuer have no demo data and no demo issuer', () => {
    const config = readConfig({ ...server, ...issuer, HOST: '0.0.0.0' })
    expect(config.demo).toBe(false)
    expect(config.auth).toEqual({
      kind: 'ISSUER',
      issuer: 'https://id.example',
      audience: 'marktrace',
      jwksUrl: 'https://id.example/jwks',
    })
    expect(config.database).toEqual({ kind: 'SERVER', serviceUrl: server.DATABASE_URL, ownerUrl: undefined })
  })

  it('with a server sign answers with the keys that are named, the first of them, and with none that were made', () => {
    const given = { ...server, ...issuer }
    expect(readConfig(given).answerKeys).toEqual({ files: [], create: false })
    const files = { ANSWER_KEY_FILE: '/keys/next.pem, /keys/old.pem' }
    expect(readConfig({ ...given, ...files }).answerKeys).toEqual({
      files: ['/keys/next.pem', '/keys/old.pem'],
      create: false,
    })
    expect(readConfig(files).answerKeys.create).toBe(false)
  })

  it('with a server refuse a start without a real issuer, and name both that are missing', () => {
    const problems = problemsOf(server)
    expect(problems).toHaveLength(2)
    expect(problems.join(' ')).toMatch(/AUTH_ISSUER.*AUTH_JWKS_URL/)
    expect(problemsOf({ DEMO: '0' })).toHaveLength(2)
  })

  it('refuse a demo that other machines could reach, unless a container publishes it on loopback', () => {
    expect(problemsOf({ ...server, DEMO: '1', HOST: '0.0.0.0' }).join()).toMatch(/HOST is 0\.0\.0\.0/)
    expect(problemsOf({ HOST: '192.168.1.5' }).join()).toMatch(/HOST is 192\.168\.1\.5/)
    expect(problemsOf({ ...server, DEMO: '1', HOST: '0.0.0.0', DEMO_PUBLISHED_ON_LOOPBACK: '1' })).toEqual([])
    expect(problemsOf({ ...server, DEMO: '1' })).toEqual([])
  })

  it('never let the demo issuer stand beside a real one', () => {
    expect(problemsOf({ ...issuer, DEMO: '1' }).join()).toMatch(/issuer of its own/)
    expect(readConfig(issuer).auth.kind).toBe('ISSUER')
    expect(problemsOf({ AUTH_ISSUER: issuer.AUTH_ISSUER }).join()).toMatch(/AUTH_JWKS_URL is missing/)
  })

  it('take the keys of an issuer by https, or by http from loopback only', () => {
    const jwks = (url: string): readonly string[] => problemsOf({ ...server, ...issuer, AUTH_JWKS_URL: url })
    expect(jwks('http://id.example/jwks').join()).toMatch(/AUTH_JWKS_URL must be https/)
    expect(jwks('http://127.0.0.1.id.example/jwks')).toHaveLength(1)
    expect(jwks('file:///etc/passwd')).not.toEqual([])
    expect(jwks('http://127.0.0.1:9999/jwks')).toEqual([])
    expect(jwks('http://[::1]:9999/jwks')).toEqual([])
  })

  it('take no proxies, a number of hops, or a list of addresses', () => {
    const trust = (value: string): unknown => readConfig({ TRUST_PROXY: value }).trustProxy
    expect([trust('false'), trust('0'), trust('2'), trust('10.0.0.0/8, ::1')]).toEqual([
      false,
      false,
      2,
      ['10.0.0.0/8', '::1'],
    ])
    for (const wrong of ['true', '99', '10.0.0.0/99', 'proxy'])
      expect(problemsOf({ TRUST_PROXY: wrong })).toHaveLength(1)
  })

  it('are refused with every wrong value at once, and never with a secret', () => {
    const problems = problemsOf({
      ...server,
      DATABASE_OWNER_URL: 'mysql://root:geheim@db/x',
      PORT: '0',
      POOL_MAX: '1e3',
      DEMO: 'yes',
    })
    expect(new Set(problems.map((problem) => problem.split(' ')[0]))).toEqual(
      new Set(['DATABASE_OWNER_URL', 'DEMO', 'POOL_MAX', 'PORT']),
    )
    expect(problems.join()).not.toContain('geheim')
  })

  it('read a database login from a file, and refuse it twice or unreadable', () => {
    const dir = mkdtempSync(path.join(os.tmpdir(), 'marktrace-config-'))
    const file = path.join(dir, 'url')
    writeFileSync(file, `${server.DATABASE_URL}\n`)
    const config = readConfig({ ...issuer, DATABASE_URL_FILE: file })
    expect(config.database).toMatchObject({ kind: 'SERVER', serviceUrl: server.DATABASE_URL })
    expect(problemsOf({ ...issuer, ...server, DATABASE_URL_FILE: file }).join()).toMatch(/both given/)
    rmSync(dir, { recursive: true })
    expect(problemsOf({ ...issuer, DATABASE_URL_FILE: file }).join()).toMatch(
      /DATABASE_URL_FILE names a file that cannot be read/,
    )
  })

  it('name the rules on retention that bind the registry, all where none are named, and refuse one that nobody knows', () => {
    expect(readLedgerConfig({ RETENTION_REGIMES: 'ITI, ATT', POOL_MAX: 'x' }).retentionRegimes).toEqual(['ITI', 'ATT'])
    expect(readLedgerConfig({ RETENTION_REGIMES: '' }).retentionRegimes).toEqual(RETENTION_REGIMES)
    expect(problemsOf({ RETENTION_REGIMES: 'ITI,NONE' }).join()).toMatch(/RETENTION_REGIMES must be one or more of ITI/)
  })

  it('count an empty variable as absent', () => {
    expect(readConfig({ DATABASE_URL: '', PORT: '' })).toEqual(readConfig({}))
  })

  it('of a command that serves nobody need no issuer', () => {
    expect(readDatabaseConfig({ ...server, HOST: '0.0.0.0', AUTH_ISSUER: 'x' }).database.kind).toBe('SERVER')
  })
})
