import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { RETENTION_REGIMES } from '../../src/domain/retention/floors.ts'
import { carryOut } from '../../src/features/erasure/carry-out.ts'
import { verifyLedger } from '../../src/fsck/verify-ledger.ts'
import { inLongTransaction } from '../../src/store/long-transaction.ts'
import { COURT, type Erase, openEraser } from '../support/erasing.ts'
import { makeLogKey, sequenceAll } from '../support/kept-ledger.ts'
import {
  AUDITOR,
  OFFICER,
  openSmallRegistry,
  PERSON_NAME,
  REGISTRAR,
  type SmallRegistry,
} from '../support/small-registry.ts'
import { ask, read, seen, sellPistol } from '../support/traced.ts'

const LOOK = { purpose: 'CRIMINAL_INVESTIGATION', 'legal-basis': 'CPC 60-1' }
let registry: SmallRegistry
let admin: pg.Client
let agencyId: string
let erase: Erase

beforeAll(async () => {
  registry = await openSmallRegistry()
  admin = new pg.Client(registry.service.database.adminUrl)
  await admin.connect()
  ;({ erase, agencyId } = await openEraser(registry.service))
})
afterAll(async () => {
  await admin.end()
  await registry.close()
})

const custodyOf = (weaponId: string) =>
  registry.service.request<{
    chain: {
      eventId: string
      kind: string
      place?: object
      documents: { number: string }[]
      findings: { code: string }[]
    }[]
    holder: object
    lastLicitHolder: object
  }>(`/v1/weapons/${weaponId}/custody`, { ...REGISTRAR, headers: LOOK })

const problems = async (): Promise<unknown> =>
  (
    await verifyLedger({
      url: registry.service.database.ownerUrl,
      notes: [],
      kept: [],
      trusted: undefined,
      chains: 'all',
      tell: () => undefined,
    })
  ).problems

const all = async (): Promise<string> => {
  const { rows } = await admin.query<{ text: string }>(`select body::text as text from personal_record`)
  return rows.map(({ text }) => text).join('\n')
}

describe('a custody event that is erased', () => {
  it('is ordered by a registered agency and by nobody else, since nobody could explain it', async () => {
    const scopes = new Set(['registry:read-any', 'registry:write-any'] as const)
    const stranger = '0193a000-0a00-7000-8000-0000000000ff'
    const subject = { kind: 'PERSON' as const, id: stranger }
    const call = { agencyId: stranger, subject, order: COURT, regimes: { binding: RETENTION_REGIMES }, dryRun: true }
    const { ownerUrl } = registry.service.database
    const erasing = inLongTransaction(ownerUrl, { agencyId: stranger, scopes }, (tx) => carryOut(tx, call))
    await expect(erasing).rejects.toThrow(/No agency of this id/)
  })

  it('keeps its place in the chain, as erased, and every proof; place, numbers of papers and note are gone', async () => {
    const { id: weaponId, serial } = await registry.registerWeapon(REGISTRAR)
    const transfer = await registry.store<{ events: { id: string }[] }>(
      '/v1/transfers',
      {
        kind: 'RETAIL_SALE',
        weaponIds: [weaponId],
        fromPartyId: registry.ours,
        toPartyId: registry.theirPerson,
        occurredAt: '2024-03-05',
        place: { country: 'FR', locality: 'Invented-sur-Mer', latitude: 48.5, longitude: -1.25 },
        documents: [
          { kind: 'POSSESSION_PERMIT', number: 'SECRET-77', issuer: 'Invented prefecture', issuedOn: '2024-01-01' },
        ],
        note: 'He lives beside the invented baker.',
      },
      REGISTRAR,
    )
    const [event] = transfer.events
    const eventId = event?.id ?? ''
    const before = await custodyOf(weaponId)
    expect(before.text).toContain('Invented-sur-Mer')
    const asked = await ask(registry, seen(serial))
    expect(asked.text).toContain('Invented-sur-Mer')
    // The half of it is in the ledger, the other waits.
    await admin.query('set session_replication_role = replica')
    await sequenceAll(admin, makeLogKey(), 3)
    await admin.query('set session_replication_role = origin')
    const { refusal, erasureId } = await erase({ kind: 'CUSTODY_EVENT', id: eventId })
    expect(refusal).toBeUndefined()

    const after = await custodyOf(weaponId)
    expect(after.text).not.toMatch(/Invented-sur-Mer|SECRET-77|prefecture/)
    const link = after.body.chain.find((one) => one.eventId === eventId)
    expect(link).toMatchObject({
      kind: 'RETAIL_SALE',
      place: { country: 'FR' },
      documents: [{ kind: 'POSSESSION_PERMIT' }],
    })
    expect(link?.findings.map(({ code }) => code)).toContain('ERASED')
    expect(after.body.holder).toEqual(before.body.holder)
    expect(after.body.lastLicitHolder).toEqual(before.body.lastLicitHolder)
    expect((await custodyOf(weaponId)).text).toBe(after.text)

    const stored = await admin.query(`select from fact where canonical ~ 'Invented-sur-Mer|SECRET-77|prefecture'`)
    const told = await admin.query(
      `select from trace_answer where told::text ~ 'Invented-sur-Mer|SECRET-77|prefecture'`,
    )
    const reports = await admin.query(
      `select from transfer t where to_jsonb(t)::text ~ 'Invented-sur-Mer|SECRET-77|prefecture'`,
    )
    expect([stored.rowCount, told.rowCount, reports.rowCount]).toEqual([0, 0, 0])
    const { rows } = await admin.query('select canonical, secret from fact where id = $1', [eventId])
    expect(rows).toEqual([{ canonical: null, secret: null }])
    expect(await all()).not.toContain('baker')
    expect(await problems()).toEqual([])
    const record = await admin.query<{ canonical: string }>('select canonical from fact where id = $1', [erasureId])
    expect(JSON.parse(record.rows[0]?.canonical ?? '')).toMatchObject({
      factKind: 'erasure',
      ground: 'COURT_ORDER',
      erased: [{ factId: eventId }, { index: null }],
    })
    await expect(erase({ kind: 'CUSTODY_EVENT', id: eventId })).rejects.toThrow('erased before')
  })

  it('is checked for what stays: who changes a party or a date of it is found', async () => {
    const { rows } = await admin.query<{ id: string }>('select fact_id as id from fact_erasure limit 1')
    const [{ id } = { id: '' }] = rows
    await admin.query('set session_replication_role = replica')
    await admin.query('update custody_event set to_party_id = from_party_id where id = $1', [id])
    expect(await problems()).toContainEqual(
      expect.objectContaining({ code: 'ROW_CHANGED', place: `custody_event ${id}` }),
    )
    await admin.query('update custody_event set to_party_id = $2 where id = $1', [id, registry.theirPerson])
    const remaining = `jsonb_set(remaining, '{hidden,0,digest}', to_jsonb(repeat('A', 43)))`
    await admin.query(
      `create table kept as select * from fact_erasure; update fact_erasure set remaining = ${remaining}`,
    )
    expect(await problems()).toContainEqual(expect.objectContaining({ code: 'FACT_CHANGED', place: `fact ${id}` }))
    await admin.query('delete from fact_erasure; insert into fact_erasure select * from kept; drop table kept')
    await admin.query('set session_replication_role = origin')
    expect(await problems()).toEqual([])
  })

  it('goes only with an order of the same transaction that leaves its leaf, whoever asks', async () => {
    const { rows } = await admin.query<{ id: string; weapon: string }>(
      `select e.id, e.weapon_id as weapon from custody_event e where not exists (select from fact_erasure x where x.fact_id = e.id) limit 1`,
    )
    const [{ id, weapon } = { id: '', weapon: '' }] = rows
    const order = `(select id from erasure limit 1)`
    const wrong = `insert into fact_erasure (fact_id, erasure_id, weapon_id, remaining, agency_id, recorded_at)
      values ('${id}', ${order}, '${weapon}', '{"shown": [], "hidden": []}', '${agencyId}', now())`
    const empty = `update fact set canonical = null, secret = null where id = '${id}'`
    const again = `update custody_event set documents = '[]' where id in (select fact_id from fact_erasure)`
    for (const text of [empty, `begin; ${wrong}; ${empty}`, `delete from fact where id = '${id}'`, again]) {
      await expect(admin.query(text)).rejects.toThrow('facts are append-only')
      await admin.query('rollback')
    }
    const service = new pg.Client(registry.service.database.serviceUrl)
    await service.connect()
    await expect(service.query(wrong)).rejects.toThrow('permission denied')
    await expect(service.query(`select erase_events('${id}', now(), '[]')`)).rejects.toThrow('permission denied')
    await service.end()
  })
})

describe('a person who is erased', () => {
  it('is refused before the time of the law has ended, and listed by a dry run that erases nothing', async () => {
    await sellPistol(registry)
    const subject = { kind: 'PERSON', id: registry.ourPerson } as const
    const ended = { ...COURT, ground: 'RETENTION_ENDED' as const }
    expect((await erase(subject, { order: ended })).refusal).toContain('has not begun')
    const alone = { ...COURT, confirmedBy: undefined }
    expect((await erase(subject, { order: alone })).refusal).toContain('second person')
    const dry = await erase(subject, { dryRun: true })
    expect(dry.plan.personal.map(({ kind }) => kind)).toContain('PARTY_NAME')
    expect(await all()).toContain(PERSON_NAME)
  })

  it('is gone from the next answer of a warm chain, from answers that were given, and from replies', async () => {
    const { weaponId, serial } = await sellPistol(registry)
    const asked = await ask(registry, seen(serial))
    expect(asked.text).toContain(PERSON_NAME)
    expect((await custodyOf(weaponId)).text).toContain(PERSON_NAME)
    const kept = await admin.query('select from custody_dossier where weapon_id = $1', [weaponId])
    expect(kept.rowCount).toBe(1)
    const { erasureId, plan } = await erase({ kind: 'PERSON', id: registry.ourPerson })
    expect(plan.sealed.map(({ source }) => source)).toEqual(expect.arrayContaining(['ANSWER', 'REPLY']))

    const after = await custodyOf(weaponId)
    expect([after.status, after.body.chain.length > 0]).toEqual([200, true])
    expect(after.text).not.toContain(PERSON_NAME)
    expect(after.text).toContain(registry.ourPerson)
    expect(await all()).not.toContain(PERSON_NAME)
    const answer = await registry.service.request(`/v1/trace-requests/${asked.body.id}/answer`, OFFICER)
    expect([answer.status, answer.text.includes('lawfully erased')]).toEqual([404, true])
    expect((await read(registry, asked.body.id)).text).not.toContain(PERSON_NAME)
    expect(await problems()).toEqual([])
    const audit = await registry.service.request<{ entries: { action: string }[] }>(
      `/v1/audit-entries?subjectId=${erasureId}`,
      AUDITOR,
    )
    expect(audit.body.entries.map(({ action }) => action)).toEqual(['record.erase'])
    await expect(erase({ kind: 'PERSON', id: registry.ourPerson })).rejects.toThrow('no personal record')
  })
})
