import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { StoredDeclaration } from '../../src/features/corrections/schemas.ts'
import type { TraceRequest } from '../../src/tracing/request-schemas.ts'
import { chainOf, MISTAKE } from '../support/corrections.ts'
import {
  openSmallRegistry,
  OFFICER,
  OURS,
  traceBody,
  type SmallRegistry,
  type Problem,
} from '../support/small-registry.ts'

let registry: SmallRegistry

beforeAll(async () => {
  registry = await openSmallRegistry()
})
afterAll(() => registry.close())

describe('a correction of a mark or a description', () => {
  it('takes the wrong number out of every search and puts the right one in', async () => {
    const { id: weaponId, serial } = await registry.registerWeapon(OURS)
    const weapon = await registry.service.request<{ markings: { id: string; text: string }[] }>(
      `/v1/weapons/${weaponId}`,
      OURS,
    )
    const markingId = weapon.body.markings[0]?.id ?? ''
    // Nothing that a search would take for the wrong number misread.
    const right = 'WRZQ88204QTV'
    const replacement = { kind: 'SERIAL_PRIMARY', text: right, component: 'FRAME' }
    const said = {
      reason: 'INCORRECT_DATA',
      explanation: 'The number of another weapon was written down.',
      replacement,
    }
    const path = `/v1/markings/${markingId}/error-declarations`
    const declared = await registry.store<StoredDeclaration>(path, said, OURS)
    // The origin is of the same moment as the marks, so that nothing depends on them yet.
    expect(declared.status).toBe('EFFECTIVE')
    const tierOf = async (text: string) => {
      const seen = { make: 'Glock', model: 'Glock 19', calibre: '9x19', markings: [{ kind: 'SERIAL_PRIMARY', text }] }
      const asked = await registry.store<TraceRequest>('/v1/trace-requests', traceBody(seen), OFFICER)
      return asked.identification.tier
    }
    expect([await tierOf(right), await tierOf(serial)]).toEqual(['T1', null])
    const now = await registry.service.request<{ markings: { text: string }[] }>(`/v1/weapons/${weaponId}`, OURS)
    expect(now.body.markings.map(({ text }) => text)).toEqual([right])
  })

  it('shows the description of before again when a later version is declared wrong, and never leaves a weapon without one', async () => {
    const { id: weaponId } = await registry.registerWeapon(OURS)
    const described = { type: 'PISTOL_SELF_LOADING', make: 'Glock', model: 'Glock 17', calibre: '9x19' }
    const { id } = await registry.store(`/v1/weapons/${weaponId}/descriptions`, described, OURS)
    await registry.store(`/v1/descriptions/${id}/error-declarations`, MISTAKE, OURS)
    const weapon = await registry.service.request<{ model: string; descriptionId: string }>(
      `/v1/weapons/${weaponId}`,
      OURS,
    )
    expect(weapon.body.model).toBe('Glock 19')
    const only = await registry.post<Problem>(
      `/v1/descriptions/${weapon.body.descriptionId}/error-declarations`,
      MISTAKE,
      OURS,
    )
    expect([only.status, only.body.errors[0]?.code]).toEqual([422, 'replacement-required'])
  })
})

describe('what a weapon was', () => {
  it('is told as of a moment and as known at a moment: a change holds from its day, a mark from the day it was put on', async () => {
    const { id: weaponId } = await registry.registerWeapon(OURS)
    const described = {
      type: 'PISTOL_SELF_LOADING',
      make: 'Glock',
      model: 'Glock 19',
      calibre: '.357 SIG',
      validFrom: '2022-06-01',
    }
    await registry.store(`/v1/weapons/${weaponId}/descriptions`, described, OURS)
    const mark = { kind: 'AGENCY', text: 'PN 7', appliedAt: '2023-01-15' }
    const { recordedAt } = await registry.store<{ recordedAt: string }>(`/v1/weapons/${weaponId}/markings`, mark, OURS)
    const seen = async (query: string) => {
      const { body } = await registry.service.request<{ calibre: string; markings: { kind: string }[] }>(
        `/v1/weapons/${weaponId}${query}`,
        OURS,
      )
      return [body.calibre, body.markings.map(({ kind }) => kind)]
    }
    expect(await seen('')).toEqual(['.357 SIG', ['SERIAL_PRIMARY', 'AGENCY']])
    expect(await seen('?at=2022-12-31')).toEqual(['.357 SIG', ['SERIAL_PRIMARY']])
    expect(await seen('?at=2021-12-31')).toEqual(['9x19', ['SERIAL_PRIMARY']])
    const before = new Date(Date.parse(recordedAt) - 1).toISOString()
    expect(await seen(`?knownAt=${before}`)).toEqual(['.357 SIG', ['SERIAL_PRIMARY']])
    const never = await registry.service.request(`/v1/weapons/${weaponId}?knownAt=2020-01-01`, OURS)
    expect(never.status).toBe(404)
  })

  it('marks a reading of the last minute as provisional, since a write may still be running that will count as known then', async () => {
    const { id: weaponId } = await registry.registerWeapon(OURS)
    const recent = await chainOf(registry, weaponId, OURS, `?knownAt=${new Date().toISOString()}`)
    const older = await chainOf(registry, weaponId, OURS, '?knownAt=2025-01-01')
    expect([recent.asOf?.provisional, older.asOf?.provisional]).toEqual([true, false])
    expect((await chainOf(registry, weaponId)).asOf).toBeUndefined()
  })
})
