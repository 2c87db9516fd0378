import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { digestOf, FILES } from '../support/evidence.ts'
import { type EvidenceRegistry, openEvidenceRegistry } from '../support/evidence-registry.ts'
import { AUDITOR, OFFICER, OURS, type Problem, REGISTRAR, THEIRS, traceBody } from '../support/small-registry.ts'

let registry: EvidenceRegistry

beforeAll(async () => {
  registry = await openEvidenceRegistry()
})
afterAll(() => registry.close())

describe('who may read a file', () => {
  it('is its agency, registrars and auditors; to others it is the same 404 as no file', async () => {
    const id = await registry.keep(FILES.png('mine'))
    for (const reader of [OURS, REGISTRAR, AUDITOR]) {
      expect([(await registry.read(id, reader)).status, (await registry.download(id, reader)).status]).toEqual([
        200, 200,
      ])
    }
    for (const stranger of [THEIRS, OFFICER]) {
      for (const path of ['', '/content']) {
        const [there, nowhere] = await Promise.all(
          [id, randomUUID()].map((one) =>
            registry.service.request<Problem>(`/v1/evidence-files/${one}${path}`, stranger),
          ),
        )
        expect(there?.status).toBe(404)
        const same = ({ instance: _i, requestId: _r, ...problem }: Problem) => problem
        expect(same(there?.body as Problem)).toEqual(same(nowhere?.body as Problem))
      }
    }
  })

  it('is also who reads a weapon whose mark names it, and a look of theirs is recorded', async () => {
    const photo = await registry.keep(FILES.jpeg('of the mark'))
    const { id: weaponId } = await registry.registerWeapon(OURS)
    const mark = { kind: 'PROOF', text: 'PSF', evidenceIds: [photo] }
    const stored = await registry.store<{ id: string; evidenceIds: string[] }>(
      `/v1/weapons/${weaponId}/markings`,
      mark,
      OURS,
    )
    expect(stored.evidenceIds).toEqual([photo])
    expect((await registry.read(photo, THEIRS)).status).toBe(404)
    const sale = {
      kind: 'SOLD_DOMESTIC',
      weaponIds: [weaponId],
      fromPartyId: registry.ours,
      toPartyId: registry.theirs,
    }
    await registry.store('/v1/transfers', { ...sale, occurredAt: '2022-02-02', place: { country: 'FR' } }, OURS)
    const { status, body } = await registry.read<{ namedBy: unknown[] }>(photo, THEIRS)
    expect([status, body.namedBy]).toEqual([200, [{ kind: 'MARKING', id: stored.id, weaponId }]])
    expect((await registry.download(photo, THEIRS)).status).toBe(200)
    const weapon = await registry.service.request<{ markings: { evidenceIds?: string[] }[] }>(
      `/v1/weapons/${weaponId}`,
      THEIRS,
    )
    expect(weapon.body.markings.flatMap(({ evidenceIds }) => evidenceIds ?? [])).toEqual([photo])
    const looks = await registry.asOwner<{ shown: string[] }>(
      `select shown from disclosure where weapon_id = $1 and source = 'evidence-file' order by recorded_at`,
      [weaponId],
    )
    expect(looks.map(({ shown }) => shown)).toEqual([['EVIDENCE'], ['EVIDENCE_CONTENT']])
    expect((await registry.read(photo, OFFICER)).status).toBe(404)
  })

  it('is not who is shown it by one that may read it and names it on a weapon of its own', async () => {
    const photo = await registry.keep(FILES.jpeg('ours, shown to them'))
    const mark = { kind: 'SERIAL_PRIMARY', text: `Q${randomUUID().slice(0, 8)}`, evidenceIds: [photo] }
    const { id: weaponId } = await registry.registerWeapon(OURS, { markings: [mark] })
    const sale = {
      kind: 'SOLD_DOMESTIC',
      weaponIds: [weaponId],
      fromPartyId: registry.ours,
      toPartyId: registry.theirs,
    }
    await registry.store('/v1/transfers', { ...sale, occurredAt: '2022-02-02', place: { country: 'FR' } }, OURS)
    const { id: spread, serial } = await registry.registerWeapon(THEIRS, {
      markings: [{ ...mark, text: `R${randomUUID().slice(0, 8)}` }],
    })
    const trace = traceBody({
      type: 'PISTOL_SELF_LOADING',
      make: 'Glock',
      model: 'Glock 19',
      calibre: '9x19',
      markings: [{ kind: 'SERIAL_PRIMARY', text: serial }],
    })
    const asked = await registry.store<{ status: string }>('/v1/trace-requests', trace, OFFICER)
    expect(asked.status).toBe('ANSWERED_FULL')
    expect((await registry.service.request(`/v1/weapons/${spread}`, OFFICER)).status).toBe(200)
    expect((await registry.read(photo, OFFICER)).status).toBe(404)
  })

  it('is the officer to whom an answer released the weapon, unless it was released without names', async () => {
    const paper = await registry.keep(FILES.pdf('bill of sale'))
    for (const [canGuaranteeConfidentiality, status] of [
      [false, 404],
      [true, 200],
    ] as const) {
      const { id, serial } = await registry.registerWeapon(OURS)
      const sale = { kind: 'RETAIL_SALE', weaponIds: [id], fromPartyId: registry.ours, toPartyId: registry.ourPerson }
      const when = { occurredAt: '2022-02-02', place: { country: 'FR' } }
      await registry.store('/v1/transfers', { ...sale, ...when, evidenceIds: [paper] }, OURS)
      const seen = { type: 'PISTOL_SELF_LOADING', make: 'Glock', model: 'Glock 19', calibre: '9x19' }
      const observation = { ...seen, markings: [{ kind: 'SERIAL_PRIMARY', text: serial }] }
      await registry.store('/v1/trace-requests', traceBody(observation, { canGuaranteeConfidentiality }), OFFICER)
      expect([(await registry.read(paper, OFFICER)).status, (await registry.download(paper, OFFICER)).status]).toEqual([
        status,
        status,
      ])
    }
  })

  it('ends for readers of the weapon where the event that named it is declared wrong', async () => {
    const paper = await registry.keep(FILES.pdf('the wrong paper'))
    const { id } = await registry.registerWeapon(OURS)
    const loss = {
      kind: 'LOST',
      weaponIds: [id],
      partyId: registry.ours,
      occurredAt: '2023-01-01',
      place: { country: 'FR' },
    }
    const event = await registry.store('/v1/custody-events', { ...loss, evidenceIds: [paper] }, OURS)
    const open = `select evidence_readable(id, '00000000-0000-7000-8000-000000000000') as may from evidence_file where id = $1`
    const asReporter = async (): Promise<boolean> => {
      const client = new pg.Client(registry.service.database.ownerUrl)
      await client.connect()
      const me = await registry.service.request<{ agency: { id: string } }>('/v1/me', OURS)
      await client.query(`begin; set local app.agency = '${me.body.agency.id}'`)
      const { rows } = await client.query<{ may: boolean }>(open, [paper])
      await client.end()
      return rows[0]?.may === true
    }
    expect(await asReporter()).toBe(true)
    const mistaken = { reason: 'DID_NOT_OCCUR', explanation: 'It was in the safe.' }
    await registry.store(`/v1/custody-events/${event.id}/error-declarations`, mistaken, OURS)
    expect(await asReporter()).toBe(false)
    expect((await registry.read(paper)).status).toBe(200)
  })
})

describe('erasure', () => {
  it('of the key takes the content from everyone, with a clear problem, while the record and its fact stay', async () => {
    const bytes = FILES.png('to be erased')
    const id = await registry.keep(bytes)
    const admin = new pg.Client(registry.service.database.adminUrl)
    await admin.connect()
    await admin.query('begin; set local role marktrace_erasure')
    const [row] = await registry.asOwner<{ key: string }>('select key_id as key from evidence_file where id = $1', [id])
    const { rowCount } = await admin.query('delete from content_key where id = $1', [row?.key])
    await admin.query('commit')
    await admin.end()
    expect(rowCount).toBe(1)
    const gone = await registry.service.request<Problem>(`/v1/evidence-files/${id}/content`, OURS)
    expect([gone.status, gone.body.code]).toEqual([410, 'content-erased'])
    const record = await registry.read<{ contentErased: boolean; digest: string }>(id)
    expect([record.status, record.body.contentErased, record.body.digest]).toEqual([200, true, digestOf(bytes)])
    expect(await registry.asOwner(`select kind from fact where id = $1`, [id])).toEqual([{ kind: 'evidence-file' }])
    const anew = await registry.keep(bytes)
    expect([(await registry.download(anew)).status, (await registry.download(id)).status]).toEqual([200, 410])
  })
})
