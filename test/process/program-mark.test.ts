import { execFileSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { markOfProgram } from '../../src/features/custody/program-mark.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const folder = mkdtempSync(path.join(os.tmpdir(), 'marktrace-mark-'))
const built = path.join(folder, 'dist')

beforeAll(() => {
  for (const name of ['migrations', 'package.json', 'node_modules'])
    symlinkSync(path.join(ROOT, name), path.join(folder, name))
  const compiler = path.join(ROOT, 'node_modules/typescript/bin/tsc')
  execFileSync(process.execPath, [compiler, '-p', 'test/tsconfig.build.json', '--outDir', built], { cwd: ROOT })
}, 240_000)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** The mark that a service of this build puts on the chains that it keeps. */
function markOfBuild(): string {
  const module = pathToFileURL(path.join(built, 'features/custody/program-mark.js')).href
  const script = `import('${module}').then(({ markOfProgram }) => process.stdout.write(markOfProgram()))`
  return execFileSync(process.execPath, ['-e', script], { encoding: 'utf8' })
}

describe('the mark of the program', () => {
  it('is the same where it is compiled, so that verify-ledger compares what a built service keeps', () => {
    expect(markOfBuild()).toBe(markOfProgram())
  }, 60_000)

  it('is another where a word of a source, a migration or a library is another', () => {
    const copy = path.join(folder, 'copy')
    for (const name of ['src', 'migrations', 'package.json'])
      cpSync(path.join(ROOT, name), path.join(copy, name), { recursive: true })
    const sources = path.join(copy, 'src')
    expect(markOfProgram(sources)).toBe(markOfProgram())
    for (const name of [
      'src/domain/findings.ts',
      'src/features/wire.ts',
      'migrations/0001_facts.sql',
      'package.json',
    ]) {
      const file = path.join(copy, name)
      const text = readFileSync(file, 'utf8')
      writeFileSync(file, `${text} `)
      expect([name, markOfProgram(sources)]).not.toEqual([name, markOfProgram()])
      writeFileSync(file, text)
    }
    expect(markOfProgram(sources)).toBe(markOfProgram())
  })
})
