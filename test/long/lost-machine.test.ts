import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { isNoteName, RESTORED_MARK } from '../../src/domain/ledger/kept-files.ts'
import { testKey } from '../support/grow-ledger.ts'
import {
  findFreePort,
  makeDataDir,
  type RunningProgram,
  runProgram,
  startReady,
  waitUntil,
} from '../support/service-process.ts'

const RESUME = ['ledger', 'resume', '--reason', 'Machine lost, backup of the day before', '--new-origin']

const lost = makeDataDir()
const fresh = makeDataDir()
const parent = path.dirname(lost.dataDir)
let port: string
let service: RunningProgram | undefined
/** The last word of the machine that is lost, saved from it. */
let saved: string

const env = (dataDir: string, more: Record<string, string> = {}) => ({
  DEMO: '1',
  PORT: port,
  DATA_DIR: dataDir,
  ...more,
})

async function marktrace(args: readonly string[], dataDir: string, more: Record<string, string> = {}) {
  const command = runProgram('src/cli/marktrace.ts', args, {
    env: { DATA_DIR: dataDir, PORT: port, DEMO: '1', ...more },
  })
  return { code: await command.exited, ...command.output() }
}

async function start(dataDir: string, more: Record<string, string> = {}): Promise<void> {
  service = await startReady(env(dataDir, more))
}

async function stop(): Promise<void> {
  service?.child.kill('SIGTERM')
  await service?.exited
  service = undefined
}

const health = async (): Promise<{ size: number; role: string; waiting: number }> =>
  (await (await fetch(`http://127.0.0.1:${port}/ledger/health`)).json()) as never

const notesIn = (dataDir: string): string[] => readdirSync(path.join(dataDir, 'ledger')).filter(isNoteName)

async function register(dataDir: string): Promise<number> {
  const { stdout } = await marktrace(['token', 'registrar'], dataDir)
  const answer = await fetch(`http://127.0.0.1:${port}/v1/parties`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${stdout.trim().split('\n').at(-1)}`,
      'content-type': 'application/json',
      'idempotency-key': `lost-${performance.now()}`,
    },
    body: JSON.stringify({ kind: 'DEALER', name: 'Invented Dealer', country: 'FR' }),
  })
  return answer.status
}

beforeAll(async () => {
  port = await findFreePort()
  await start(lost.dataDir)
  await waitUntil(async () => {
    const { size, waiting } = await health()
    return size > 0 && waiting === 0
  })
  await marktrace(['backup', path.join(parent, 'registry.tar.gz')], lost.dataDir)
  const before = (await health()).size
  await register(lost.dataDir)
  await waitUntil(async () => (await health()).size > before)
  await stop()
  saved = path.join(lost.dataDir, 'ledger', notesIn(lost.dataDir)[0] ?? '')
}, 180_000)

afterAll(async () => {
  await stop()
  lost.remove()
  fresh.remove()
})

describe('a backup that is restored on a new machine', () => {
  it('brings no note, says so, and the service records nothing: it does not know what was published after the backup', async () => {
    const restored = await marktrace(['restore', path.join(parent, 'registry.tar.gz')], fresh.dataDir)
    expect(restored).toMatchObject({
      code: 0,
      stderr: expect.stringMatching(/records nothing until.*ledger resume/) as string,
    })
    expect(notesIn(fresh.dataDir)).toEqual([])
    await start(fresh.dataDir)
    expect(service?.output().stderr).toMatch(/ALARM: .*came out of a backup.*Put the newest note into the folder/)
    expect(await register(fresh.dataDir)).toBe(503)
    expect((await health()).role).toBe('BEHIND')
    // Whoever would trust the log by it would trust what nobody knows.
    const policy = await fetch(`http://127.0.0.1:${port}/.well-known/marktrace/trust-policy`)
    expect([policy.status, ((await policy.json()) as { code: string }).code]).toEqual([503, 'ledger-behind'])
    await stop()
  }, 120_000)

  it('does not let the log go on under its old name by a word alone, nor under a new one with the old key', async () => {
    const old = readFileSync(saved, 'utf8').split('\n')[0] ?? ''
    const same = await marktrace([...RESUME, old], fresh.dataDir)
    expect(same).toMatchObject({ code: 1, stderr: expect.stringMatching(/was used before/) as string })
    const sameKey = await marktrace([...RESUME, 'new.test/ledger'], fresh.dataDir)
    expect(sameKey).toMatchObject({ code: 1, stderr: expect.stringMatching(/make a new one/) as string })
    expect(readdirSync(path.join(fresh.dataDir, 'ledger'))).toContain(RESTORED_MARK)
  }, 120_000)

  it('is seen to be older where the newest note is put in its place, and goes on under a new name from what that one says', async () => {
    copyFileSync(saved, path.join(fresh.dataDir, 'ledger', path.basename(saved)))
    const size = readFileSync(saved, 'utf8').split('\n')[1]
    await start(fresh.dataDir)
    expect(service?.output().stderr).toMatch(new RegExp(`ALARM: .*says that ${size} were published`))
    await stop()
    const keyFile = path.join(parent, 'new.pem')
    mkdirSync(parent, { recursive: true })
    writeFileSync(keyFile, testKey(12).export({ type: 'pkcs8', format: 'pem' }))
    const more = { LEDGER_KEY_FILE: keyFile }
    const resumed = await marktrace([...RESUME, 'new.test/ledger'], fresh.dataDir, more)
    expect(resumed).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(new RegExp(`had signed ${size} entries`)) as string,
    })
    await start(fresh.dataDir, more)
    expect(await register(fresh.dataDir)).toBe(201)
    await waitUntil(async () => {
      const text = await (await fetch(`http://127.0.0.1:${port}/ledger/checkpoint`)).text()
      return text.startsWith('new.test/ledger\n')
    })
    await stop()
  }, 180_000)
})
