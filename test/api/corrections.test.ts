import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { DeclarationList, StoredDeclaration } from '../../src/features/corrections/schemas.ts'
import type { StoredReport } from '../../src/features/custody/schemas.ts'
import type { TraceRequest } from '../../src/tracing/request-schemas.ts'
import { chainOf, codes, declareWrong, kinds, LOOK, MISTAKE, sellOne } from '../support/corrections.ts'
import type { CallOptions } from '../support/service.ts'
import {
  openSmallRegistry,
  AUDITOR,
  OFFICER,
  OURS,
  REGISTRAR,
  THEIRS,
  traceBody,
  type SmallRegistry,
  type Problem,
} from '../support/small-registry.ts'
import type { z } from 'zod'

const SECOND_REGISTRAR: CallOptions = { ...REGISTRAR, subject: 'second-registrar' }

let registry: SmallRegistry

beforeAll(async () => {
  registry = await openSmallRegistry()
})
afterAll(() => registry.close())

describe('a correction of what nobody relied on', () => {
  it('takes effect at once, keeps the old event readable, and changes nothing that was known before', async () => {
    const { weaponId, eventId } = await sellOne(registry)
    const before = await chainOf(registry, weaponId)
    const soldAt = before.chain.at(-1)?.recordedAt ?? ''
    const replacement = {
      kind: 'RETAIL_SALE',
      fromPartyId: registry.ours,
      toPartyId: registry.ourPerson,
      occurredAt: '2024-05-17',
    }
    const said = { reason: 'INCORRECT_DATA', explanation: 'The day was wrong.', replacement }
    const declared = await declareWrong(registry, eventId, said)
    expect(declared.status).toBe('EFFECTIVE')
    const after = await chainOf(registry, weaponId)
    expect(kinds(after)).toEqual(['STOCK_REGISTERED', 'RETAIL_SALE'])
    expect(after.chain.at(-1)).toMatchObject({
      eventId: declared.replacementId,
      occurredAt: { value: '2024-05-17', precision: 'DAY' },
    })
    expect(codes(after)).toContain('CORRECTED')
    const then = await chainOf(registry, weaponId, OURS, `?knownAt=${soldAt}`)
    expect([then.chain, then.holder]).toEqual([before.chain, before.holder])
    expect((await registry.service.request(`/v1/custody-events/${eventId}`, OURS)).status).toBe(200)
  })

  it('is undone by its withdrawal, byte for byte', async () => {
    const { weaponId, eventId } = await sellOne(registry)
    const before = JSON.stringify(await chainOf(registry, weaponId))
    const declared = await declareWrong(registry, eventId)
    expect(kinds(await chainOf(registry, weaponId))).toEqual(['STOCK_REGISTERED'])
    const undo = { explanation: 'It was this weapon after all.' }
    const path = `/v1/error-declarations/${declared.id}/withdrawals`
    expect((await registry.store<StoredDeclaration>(path, undo, OURS)).status).toBe('EFFECTIVE')
    expect(JSON.stringify(await chainOf(registry, weaponId))).toBe(before)
    const again = await registry.post<Problem>(path, undo, OURS)
    expect([again.status, again.body.errors[0]?.code]).toEqual([409, 'withdrawal-not-possible'])
  })

  it('closes what the report had opened to its reporter', async () => {
    const { id: weaponId } = await registry.registerWeapon(OURS)
    const serial = (await registry.service.request<{ markings: { text: string }[] }>(`/v1/weapons/${weaponId}`, OURS))
      .body.markings[0]?.text
    const controlData = { make: 'Glock', model: 'Glock 19', calibre: '9x19', serial }
    const receipt = {
      kind: 'SOLD_DOMESTIC',
      items: [{ controlData }],
      fromPartyId: registry.ours,
      toPartyId: registry.theirs,
      occurredAt: '2024-06-01',
    }
    const { events } = await registry.store<StoredReport>('/v1/transfers', receipt, THEIRS)
    expect((await registry.service.request(`/v1/weapons/${weaponId}`, THEIRS)).status).toBe(200)
    await declareWrong(registry, events[0]?.id ?? '', MISTAKE, REGISTRAR)
    expect((await registry.service.request(`/v1/weapons/${weaponId}`, THEIRS)).status).toBe(404)
    expect((await chainOf(registry, weaponId)).holder?.partyId).toBe(registry.ours)
  })
})

describe('a correction of what others may have relied on', () => {
  const relied: Record<string, (sold: { weaponId: string; serial: string }) => Promise<void>> = {
    'a look by another agency': async ({ weaponId }) => {
      await chainOf(registry, weaponId, { ...AUDITOR, headers: LOOK })
    },
    'an answer to an officer': async ({ serial }) => {
      const seen = {
        make: 'Glock',
        model: 'Glock 19',
        calibre: '9x19',
        markings: [{ kind: 'SERIAL_PRIMARY', text: serial }],
      }
      const asked = await registry.store<TraceRequest>('/v1/trace-requests', traceBody(seen), OFFICER)
      expect(asked.answer).toBeDefined()
    },
    'a later event': async ({ weaponId }) => {
      const loss = { kind: 'LOST', weaponIds: [weaponId], partyId: registry.ours, occurredAt: '2024-07-01' }
      await registry.store('/v1/custody-events', loss, OURS)
    },
  }

  it.each(Object.keys(relied))(
    'waits for a registrar after %s, and is shown: a sale is not un-reported',
    async (what) => {
      const sold = await sellOne(registry)
      await relied[what]?.(sold)
      const before = await chainOf(registry, sold.weaponId)
      const declared = await declareWrong(registry, sold.eventId)
      expect([declared.status, declared.findings.map(({ code }) => code)]).toEqual(['PENDING', ['CORRECTION_PENDING']])
      const after = await chainOf(registry, sold.weaponId)
      expect(kinds(after)).toEqual(kinds(before))
      expect(after.holder).toEqual(before.holder)
      expect(codes(after)).toContain('CORRECTION_PENDING')
    },
  )

  it('is decided by a registrar, once, and from that moment on', async () => {
    const { weaponId, eventId } = await sellOne(registry)
    await chainOf(registry, weaponId, { ...AUDITOR, headers: LOOK })
    const declared = await declareWrong(registry, eventId)
    const path = `/v1/error-declarations/${declared.id}/decisions`
    const decision = { decision: 'CONFIRM', reason: 'The invoice names another serial.' }
    expect((await registry.post(path, decision, OURS)).status).toBe(403)
    const decided = await registry.store<StoredDeclaration>(path, decision, REGISTRAR)
    expect([decided.status, decided.decision?.decision]).toEqual(['EFFECTIVE', 'CONFIRM'])
    expect(kinds(await chainOf(registry, weaponId))).toEqual(['STOCK_REGISTERED'])
    expect(kinds(await chainOf(registry, weaponId, OURS, `?knownAt=${declared.recordedAt}`))).toEqual([
      'STOCK_REGISTERED',
      'RETAIL_SALE',
    ])
    const again = await registry.post<Problem>(path, { ...decision, decision: 'REJECT' }, SECOND_REGISTRAR)
    expect([again.status, again.body.errors[0]?.code]).toEqual([409, 'decision-not-possible'])
    // Its reporter learns the reason, and cannot take back alone what a registrar has confirmed.
    const told = await registry.service.request<StoredDeclaration>(`/v1/error-declarations/${declared.id}`, OURS)
    expect(told.body.decision?.reason).toBe(decision.reason)
    const undo = { explanation: 'On second thoughts.' }
    const undone = await registry.store<StoredDeclaration>(
      `/v1/error-declarations/${declared.id}/withdrawals`,
      undo,
      OURS,
    )
    expect(undone.status).toBe('PENDING')
  })

  it('leaves no trace in the chain once it is rejected', async () => {
    const { weaponId, eventId } = await sellOne(registry)
    await chainOf(registry, weaponId, { ...AUDITOR, headers: LOOK })
    const before = JSON.stringify(await chainOf(registry, weaponId))
    const declared = await declareWrong(registry, eventId)
    const decision = { decision: 'REJECT', reason: 'The buyer confirms the sale.' }
    await registry.store(`/v1/error-declarations/${declared.id}/decisions`, decision, REGISTRAR)
    expect(JSON.stringify(await chainOf(registry, weaponId))).toBe(before)
  })

  it('takes effect at once where a registrar declares it: his declaration is the decision', async () => {
    const { weaponId, eventId } = await sellOne(registry)
    await chainOf(registry, weaponId, { ...AUDITOR, headers: LOOK })
    expect((await declareWrong(registry, eventId, MISTAKE, REGISTRAR)).status).toBe('EFFECTIVE')
  })

  it('stands in the queue of registrars and in no list of another agency', async () => {
    const { weaponId, eventId } = await sellOne(registry)
    await chainOf(registry, weaponId, { ...AUDITOR, headers: LOOK })
    const declared = await declareWrong(registry, eventId)
    const idsFor = async (call: CallOptions) => {
      const list = await registry.service.request<z.infer<typeof DeclarationList>>(
        '/v1/error-declarations?status=PENDING&limit=200',
        call,
      )
      return list.body.declarations.map(({ id }) => id)
    }
    expect(await idsFor(REGISTRAR)).toContain(declared.id)
    expect(await idsFor(OURS)).toContain(declared.id)
    expect(await idsFor(THEIRS)).toEqual([])
    expect((await registry.service.request(`/v1/error-declarations/${declared.id}`, THEIRS)).status).toBe(404)
  })
})
