import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Custody } from '../../src/features/chain-schemas.ts'
import type { DeclarationList } from '../../src/features/corrections/schemas.ts'
import type { StoredDeclaration } from '../../src/features/corrections/schemas.ts'
import type { StoredReport } from '../../src/features/custody/schemas.ts'
import type { TraceRequest } from '../../src/features/traces/schemas.ts'
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
} from '../support/small-registry.ts'
import type { z } from 'zod'

const LOOK = { purpose: 'STOCKPILE_ACCOUNTABILITY', 'legal-basis': 'Arms Records Act, section 7' }
const MISTAKE = { reason: 'DID_NOT_OCCUR', explanation: 'Entered for the wrong weapon.' }
const SECOND_REGISTRAR: CallOptions = { ...REGISTRAR, subject: 'second-registrar' }

let registry: SmallRegistry

beforeAll(async () => {
  registry = await openSmallRegistry()
})
afterAll(() => registry.close())

async function chainOf(weaponId: string, call: CallOptions = OURS, query = ''): Promise<Custody> {
  const answer = await registry.service.request<Custody>(`/v1/weapons/${weaponId}/custody${query}`, call)
  if (answer.status !== 200) throw new Error(`no chain: ${answer.text}`)
  return answer.body
}

const kinds = ({ chain }: Custody): string[] => chain.map(({ kind }) => kind)
const codes = ({ chain }: Custody): string[] => chain.flatMap(({ findings }) => findings.map(({ code }) => code))

/** A weapon that our dealer sold to a person. */
async function sellOne(): Promise<{ weaponId: string; eventId: string; serial: string }> {
  const { id: weaponId, serial } = await registry.registerWeapon(OURS)
  const sale = {
    kind: 'RETAIL_SALE',
    weaponIds: [weaponId],
    fromPartyId: registry.ours,
    toPartyId: registry.ourPerson,
    occurredAt: '2024-04-02',
  }
  const { events } = await registry.store<StoredReport>('/v1/transfers', sale, OURS)
  return { weaponId, eventId: events[0]?.id ?? '', serial }
}

function declare(eventId: string, body: object = MISTAKE, call: CallOptions = OURS): Promise<StoredDeclaration> {
  return registry.store(`/v1/custody-events/${eventId}/error-declarations`, body, call)
}

describe('a correction of what nobody relied on', () => {
  it('takes effect at once, keeps the old event readable, and changes nothing that was known before', async () => {
    const { weaponId, eventId } = await sellOne()
    const before = await chainOf(weaponId)
    const soldAt = before.chain.at(-1)?.recordedAt ?? ''
    const replacement = {
      kind: 'RETAIL_SALE',
      fromPartyId: registry.ours,
      toPartyId: registry.ourPerson,
      occurredAt: '2024-05-17',
    }
    const said = { reason: 'INCORRECT_DATA', explanation: 'The day was wrong.', replacement }
    const declared = await declare(eventId, said)
    expect(declared.status).toBe('EFFECTIVE')
    const after = await chainOf(weaponId)
    expect(kinds(after)).toEqual(['STOCK_REGISTERED', 'RETAIL_SALE'])
    expect(after.chain.at(-1)).toMatchObject({
      eventId: declared.replacementId,
      occurredAt: { value: '2024-05-17', precision: 'DAY' },
    })
    expect(codes(after)).toContain('CORRECTED')
    const then = await chainOf(weaponId, OURS, `?knownAt=${soldAt}`)
    expect([then.chain, then.holder]).toEqual([before.chain, before.holder])
    expect((await registry.service.request(`/v1/custody-events/${eventId}`, OURS)).status).toBe(200)
  })

  it('is undone by its withdrawal, byte for byte', async () => {
    const { weaponId, eventId } = await sellOne()
    const before = JSON.stringify(await chainOf(weaponId))
    const declared = await declare(eventId)
    expect(kinds(await chainOf(weaponId))).toEqual(['STOCK_REGISTERED'])
    const undo = { explanation: 'It was this weapon after all.' }
    const path = `/v1/error-declarations/${declared.id}/withdrawals`
    expect((await registry.store<StoredDeclaration>(path, undo, OURS)).status).toBe('EFFECTIVE')
    expect(JSON.stringify(await chainOf(weaponId))).toBe(before)
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
    await declare(events[0]?.id ?? '', MISTAKE, REGISTRAR)
    expect((await registry.service.request(`/v1/weapons/${weaponId}`, THEIRS)).status).toBe(404)
    expect((await chainOf(weaponId)).holder?.partyId).toBe(registry.ours)
  })
})

describe('a correction of what others may have relied on', () => {
  const relied: Record<string, (sold: { weaponId: string; serial: string }) => Promise<void>> = {
    'a look by another agency': async ({ weaponId }) => {
      await chainOf(weaponId, { ...AUDITOR, headers: LOOK })
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
      const sold = await sellOne()
      await relied[what]?.(sold)
      const before = await chainOf(sold.weaponId)
      const declared = await declare(sold.eventId)
      expect([declared.status, declared.findings.map(({ code }) => code)]).toEqual(['PENDING', ['CORRECTION_PENDING']])
      const after = await chainOf(sold.weaponId)
      expect(kinds(after)).toEqual(kinds(before))
      expect(after.holder).toEqual(before.holder)
      expect(codes(after)).toContain('CORRECTION_PENDING')
    },
  )

  it('is decided by a registrar, once, and from that moment on', async () => {
    const { weaponId, eventId } = await sellOne()
    await chainOf(weaponId, { ...AUDITOR, headers: LOOK })
    const declared = await declare(eventId)
    const path = `/v1/error-declarations/${declared.id}/decisions`
    const decision = { decision: 'CONFIRM', reason: 'The invoice names another serial.' }
    expect((await registry.post(path, decision, OURS)).status).toBe(403)
    const decided = await registry.store<StoredDeclaration>(path, decision, REGISTRAR)
    expect([decided.status, decided.decision?.decision]).toEqual(['EFFECTIVE', 'CONFIRM'])
    expect(kinds(await chainOf(weaponId))).toEqual(['STOCK_REGISTERED'])
    expect(kinds(await chainOf(weaponId, OURS, `?knownAt=${declared.recordedAt}`))).toEqual([
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
    const { weaponId, eventId } = await sellOne()
    await chainOf(weaponId, { ...AUDITOR, headers: LOOK })
    const before = JSON.stringify(await chainOf(weaponId))
    const declared = await declare(eventId)
    const decision = { decision: 'REJECT', reason: 'The buyer confirms the sale.' }
    await registry.store(`/v1/error-declarations/${declared.id}/decisions`, decision, REGISTRAR)
    expect(JSON.stringify(await chainOf(weaponId))).toBe(before)
  })

  it('takes effect at once where a registrar declares it: his declaration is the decision', async () => {
    const { weaponId, eventId } = await sellOne()
    await chainOf(weaponId, { ...AUDITOR, headers: LOOK })
    expect((await declare(eventId, MISTAKE, REGISTRAR)).status).toBe('EFFECTIVE')
  })

  it('stands in the queue of registrars and in no list of another agency', async () => {
    const { weaponId, eventId } = await sellOne()
    await chainOf(weaponId, { ...AUDITOR, headers: LOOK })
    const declared = await declare(eventId)
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

describe('who may correct, and what', () => {
  it('nobody corrects what another reported; an event that is not his to see looks like none', async () => {
    const { eventId } = await sellOne()
    const path = (id: string) => `/v1/custody-events/${id}/error-declarations`
    const [foreign, unknown] = [
      await registry.post<Problem>(path(eventId), MISTAKE, THEIRS),
      await registry.post<Problem>(path(randomUUID()), MISTAKE, THEIRS),
    ]
    expect([foreign.status, unknown.status]).toEqual([404, 404])
    expect({ ...foreign.body, instance: '', requestId: '' }).toEqual({ ...unknown.body, instance: '', requestId: '' })
  })

  it('a record is corrected once: what replaced it can be corrected in turn', async () => {
    const { weaponId, eventId } = await sellOne()
    const sale = { kind: 'RETAIL_SALE', fromPartyId: registry.ours, toPartyId: registry.ourPerson }
    const first = await declare(eventId, {
      reason: 'INCORRECT_DATA',
      explanation: 'Day.',
      replacement: { ...sale, occurredAt: '2024-05-01' },
    })
    const again = await registry.post<Problem>(`/v1/custody-events/${eventId}/error-declarations`, MISTAKE, OURS)
    expect([again.status, again.body.errors[0]?.code]).toEqual([409, 'correction-not-possible'])
    await declare(first.replacementId ?? '', {
      reason: 'INCORRECT_DATA',
      explanation: 'Day again.',
      replacement: { ...sale, occurredAt: '2024-05-02' },
    })
    expect((await chainOf(weaponId)).chain.at(-1)?.occurredAt.value).toBe('2024-05-02')
    const early = await registry.post<Problem>(
      `/v1/error-declarations/${first.id}/withdrawals`,
      { explanation: 'No.' },
      OURS,
    )
    expect(early.status).toBe(409)
  })

  it('refuses a replacement that cannot be true, and stores nothing of it', async () => {
    const { weaponId, eventId } = await sellOne()
    const rows = await registry.countRows()
    const path = `/v1/custody-events/${eventId}/error-declarations`
    const said = { reason: 'INCORRECT_DATA', explanation: 'Wrong.' }
    const sale = { kind: 'RETAIL_SALE', fromPartyId: registry.ours, toPartyId: registry.ourPerson }
    const wrong: [object, string][] = [
      [{ ...said, replacement: { ...sale, occurredAt: '2999-01-01' } }, '#/replacement/occurredAt'],
      [
        { ...said, replacement: { kind: 'RETAIL_SALE', fromPartyId: registry.ours, occurredAt: '2024-01-01' } },
        '#/replacement/toPartyId',
      ],
      [
        { ...said, replacement: { ...sale, occurredAt: '2024-01-01', weaponIds: [randomUUID()] } },
        '#/replacement/weaponIds/0',
      ],
      [{ ...said, reason: 'DID_NOT_OCCUR', replacement: { ...sale, occurredAt: '2024-01-01' } }, '#/replacement'],
    ]
    for (const [body, pointer] of wrong) {
      const refused = await registry.post<Problem>(path, body, OURS)
      expect([refused.status, refused.body.errors.map((entry) => entry.pointer)]).toEqual([422, [pointer]])
    }
    expect(await registry.countRows()).toEqual(rows)
    expect(kinds(await chainOf(weaponId))).toEqual(['STOCK_REGISTERED', 'RETAIL_SALE'])
  })

  it('gives nobody a weapon by a correction that he could not have by a report', async () => {
    const { eventId } = await sellOne()
    const replacement = {
      kind: 'SOLD_DOMESTIC',
      fromPartyId: registry.ours,
      toPartyId: registry.theirs,
      occurredAt: '2024-05-01',
    }
    const body = { reason: 'INCORRECT_DATA', explanation: 'Mine.', replacement }
    const taken = await registry.post(`/v1/custody-events/${eventId}/error-declarations`, body, THEIRS)
    expect(taken.status).toBe(404)
  })

  it('leaves nothing behind on a dry run, and says the same', async () => {
    const { weaponId, eventId } = await sellOne()
    await chainOf(weaponId, { ...AUDITOR, headers: LOOK })
    const rows = await registry.countRows()
    const dry = await registry.post<{ findings: { code: string }[] }>(
      `/v1/custody-events/${eventId}/error-declarations?dryRun=true`,
      MISTAKE,
      { ...OURS, key: null },
    )
    expect([dry.status, dry.body.findings.map(({ code }) => code)]).toEqual([200, ['CORRECTION_PENDING']])
    expect(await registry.countRows()).toEqual(rows)
  })
})

describe('a correction of a mark or a description', () => {
  it('takes the wrong number out of every search and puts the right one in', async () => {
    const { id: weaponId, serial } = await registry.registerWeapon(OURS)
    const weapon = await registry.service.request<{ markings: { id: string; text: string }[] }>(
      `/v1/weapons/${weaponId}`,
      OURS,
    )
    const markingId = weapon.body.markings[0]?.id ?? ''
    const right = `${serial}7X`
    const replacement = { kind: 'SERIAL_PRIMARY', text: right, component: 'FRAME' }
    const said = { reason: 'INCORRECT_DATA', explanation: 'Two characters were missing.', replacement }
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
    const recent = await chainOf(weaponId, OURS, `?knownAt=${new Date().toISOString()}`)
    const older = await chainOf(weaponId, OURS, '?knownAt=2025-01-01')
    expect([recent.asOf?.provisional, older.asOf?.provisional]).toEqual([true, false])
    expect((await chainOf(weaponId)).asOf).toBeUndefined()
  })
})
