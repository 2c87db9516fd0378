import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { Environment } from '../../src/config-variables.ts'
import { DEMO_SEED } from '../../src/demo/stock/random.ts'
import { CONSIGNMENTS } from '../../src/demo/stock/consignments.ts'
import { listFences, readReadme, readTable, ROOT, unquote } from './read-readme.ts'

const page = readReadme()
const PAGES = ['README.md', 'src/README.md', 'migrations/README.md', 'openapi/README.md', 'test/README.md']

/** The address of a heading within its page, as GitHub makes it. */
function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N} -]/gu, '')
    .replaceAll(' ', '-')
}

function withoutBlocks(text: string): string {
  return listFences(text).reduce((rest, fence) => rest.replace(fence.text, ''), text)
}

describe('the table of settings', () => {
  const rows = readTable(page, 'variable', 'default')
  const names = rows.map(([name = '']) => unquote(name))

  it('has every variable of the service and no other', () => {
    expect(names.toSorted()).toEqual(Object.keys(Environment.shape).toSorted())
  })

  it('has the defaults that the service takes', () => {
    const taken = Environment.parse({})
    const shown = Object.fromEntries(rows.map(([name = '', value = '']) => [unquote(name), unquote(value)]))
    // The only default that is made of others.
    expect(shown['PUBLIC_BASE_URL']).toBe('http://HOST:PORT')
    for (const [name, value] of Object.entries({ ...shown, PUBLIC_BASE_URL: '' })) {
      const one = taken[name as keyof typeof taken]
      const asText = typeof one === 'boolean' && name !== 'TRUST_PROXY' ? String(Number(one)) : String(one ?? '')
      expect({ name, value }).toEqual({ name, value: asText })
    }
  })

  it('names the secrets that may come from a file', () => {
    const source = readFileSync(path.join(ROOT, 'src/config.ts'), 'utf8')
    const byFile = /SECRETS_BY_FILE = \[(.*)\]/.exec(source)?.[1]?.match(/[A-Z_]+/g) ?? []
    expect(byFile).not.toEqual([])
    const told = [...page.matchAll(/`([A-Z_]+)_FILE`/g)].map(([, name]) => name ?? '')
    expect(told.filter((name) => !names.includes(`${name}_FILE`))).toEqual(byFile)
  })
})

describe('the front page', () => {
  it('has a map of the folders that are there', () => {
    const places = readTable(page, 'where', 'what').map(([cell = '']) => /`([^`]+)`/.exec(cell)?.[1] ?? '')
    const folders = readdirSync(path.join(ROOT, 'src')).filter((name) =>
      statSync(path.join(ROOT, 'src', name)).isDirectory(),
    )
    expect(places.toSorted()).toEqual(
      ['bench', 'migrations', 'openapi', 'src', 'test', ...folders.map((name) => `src/${name}`)].toSorted(),
    )
  })

  it('counts the invented weapons and tells their seed', () => {
    const count = CONSIGNMENTS.reduce((sum, one) => sum + one.count, 0)
    expect(page).toContain(`${count.toLocaleString('en')} invented weapons`)
    expect(page).toMatch(new RegExp(`fixed seed\\s+\\(${DEMO_SEED}\\)`))
  })

  it('names no call that is not there yet as if it were', () => {
    const ready = page.slice(0, page.indexOf('## Not yet'))
    const document = readFileSync(path.join(ROOT, 'openapi/registry.v1.json'), 'utf8')
    const built = Object.keys((JSON.parse(document) as { paths: object }).paths).join(' ')
    const missing = [
      '/v1/seizures',
      '/v1/marking-searches',
      '/v1/evidence-files',
      '/decisions',
      '/ledger/',
      'certificate',
    ].filter((word) => !built.includes(word))
    for (const word of missing) expect(ready).not.toContain(word)
  })
})

describe.each(PAGES)('%s', (file) => {
  const text = readFileSync(path.join(ROOT, file), 'utf8')

  it('has no link that leads nowhere', () => {
    for (const [, target = ''] of withoutBlocks(text).matchAll(/\]\(([^)\s]+)\)/g)) {
      if (/^https?:/.test(target)) continue
      const [name = '', anchor] = target.split('#')
      const found = name === '' ? path.join(ROOT, file) : path.join(ROOT, path.dirname(file), name)
      expect({ target, exists: existsSync(found) }).toEqual({ target, exists: true })
      if (anchor === undefined) continue
      const headings = [...readFileSync(found, 'utf8').matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
        anchorOf(heading),
      )
      expect(headings).toContain(anchor)
    }
  })

  it('names only files of the repository', () => {
    const named = [...withoutBlocks(text).matchAll(/`((?:src|test|migrations|openapi|\.ci)\/[\w./-]+)`/g)].map(
      ([, name = '']) => name,
    )
    for (const name of named)
      expect({ name, exists: existsSync(path.join(ROOT, name)) }).toEqual({ name, exists: true })
  })
})
