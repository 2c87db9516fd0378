import { randomBytes } from 'node:crypto'
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { parseYaml } from '@redocly/openapi-core'
import { afterAll, describe, expect, it } from 'vitest'
import { docker, explainNoEngineWith, findCompose } from '../support/containers.ts'
import { findFreePort } from '../support/service-process.ts'
import { listCommandBlocks, readReadme, ROOT } from './read-readme.ts'
import { runBlocks } from './run-commands.ts'

const NODE_IMAGE = process.env['NODE_IMAGE'] ?? 'node:20-bookworm-slim'
const POSTGRES_IMAGE = process.env['POSTGRES_IMAGE'] ?? process.env['TEST_POSTGRES_IMAGE'] ?? 'postgres:18-alpine'
const BUILD_TIMEOUT_MS = 500_000

const page = readReadme()
const blocks = listCommandBlocks(page).filter(({ run }) => run === 'container')
const lines = blocks.flatMap(({ code }) => code.split('\n'))
const composeText = readFileSync(path.join(ROOT, 'docker-compose.yml'), 'utf8')
const command = findCompose()
const refusal = command === undefined ? 'compose is not installed' : explainNoEngineWith([NODE_IMAGE, POSTGRES_IMAGE])

describe('the container commands of the front page', () => {
  it('give the passwords that the compose file asks for, and no other', () => {
    const asked = new Set([...composeText.matchAll(/\$\{([A-Z_]+):\?/g)].map(([, name]) => name))
    const given = [...(lines[0] ?? '').matchAll(/([A-Z_]+)=%s/g)].map(([, name]) => name)
    expect(new Set(given)).toEqual(asked)
    expect(lines[0]).toMatch(/ > \.env$/)
  })

  it('name services of the compose file, scripts of the package, and the address that is published', () => {
    const { services } = parseYaml(composeText) as { services: Record<string, { ports?: string[] }> }
    const { scripts } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as { scripts: object }
    const [, service = '', script = ''] =
      /^docker compose exec -T (\w+) npm run -s (\w+) /m.exec(lines.join('\n')) ?? []
    expect(Object.keys(services)).toContain(service)
    expect(Object.keys(scripts)).toContain(script)
    expect(services[service]?.ports).toEqual([`127.0.0.1:\${PORT:-8080}:8080`])
    expect(lines.join('\n')).toContain('http://127.0.0.1:8080/')
  })

  it('stand beside the images that the compose file takes where the environment names none', () => {
    const defaults = [...composeText.matchAll(/\$\{([A-Z]+_IMAGE):-([^}]+)\}/g)]
    expect(defaults).toHaveLength(3)
    const shown = page.replaceAll(/\s+/g, ' ')
    for (const [, name, image] of defaults) expect(shown).toContain(`\`${name}\` (\`${image}\`)`)
  })
})

/** What the image is built from goes to a folder of its own, since the commands write `.env` beside it. */
function copyProject(folder: string): void {
  const ignored = readFileSync(path.join(ROOT, '.dockerignore'), 'utf8')
  const context = ignored.split('\n').flatMap((line) => (line.startsWith('!') ? [line.slice(1)] : []))
  for (const name of [...context, '.dockerignore', 'Dockerfile', 'docker-compose.yml']) {
    cpSync(path.join(ROOT, name), path.join(folder, name), { recursive: true })
  }
}

function describeRun([program, ...args]: readonly string[]): void {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'marktrace-readme-'))
  const project = `marktrace-readme-${randomBytes(4).toString('hex')}`
  const image = `${project}:local`
  const compose = [program, ...args, '-p', project].join(' ')
  const env = { COMPOSE_PROJECT_NAME: project, NODE_IMAGE, POSTGRES_IMAGE, MARKTRACE_IMAGE: image }
  const engine = process.env['DOCKER_HOST']
  const shell = { cwd: folder, home: folder, env: { ...env, ...(engine === undefined ? {} : { DOCKER_HOST: engine }) } }

  afterAll(async () => {
    const down = {
      line: 0,
      run: undefined,
      code: 'docker compose down --volumes --remove-orphans',
      expected: undefined,
    }
    await runBlocks([down], shell, (code) => code.replaceAll('docker compose', compose))
    await docker('image', 'rm', '-f', image)
    rmSync(folder, { recursive: true, force: true })
  }, 90_000)

  it(
    'start the demo and print a token that it takes',
    async () => {
      const port = await findFreePort()
      copyProject(folder)
      // Once with the host's network, since an engine may give a build no other way to the npm registry; the page's build finds its layers.
      await docker('build', '--network=host', '--build-arg', `NODE_IMAGE=${NODE_IMAGE}`, '-t', image, folder)
      const me = `curl -s -H "Authorization: Bearer $(docker compose exec -T registry npm run -s token -- officer)" http://127.0.0.1:8080/v1/me`
      const asked = blocks.map((block) => ({ ...block, code: block.code.replace('docker compose down', `${me}\n$&`) }))
      const change = (code: string): string =>
        code.replaceAll('docker compose', compose).replaceAll(':8080/', `:${port}/`)
      const { ran, stderr } = await runBlocks(asked, { ...shell, env: { ...shell.env, PORT: port } }, change)
      expect(ran[0]?.finished, stderr).toBe(true)
      expect(ran[0]?.stdout).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+$/m)
      expect(ran[0]?.stdout).toContain('"subject":"demo-officer"')
    },
    BUILD_TIMEOUT_MS,
  )
}

if (refusal !== undefined) console.log(`[containers] the commands of the front page were not run: ${refusal}`)
else {
  describe('in containers, the commands of the front page', () => {
    describeRun(command ?? [])
  })
}
