import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, describe, expect, it } from 'vitest'
import {
  findFreePort,
  listProcessesIn,
  makeDataDir,
  runProgram,
  startReady,
  waitUntil,
} from '../support/service-process.ts'

const EXAMPLE = fileURLToPath(new URL('../../openapi/code-lists.example.json', import.meta.url))
const cleanups: (() => void | Promise<unknown>)[] = []

afterEach(async () => {
  for (const cleanup of cleanups.splice(0).toReversed()) await cleanup()
})

async function makeSettings(): Promise<{ PORT: string; DATA_DIR: string }> {
  const folder = makeDataDir()
  cleanups.push(() => folder.remove())
  return { PORT: await findFreePort(), DATA_DIR: folder.dataDir }
}

/** The exit code and the lines of a start that fails. */
async function startWith(content: string | Buffer): Promise<{ code: number | string; stderr: string; file: string }> {
  const settings = await makeSettings()
  const file = path.join(path.dirname(settings.DATA_DIR), 'lists.json')
  writeFileSync(file, content)
  const program = runProgram('src/main.ts', [], { env: { ...settings, CODE_LISTS_FILE: file } })
  return { code: await program.exited, stderr: program.output().stderr, file }
}

describe('a real process with the example file of the documents', () => {
  it('starts, says which lists it works with, and serves them', async () => {
    const settings = await makeSettings()
    const service = await startReady({ ...settings, CODE_LISTS_FILE: EXAMPLE })
    cleanups.push(async () => {
      service.child.kill('SIGKILL')
      await service.exited
      await waitUntil(() => listProcessesIn(settings.DATA_DIR).length === 0)
    })
    const token = runProgram('src/cli/marktrace.ts', ['token', 'officer'], { env: settings })
    expect(await token.exited).toBe(0)
    const response = await fetch(`http://127.0.0.1:${settings.PORT}/v1/code-lists/makers?q=Exemplar`, {
      headers: { authorization: `Bearer ${token.output().stdout.trim()}` },
    })
    const { version, entries } = (await response.json()) as { version: string; entries: { code: string }[] }
    expect(entries.map(({ code }) => code)).toEqual(['EXEMPLAR_ARMS'])
    expect(service.output().stderr).toContain(`code lists ${version}`)
  })
})

describe('a process refuses to start, with exit code 2,', () => {
  it('on a file with mistakes, and names file, place and remedy of each', async () => {
    const example = readFileSync(EXAMPLE, 'utf8')
    const spoilt = example.replace('"country": "RS"', '"country": "YU"').replace('"9x21"', '"9x99"')
    const { code, stderr, file } = await startWith(spoilt)
    expect(code).toBe(2)
    expect(stderr).toContain(`CODE_LISTS_FILE ${file} #/makers/0/country: must be a State of today`)
    const { stderr: second } = await startWith(example.replace('"9x21"', '"9x99"'))
    expect(second).toContain('#/calibres/0/notSameAs/1: "9x99" is no calibre of the lists; add it to the file')
  })

  it('on a file that is not JSON, not UTF-8, or not there', async () => {
    for (const content of ['{ "makers": [', Buffer.from([0x22, 0xff, 0x22])]) {
      const { code, stderr, file } = await startWith(content)
      expect([code, stderr]).toEqual([2, expect.stringContaining(`CODE_LISTS_FILE ${file} is not JSON in UTF-8`)])
    }
    const settings = await makeSettings()
    const missing = runProgram('src/main.ts', [], { env: { ...settings, CODE_LISTS_FILE: '/nowhere/lists.json' } })
    expect(await missing.exited).toBe(2)
    expect(missing.output().stderr).toContain('/nowhere/lists.json cannot be read')
  })
})
