import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { LikelyDuplicate, StoredIdentityLink } from '../../src/features/identity-links/schemas.ts'
import type { TraceRequest } from '../../src/tracing/request-schemas.ts'
import { chainOf, kinds, LOOK } from '../support/corrections.ts'
import type { CallOptions } from '../support/service.ts'
import {
  AUDITOR,
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
const AUDIT: CallOptions = { ...AUDITOR, headers: LOOK }

beforeAll(async () => {
  registry = await openSmallRegistry()
})
afterAll(() => registry.close())

/** One weapon, registered by its maker's system and again by the dealer who received it. */
async function registerTwice(): Promise<{ theirsId: string; oursId: string; serial: string }> {
  const body = weaponBody()
  const serial = String(body.markings[0]?.['text'])
  const origin = (kind: string, partyId: string, occurredAt: string) => ({ kind, partyId, occurredAt })
  const made = { ...body, origin: origin('STOCK_REGISTERED', registry.theirs, '2018-02-01') }
  const { id: theirsId } = await registry.store('/v1/weapons', made, THEIRS)
  const sale = {
    kind: 'SOLD_DOMESTIC',
    fromPartyId: registry.theirs,
    toPartyId: registry.ours,
    occurredAt: '2018-05-04',
  }
  await registry.store('/v1/transfers', { ...sale, weaponIds: [theirsId] }, THEIRS)
  const entered = { ...body, origin: origin('STOCK_REGISTERED', registry.ours, '2018-05-06') }
  const { id: oursId } = await registry.store('/v1/weapons', entered, OURS)
  return { theirsId, oursId, serial }
}

function link(weaponIds: string[], call: CallOptions): Promise<StoredIdentityLink> {
  return registry.store(
    '/v1/identity-links',
    { weaponIds, basis: 'SAME_REGISTRATION', evidence: 'Photos agree.' },
    call,
  )
}

async function ask(serial: string): Promise<TraceRequest> {
  const markings = [{ kind: 'SERIAL_PRIMARY', text: serial }]
  const seen = { make: 'Glock', model: 'Glock 19', calibre: '9x19', markings }
  return registry.store<TraceRequest>('/v1/trace-requests', traceBody(seen), OFFICER)
}

describe('two records that are one weapon', () => {
  it('wait as candidates while nobody joined them, and are one weapon with one chain once a registrar did', async () => {
    const { theirsId, oursId, serial } = await registerTwice()
    const before = await ask(serial)
    expect([before.status, before.identification.tier]).toEqual(['IN_PROGRESS_DOMESTIC', 'T5'])
    const { status, findings } = await link([oursId, theirsId], REGISTRAR)
    expect([status, findings]).toEqual(['CONFIRMED', []])
    const chain = ['STOCK_REGISTERED', 'SOLD_DOMESTIC', 'STOCK_REGISTERED']
    for (const id of [theirsId, oursId]) expect(kinds(await chainOf(registry, id, AUDIT))).toEqual(chain)
    const after = await ask(serial)
    expect([after.status, after.identification.tier]).toEqual(['ANSWERED_FULL', 'T1'])
    expect(after.answer?.chain.map(({ kind }) => kind)).toEqual(chain)
  })

  it('are two again when the link is withdrawn, each byte for byte what it was', async () => {
    const { theirsId, oursId } = await registerTwice()
    const read = async () => [
      JSON.stringify(await chainOf(registry, theirsId, AUDIT)),
      JSON.stringify(await chainOf(registry, oursId, AUDIT)),
    ]
    const apart = await read()
    const { id, recordedAt } = await link([theirsId, oursId], REGISTRAR)
    const joined = await read()
    expect(joined).not.toEqual(apart)
    await registry.store(`/v1/identity-links/${id}/withdrawals`, { explanation: 'Other frame.' }, REGISTRAR)
    expect(await read()).toEqual(apart)
    const then = await chainOf(registry, oursId, AUDIT, `?knownAt=${recordedAt}`)
    expect(JSON.stringify({ ...then, asOf: undefined })).toBe(joined[1])
  })

  it('move together: what is reported of one changes the holder of both, and who held one reads it no longer', async () => {
    const { theirsId, oursId } = await registerTwice()
    await link([theirsId, oursId], REGISTRAR)
    const loss = { kind: 'LOST', weaponIds: [oursId], partyId: registry.ours, occurredAt: '2024-03-03' }
    await registry.store('/v1/custody-events', loss, OURS)
    const { body } = await registry.service.request<{ currentStatus: string }>(`/v1/weapons/${theirsId}/custody`, AUDIT)
    expect(body.currentStatus).toBe('LOST')
  })
})

describe('a proposal', () => {
  it('joins nothing until a registrar who did not make it confirms it', async () => {
    const first = await registry.registerWeapon(OURS)
    const second = await registry.registerWeapon(OURS)
    const { id, status } = await link([first.id, second.id], OURS)
    expect(status).toBe('PROPOSED')
    expect(kinds(await chainOf(registry, first.id))).toEqual(['STOCK_REGISTERED'])
    const path = `/v1/identity-links/${id}/decisions`
    const decision = { decision: 'CONFIRM', reason: 'Compared.' }
    expect((await registry.post(path, decision, OURS)).status).toBe(403)
    expect((await registry.store<StoredIdentityLink>(path, decision, REGISTRAR)).status).toBe('CONFIRMED')
    expect(kinds(await chainOf(registry, first.id))).toEqual(['STOCK_REGISTERED', 'STOCK_REGISTERED'])
    const again = await registry.post<Problem>(path, decision, REGISTRAR)
    expect([again.status, again.body.errors[0]?.code]).toEqual([409, 'decision-not-possible'])
    const taken = await registry.post(`/v1/identity-links/${id}/withdrawals`, { explanation: 'No.' }, OURS)
    expect(taken.status).toBe(403)
  })

  it("is possible of one's own weapons only: another's is like none at all", async () => {
    const ours = await registry.registerWeapon(OURS)
    const theirs = await registry.registerWeapon(THEIRS)
    const body = (other: string) => ({ weaponIds: [ours.id, other], basis: 'SAME_REGISTRATION', evidence: 'Guess.' })
    const foreign = await registry.post<Problem>('/v1/identity-links', body(theirs.id), OURS)
    const unknown = await registry.post<Problem>(
      '/v1/identity-links',
      body('0197a1f0-0000-7000-8000-0000000000aa'),
      OURS,
    )
    expect([foreign.status, unknown.status]).toEqual([404, 404])
    expect({ ...foreign.body, instance: '', requestId: '' }).toEqual({ ...unknown.body, instance: '', requestId: '' })
  })

  it('of records that say different things is made with a warning, and refused where handling is strict', async () => {
    const first = await registry.registerWeapon(OURS)
    const second = await registry.registerWeapon(OURS, { model: 'Glock 43' })
    const body = { weaponIds: [first.id, second.id], basis: 'SAME_REGISTRATION', evidence: 'Same list.' }
    const strict = { ...OURS, headers: { prefer: 'handling=strict' } }
    const refused = await registry.post<Problem>('/v1/identity-links', body, strict)
    expect([refused.status, refused.body.errors[0]?.code]).toEqual([409, 'RECORDS_DIFFER'])
    const { findings } = await link([first.id, second.id], OURS)
    expect(findings.map(({ code }) => code)).toEqual(['RECORDS_DIFFER'])
  })
})

describe('a likely duplicate', () => {
  it('is noted at entry for registrars, and the reply to its reporter is the same with it and without it', async () => {
    const { oursId, theirsId } = await registerTwice()
    const list = await registry.service.request<{ duplicates: LikelyDuplicate[] }>(
      '/v1/likely-duplicates?status=OPEN',
      REGISTRAR,
    )
    const pair = list.body.duplicates.find(({ weaponIds }) => weaponIds.includes(oursId))
    expect(pair?.weaponIds).toEqual([oursId, theirsId])
    const twice = weaponBody()
    await registry.store('/v1/weapons', twice, THEIRS)
    const strict = { ...OURS, headers: { prefer: 'handling=strict' } }
    const shape = (body: object) => JSON.stringify(body).replaceAll(/"(id|descriptionId|recordedAt|text)":"[^"]*"/g, '')
    const duplicate = await registry.post<object>('/v1/weapons', twice, strict)
    const fresh = await registry.post<object>('/v1/weapons', weaponBody(), strict)
    expect([duplicate.status, shape(duplicate.body)]).toEqual([fresh.status, shape(fresh.body)])
    expect([...duplicate.headers.keys()]).toEqual([...fresh.headers.keys()])
    expect((await registry.service.request('/v1/likely-duplicates', OURS)).status).toBe(403)
    expect((await registry.service.request(`/v1/identity-links`, OURS)).text).not.toContain(theirsId)
  })

  it('leaves the queue when it is linked, or dismissed with a reason', async () => {
    const statusOf = async (id: string) => {
      const list = await registry.service.request<{ duplicates: LikelyDuplicate[] }>(
        '/v1/likely-duplicates?limit=200',
        REGISTRAR,
      )
      return list.body.duplicates.find(({ weaponIds }) => weaponIds[0] === id)
    }
    const linked = await registerTwice()
    await link([linked.oursId, linked.theirsId], REGISTRAR)
    expect((await statusOf(linked.oursId))?.status).toBe('LINKED')
    const other = await registerTwice()
    const pair = await statusOf(other.oursId)
    const path = `/v1/likely-duplicates/${pair?.id}/dismissals`
    await registry.store(path, { reason: 'Two pistols.' }, REGISTRAR)
    expect((await statusOf(other.oursId))?.status).toBe('DISMISSED')
    expect((await registry.post(path, { reason: 'Again.' }, REGISTRAR)).status).toBe(409)
  })

  it('is not looked for by a dry run', async () => {
    const known = weaponBody()
    await registry.store('/v1/weapons', known, THEIRS)
    const rows = await registry.countRows()
    const dry = await registry.post('/v1/weapons?dryRun=true', known, { ...OURS, key: null })
    expect(dry.status).toBe(200)
    expect(await registry.countRows()).toEqual(rows)
  })
})
