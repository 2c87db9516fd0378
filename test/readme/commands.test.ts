import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readConfig } from '../../src/config.ts'
import { findFreePort } from '../support/service-process.ts'
import { findDifference, type Json, matchesText, parseExcerpts } from './excerpt.ts'
import { type CommandBlock, listCommandBlocks, listFences, readReadme, ROOT, RUN_KINDS } from './read-readme.ts'
import { type Ran, runBlocks, type Shell, type Started, startProgram } from './run-commands.ts'

const ADDRESS = 'http://127.0.0.1:8080'
const page = readReadme()
const blocks = listCommandBlocks(page)
const blocksOf = (run: string): CommandBlock[] => blocks.filter((block) => block.run === run)
const scripts = (JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as { scripts: object }).scripts

/** What a block printed against what the page says: replies one by one, lines of text one by one. */
function differenceOf({ expected }: CommandBlock, stdout: string): string | undefined {
  if (expected === undefined) return undefined
  if (expected.language === 'json') {
    const replies = stdout.split('\n').flatMap((line) => (line.trim() === '' ? [] : [JSON.parse(line) as Json]))
    return findDifference(parseExcerpts(expected.text), replies)
  }
  return matchesText(expected.text, stdout.trim())
    ? undefined
    : `${expected.text}\n--- is shown, and it printed ---\n${stdout}`
}

describe('the commands of the front page', () => {
  it('say each where they are run, so that none is forgotten', () => {
    expect(blocks.length).toBeGreaterThan(20)
    for (const { run, line } of blocks) expect({ line, run }).toEqual({ line, run: expect.toBeOneOf([...RUN_KINDS]) })
    for (const kind of RUN_KINDS) expect(blocksOf(kind).length, kind).toBeGreaterThan(0)
  })

  it('begin with the two that .ci/run and the test below carry out', () => {
    expect(blocksOf('start').map(({ code }) => code)).toEqual(['npm ci\nnpm start'])
    expect(readFileSync(path.join(ROOT, '.ci/run'), 'utf8')).toMatch(/^npm ci$/m)
  })

  it('name only scripts of the package and settings that the service takes, where they are not run here', () => {
    const lines = blocksOf('checkout').flatMap(({ code }) => code.split('\n'))
    let variables: Record<string, string> = { DATABASE_URL: 'postgres://marktrace_service:secret@127.0.0.1/marktrace' }
    for (const line of lines) {
      const [word, ...rest] = line.split(' ')
      if (word === 'export') variables = { ...variables, ...Object.fromEntries(rest.map((pair) => pair.split('='))) }
      else if (word !== 'unset')
        expect(Object.keys(scripts)).toContain(/^npm (?:run (?:-s )?)?([a-z:]+)$/.exec(line)?.[1])
    }
    expect(readConfig(variables).auth).toMatchObject({ kind: 'ISSUER', issuer: 'https://id.example' })
  })
})

describe('the front page in two terminals', () => {
  const demo = blocksOf('demo')
  const home = mkdtempSync(path.join(os.tmpdir(), 'marktrace-readme-'))
  let service: Started | undefined
  let address = ''
  let ran: readonly Ran[] = []
  let [stderr, banner] = ['', '']

  beforeAll(async () => {
    const port = await findFreePort()
    address = `http://127.0.0.1:${port}`
    const shell: Shell = { cwd: ROOT, home, env: { PORT: port, DATA_DIR: path.join(home, 'data'), LOG_LEVEL: 'warn' } }
    service = await startProgram(['npm', 'start'], shell, '/v1/trace-requests')
    banner = service.stdout()
    const inOneTerminal = await runBlocks([...demo, firstLine()], shell, (code) => code.replaceAll(ADDRESS, address))
    ran = inOneTerminal.ran
    stderr = inOneTerminal.stderr
  }, 120_000)

  afterAll(async () => {
    await service?.interrupt()
    rmSync(home, { recursive: true, force: true })
  })

  /** The line that the terminal offers. */
  function firstLine(): CommandBlock {
    const code = banner.split('\n').find((line) => line.startsWith('curl ')) ?? 'false'
    const text = '{ "status": "ANSWERED_FULL", "answer": { "outcome": "MATCH_LOST_STOLEN", … }, … }'
    return { line: 0, run: 'demo', code, expected: { language: 'json', text } }
  }

  it('npm start shows what the page says, and its curl line is answered', () => {
    const shown = listFences(page).find(({ text }) => text.startsWith('Marktrace is ready'))?.text ?? ''
    const said = banner.slice(banner.indexOf('Marktrace is ready')).trim()
    // Only another data folder than the reader's needs to be named.
    const asShown = said.replaceAll(address, ADDRESS).replace(/DATA_DIR=\S+ (?=npm run)/, '')
    expect(matchesText(shown, asShown), said).toBe(true)
    expect(differenceOf(firstLine(), ran.at(-1)?.stdout ?? '')).toBeUndefined()
  })

  it.each(demo.map((block, n) => ({ n, block, name: `${block.line}: ${block.code.split('\n')[0]}` })))(
    'line $name',
    ({ n, block }) => {
      expect(ran[n]?.finished, stderr).toBe(true)
      expect(differenceOf(block, ran[n]?.stdout ?? '')).toBeUndefined()
    },
  )

  it('a request that waits shows no party, no name and no chain', () => {
    // Each reply is a line of its own.
    const replies = demo.flatMap((_block, n) => (ran[n]?.stdout ?? '').split('\n'))
    const waiting = replies.filter((reply) => reply.includes('"status":"IN_PROGRESS_DOMESTIC"'))
    expect(waiting.length).toBeGreaterThanOrEqual(4)
    for (const reply of waiting) expect(reply).not.toMatch(/"(?:partyId|holder|owner|lastLicitHolder|chain|name)"/)
  })

  it('Ctrl-C ends it with 0', async () => {
    expect(await service?.interrupt()).toBe(0)
  })
})
