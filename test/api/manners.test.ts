import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  OFFICER,
  openSmallRegistry,
  OURS,
  type Problem,
  REGISTRAR,
  type SmallRegistry,
  THEIRS,
  traceBody,
  weaponBody,
} from '../support/small-registry.ts'

let registry: SmallRegistry

beforeAll(async () => {
  registry = await openSmallRegistry()
})

afterAll(() => registry.close())

const sale = (weaponId: string, overrides: Record<string, unknown> = {}) => ({
  kind: 'SOLD_DOMESTIC',
  weaponIds: [weaponId],
  fromPartyId: registry.ours,
  toPartyId: registry.theirs,
  occurredAt: '2021-05-06',
  ...overrides,
})

describe('a repeated call', () => {
  it('gets the same bytes, status and location, and says that it is a replay', async () => {
    const key = randomUUID()
    const body = weaponBody()
    const first = await registry.post('/v1/weapons', body, { ...OURS, key })
    const rows = await registry.countRows()
    const second = await registry.post('/v1/weapons', body, { ...OURS, key: `"${key}"` })
    expect([first.status, second.status]).toEqual([201, 201])
    expect(second.text).toBe(first.text)
    expect(second.headers.get('location')).toBe(first.headers.get('location'))
    expect([first, second].map(({ headers }) => headers.get('idempotent-replayed'))).toEqual([null, 'true'])
    expect(await registry.countRows()).toEqual(rows)
  })

  it('may write its fields in another order, but not with other values', async () => {
    const key = randomUUID()
    const { category, ...rest } = weaponBody()
    const first = await registry.post('/v1/weapons', { category, ...rest }, { ...OURS, key })
    const reordered = await registry.post('/v1/weapons', { ...rest, category }, { ...OURS, key })
    expect(reordered.text).toBe(first.text)
    const other = await registry.post<Problem>(
      '/v1/weapons',
      { category, ...rest, model: 'Glock 17' },
      { ...OURS, key },
    )
    expect(other.status).toBe(422)
    expect(other.body.code).toBe('idempotency-key-reused')
    expect(other.text).not.toContain('Glock')
  })

  it('is another call for another agency, another person of the same agency, and another address', async () => {
    const key = randomUUID()
    const body = weaponBody()
    const ids = new Set<string>()
    for (const who of [OURS, THEIRS, { ...OURS, subject: 'a colleague' }]) {
      const answer = await registry.post('/v1/weapons', body, { ...who, key })
      expect(answer.status).toBe(201)
      expect(answer.headers.get('idempotent-replayed')).toBeNull()
      ids.add(answer.body.id)
    }
    expect(ids.size).toBe(3)
  })

  it('is refused to whoever has lost the right to make it', async () => {
    const key = randomUUID()
    const body = weaponBody()
    await registry.store('/v1/weapons', body, { ...OURS, key })
    const without = await registry.post('/v1/weapons', body, { ...OURS, key, scopes: ['weapons:read'] })
    expect(without.status).toBe(403)
  })

  it('that runs at the same moment is 409 or the same reply, and one record is left', async () => {
    const weapon = await registry.registerWeapon(OURS)
    const before = await registry.countRows()
    const key = randomUUID()
    const all = await Promise.all(
      Array.from({ length: 20 }, () => registry.post<Problem>('/v1/transfers', sale(weapon.id), { ...OURS, key })),
    )
    const stored = all.filter((answer) => answer.status === 201)
    expect(new Set(stored.map((answer) => answer.text)).size).toBe(1)
    for (const answer of all) {
      if (answer.status === 201) continue
      expect({ status: answer.status, code: answer.body.code }).toEqual({ status: 409, code: 'request-in-progress' })
      expect(answer.headers.get('retry-after')).toMatch(/^\d+$/)
    }
    const after = await registry.countRows()
    expect((after['transfer'] ?? 0) - (before['transfer'] ?? 0)).toBe(1)
  })
})

describe('an id that the caller made', () => {
  it('replays under another key with the same body, and is 409 with another', async () => {
    const body = { ...weaponBody(), id: randomUUID() }
    const first = await registry.post('/v1/weapons', body, OURS)
    expect(first.body.id).toBe(body.id)
    expect((await registry.post('/v1/weapons', body, OURS)).text).toBe(first.text)
    const other = await registry.post<Problem>('/v1/weapons', { ...body, model: 'Glock 17' }, OURS)
    expect(other.status).toBe(409)
    expect(other.body.errors.map(({ pointer, code }) => ({ pointer, code }))).toEqual([
      { pointer: '#/id', code: 'id-taken' },
    ])
  })

  it('works for each kind of record, in capitals too', async () => {
    const weapon = await registry.registerWeapon(OURS)
    const calls: [string, Record<string, unknown>][] = [
      ['/v1/parties', { kind: 'PRIVATE_PERSON', name: 'Iris Invented', country: 'FR' }],
      ['/v1/transfers', sale(weapon.id)],
      [`/v1/weapons/${weapon.id}/markings`, { kind: 'PROOF', text: 'CIP' }],
    ]
    for (const [path, body] of calls) {
      const id = randomUUID()
      const answer = await registry.post(path, { ...body, id: id.toUpperCase() }, OURS)
      expect({ path, status: answer.status, id: answer.body.id }).toEqual({ path, status: 201, id })
    }
  })
})

describe('a strict call', () => {
  it('is 409 with every finding of WARNING or more, and stores nothing; the same call without it is stored', async () => {
    const weapon = await registry.registerWeapon(OURS)
    // The giver is not the known holder: a gap, which is recorded and found.
    const doubtful = sale(weapon.id, { fromPartyId: registry.theirs, toPartyId: registry.ours })
    const before = await registry.countRows()
    const headers = { prefer: 'handling=strict' }
    const strict = await registry.post<Problem>('/v1/transfers', doubtful, { ...REGISTRAR, headers })
    expect({ status: strict.status, code: strict.body.code }).toEqual({ status: 409, code: 'findings-refused' })
    expect(strict.body.errors.length).toBeGreaterThan(0)
    expect(strict.headers.get('preference-applied')).toBe('handling=strict')
    expect(await registry.countRows()).toEqual(before)
    const lenient = await registry.post<{ findings: { code: string; severity: string }[] }>(
      '/v1/transfers',
      doubtful,
      REGISTRAR,
    )
    expect(lenient.status).toBe(201)
    const grave = lenient.body.findings.filter(({ severity }) => severity !== 'INFO')
    expect(grave.map(({ code }) => code)).toEqual(strict.body.errors.map(({ code }) => code))
  })
})

describe('a dry run', () => {
  it('tells the same findings as the call, needs no key and stores nothing', async () => {
    const weapon = await registry.registerWeapon(OURS)
    const doubtful = sale(weapon.id, { fromPartyId: registry.theirs, toPartyId: registry.ours })
    const before = await registry.countRows()
    const dry = await registry.post<{ dryRun: boolean; findings: unknown[] }>('/v1/transfers?dryRun=true', doubtful, {
      ...REGISTRAR,
      key: null,
    })
    expect(dry.status).toBe(200)
    expect(dry.body.dryRun).toBe(true)
    expect(await registry.countRows()).toEqual(before)
    const real = await registry.post<{ findings: unknown[] }>('/v1/transfers', doubtful, REGISTRAR)
    expect(dry.body.findings).toEqual(real.body.findings)
  })

  it('identifies nothing: a trace is checked only', async () => {
    const { serial } = await registry.registerWeapon(OURS)
    const observation = {
      make: 'Glock',
      model: 'Glock 19',
      calibre: '9x19',
      markings: [{ kind: 'SERIAL_PRIMARY', text: serial }],
    }
    const known = await registry.post('/v1/trace-requests?dryRun=true', traceBody(observation), {
      ...OFFICER,
      key: null,
    })
    const markings = [{ kind: 'SERIAL_PRIMARY', text: 'QQ00QQ' }]
    const unknown = await registry.post('/v1/trace-requests?dryRun=true', traceBody({ ...observation, markings }), {
      ...OFFICER,
      key: null,
    })
    expect(known.text).toBe(unknown.text)
  })
})
