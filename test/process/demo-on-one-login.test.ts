import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DEMO_WEAPON_IDS } from '../../src/features/example-ids.ts'
import { openEmptyDatabase, type TestDatabase } from '../support/database.ts'
import { findFreePort, makeDataDir, type RunningProgram, runProgram, startReady } from '../support/service-process.ts'

const folder = makeDataDir()
let database: TestDatabase
let service: RunningProgram
let env: Record<string, string>

beforeAll(async () => {
  database = await openEmptyDatabase()
  env = { PORT: await findFreePort(), DATA_DIR: folder.dataDir, DATABASE_URL: database.adminUrl, DEMO: '1' }
  service = await startReady(env)
}, 120_000)

afterAll(async () => {
  service.child.kill('SIGTERM')
  await service.exited
  await database.drop()
  folder.remove()
})

async function statusOf(agency: string, target: string): Promise<number> {
  const command = runProgram('src/cli/marktrace.ts', ['token', 'integrator', '--agency', agency], { env })
  expect(await command.exited).toBe(0)
  const token = command.output().stdout.trim()
  const response = await fetch(`http://127.0.0.1:${env['PORT']}${target}`, {
    headers: { authorization: `Bearer ${token}` },
  })
  await response.text()
  return response.status
}

describe('a demo whose one database login may do everything', () => {
  it('still shows a weapon to its own agency and hides it from every other', async () => {
    const target = `/v1/weapons/${DEMO_WEAPON_IDS.lyonBeretta}`
    expect(await statusOf('FR-TRADE', target)).toBe(200)
    expect(await statusOf('RS-MAKER', target)).toBe(404)
    expect(await statusOf('FR-GENDARMERIE', target)).toBe(404)
  })

  it('says on the terminal as which role it works', () => {
    expect(service.output().stderr).toMatch(/the service works as the role "marktrace_service"/)
  })
})
