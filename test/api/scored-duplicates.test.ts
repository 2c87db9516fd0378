import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { LikelyDuplicate } from '../../src/features/identity-links/schemas.ts'
import {
  openSmallRegistry,
  OURS,
  REGISTRAR,
  type SmallRegistry,
  THEIRS,
  type WeaponBody,
  weaponBody,
} from '../support/small-registry.ts'

let registry: SmallRegistry

beforeAll(async () => {
  registry = await openSmallRegistry()
})
afterAll(() => registry.close())

const RUN = process.env['LONG'] === '1' ? 1_000 : 60

function pistol(serial: string, parts: readonly object[] = [], changes: object = {}): WeaponBody {
  const frame = { kind: 'SERIAL_PRIMARY', text: serial, component: 'FRAME' }
  return weaponBody({ make: 'Beretta', model: '92FS', calibre: '9x19', markings: [frame, ...parts], ...changes })
}

async function register(body: WeaponBody, call = OURS): Promise<string> {
  return (await registry.store('/v1/weapons', body, call)).id
}

async function read(query: string): Promise<{ duplicates: LikelyDuplicate[]; next?: string }> {
  const { status, body } = await registry.service.request<{ duplicates: LikelyDuplicate[]; next?: string }>(
    `/v1/likely-duplicates?${query}`,
    REGISTRAR,
  )
  expect(status).toBe(200)
  return body
}

async function pairsOf(weaponId: string): Promise<LikelyDuplicate[]> {
  return (await read('limit=200')).duplicates.filter(({ weaponIds }) => weaponIds[0] === weaponId)
}

describe('a likely duplicate', () => {
  it('says what speaks for it, character by character, and never the text of a mark', async () => {
    await register(pistol('K401277Z'), THEIRS)
    const [pair] = await pairsOf(await register(pistol('K4O1277Z')))
    expect(pair?.reasons).toContainEqual({
      descriptor: 'serial',
      relation: 'skeleton',
      substitutions: [{ observed: 'O', registered: '0', position: 2 }],
    })
    expect(pair?.reasons).toContainEqual({ descriptor: 'make', relation: 'agrees' })
    expect(JSON.stringify(pair)).not.toMatch(/1277Z/)
  })

  it('is a number with two characters exchanged where the slide bears the same number, and only there', async () => {
    const slide = { kind: 'SERIAL_COMPONENT', text: 'S77821X', component: 'SLIDE' }
    const known = await register(pistol('K405612Z', [slide]), THEIRS)
    const again = await pairsOf(await register(pistol('K405621Z', [slide])))
    expect(again.map(({ weaponIds }) => weaponIds[1])).toEqual([known])
    expect(await pairsOf(await register(pistol('K405162Z')))).toEqual([])
  })

  it('is none of the next numbers of a series, however many are registered', async () => {
    const ids = []
    for (let n = 0; n < RUN; n += 1) ids.push(await register(pistol(`N${731_000 + n}Z`)))
    const noted = new Set((await read('limit=200')).duplicates.flatMap(({ weaponIds }) => weaponIds))
    expect(ids.filter((id) => noted.has(id))).toEqual([])
  }, 300_000)

  it('comes the likeliest first of those that one registration brought, on each page of the list', async () => {
    for (const model of ['Px4', '92FS', 'Model 34']) await register(pistol('K409981Z', [], { model }), THEIRS)
    const id = await register(pistol('K409981Z'))
    const own = await pairsOf(id)
    expect(own.map(({ tier }) => tier)).toEqual(['T1', 'T5', 'T5'])
    const seen: string[] = []
    let query: string | undefined = 'limit=2'
    while (query !== undefined) {
      const { duplicates, next }: { duplicates: LikelyDuplicate[]; next?: string } = await read(query)
      seen.push(...duplicates.map((pair) => pair.id))
      query = next === undefined ? undefined : `limit=2&cursor=${next}`
    }
    expect(seen.toSorted()).toEqual((await read('limit=200')).duplicates.map((pair) => pair.id).toSorted())
  })

  it('that was noted before pairs were weighed is read as it was, without score and reasons', async () => {
    await register(pistol('K411100Z'), THEIRS)
    const id = await register(pistol('K411100Z'))
    const admin = new pg.Client({ connectionString: registry.service.database.adminUrl })
    await admin.connect()
    await admin.query('alter table likely_duplicate disable trigger all')
    await admin.query('update likely_duplicate set score = null, reasons = null where weapon_id = $1', [id])
    await admin.query('alter table likely_duplicate enable trigger all')
    await admin.end()
    const [pair] = await pairsOf(id)
    expect(Object.keys(pair ?? {}).toSorted()).toEqual(['id', 'recordedAt', 'status', 'tier', 'weaponIds'])
    const dismissed = await registry.store(
      `/v1/likely-duplicates/${pair?.id}/dismissals`,
      { reason: 'Two.' },
      REGISTRAR,
    )
    expect(dismissed).toMatchObject({ status: 'DISMISSED' })
  })
})
