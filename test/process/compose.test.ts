import { randomBytes } from 'node:crypto'
import { createServer } from 'node:net'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { compose, docker, explainNoEngineWith, findCompose } from '../support/containers.ts'

const NODE_IMAGE = process.env['NODE_IMAGE'] ?? 'node:20-bookworm-slim'
const POSTGRES_IMAGE = process.env['POSTGRES_IMAGE'] ?? process.env['TEST_POSTGRES_IMAGE'] ?? 'postgres:18-alpine'
const BUILD_TIMEOUT_MS = 400_000
const START_TIMEOUT_MS = 90_000

const command = findCompose()
const refusal = command === undefined ? 'compose is not installed' : explainNoEngineWith([NODE_IMAGE, POSTGRES_IMAGE])

const project = `marktrace-test-${process.pid}`
const image = `${project}:local`
const secrets = [randomBytes(24).toString('hex'), randomBytes(24).toString('hex')] as const
let port = 0

async function run(...args: readonly string[]): Promise<string> {
  if (command === undefined) throw new Error('compose is not installed')
  return compose(command, ['-p', project, ...args], {
    NODE_IMAGE,
    POSTGRES_IMAGE,
    MARKTRACE_IMAGE: image,
    POSTGRES_PASSWORD: secrets[0],
    MARKTRACE_PASSWORD: secrets[1],
    PORT: String(port),
  })
}

/** What the engine says of the container of a service, which may have ended. */
async function inspect(service: string, format: string): Promise<string> {
  const label = (name: string, value: string): string => `label=com.docker.compose.${name}=${value}`
  const id = await docker('ps', '-aq', '-f', label('project', project), '-f', label('service', service))
  return docker('inspect', '-f', format, id)
}

async function waitUntilHealthy(): Promise<void> {
  const ask = async (): Promise<void> => expect(await inspect('registry', '{{.State.Health.Status}}')).toBe('healthy')
  await vi.waitFor(ask, { timeout: START_TIMEOUT_MS, interval: 500 })
}

async function get(path: string, token?: string): Promise<Response> {
  const headers = token === undefined ? {} : { authorization: `Bearer ${token}` }
  return fetch(`http://127.0.0.1:${port}${path}`, { headers })
}

async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  return typeof address === 'object' && address !== null ? address.port : 0
}

// Without an engine `compose-file.test.ts` still holds the files to their promises.
if (refusal !== undefined) console.log(`[containers] not started: ${refusal}`)

it('containers are started, or REQUIRE_CONTAINERS does not ask for them', () => {
  const needed = process.env['REQUIRE_CONTAINERS'] === '1'
  expect(needed ? refusal : undefined).toBeUndefined()
})

function describeContainers(): void {
  let token = ''

  beforeAll(async () => {
    port = await findFreePort()
    // The host's network, since an engine may give a build no other way to the npm registry.
    await docker('build', '--network=host', '--build-arg', `NODE_IMAGE=${NODE_IMAGE}`, '-t', image, '.')
    await run('up', '-d', '--no-build')
    await waitUntilHealthy()
    token = (await run('exec', '-T', 'registry', 'npm', 'run', '-s', 'token', '--', 'officer')).trim()
  }, BUILD_TIMEOUT_MS)

  afterAll(async () => {
    await run('down', '-v', '--remove-orphans')
    await docker('image', 'rm', '-f', image)
  }, START_TIMEOUT_MS)

  it('is ready, and knows the bearer of the token that it prints', async () => {
    expect((await get('/health/ready')).status).toBe(200)
    expect((await get('/v1/me')).status).toBe(401)
    expect((await get('/v1/me', token)).status).toBe(200)
  })

  it('runs as nobody in particular, on a file system that it cannot change', async () => {
    const script = 'id -u; grep CapEff /proc/1/status; touch /app/changed 2>/dev/null || echo refused'
    const lines = (await run('exec', '-T', 'registry', 'sh', '-c', script)).trim().split('\n')
    expect(lines[0]).not.toBe('0')
    expect(lines[1]).toMatch(/\t0+$/)
    expect(lines[2]).toBe('refused')
  })

  it('keeps its passwords out of the layers of the image and out of the log', async () => {
    const shown = (await docker('history', '--no-trunc', image)) + (await run('logs', '--no-color'))
    for (const secret of secrets) expect(shown).not.toContain(secret)
  })

  it(
    'ends with 0 when it is stopped, and finds its data and its key again after a new start',
    async () => {
      await run('stop')
      expect(await inspect('registry', '{{.State.ExitCode}}')).toBe('0')
      expect(await inspect('postgres', '{{.State.ExitCode}}')).toBe('0')
      await run('start')
      await waitUntilHealthy()
      expect((await get('/v1/me', token)).status).toBe(200)
      const log = await run('logs', '--no-color', 'registry')
      expect(log.match(/applied migration 0001/g)).toHaveLength(1)
    },
    START_TIMEOUT_MS * 2,
  )
}

if (refusal === undefined) {
  describe('the demo in containers', () => {
    describeContainers()
  })
}
