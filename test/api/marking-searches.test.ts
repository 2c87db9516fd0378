import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { MarkingSearchResult } from '../../src/features/marking-searches/schemas.ts'
import {
  AUDITOR,
  OFFICER,
  OURS,
  type Problem,
  REGISTRAR,
  type SmallRegistry,
  openSmallRegistry,
  weaponBody,
} from '../support/small-registry.ts'
import type { CallOptions } from '../support/service.ts'
import { ask, seen, sellPistol } from '../support/traced.ts'

const PATH = '/v1/marking-searches'
const REASON = { purpose: 'CRIMINAL_INVESTIGATION', legalBasis: 'Code de procédure pénale, art. 60-1' }

let registry: SmallRegistry
beforeAll(async () => {
  registry = await openSmallRegistry()
})
afterAll(() => registry.close())

function search(observation: Record<string, unknown>, more: Record<string, unknown> = {}, call: CallOptions = OFFICER) {
  return registry.post<MarkingSearchResult & Problem>(PATH, { observation, ...REASON, ...more }, call)
}

/** Registers pistols with these numbers; their ids in the same order. */
async function register(...serials: readonly string[]): Promise<string[]> {
  const ids: string[] = []
  for (const text of serials) {
    const markings = [{ kind: 'SERIAL_PRIMARY', text, component: 'FRAME' }]
    ids.push((await registry.store('/v1/weapons', weaponBody({ markings }), REGISTRAR)).id)
  }
  return ids
}

describe('a search by marks', () => {
  it('finds the weapon by a half-read number, says why, and tells no holder', async () => {
    const { weaponId } = await sellPistol(registry, {
      markings: [{ kind: 'SERIAL_PRIMARY', text: 'QWRT8342', component: 'FRAME' }],
    })
    const { status, body, text } = await search(seen('QW?T83?2'))
    expect(status).toBe(200)
    expect(body.tier).toBe('T3')
    expect(body.candidates.map((one) => one.weaponId)).toEqual([weaponId])
    expect(body.candidates[0]?.reasons).toContainEqual(
      expect.objectContaining({ descriptor: 'serial', relation: 'wildcard', observed: 'QW?T83?2' }),
    )
    for (const word of ['holder', 'chain', 'partyId', registry.ours, registry.ourPerson, 'Invented-Person'])
      expect(text).not.toContain(word)
  })

  it('stores no more than the search and its looks, and opens nothing to who asked', async () => {
    const [weaponId = ''] = await register('QXZT5519')
    const before = await registry.countRows()
    const { body } = await search(seen('QXZT5519'))
    const after = await registry.countRows()
    const grown = Object.keys(after).filter((table) => after[table] !== before[table])
    expect(grown.sort()).toEqual(['disclosure', 'fact', 'leaf_queue', 'marking_search', 'outbox', 'personal_record'])
    expect(body.candidates[0]?.weaponId).toBe(weaponId)
    const custody = await registry.service.request<Problem>(`/v1/weapons/${weaponId}/custody`, {
      ...OFFICER,
      headers: { purpose: 'CRIMINAL_INVESTIGATION', 'legal-basis': 'art. 60-1' },
    })
    expect(custody.status).toBe(404)
  })

  it('records each look with who, why and by what right, for auditors to read', async () => {
    const [weaponId = ''] = await register('QYZT7713')
    const { body } = await search(seen('QYZT7713'))
    const { body: looks } = await registry.service.request<{ looks: Record<string, unknown>[] }>(
      `/v1/looks?weaponId=${weaponId}`,
      AUDITOR,
    )
    expect(looks.looks).toContainEqual(
      expect.objectContaining({ weaponId, source: 'marking-search', shown: ['CANDIDATE'], ...REASON }),
    )
    const { body: entries } = await registry.service.request<{ entries: { action: string; subjectIds: string[] }[] }>(
      `/v1/audit-entries?subjectId=${body.id}`,
      AUDITOR,
    )
    expect(entries.entries).toEqual([expect.objectContaining({ action: 'marking-search', subjectIds: [body.id] })])
  })

  it('gives every candidate once over its pages, in one order', async () => {
    const serials = Array.from({ length: 7 }, (_, n) => `QPG${n}4417`)
    const ids = await register(...serials)
    const whole = await search(seen('QPG?4417'), { limit: 50 })
    const wanted = whole.body.candidates.map((one) => one.weaponId)
    expect([...wanted].sort()).toEqual([...ids].sort())
    const got: string[] = []
    let cursor: string | undefined
    do {
      const page: { body: MarkingSearchResult } = await search(seen('QPG?4417'), {
        limit: 3,
        ...(cursor === undefined ? {} : { cursor }),
      })
      got.push(...page.body.candidates.map((one) => one.weaponId))
      cursor = page.body.next
    } while (cursor !== undefined)
    expect(got).toEqual(wanted)
  })

  it('takes a cursor for the same question only', async () => {
    await register('QCR14417', 'QCR24417')
    const first = await search(seen('QCR?4417'), { limit: 1 })
    const cursor = first.body.next
    expect(cursor).toBeDefined()
    for (const [observation, more] of [
      [seen('QCR?4418'), { cursor }],
      [seen('QCR?4417'), { cursor, purpose: 'CUSTOMS_ENFORCEMENT' }],
      [seen('QCR?4417'), { cursor, legalBasis: 'another' }],
    ] as const) {
      const refused = await search(observation, more)
      expect(refused.body.code).toBe('cursor-invalid')
      expect(refused.body.errors.map(({ pointer }) => pointer)).toEqual(['#/cursor'])
    }
    const other = await search(seen('QCR?4417'), { limit: 1, cursor }, { role: 'customs' })
    expect(other.body.code).toBe('cursor-invalid')
  })

  it('says of the one weapon that fits that its number is there twice, and who else seeks it', async () => {
    await register('QDUP9931', 'QDUP9931')
    const twice = await search(seen('QDUP9931'))
    expect(twice.body.tier).toBe('T5')
    const { serial } = await sellPistol(registry)
    await ask(registry, seen(serial), {}, { role: 'customs' })
    const sought = await search(seen(serial))
    expect(sought.body.flags).toEqual([
      expect.objectContaining({ code: 'SOUGHT_BY_ANOTHER_AGENCY', blocking: false, country: 'FR' }),
    ])
  })

  it('answers an unknown number with an empty list, and records that it was asked', async () => {
    const before = await registry.countRows()
    const { status, body } = await search(seen('QNONE771934'))
    expect([status, body.tier, body.candidates]).toEqual([200, null, []])
    const after = await registry.countRows()
    expect((after['marking_search'] ?? 0) - (before['marking_search'] ?? 0)).toBe(1)
  })
})

describe('a search by marks refuses', () => {
  const unmarked = { type: 'PISTOL_SELF_LOADING', make: 'Glock' }
  it.each([
    ['no mark at all', { observation: unmarked, ...REASON }, 422, '#/observation/markings'],
    ['no purpose', { observation: seen('QX11'), legalBasis: 'x' }, 400, '#/purpose'],
    ['no legal basis', { observation: seen('QX11'), purpose: REASON.purpose }, 400, '#/legalBasis'],
    ['a page too long', { observation: seen('QX11'), ...REASON, limit: 51 }, 400, '#/limit'],
    ['a field that it does not know', { observation: seen('QX11'), ...REASON, holder: true }, 400, '#/holder'],
  ])('%s, says where, and stores nothing', async (_, sent, status, pointer) => {
    const before = await registry.countRows()
    const refused = await registry.post<Problem>(PATH, sent, OFFICER)
    expect(refused.status).toBe(status)
    expect(refused.body.errors.map((one) => one.pointer)).toContain(pointer)
    expect(await registry.countRows()).toEqual(before)
  })

  it('whoever is not law enforcement', async () => {
    for (const call of [OURS, REGISTRAR, AUDITOR]) {
      const refused = await search(seen('QX11'), {}, call)
      expect([refused.status, refused.body.code]).toEqual([403, 'forbidden'])
    }
  })
})

describe('the abnormal-use stop', () => {
  it('stops an agency that searches without end, also with trace requests in between, and no other agency', async () => {
    const small = await openSmallRegistry({ env: { SEARCH_LIMIT_PER_HOUR: '4' } })
    try {
      const asked = (call: CallOptions) => small.post<Problem>(PATH, { observation: seen('QSTOP119'), ...REASON }, call)
      expect((await asked(OFFICER)).status).toBe(200)
      expect((await ask(small, seen('QSTOP118'))).status).toBe(201)
      expect((await asked(OFFICER)).status).toBe(200)
      expect((await asked(OFFICER)).status).toBe(200)
      const stopped = await asked(OFFICER)
      expect([stopped.status, stopped.body.code]).toEqual([429, 'abnormal-usage-detected'])
      expect((await ask(small, seen('QSTOP117'))).status).toBe(429)
      expect((await asked({ role: 'customs' })).status).toBe(200)
    } finally {
      await small.close()
    }
  })
})
