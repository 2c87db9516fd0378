import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TraceRequest } from '../../src/tracing/request-schemas.ts'
import { AUDITOR, openSmallRegistry, OURS, REGISTRAR, type SmallRegistry } from '../support/small-registry.ts'
import { codesOf, CUSTOMS, glock, itemOf, seize, seizureBody, UNMARKED_REVOLVER } from '../support/seizures.ts'

let registry: SmallRegistry

beforeAll(async () => {
  registry = await openSmallRegistry()
})
afterAll(() => registry.close())

const custody = (weaponId: string | undefined) =>
  registry.service.request<{
    chain: { kind: string; licit: string; to: { partyId: string } | null }[]
    currentStatus: string
  }>(`/v1/weapons/${weaponId}/custody`, {
    ...REGISTRAR,
    headers: { purpose: 'CUSTOMS_ENFORCEMENT', 'legal-basis': 'Test' },
  })

describe('an item that is a registered weapon', () => {
  it('is identified at once, told as stolen, and joined to it in one chain', async () => {
    const { id, serial: text } = await registry.registerWeapon(OURS)
    const stolen = { kind: 'STOLEN', weaponIds: [id], partyId: registry.ours, occurredAt: '2024-01-10' }
    await registry.store('/v1/custody-events', stolen, OURS)
    const stored = await seize(registry, [{ observation: glock(text) }])
    const item = itemOf(stored, 1)
    expect(item.identification).toMatchObject({ tier: 'T1', candidates: [{ weaponId: id }] })
    expect(item.flags).toEqual([{ code: 'STOLEN', blocking: false }])
    expect((await custody(id)).body.chain.map(({ kind }) => kind)).toEqual(['STOCK_REGISTERED', 'STOLEN', 'SEIZED'])
    const { body } = await registry.service.request<{ joinedTo: string[] }>(`/v1/seizure-items/${item.id}`, CUSTOMS)
    expect(body.joinedTo).toEqual([id])
    expect(JSON.stringify(stored)).not.toContain(registry.ours)
    const looks = await registry.service.request<{ looks: { source: string }[] }>(`/v1/looks?weaponId=${id}`, AUDITOR)
    expect(looks.body.looks.map(({ source }) => source)).toContain('seizure')
  })

  it('is none where two items of one call bear its number: a person decides which of them does', async () => {
    const { id, serial: text } = await registry.registerWeapon(OURS)
    const stored = await seize(registry, [{ observation: glock(text) }, { observation: glock(text) }], {
      startTraces: true,
    })
    const told = stored.items.flatMap(({ findings = [] }) => codesOf(findings))
    expect(told.filter((entry) => entry.endsWith('IDENTIFIED_TWICE'))).toEqual([
      '#/items/0 IDENTIFIED_TWICE',
      '#/items/1 IDENTIFIED_TWICE',
    ])
    expect((await custody(id)).body.chain.map(({ kind }) => kind)).toEqual(['STOCK_REGISTERED'])
    for (const { traceRequestId } of stored.items) {
      const { body } = await registry.service.request<TraceRequest>(`/v1/trace-requests/${traceRequestId}`, CUSTOMS)
      expect([body.status, body.answer]).toEqual(['IN_PROGRESS_DOMESTIC', undefined])
    }
  })

  it('is traced where that is asked, without names unless confidentiality is guaranteed', async () => {
    const [mine, theirs] = [await registry.registerWeapon(OURS), await registry.registerWeapon(OURS)]
    const plain = await seize(registry, [{ observation: glock(mine.serial) }, { observation: UNMARKED_REVOLVER }], {
      startTraces: true,
    })
    expect(itemOf(plain, 2).traceRequestId).toBeUndefined()
    const { body } = await registry.service.request<TraceRequest>(
      `/v1/trace-requests/${itemOf(plain, 1).traceRequestId}`,
      CUSTOMS,
    )
    expect([body.status, body.priority, body.purpose, body.intendedUse]).toEqual([
      'ANSWERED_RESTRICTED',
      'ROUTINE',
      'CRIMINAL_INVESTIGATION',
      'BOTH',
    ])
    const terms = { canGuaranteeConfidentiality: true, purpose: 'CUSTOMS_ENFORCEMENT', priority: 'URGENT' }
    const full = await seize(registry, [{ observation: glock(theirs.serial) }], { startTraces: terms })
    const answered = await registry.service.request<TraceRequest>(
      `/v1/trace-requests/${itemOf(full, 1).traceRequestId}`,
      CUSTOMS,
    )
    expect([answered.body.status, answered.body.purpose]).toEqual(['ANSWERED_FULL', 'CUSTOMS_ENFORCEMENT'])
    expect(answered.body.answer?.chain.map(({ kind }) => kind)).toEqual(['STOCK_REGISTERED', 'SEIZED'])
  })

  it('of an agency that keeps asking is recorded and not identified, and says so', async () => {
    const poor = await openSmallRegistry({ env: { SEARCH_LIMIT_PER_HOUR: '2' } })
    const { id, serial: text } = await poor.registerWeapon(OURS)
    await seize(poor, [{ observation: glock('LIM001') }, { observation: UNMARKED_REVOLVER }])
    const body = seizureBody([{ observation: glock(text) }, { observation: glock('LIM002') }])
    const stored = await poor.store<Awaited<ReturnType<typeof seize>>>('/v1/seizures', body, CUSTOMS)
    expect(stored.findings).toMatchObject([
      { code: 'REPORTED_LATE' },
      { code: 'SEARCH_LIMIT_REACHED', severity: 'WARNING' },
    ])
    expect(itemOf(stored, 1)).toMatchObject({ status: 'ACCEPTED', identification: { tier: null, candidates: [] } })
    expect(JSON.stringify(stored)).not.toContain(id)
    const one = await poor.post('/v1/seizures', seizureBody([{ observation: glock(text) }]), CUSTOMS)
    expect(one.text).toContain(id)
    await poor.close()
  })
})

describe('the policy of a registry', () => {
  it('starts traces of items that are identified, or marked, unless the call says no', async () => {
    const eager = await openSmallRegistry({ env: { SEIZURE_TRACES: 'IDENTIFIED' } })
    const { serial: text } = await eager.registerWeapon(OURS)
    const stored = await seize(eager, [{ observation: glock(text) }, { observation: glock('POL001') }])
    expect(stored.items.map(({ traceRequestId }) => traceRequestId !== undefined)).toEqual([true, false])
    const none = await seize(eager, [{ observation: glock(text) }], { startTraces: false })
    expect(itemOf(none, 1).traceRequestId).toBeUndefined()
    await eager.close()
  })
})
