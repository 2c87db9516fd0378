import { existsSync } from 'node:fs'
import path from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { makeDataDir, runProgram } from '../support/service-process.ts'

const cleanups: (() => void)[] = []

afterEach(() => {
  for (const cleanup of cleanups.splice(0)) cleanup()
})

async function marktrace(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const program = runProgram('src/cli/marktrace.ts', args, { env })
  return { code: await program.exited, ...program.output() }
}

describe('marktrace on the command line', () => {
  it('lists its commands, and tells each with an example', async () => {
    const help = await marktrace(['--help'])
    expect(help.code).toBe(0)
    for (const command of ['migrate', 'backup', 'restore']) {
      expect(help.stdout).toContain(command)
      const told = await marktrace([command, '--help'])
      expect(told.code).toBe(0)
      expect(told.stdout).toContain('Example:')
    }
  })

  it('ends with 2 where it is not understood: no command, an unknown one, a wrong option, no file', async () => {
    for (const args of [[], ['destroy'], ['toString'], ['backup', '--quick'], ['backup'], ['restore', 'a', 'b']]) {
      const answer = await marktrace(args)
      expect([args, answer.code]).toEqual([args, 2])
      expect(answer.stdout + answer.stderr).toContain('Usage:')
    }
  })

  it('makes and migrates the embedded database, backs it up, and restores it elsewhere', async () => {
    const folder = makeDataDir()
    cleanups.push(() => folder.remove())
    const env = { DATA_DIR: folder.dataDir }
    const file = path.join(path.dirname(folder.dataDir), 'registry.tar.gz')
    const migrated = await marktrace(['migrate'], env)
    expect([migrated.code, migrated.stdout]).toEqual([0, expect.stringContaining('the schema is current')])
    const saved = await marktrace(['backup', file], env)
    expect([saved.code, saved.stdout]).toEqual([0, expect.stringContaining(file)])
    const refused = await marktrace(['restore', file], env)
    expect([refused.code, refused.stderr]).toEqual([1, expect.stringContaining('is not empty')])
    const elsewhere = `${folder.dataDir}-elsewhere`
    const restored = await marktrace(['restore', file], { DATA_DIR: elsewhere })
    expect([restored.code, restored.stderr]).toEqual([0, expect.any(String)])
    expect(existsSync(path.join(elsewhere, 'pg', 'PG_VERSION'))).toBe(true)
    const again = await marktrace(['migrate'], { DATA_DIR: elsewhere })
    expect([again.code, again.stdout]).toEqual([0, 'the schema is current\n'])
  })

  it('needs the login of the owner to migrate a server', async () => {
    const answer = await marktrace(['migrate'], { DATABASE_URL: 'postgres://service:geheim@127.0.0.1:1/registry' })
    expect(answer.code).toBe(2)
    expect(answer.stderr).toContain('DATABASE_OWNER_URL is missing')
    expect(answer.stderr).not.toContain('geheim')
  })
})
