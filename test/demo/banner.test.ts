import { afterEach, describe, expect, it } from 'vitest'
import { createDemoVerifier } from '../../src/auth/verifiers.ts'
import { readConfig } from '../../src/config.ts'
import { agencyOfRole } from '../../src/demo/agencies.ts'
import { renderBanner } from '../../src/demo/banner.ts'
import { createLifecycle } from '../../src/process/lifecycle.ts'
import { openDatabase } from '../../src/store/db.ts'
import { makeDataDir } from '../support/service-process.ts'

const folder = makeDataDir()

afterEach(() => folder.remove())

async function render(env: Readonly<Record<string, string>>): Promise<string> {
  const config = readConfig({ DATA_DIR: folder.dataDir, ...env })
  const db = openDatabase('postgres://nobody@127.0.0.1:1/none', 1)
  try {
    return await renderBanner({ config, db, lifecycle: createLifecycle(), address: 'http://127.0.0.1:8080' })
  } finally {
    await db.pool.end()
  }
}

const issuer = { AUTH_ISSUER: 'https://issuer.example', AUTH_JWKS_URL: 'https://issuer.example/jwks' }
const server = { DATABASE_URL: 'postgres://service:secret@127.0.0.1/registry' }

describe('what the terminal shows', () => {
  it('holds an officer’s token of at most a quarter of an hour, where the database is the one in the folder', async () => {
    const token = /Bearer ([\w.-]+)'/.exec(await render({}))?.[1] ?? ''
    const verify = await createDemoVerifier(folder.dataDir, 'marktrace')
    const { agencyId, expiresAtMs } = await verify(token)
    expect(agencyId).toBe(agencyOfRole('officer').id)
    expect(expiresAtMs - Date.now()).toBeLessThanOrEqual(900_000)
  })

  it('holds no token where a server keeps the data, since its lines go to a log', async () => {
    const banner = await render({ ...server, DEMO: '1' })
    expect(banner).toMatch(/Bearer \$\(DATA_DIR='[^']+' npm run -s token -- officer\)/)
    expect(banner).not.toMatch(/eyJ/)
  })

  it('names the folder of the key only where it is not the usual one', async () => {
    expect(await render({})).toContain(`DATA_DIR='${folder.dataDir}' npm run -s token -- officer`)
    expect(await render({ ...server, DEMO: '1', DATA_DIR: '.data' })).toContain('$(npm run -s token -- officer)')
  })

  it('offers neither a token nor a trace where tokens come from an issuer, and never shows the login of the database', async () => {
    const banner = await render({ ...server, ...issuer })
    expect(banner).not.toMatch(/curl|token|secret/)
    expect(banner).toContain('/docs')
  })
})
