import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { UsageError } from '../../src/cli/command.ts'
import { tokenCommand } from '../../src/cli/token.ts'
import { DEMO_AGENCIES } from '../../src/demo/agencies.ts'
import { ROLES, SCOPES_OF_ROLE } from '../../src/domain/vocabulary/scopes.ts'
import { makeDataDir, runProgram } from '../support/service-process.ts'

const folder = makeDataDir()

beforeEach(() => {
  vi.stubEnv('DATA_DIR', folder.dataDir)
})
afterEach(() => {
  vi.unstubAllEnvs()
})
afterAll(() => folder.remove())

interface Claims {
  readonly sub: string
  readonly agency: string
  readonly scope: string
  readonly iat: number
  readonly exp: number
}

/** The claims of the token that the command prints, and of nothing else that it prints. */
async function claimsOf(...args: string[]): Promise<Claims> {
  const printed = vi.spyOn(process.stdout, 'write').mockReturnValue(true)
  await tokenCommand.run(args)
  const text = printed.mock.calls.map(([chunk]) => String(chunk)).join('')
  printed.mockRestore()
  expect(text).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+\n$/)
  return JSON.parse(Buffer.from(text.split('.')[1] ?? '', 'base64url').toString()) as Claims
}

function run(args: readonly string[], env: Readonly<Record<string, string>>) {
  return runProgram('src/cli/marktrace.ts', ['token', ...args], { env: { DATA_DIR: folder.dataDir, ...env } })
}

describe('marktrace token', () => {
  it('prints one line and nothing else, with the scopes of the role, for an hour', async () => {
    for (const role of ROLES) {
      const { sub, scope, iat, exp } = await claimsOf(role)
      expect([sub, scope, exp - iat]).toEqual([`demo-${role}`, SCOPES_OF_ROLE[role].join(' '), 3600])
    }
    const program = run(['officer'], {})
    expect([await program.exited, program.output().stderr]).toEqual([0, ''])
    expect(program.output().stdout).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+\n$/)
  })

  it('speaks for the agency of the role, for one by its code, or for any by its id', async () => {
    const id = '0197a1f0-0a00-7000-8000-0000000000ff'
    const known = (code: string) => DEMO_AGENCIES.find((agency) => agency.code === code)?.id
    expect((await claimsOf('officer')).agency).toBe(known('FR-POLICE'))
    expect((await claimsOf('officer', '--agency', 'mx-police')).agency).toBe(known('MX-POLICE'))
    expect((await claimsOf('officer', '--agency', id.toUpperCase())).agency).toBe(id)
  })

  it('takes a subject and a life of up to a day', async () => {
    const { sub, iat, exp } = await claimsOf('customs', '--subject', 'brigade 7', '--ttl', '86400')
    expect([sub, exp - iat]).toEqual(['brigade 7', 86_400])
  })

  it.each([
    [[]],
    [['chief']],
    [['officer', 'customs']],
    [['officer', '--ttl', '86401']],
    [['officer', '--ttl', '0']],
    [['officer', '--ttl', '1e3']],
    [['officer', '--agency', 'XX-NOBODY']],
    [['officer', '--subject', 'a\nb']],
  ])('does not understand %j', async (args) => {
    await expect(tokenCommand.run(args)).rejects.toThrow(UsageError)
  })

  it('ends with 2 and shows its help where it is not understood, and prints no token', async () => {
    const program = run(['officer', '--scope', 'all'], {})
    expect([await program.exited, program.output().stdout]).toEqual([2, ''])
    expect(program.output().stderr).toContain('Usage: marktrace token')
  })

  it('makes none where tokens come from an issuer, and says so', async () => {
    const program = run(['officer'], {
      AUTH_ISSUER: 'https://issuer.example',
      AUTH_JWKS_URL: 'https://issuer.example/jwks',
    })
    expect([await program.exited, program.output().stdout]).toEqual([1, ''])
    expect(program.output().stderr).toContain('Tokens come from the issuer that AUTH_ISSUER names')
  })
})
