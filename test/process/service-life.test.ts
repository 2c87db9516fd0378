import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync, statSync } from 'node:fs'
import net from 'node:net'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import {
  findFreePort,
  listProcessesIn,
  makeDataDir,
  type RunningProgram,
  readCommandLine,
  readReadiness,
  runProgram,
  startReady,
  waitUntil,
} from '../support/service-process.ts'

const NOBODY = 65_534
const cleanups: (() => void | Promise<unknown>)[] = []

afterEach(async () => {
  for (const cleanup of cleanups.splice(0).toReversed()) await cleanup()
})

/** Of a service that was started once and stopped: making a cluster and its schema takes most of a cold start. */
let made: { dataDir: string; remove(): void }

beforeAll(async () => {
  made = makeDataDir()
  const service = await startReady({ PORT: await findFreePort(), DATA_DIR: made.dataDir })
  service.child.kill('SIGTERM')
  await service.exited
})

afterAll(() => made.remove())

async function makeSettings(uid?: number): Promise<{ PORT: string; DATA_DIR: string }> {
  const folder = makeDataDir(uid)
  cleanups.push(() => folder.remove())
  return { PORT: await findFreePort(), DATA_DIR: folder.dataDir }
}

async function settingsOfUsedFolder(): Promise<{ PORT: string; DATA_DIR: string }> {
  const settings = await makeSettings()
  execFileSync('cp', ['-a', made.dataDir, settings.DATA_DIR])
  return settings
}

async function start(settings: { PORT: string; DATA_DIR: string }, uid?: number): Promise<RunningProgram> {
  const service = await startReady(settings, uid)
  cleanups.push(async () => {
    service.child.kill('SIGKILL')
    await service.exited
    await waitUntil(() => listProcessesIn(settings.DATA_DIR).length === 0)
  })
  return service
}

/** A request whose last line is held back: it is in flight until `finish` sends that line. */
async function openRequest(port: string, target: string): Promise<{ finish(): Promise<string> }> {
  const socket = net.connect(Number(port), '127.0.0.1')
  await once(socket, 'connect')
  let answer = ''
  socket.on('data', (chunk: Buffer) => (answer += chunk.toString()))
  socket.write(`GET ${target} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n`)
  // The server must have read the first lines before it is told to stop; there is nothing to ask it about that.
  await sleep(100)
  return {
    finish: async () => {
      socket.write('\r\n')
      await once(socket, 'close')
      return answer
    },
  }
}

describe('the life of the service with the embedded database', () => {
  it('starts cold, finishes what is in flight on SIGTERM, and starts warm on the same data', async () => {
    const settings = await makeSettings()
    const cold = await start(settings)
    const passwords = readFileSync(path.join(settings.DATA_DIR, 'credentials.json'), 'utf8')
    const request = await openRequest(settings.PORT, '/health/ready')
    cold.child.kill('SIGTERM')
    await waitUntil(() => cold.output().stderr.includes('SIGTERM'))
    const answer = await request.finish()
    expect(answer).toMatch(/^HTTP\/1.1 503 /)
    expect(answer).toContain('draining')
    expect(await cold.exited).toBe(0)
    expect(listProcessesIn(settings.DATA_DIR)).toEqual([])
    expect(existsSync(path.join(settings.DATA_DIR, 'lock.json'))).toBe(false)

    const warm = await start(settings)
    expect(warm.output().stderr).not.toContain('applied migration')
    expect(readFileSync(path.join(settings.DATA_DIR, 'credentials.json'), 'utf8')).toBe(passwords)
  })

  it('drains and exits 0 when its terminal is closed', async () => {
    const service = await start(await settingsOfUsedFolder())
    service.child.kill('SIGHUP')
    expect(await service.exited).toBe(0)
    expect(service.output().stderr).toContain('SIGHUP')
  })

  it('drains and exits 0 when Ctrl-C reaches the whole process group, twice, as npm passes it on', async () => {
    const settings = await settingsOfUsedFolder()
    const service = await start(settings)
    process.kill(-service.pid, 'SIGINT')
    process.kill(-service.pid, 'SIGINT')
    expect(await service.exited).toBe(0)
    expect(listProcessesIn(settings.DATA_DIR)).toEqual([])
  })

  it('leaves no orphan after kill -9, and a start at once recovers', async () => {
    const settings = await settingsOfUsedFolder()
    const killed = await start(settings)
    killed.child.kill('SIGKILL')
    expect(await killed.exited).toBe('SIGKILL')
    const next = await start(settings)
    expect(await readReadiness(settings.PORT)).toBe(200)
    next.child.kill('SIGKILL')
    await next.exited
    await waitUntil(() => listProcessesIn(settings.DATA_DIR).length === 0)
  })

  it('recovers when the database was killed too', async () => {
    const settings = await settingsOfUsedFolder()
    const killed = await start(settings)
    const processes = listProcessesIn(settings.DATA_DIR)
    expect(processes.length).toBeGreaterThan(2)
    killed.child.kill('SIGKILL')
    for (const pid of processes) process.kill(pid, 'SIGKILL')
    await killed.exited
    await start(settings)
    expect(await readReadiness(settings.PORT)).toBe(200)
  })

  it('ends with 1 when its database is lost', async () => {
    const settings = await settingsOfUsedFolder()
    const service = await start(settings)
    const postmaster = Number(readFileSync(path.join(settings.DATA_DIR, 'pg', 'postmaster.pid'), 'utf8').split('\n')[0])
    process.kill(postmaster, 'SIGKILL')
    expect(await service.exited).toBe(1)
    expect(service.output().stderr).toContain('database ended by itself')
  })

  it('refuses a second start on the same folder at once, naming folder and process, and leaves the first alone', async () => {
    const settings = await settingsOfUsedFolder()
    const first = await start(settings)
    const second = runProgram('src/main.ts', [], { env: { ...settings, PORT: await findFreePort() } })
    expect(await second.exited).toBe(1)
    expect(second.output().stderr).toContain(`The data folder ${settings.DATA_DIR} is in use by process ${first.pid}`)
    expect(await readReadiness(settings.PORT)).toBe(200)
  })

  it('says that the port is in use, and takes its database down again', async () => {
    const settings = await settingsOfUsedFolder()
    const other = net.createServer().listen(Number(settings.PORT), '127.0.0.1')
    await once(other, 'listening')
    const service = runProgram('src/main.ts', [], { env: settings })
    expect(await service.exited).toBe(1)
    other.close()
    expect(service.output().stderr).toContain(`port ${settings.PORT} on 127.0.0.1 is in use`)
    expect(listProcessesIn(settings.DATA_DIR)).toEqual([])
    expect(existsSync(path.join(settings.DATA_DIR, 'lock.json'))).toBe(false)
  })

  it('shows no password to other users: not in the list of processes, not in readable files', async () => {
    const settings = await makeSettings()
    await start(settings)
    const file = path.join(settings.DATA_DIR, 'credentials.json')
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(statSync(settings.DATA_DIR).mode & 0o077).toBe(0)
    const passwords = Object.values(JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>)
    expect(passwords).toHaveLength(3)
    const lines = listProcessesIn(settings.DATA_DIR).map(readCommandLine).join('\n')
    expect(lines).toContain('postgres')
    for (const password of passwords) expect(lines).not.toContain(password)
  })

  it('runs as a normal user', async () => {
    const uid = process.getuid?.() === 0 ? NOBODY : undefined
    const settings = await makeSettings(uid)
    await start(settings, uid)
    expect(statSync(path.join(settings.DATA_DIR, 'pg')).uid).toBe(uid ?? process.getuid?.())
  })
})

describe('settings that do not allow a start', () => {
  it('ends with 2 and names every problem at once', async () => {
    const env = { DATABASE_URL: 'postgres://service@127.0.0.1/registry', PORT: '99999', RATE_LIMIT_PER_MINUTE: 'many' }
    const wrongValues = runProgram('src/main.ts', [], { env })
    expect(await wrongValues.exited).toBe(2)
    expect(wrongValues.output().stderr).toMatch(/PORT[\s\S]*RATE_LIMIT_PER_MINUTE/)
    const noIssuer = runProgram('src/main.ts', [], { env: { DATABASE_URL: env.DATABASE_URL } })
    expect(await noIssuer.exited).toBe(2)
    expect(noIssuer.output().stderr).toMatch(/AUTH_ISSUER[\s\S]*AUTH_JWKS_URL/)
  })
})
