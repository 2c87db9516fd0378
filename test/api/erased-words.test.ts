import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { verifyLedger } from '../../src/fsck/verify-ledger.ts'
import { type Erase, openEraser } from '../support/erasing.ts'
import { FILES, storeFile } from '../support/evidence.ts'
import { openSmallRegistry, OURS, REGISTRAR, type SmallRegistry } from '../support/small-registry.ts'
import { findStored } from '../support/stored-words.ts'
import { ask, read, seen } from '../support/traced.ts'
import { openWorkshop } from '../support/workshop.ts'

const LOOK = { purpose: 'CRIMINAL_INVESTIGATION', 'legal-basis': 'CPC 60-1' }
const PLACE = { country: 'FR', locality: 'Invented-sur-Mer', latitude: 48.512_345, longitude: -1.254_321 }
const PAPER = { kind: 'POSSESSION_PERMIT', number: 'SECRET-77', issuer: 'Invented prefecture', issuedOn: '2011-11-11' }
const NOTE = 'He lives beside the invented baker.'
const SAID = [
  'Invented-sur-Mer',
  '48.512345',
  '-1.254321',
  'SECRET-77',
  'Invented prefecture',
  '2011-11-11',
  'invented baker',
]
let registry: SmallRegistry
let admin: pg.Client
let erase: Erase

beforeAll(async () => {
  registry = await openSmallRegistry()
  admin = new pg.Client(registry.service.database.adminUrl)
  await admin.connect()
  ;({ erase } = await openEraser(registry.service))
})
afterAll(async () => {
  await admin.end()
  await registry.close()
})

interface Link {
  readonly eventId: string
  readonly documents: readonly object[]
}
const custodyOf = (weaponId: string) =>
  registry.service.request<{ chain: readonly Link[] }>(`/v1/weapons/${weaponId}/custody`, {
    ...REGISTRAR,
    headers: LOOK,
  })

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

async function sell(
  weaponId: string,
  toPartyId: string,
  said: object = { place: PLACE, documents: [PAPER], note: NOTE },
) {
  const sale = {
    kind: 'RETAIL_SALE',
    weaponIds: [weaponId],
    fromPartyId: registry.ours,
    toPartyId,
    occurredAt: '2024-03-05',
  }
  const { id, events } = await registry.store<{ id: string; events: { id: string }[] }>(
    '/v1/transfers',
    { ...sale, ...said },
    REGISTRAR,
  )
  return { transferId: id, eventId: events[0]?.id ?? '' }
}

describe('what was erased of an event', () => {
  it('stands nowhere in the database, nobody having read its chain since; its paper is told as erased wherever it is shown', async () => {
    const { id: weaponId, serial } = await registry.registerWeapon(REGISTRAR)
    const { transferId, eventId } = await sell(weaponId, registry.theirPerson)
    await custodyOf(weaponId)
    const asked = await ask(registry, seen(serial))
    expect(asked.text).toContain('SECRET-77')
    const places = await findStored(admin, SAID)
    // Else the search itself would prove nothing.
    for (const table of ['fact', 'custody_event', 'transfer', 'custody_dossier', 'trace_answer', 'personal_record'])
      expect(places.filter((place) => place.startsWith(`${table}.`))).not.toEqual([])
    expect(places).toContain('trace_answer.sealed: SECRET-77')
    expect((await erase({ kind: 'CUSTODY_EVENT', id: eventId })).refusal).toBeUndefined()
    expect(await findStored(admin, SAID)).toEqual([])
    expect(await problems()).toEqual([])

    const paper = { kind: 'POSSESSION_PERMIT', erased: true }
    const link = (await custodyOf(weaponId)).body.chain.find((one) => one.eventId === eventId)
    expect(link?.documents).toEqual([paper])
    for (const target of [`/v1/custody-events/${eventId}`, `/v1/transfers/${transferId}`]) {
      const { body } = await registry.service.request<{ documents: object[] }>(target, { ...REGISTRAR, headers: LOOK })
      expect([target, body.documents]).toEqual([target, [paper]])
    }
    const again = await ask(registry, seen(serial))
    expect(again.body.answer?.chain.find((one) => one.eventId === eventId)?.documents).toEqual([paper])
    const printed = await registry.service.request(`/v1/trace-requests/${again.body.id}/answer/text`, {
      role: 'officer',
    })
    expect(printed.text).toMatch(/its number and its issuer\s+were\s+lawfully\s+erased/)
    expect(printed.text).not.toMatch(/ERASED|undefined/)
  })

  it('leaves who asked his request, which says that its answer was erased', async () => {
    const { id: weaponId, serial } = await registry.registerWeapon(REGISTRAR)
    const { eventId } = await sell(weaponId, registry.theirPerson)
    const { body } = await ask(registry, seen(serial))
    expect(body.answer).toBeDefined()
    await erase({ kind: 'CUSTODY_EVENT', id: eventId })
    const { status, body: after } = await read(registry, body.id)
    expect(status).toBe(200)
    expect(after).toMatchObject({ id: body.id, caseReference: body.caseReference, answerErased: true })
    expect(after.answer).toBeUndefined()
    expect((await registry.service.request(`/v1/trace-requests/${body.id}/answer`, { role: 'officer' })).status).toBe(
      404,
    )
  })

  it('goes of the parts too that the same report moved', async () => {
    const { id: weaponId } = await registry.registerWeapon(REGISTRAR)
    const addedComponentId = await openWorkshop(registry).slideOf(REGISTRAR)
    const { events } = await registry.store<{ events: { id: string }[] }>(
      '/v1/component-exchanges',
      { weaponId, addedComponentId, occurredAt: '2021-02-01', place: PLACE, documents: [PAPER], note: NOTE },
      REGISTRAR,
    )
    expect((await findStored(admin, SAID)).join()).toContain('assembly.documents')
    await erase({ kind: 'CUSTODY_EVENT', id: events[0]?.id ?? '' })
    expect(await findStored(admin, SAID)).toEqual([])
    expect(await problems()).toEqual([])
  })

  it('is kept by nobody who had read it before', async () => {
    const { id: weaponId } = await registry.registerWeapon(REGISTRAR)
    const { eventId } = await sell(weaponId, registry.theirPerson)
    await custodyOf(weaponId)
    const { rows } = await admin.query<{ kept: string }>(
      `select jsonb_agg(jsonb_build_object('weaponId', weapon_id, 'lastSeq', last_seq, 'chainRevision', chain_revision, 'partyIds', party_ids,
          'partyRevision', party_revision, 'program', program, 'validUntil', valid_until, 'withEvidence', with_evidence, 'body', body,
          'namedIds', named_ids))::text as kept from custody_dossier where weapon_id = $1`,
      [weaponId],
    )
    await erase({ kind: 'CUSTODY_EVENT', id: eventId })
    const late = new pg.Client(registry.service.database.serviceUrl)
    await late.connect()
    await late.query(`set app.agency = '${registry.ours}'`)
    await late.query('select keep_dossiers($1::jsonb)', [rows[0]?.kept])
    await late.end()
    expect(rows[0]?.kept).toContain('SECRET-77')
    expect(await findStored(admin, SAID)).toEqual([])
  })
})

describe('what was erased of a person', () => {
  const NAME = 'Permit Invented-Holder'
  const WORDS = [
    NAME,
    'PERMIT-4711',
    'PERMIT-4712',
    'Invented issuer of permits',
    'wears invented glasses',
    'SECRET-77',
  ]
  const permit = {
    kind: 'POSSESSION_PERMIT',
    validFrom: '2020-01-01',
    country: 'FR',
    issuer: 'Invented issuer of permits',
  }

  const register = (kind: string) => registry.store('/v1/parties', { kind, name: NAME, country: 'FR' }, REGISTRAR)
  async function license(partyId: string): Promise<string> {
    const number = 'PERMIT-4711'
    const scope = { maxQuantity: 1, note: 'He wears invented glasses.' }
    const { id } = await registry.store(`/v1/parties/${partyId}/licences`, { ...permit, number, scope }, REGISTRAR)
    const correction = {
      action: 'CORRECTED',
      number: 'PERMIT-4712',
      issuer: permit.issuer,
      reason: 'He wears invented glasses.',
    }
    await registry.store(`/v1/parties/${partyId}/licences/${id}/versions`, correction, REGISTRAR)
    return id
  }

  it('stands nowhere in the database, nor the numbers of his permits, nor the papers that name them', async () => {
    const { id } = await register('PRIVATE_PERSON')
    const licenceId = await license(id)
    const { id: weaponId, serial } = await registry.registerWeapon(REGISTRAR)
    const documents = [{ ...PAPER, number: 'PERMIT-4711' }]
    const { eventId } = await sell(weaponId, id, { documents, place: PLACE, note: `${NAME} came himself.` })
    await custodyOf(weaponId)
    await ask(registry, seen(serial))
    const places = (await findStored(admin, WORDS)).join()
    for (const table of ['party_licence', 'licence_version', 'custody_dossier', 'idempotency_record.sealed'])
      expect(places).toContain(table)
    await erase({ kind: 'PERSON', id })
    expect(await findStored(admin, [...WORDS, ...SAID])).toEqual([])
    expect(await problems()).toEqual([])

    const { body } = await registry.service.request<{ licences: object[] }>(`/v1/parties/${id}/licences`, REGISTRAR)
    const kept = { id: licenceId, kind: permit.kind, validFrom: permit.validFrom, country: 'FR', erased: true }
    expect(body.licences).toEqual([expect.objectContaining({ ...kept, scope: { maxQuantity: 1 } })])
    expect(JSON.stringify(body.licences)).not.toMatch(/"(number|issuer)"/)
    const link = (await custodyOf(weaponId)).body.chain.find((one) => one.eventId === eventId)
    expect(link?.documents).toEqual([{ kind: PAPER.kind, erased: true }])
  })

  it('is changed of his permits by nothing but an order of the same transaction', async () => {
    for (const text of [
      `update party_licence set number = null, issuer = null where number is not null`,
      `update party_licence set number = 'X'`,
      `update licence_version set number = null, terms = terms - 'number' - 'issuer'`,
      `update assembly set documents = '[]'`,
      `delete from party_licence`,
    ])
      await expect(admin.query(text)).rejects.toThrow('facts are append-only')
  })

  it('leaves the licences of a firm, which are no personal data', async () => {
    const { id } = await register('DEALER')
    await license(id)
    const { plan } = await erase({ kind: 'PERSON', id })
    expect(plan.facts).toEqual([])
    const { rows } = await admin.query('select number from party_licence where party_id = $1', [id])
    expect(rows).toEqual([{ number: 'PERMIT-4711' }])
    expect(await problems()).toEqual([])
  })
})

describe('what was erased of an evidence file', () => {
  it('stands nowhere in the database', async () => {
    const words = ['Invented words on a photo']
    const id = await storeFile(registry.service, FILES.png(words[0]), OURS)
    expect(await findStored(admin, words)).toEqual(['evidence_content.sealed: Invented words on a photo'])
    await erase({ kind: 'EVIDENCE_FILE', id })
    expect(await findStored(admin, words)).toEqual([])
    expect(await problems()).toEqual([])
  })
})
