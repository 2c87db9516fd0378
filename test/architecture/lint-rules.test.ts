import { execFileSync, spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))
const bin = (name: string): string => path.join(root, 'node_modules', '.bin', name)

const LONG_FUNCTION = `export function long(): number {\n${'  void 0\n'.repeat(50)}  return 1\n}\n`
const LONG_FILE = '// line\n'.repeat(251)
const DRIZZLE = `import { drizzle } from 'drizzle-orm/node-postgres'\nimport { sql } from 'drizzle-orm'\nconst db = drizzle('')\n`
const UNION = `type Kind = 'SEIZED' | 'FOUND'\n`

/** A file that breaks one rule, and the rule. */
const PLANTED: readonly (readonly [rule: string, file: string, text: string])[] = [
  ['no-floating-promises', 'src/store/of-pg.ts', `import pg from 'pg'\nnew pg.Client().query('select 1')\n`],
  ['no-floating-promises', 'src/store/of-drizzle.ts', `${DRIZZLE}db.execute(sql\`select 1\`)\n`],
  ['no-floating-promises', 'src/cli/of-node.ts', `import { rm } from 'node:fs/promises'\nrm('x')\n`],
  ['no-floating-promises', 'src/store/of-ours.ts', `export async function save(): Promise<void> {}\nsave()\n`],
  [
    'no-misused-promises',
    'src/store/misused.ts',
    `const yes = async () => true\nexport const all = [1].filter(async () => yes())\n`,
  ],
  ['await-thenable', 'src/store/awaited.ts', `export const one = await 1\n`],
  ['only-throw-error', 'src/store/thrown.ts', `export const fail = () => { throw 'no' }\n`],
  [
    'switch-exhaustiveness-check',
    'src/domain/switched.ts',
    `${UNION}export function name(kind: Kind): void {\n  switch (kind) {\n    case 'FOUND':\n      return\n  }\n}\n`,
  ],
  ['no-explicit-any', 'src/domain/any.ts', `export const read = (value: any): unknown => value\n`],
  [
    'no-non-null-assertion',
    'src/domain/bang.ts',
    `export const first = (list: readonly string[]): string => list[0]!\n`,
  ],
  ['consistent-type-imports', 'src/store/typed.ts', `import { Pool } from 'pg'\nexport type Db = Pool\n`],
  ['no-cycle', 'src/store/circle-a.ts', `import { b } from './circle-b.ts'\nexport const a = (): unknown => b\n`],
  ['no-cycle', 'src/store/circle-b.ts', `import { a } from './circle-a.ts'\nexport const b = (): unknown => a\n`],
  ['no-default-export', 'src/domain/default.ts', `const one = 1\nexport default one\n`],
  ['no-barrel-file', 'src/domain/barrel.ts', `export * from './clean.ts'\n`],
  ['filename-case', 'src/domain/camelCase.ts', `export const one = 1\n`],
  ['max-lines', 'src/domain/long-file.ts', `${LONG_FILE}export const one = 1\n`],
  ['max-lines', 'test/long-file.test.ts', `${LONG_FILE}export const one = 1\n`],
  ['max-lines-per-function', 'src/domain/long-function.ts', LONG_FUNCTION],
  ['no-console', 'src/store/printing.ts', `console.log('x')\n`],
  ['no-process-env', 'src/main.ts', `export const home = process.env['HOME']\n`],
  [
    'no-restricted-globals',
    'src/domain/globals.ts',
    `export const wait = (): unknown => setTimeout(() => undefined, 1)\n`,
  ],
  ['no-restricted-properties', 'src/domain/clock.ts', `export const now = (): number => Date.now()\n`],
  ['no-restricted-properties', 'src/domain/chance.ts', `export const roll = (): number => Math.random()\n`],
  ['eqeqeq', 'src/domain/loose.ts', `export const same = (a: unknown, b: unknown): boolean => a == b\n`],
  [
    'no-disabled-tests',
    'test/skipped.test.ts',
    `import { it } from 'vitest'\nit.skip('is skipped', () => undefined)\n`,
  ],
  ['no-focused-tests', 'test/focused.test.ts', `import { it } from 'vitest'\nit.only('is alone', () => undefined)\n`],
  [
    'no-identical-title',
    'test/twice.test.ts',
    `import { it } from 'vitest'\nit('says so', () => undefined)\nit('says so', () => undefined)\n`,
  ],
]

const ALLOWED: readonly (readonly [file: string, text: string])[] = [
  ['src/domain/clean.ts', `${UNION}export const isFound = (kind: Kind): boolean => kind === 'FOUND'\n`],
  [
    'src/store/sending.ts',
    `import type { FastifyReply } from 'fastify'\nexport const send = (reply: FastifyReply): void => {\n  reply.send('')\n}\n`,
  ],
  ['src/store/waiting.ts', `${DRIZZLE}export const one = await db.execute(sql\`select 1\`)\n`],
  ['src/cli/printing.ts', `console.log(Date.now())\n`],
  ['src/config.ts', `export const home = process.env['HOME']\n`],
  ['test/vitest.config.ts', `export default {}\n`],
  ['test/long-function.test.ts', LONG_FUNCTION],
]

interface Report {
  readonly diagnostics: readonly { readonly code?: string; readonly filename: string }[]
}

let folder = ''
let broken: readonly string[] = []

beforeAll(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'marktrace-lint-'))
  symlinkSync(path.join(root, 'node_modules'), path.join(folder, 'node_modules'))
  plant('package.json', '{"type":"module"}')
  copy('tsconfig.json')
  copy('test/oxlint.json')
  copy('test/biome.json')
  for (const [, file, text] of PLANTED) plant(file, text)
  for (const [file, text] of ALLOWED) plant(file, text)
  const args = ['-c', 'test/oxlint.json', '-f', 'json', 'src', 'test']
  const { stdout } = spawnSync(bin('oxlint'), args, { cwd: folder, encoding: 'utf8' })
  const { diagnostics } = JSON.parse(stdout) as Report
  broken = diagnostics.map(({ code, filename }) => `${filename} ${/\((.+)\)/.exec(code ?? '')?.[1]}`)
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

function plant(file: string, text: string): void {
  mkdirSync(path.dirname(path.join(folder, file)), { recursive: true })
  writeFileSync(path.join(folder, file), text)
}

function copy(file: string): void {
  mkdirSync(path.dirname(path.join(folder, file)), { recursive: true })
  copyFileSync(path.join(root, file), path.join(folder, file))
}

describe('the linter', () => {
  it.each(PLANTED)('finds %s in %s', (rule, file) => {
    expect(broken).toContain(`${file} ${rule}`)
  })

  it.each(ALLOWED)('finds nothing in %s', (file) => {
    expect(broken.filter((one) => one.startsWith(`${file} `))).toEqual([])
  })

  it('accepts no module of the wrong format', () => {
    plant('src/domain/formatted.ts', `export const one = 'x'\n`)
    const format = (file: string): number | null =>
      spawnSync(bin('biome'), ['format', '--config-path', 'test', file], { cwd: folder }).status
    expect(format('src/domain/formatted.ts')).toBe(0)
    plant('src/domain/formatted.ts', `export const one = "x";\n`)
    expect(format('src/domain/formatted.ts')).not.toBe(0)
  })

  it('and the import rules end with an error that names the file', () => {
    plant('src/domain/reaching.ts', `import pg from 'pg'\nexport const one = pg\n`)
    const check = path.join(root, 'test/architecture/check-imports.ts')
    expect(() =>
      execFileSync(process.execPath, ['--import', 'tsx', check, folder], { cwd: root, stdio: 'pipe' }),
    ).toThrow('src/domain/reaching.ts: domain-is-pure: pg')
  })
})
